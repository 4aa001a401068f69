"""报送记录: what was handed in, the table of each again, and what has changed since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.desk.submissions import Handed
from app.ui.kit import page
from app.ui.kit.record_table import Column, RecordTable, table_view
from app.ui.kit.typed import show_day
from app.words import say

ROOM = 4  # the column that only a centre needs


class HandedIn(QWidget):
    """The list; one is looked at again, or held against today's figures."""

    shown = Signal(object)
    compared = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.rooms: Mapping[str, str] = {}
        self.table = RecordTable((
            Column("submission.made_on", lambda one: show_day(one.made_on), width=120),
            Column("reports.what", lambda one: one.title, stretch=1),
            Column("submission.to_name", lambda one: one.to_name or "", width=160),
            Column("reports.kind", _kind, width=90),
            Column("reports.of_room", lambda one: self.rooms.get(one.room_id or "", ""), width=200),
        ))  # fmt: skip
        self.view = table_view(self.table, self.shown.emit)
        self.view.setObjectName("reports.handed_in")
        self.view.setAccessibleName(say("reports.records"))
        self.look = page.button("reports.look", self._look, icon="eye", role="primary")
        self.compare = page.button("reports.compare", self._compare, icon="edit")
        self.empty = page.label(say("reports.none"), "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(page.row(self.look, self.compare, None))
        column.addWidget(self.empty)
        column.addWidget(self.view, 1)

    def load(self, found: Sequence[Handed], rooms: Mapping[str, str]) -> None:
        """Show these, the first marked; at a centre with the room of each."""
        self.rooms = rooms
        self.view.setColumnHidden(ROOM, not rooms)
        self.table.load(found)
        self.view.mark(0)
        self.empty.setVisible(not found)
        self.view.setVisible(bool(found))
        for button in (self.look, self.compare):
            button.setEnabled(bool(found))

    def _look(self) -> None:
        if (one := self.view.current()) is not None:
            self.shown.emit(one)

    def _compare(self) -> None:
        if (one := self.view.current()) is not None:
            self.compared.emit(one)


def _kind(one: Handed) -> str:
    return say("reports.a_correction") if one.corrects_id else ""
