"""说事会议: meetings whose agenda makes itself, sweeps, calls at doors, trainings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.ui.kit import page
from app.ui.kit.headings import enter
from app.ui.kit.parts_bar import PartsBar
from app.ui.screen import Screen
from app.ui.screens.meeting_parts.calls import CallPart
from app.ui.screens.meeting_parts.field_part import FieldPart
from app.ui.screens.meeting_parts.meetings import MeetingPart
from app.ui.screens.meeting_parts.sweeps import SweepPart
from app.ui.screens.meeting_parts.trainings import TrainingPart
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.screen import Frame, Touched

PARTS: dict[str, type[FieldPart]] = {
    "talks.part.meetings": MeetingPart,
    "talks.part.sweeps": SweepPart,
    "talks.part.calls": CallPart,
    "talks.part.trainings": TrainingPart,
}
LEADS = {"meeting": "meetings"}
"""What a reminder names, where that is not the part itself."""
SHOWN = {
    "meeting", "meeting_item", "sweep", "home_call", "training", "matter", "place", "household", "person",
    "practice", "case",
}  # fmt: skip


class MeetingsScreen(Screen):
    """Four parts; F6 turns to the next."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__(desk, frame)
        self.bar = PartsBar(tuple(PARTS))
        self.bar.turned.connect(self.turn)
        self.stack = QStackedWidget()
        self.parts: dict[str, FieldPart] = {}
        column = QVBoxLayout()
        column.setContentsMargins(page.MARGIN, 12, page.MARGIN, 8)
        column.setSpacing(8)
        title = page.label(say("screen.meetings"), "title", wrap=False)
        column.addLayout(page.row(title, self.bar, None))
        column.addWidget(self.stack, 1)
        holder = QWidget()
        holder.setLayout(column)
        self.fill(holder)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("F6"), self, self.bar.next, context=within)

    def opened(self, target: object = None) -> None:
        """Up as it was, or where a reminder leads: (part, what)."""
        key, what = target if isinstance(target, tuple) else (target, "")
        key = LEADS.get(str(key), str(key))
        if key in self.bar.keys:
            self.bar.mark(key)
        self.turn(self.bar.up)
        enter(self.parts[self.bar.up])
        if what:
            self.parts[self.bar.up].lead_to(str(what))

    def standing(self) -> object:
        return self.bar.up

    def turn(self, key: str) -> None:
        """Show a part; what was typed on the one before is kept first."""
        self.settle()
        if key not in self.parts:
            made = next(part for name, part in PARTS.items() if name.endswith(f".{key}"))
            self.parts[key] = made(self.desk, self.frame)
            self.stack.addWidget(self.parts[key])
        self.stack.setCurrentWidget(self.parts[key])
        self.parts[key].show_part()

    def heard(self, touched: Touched) -> None:
        if any(kind in SHOWN for kind, _ in touched) and self.bar.up in self.parts:
            self.parts[self.bar.up].show_part()

    def settle(self) -> None:
        for part in self.parts.values():
            part.settle()
