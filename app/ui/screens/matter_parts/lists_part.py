"""三张清单 of a period and place: collected, handed out, told back, and that they add up."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.desk import grid, matter_registers
from app.desk.matter_registers import WHICH, Period
from app.records.field import Field
from app.rules.listing import Listing
from app.rules.three_lists import ThreeLists
from app.trouble import Trouble
from app.ui import theme
from app.ui.awaiting import Awaiting
from app.ui.kit import flow, page
from app.ui.kit.line_editors import DayEditor
from app.ui.kit.listing_bar import ListingBar
from app.ui.kit.place_editor import PlaceEditor
from app.ui.screens.matter_parts.listing_view import ListingView
from app.ui.screens.matter_parts.views import Views
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.screen import Frame


class ListsPart(QWidget):
    """One of the three is shown; the sum stands above all of them."""

    def __init__(self, desk: Desk, frame: Frame, counted: Callable[[str], object]) -> None:
        super().__init__()
        self.desk, self.frame, self._counted = desk, frame, counted
        self.awaiting = Awaiting(self, desk, frame, "matters.counting")
        self.since = self._day("since")
        self.until = self._day("until")
        self.place = PlaceEditor(Field("matters", "place", "ref", refers="place"))
        self.place.line.setPlaceholderText(say("matters.any_place"))
        self.place.setMaximumWidth(theme.scaled(260))
        self.place.show_value(None)
        self.place.left.connect(self.load)
        self.views = Views(
            [f"matters.list_{which}" for which in WHICH], lambda _place: self._show()
        )
        self.balance = page.label("", "heading")
        self.balance.setObjectName("matters.balance")
        self.table = ListingView()
        self.made: dict[str, Listing] = {}
        self.made_whole: dict[str, Listing] = {}
        self.whole = QCheckBox(say("matters.lists_whole"))
        self.whole.setObjectName("matters.lists_whole")
        column = QVBoxLayout(self)
        column.setContentsMargins(page.MARGIN, 4, page.MARGIN, 8)
        column.setSpacing(8)
        column.addLayout(
            flow.row(
                page.label(say("matters.since"), "label", wrap=False), self.since,
                page.label(say("matters.until"), "label", wrap=False), self.until, self.place, None,
            )
        )  # fmt: skip
        column.addLayout(flow.row(self.views, None, self.balance))
        column.addWidget(self.table, 1)
        column.addLayout(flow.row(ListingBar(desk, frame, self.listing), self.whole, None))

    def load(self) -> None:
        """Ask again, aside: a month of a large centre takes some seconds."""
        log, day = self.desk.shelf.log, self.desk.today()
        self.place.set_options(self.desk.look(grid.options, log))
        period = Period(
            self._value(self.since), self._value(self.until), self._value(self.place) or ""
        )

        self.awaiting.ask(
            lambda: self.desk.look(matter_registers.both, log, period, day), self._come
        )

    def _come(self, found: tuple[ThreeLists, dict[str, Listing], dict[str, Listing]]) -> None:
        lists, self.made, self.made_whole = found
        told = say(
            "matters.balance",
            collected=len(lists.collected),
            solved=len(lists.solved),
            tracked=len(lists.tracked),
            handed=len(lists.handed),
        )
        doubts = say("matters.maybe_same", count=lists.maybe_same) if lists.maybe_same else ""
        self.balance.setText(told + doubts)
        self._counted(say("matters.count_lists", count=len(lists.collected)))
        self._show()

    def listing(self) -> Listing:
        """The one that is shown, to print or save: masked, unless its names are to be whole."""
        made = self.made_whole if self.whole.isChecked() else self.made
        return made[self._which()]

    def _which(self) -> str:
        return WHICH[self.views.group.checkedId()]

    def _show(self) -> None:
        if self.made:
            self.table.show_listing(self.made[self._which()])

    def _day(self, name: str) -> DayEditor:
        editor = DayEditor(Field("matters", name, "day"))
        editor.setFixedWidth(theme.scaled(230))
        editor.show_value(None)
        editor.left.connect(self.load)
        return editor

    @staticmethod
    def _value(editor: DayEditor | PlaceEditor) -> Any:
        try:
            return editor.value()
        except Trouble:
            return None  # its sentence stands under the line
