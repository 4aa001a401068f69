"""包案与时限: the register of named leaders and the tier clocks that run, to be looked at and printed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import clock
from app.desk import leaders, practice, questions, tier_clocks
from app.desk.case_lines import nobody
from app.desk.room import own_room
from app.rules.listing import Listing
from app.trouble import Trouble
from app.ui import theme
from app.ui.jobs import Cancelled
from app.ui.kit import page
from app.ui.kit.listing_bar import ListingBar
from app.ui.kit.listing_table import ListingTable
from app.ui.screen import Screen
from app.words import say

if TYPE_CHECKING:
    from app.desk.case_lines import Report
    from app.desk.desk import Desk
    from app.ui.screen import Frame, Touched

LEADERS, CLOCKS = "leaders", "clocks"
ICONS = {LEADERS: "people", CLOCKS: "clock"}
NUMBER = 2
"""The columns that name the case, and in the register its parties."""


class HardListsScreen(Screen):
    """One list at a time; Enter on a row opens its case."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__(desk, frame)
        self.up = self.shown = LEADERS
        self.listing: Listing | None = None
        self.title = page.label("", "title", wrap=False)
        self.title.setObjectName("hard_lists.title")
        self.buttons = {
            LEADERS: page.button(
                "hard_lists.leaders", lambda: self.turn(LEADERS), icon=ICONS[LEADERS]
            ),
            CLOCKS: page.button("hard_lists.clocks", lambda: self.turn(CLOCKS), icon=ICONS[CLOCKS]),
        }
        self.bar = ListingBar(desk, frame, lambda: self._made(self.up))
        self.table = ListingTable()
        self.table.activated.connect(self._open)
        self.told = page.label(say("hard_lists.told"), "quiet")
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(page.MARGIN, 14, page.MARGIN, 8)
        column.setSpacing(10)
        column.addLayout(page.row(self.title, None, *self.buttons.values()))
        column.addWidget(self.bar)
        column.addWidget(self.told)
        column.addWidget(self.table, 1)
        self.fill(holder)

    def opened(self, target: object = None) -> None:
        self.turn(target if target in self.buttons else self.up)
        self.table.setFocus()

    def heard(self, touched: Touched) -> None:
        if any(kind in {"case", "leader_case", "leader_post", "matter"} for kind, _ in touched):
            self.turn(self.up)

    def turn(self, which: object) -> None:
        """Show one of the two lists as it stands now; of a centre's many rooms it is made aside."""
        self.up = up = str(which)
        self.frame.jobs.run(
            lambda report: self._made(up, report), partial(self._show, up),
            failed=self._stopped, title=say("screen.hard_lists"),
        )  # fmt: skip

    def _stopped(self, why: Exception) -> None:
        """What was shown stays."""
        if not isinstance(why, Cancelled):
            self.frame.jobs.sorrow.emit(why)
            return
        if self.listing is not None:
            self.up = self.shown
        self.told.setText(say("hard_lists.stopped"))

    def _show(self, up: str, made: Listing) -> None:
        if up != self.up:
            return  # the other one was asked for meanwhile
        self.listing, self.shown = made, up
        self.told.setText(say("hard_lists.told"))
        self.title.setText(made.title)
        self.table.show_listing(leaders.masked(made) if self.up == LEADERS else made)
        for key, press in self.buttons.items():
            theme.role(press, "primary" if key == self.up else "")
            press.setIcon(theme.icon(ICONS[key], on_accent=key == self.up))

    def _made(self, up: str, report: Report = nobody) -> Listing:
        with self.desk.watching(report) as told:
            return self._made_of(up, told)

    def _made_of(self, up: str, report: Report) -> Listing:
        desk, log = self.desk, self.desk.shelf.log
        way = desk.look(practice.standing, log)
        if up == CLOCKS:
            return desk.look(tier_clocks.listing, log, clock.now(), desk.calendar(), way)
        centre = bool(desk.look(own_room, log).is_centre)
        return desk.look(leaders.listing, log, way, everywhere=centre, report=report)

    def _open(self, index: QModelIndex) -> None:
        """The case of a row; a matter has its own screen."""
        rows = self.listing.rows if self.listing else []
        if index.row() >= len(rows):
            return
        number = rows[index.row()][NUMBER]
        try:
            case_id = self.desk.look(questions.by_number, str(number))
        except Trouble:
            self.frame.go("matters")
            return
        self.frame.go(
            "case", (case_id, "leader_case", None, "plan") if self.up == LEADERS else case_id
        )
