"""A screen of several parts side by side: a button a part, F6 turns to the next, each made when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.ui.kit import page
from app.ui.kit.parts_bar import PartsBar
from app.ui.screen import Screen
from app.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.desk.desk import Desk
    from app.ui.screen import Frame, Touched


class ScreenPart(QWidget):
    """A page of its own; it asks for what it shows each time it comes up."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__()
        self.desk, self.frame = desk, frame
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)

    def show_part(self) -> None:
        """Show it as it now is; what is being typed stays."""

    def settle(self) -> None:
        """Keep what is being typed."""

    @property
    def log(self) -> str:
        return self.desk.shelf.log


class PartedScreen(Screen):
    """Its parts by words key, the kinds of records they show, and the words of its title."""

    PARTS: ClassVar[Mapping[str, type[Any]]]
    SHOWN: ClassVar[frozenset[str]]
    TITLE: ClassVar[str]

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__(desk, frame)
        self.bar = PartsBar(tuple(self.PARTS))
        self.bar.turned.connect(self.turn)
        self.stack = QStackedWidget()
        self.parts: dict[str, Any] = {}
        column = QVBoxLayout()
        column.setContentsMargins(page.MARGIN, 12, page.MARGIN, 8)
        column.setSpacing(8)
        column.addLayout(self.head(page.label(say(self.TITLE), "title", wrap=False)))
        column.addWidget(self.stack, 1)
        self.sheets = QStackedWidget()
        holder = QWidget()
        holder.setLayout(column)
        self.sheets.addWidget(holder)
        self.fill(self.sheets)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("F6"), self, self.bar.next, context=within)

    def head(self, title: QLabel) -> QHBoxLayout:
        """What stands above the parts."""
        return page.row(title, self.bar, None)

    def made(self, part: Any) -> None:
        """A part was made; whoever wants to hear it listens from here on."""

    def opened(self, target: object = None) -> None:
        if isinstance(target, str) and target in self.bar.keys:
            self.bar.mark(target)
        self.sheets.setCurrentIndex(0)
        self.turn(self.bar.up)

    def standing(self) -> object:
        return self.bar.up

    def turn(self, key: str) -> None:
        """Show a part; what was typed on the one before is kept first."""
        self.settle()
        if key not in self.parts:
            kind = next(part for name, part in self.PARTS.items() if name.endswith(f".{key}"))
            self.parts[key] = kind(self.desk, self.frame)
            self.made(self.parts[key])
            self.stack.addWidget(self.parts[key])
        self.stack.setCurrentWidget(self.parts[key])
        self.show_up()

    def show_up(self) -> None:
        """Ask anew for what is up."""
        if self.bar.up in self.parts:
            self.parts[self.bar.up].show_part()

    def heard(self, touched: Touched) -> None:
        if any(kind in self.SHOWN for kind, _ in touched):
            self.show_up()

    def settle(self) -> None:
        for part in self.parts.values():
            part.settle()
