"""The merged list above, the card of the marked matter below."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QSplitter, QVBoxLayout, QWidget

from app import clock
from app.codes import code_list
from app.desk import matter_list, matter_registers
from app.desk import room as rooms
from app.desk.matter_list import Found, Line
from app.rules.listing import Listing
from app.ui import theme
from app.ui.awaiting import Awaiting
from app.ui.kit import flow, page
from app.ui.kit.listing_bar import ListingBar
from app.ui.kit.record_table import Column, RecordTable, table_view
from app.ui.screens.matter_parts.alike_card import AlikeCard
from app.ui.screens.matter_parts.card import MatterCard, state_words
from app.ui.screens.matter_parts.filters import Filters
from app.ui.screens.matter_parts.steering_card import SteeringCard
from app.words import language, say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.screen import Frame

ROWS_SHOWN, ROW = 5, 34
STEPS_SEEN = 290  # pixels of the card down to the steps that can be taken
MEANING = {"red": "bad", "orange": "warn", "yellow": "warn", "green": "good", "none": "quiet"}


class ListPart(QWidget):
    """Overdue first; Enter or a click shows the card."""

    def __init__(
        self, desk: Desk, frame: Frame, counted: Callable[[str], object],
        turn: Callable[[str, str], object],
    ) -> None:  # fmt: skip
        super().__init__()
        self.desk, self._counted = desk, counted
        self.awaiting = Awaiting(self, desk, frame)
        is_centre = bool(desk.look(rooms.own_room, desk.shelf.log).is_centre)
        self.filters = Filters(desk, self.load)
        self.table = RecordTable(_columns(is_centre=is_centre))
        self.table.mask(True)
        self.view = table_view(self.table)
        self.view.setObjectName("matters.lines")
        self.view.verticalHeader().setDefaultSectionSize(theme.scaled(ROW))
        self.view.setAccessibleName(say("screen.matters"))
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._marked())
        self.empty = page.label("", "quiet")
        self.bar = ListingBar(desk, frame, self.listing)
        self.whole = QCheckBox(say("matters.lists_whole"))
        self.whole.setObjectName("matters.list_whole")
        self.card = MatterCard(desk, self.load, turn)
        self.alike = AlikeCard(desk, self.load)
        self.steering = SteeringCard(desk, frame, self.load)
        page.on_keys(self.view, "J", self.card.become_case)
        top = QWidget()
        column = QVBoxLayout(top)
        column.setContentsMargins(page.MARGIN, 4, page.MARGIN, 6)
        column.setSpacing(8)
        column.addWidget(self.filters)
        column.addWidget(self.empty)
        column.addWidget(self.view, 1)
        area, below = page.sheet()
        below.setContentsMargins(page.MARGIN, 6, page.MARGIN, page.MARGIN)
        self.below = below
        below.addWidget(self.card)
        below.addWidget(self.alike)
        below.addWidget(self.steering)
        below.addLayout(flow.row(self.bar, self.whole, None))
        below.addStretch(1)
        self.halves = halves = QSplitter()
        halves.setOrientation(halves.orientation().Vertical)
        halves.addWidget(top)
        halves.addWidget(area)
        halves.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(halves)
        self._most, self._moved, self._coming = 0, False, False
        halves.splitterMoved.connect(lambda *_: self._was_moved())

    def listing(self) -> Listing:
        """The list as it is narrowed now, to print: masked, unless its names are to be whole."""
        return self.desk.look(
            matter_registers.merged, self.desk.shelf.log, clock.now(), self.desk.calendar(),
            self.filters.wanted(), whole=self.whole.isChecked(),
        )  # fmt: skip

    def open_at(self, matter_id: str = "") -> None:
        """The list anew, with one matter marked; where it is hidden, nothing is."""
        self.filters.refresh()
        self.load(matter_id, wanted=matter_id)

    def load(self, marked: str = "", wanted: str = "") -> None:
        """Ask again; what was marked stays marked. What is wanted is found, whatever the list was narrowed to."""
        marked = marked or getattr(self.view.current(), "id", "")
        desk, log, now = self.desk, self.desk.shelf.log, clock.now()
        calendar, narrowed = desk.calendar(), self.filters.wanted()
        self.awaiting.ask(
            lambda: desk.look(matter_list.listing, log, now, calendar, narrowed),
            partial(self._come, marked, wanted),
        )

    def _come(self, marked: str, wanted: str, found: Found) -> None:
        if wanted and all(one.id != wanted for one in found.lines):
            self.filters.show_all()
            self.load(wanted)
            return
        late = sum(1 for line in found.lines if line.is_late)
        told = say("matters.count", count=len(found.lines), late=late)
        unseen = say("cli.matter_unseen", count=found.unseen) if found.unseen else ""
        self._counted(f"{told}　{unseen}".rstrip())
        self.table.load(found.lines)
        self.empty.setText(say("matters.none"))
        self.empty.setVisible(not found.lines)
        self.view.setVisible(bool(found.lines))
        for part in (self.bar, self.whole):
            part.setVisible(bool(found.lines))
        self._most = max(self._most, len(found.lines))
        self._share_height()
        self._coming = True
        self.view.mark(max(0, self.table.place_of(marked)))
        self._coming = False
        self._show()

    def _marked(self) -> None:
        """A hand marked another line; where the list itself does, its cards follow once."""
        if not self._coming:
            self._show()

    def _show(self) -> None:
        line = self.view.current()
        self.card.show_line(line if isinstance(line, Line) else None)
        self.alike.show_line(line if isinstance(line, Line) else None)
        self.steering.show_line(line if isinstance(line, Line) else None)
        self.below.insertWidget(0 if self.alike.is_likely else 1, self.alike)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_height()

    def _share_height(self) -> None:
        """The list gets what its first lines need, the card what its steps need; a hand may move the border."""
        if self._moved or not self._most:
            return
        rows = theme.scaled(ROW) * min(self._most, ROWS_SHOWN) + theme.scaled(118)
        least = theme.scaled(ROW) * 2 + theme.scaled(118)
        listed = max(min(rows, self.height() - theme.scaled(STEPS_SEEN)), least)
        self.halves.setSizes([listed, max(self.height() - listed, 1)])

    def _was_moved(self) -> None:
        self._moved = True


def _columns(*, is_centre: bool) -> tuple[Column, ...]:
    room = [Column("matters.room_column", lambda x: x.room, width=140)] if is_centre else []
    told = [
        Column("matters.due", _due, width=170, meaning=lambda x: MEANING[x.colour]),
        Column("matters.line_column", lambda x: code_list("line").label(x.line, language()), width=78),
        Column("matters.state", state_words, width=170, meaning=lambda x: "good" if x.is_solved else ""),
        Column("matter.reporter", lambda x: x.reporter, width=90, privacy="name"),
        Column("matter.told", lambda x: " ".join(x.told.split()), stretch=1),
        Column("matters.holder", lambda x: "、".join(filter(None, x.holders)), width=130),
        Column("matter.place_id", lambda x: x.place.split(" ")[-1], width=110),
        Column("matter.came_at", lambda x: f"{x.came_at:%m-%d %H:%M}" if x.came_at else "", width=110),
    ]  # fmt: skip
    return (*room, *(told[:6] if theme.is_large() else told))


def _due(line: Line) -> str:
    if line.due is None or line.colour == "none":
        return say("matters.no_due") if not line.is_solved else "—"
    return say(
        "matters.due_told",
        due=f"{line.due:%m-%d %H:%M}",
        colour=say(f"matters.colour.{line.colour}"),
    )
