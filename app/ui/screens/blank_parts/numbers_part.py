"""预留号: every number that was reserved for blank forms, and what one can do with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.desk import blank_forms, reserved
from app.desk.reserved import Reserved
from app.ui.kit import page
from app.ui.kit.record_table import Column, RecordTable, table_view
from app.ui.kit.typed import show_day
from app.ui.kit.void_reason import VoidReason
from app.words import say

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

COLOURS = {reserved.USED: "good", reserved.SPOILED: "quiet"}


class NumbersPart(QWidget):
    """The list with its buttons; Enter on a line registers the case, or opens it."""

    chosen = Signal(object)  # 按这个号登记, or to the case that is there
    again = Signal(object)
    spoiled = Signal(object, str)
    given_back = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.today: dt.date | None = None
        self.people: Mapping[str, str] = {}
        self.table = RecordTable((
            Column("blank.number", lambda one: one.number, width=228),
            Column("blank.state", blank_forms.state_words, width=150, meaning=self._colour),
            Column("blank.printed_on", lambda one: show_day(one.on), width=110),
            Column("blank.by", lambda one: self.people.get(one.by_id, ""), width=90),
            Column("blank.papers", lambda one: "、".join(blank_forms.titles(one)), stretch=1),
        ))  # fmt: skip
        self.view = table_view(self.table, self.chosen.emit)
        self.view.setObjectName("blank.numbers")
        self.view.setAccessibleName(say("blank.numbers"))
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._enable())
        self.empty = page.label(say("blank.none"), "quiet")
        self.use = page.button("blank.use", self._choose, role="primary", icon="new_case")
        self.open = page.button("blank.open_case", self._choose, icon="open")
        self.more = page.button("blank.again", self._again, icon="print")
        self.back = page.button("blank.give_back", self._give_back, icon="back")
        self.spoil = page.button("blank.spoil", self._ask_why, role="danger", icon="void")
        self.why = VoidReason("blank")
        self.why.given.connect(lambda reason: self.spoiled.emit(self.view.current(), reason))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(page.row(self.use, self.open, self.more, None, self.back, self.spoil))
        column.addWidget(self.why)
        column.addWidget(self.empty)
        column.addWidget(self.view, 1)
        column.addStretch()
        self._enable()

    def load(self, numbers: Sequence[Reserved], people: Mapping[str, str], today: dt.date) -> None:
        """Show these; the marked one stays marked."""
        marked = self.view.current()
        self.people, self.today = people, today
        self.table.load(numbers)
        self.view.mark(max(0, self.table.place_of(marked.number) if marked else 0))
        self.view.setVisible(bool(numbers))
        self.empty.setVisible(not numbers)
        self._enable()

    def _enable(self) -> None:
        """Only what can be done with the marked number."""
        one: Reserved | None = self.view.current()
        state = one.state if one else ""
        free = one is not None and one.is_free
        self.use.setVisible(free)
        self.open.setVisible(state == reserved.USED)
        self.more.setVisible(free)
        self.back.setVisible(state == reserved.UNPRINTED)
        self.spoil.setVisible(free)
        self.why.hide()

    def _colour(self, one: Reserved) -> str:
        if self.today is not None and one.is_old(self.today):
            return "warn"
        return COLOURS.get(one.state, "")

    def _choose(self) -> None:
        self.chosen.emit(self.view.current())

    def _again(self) -> None:
        self.again.emit(self.view.current())

    def _give_back(self) -> None:
        self.given_back.emit(self.view.current())

    def _ask_why(self) -> None:
        self.why.ask()
        self.why.asked.setText(say("blank.spoil_why"))
