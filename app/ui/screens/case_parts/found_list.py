"""A line to seek in and what it found; ↓ and ↑ mark while one types, Enter takes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.ui import theme

LIST = 236
KEY = Qt.ItemDataRole.UserRole
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class FoundList(QWidget):
    """Lines of (key, words), narrowed by whoever listens to `sought`."""

    sought = Signal(str)
    marked = Signal(str)
    taken = Signal()

    def __init__(self, name: str, prompt: str) -> None:
        super().__init__()
        self.seek = QLineEdit()
        self.seek.setObjectName(f"{name}.find")
        self.seek.setPlaceholderText(prompt)
        self.seek.setAccessibleName(prompt)
        self.seek.setClearButtonEnabled(True)
        theme.role(self.seek, "find")
        self.seek.textEdited.connect(self.sought)
        self.seek.installEventFilter(self)
        self.list = QListWidget()
        self.list.setObjectName(f"{name}.list")
        self.list.setAccessibleName(prompt)
        self.list.setWordWrap(True)
        self.list.currentItemChanged.connect(lambda line: self.marked.emit(_key(line)))
        self.list.itemActivated.connect(lambda _line: self.taken.emit())
        self.setFixedWidth(theme.scaled(LIST))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.seek)
        column.addWidget(self.list, 1)

    @property
    def current(self) -> str:
        return _key(self.list.currentItem())

    def load(self, lines: list[tuple[str, str]]) -> None:
        """Lines of (key, words); one without a key is a heading. The first is marked, or what was."""
        before = self.current
        self.list.blockSignals(True)
        self.list.clear()
        for key, words in lines:
            line = QListWidgetItem(words)
            line.setData(KEY, key)
            if not key:
                line.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(line)
        keys = [key for key, _ in lines]
        first = next((place for place, key in enumerate(keys) if key), -1)
        self.list.setCurrentRow(keys.index(before) if before and before in keys else first)
        self.list.blockSignals(False)
        self.marked.emit(self.current)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() in STEPS:
            self._step(STEPS[Qt.Key(event.key())])
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.taken.emit()
            return True
        return False

    def _step(self, by: int) -> None:
        row = self.list.currentRow() + by
        while 0 <= row < self.list.count() and not _key(self.list.item(row)):
            row += by
        if 0 <= row < self.list.count():
            self.list.setCurrentRow(row)


def _key(line: QListWidgetItem | None) -> str:
    return str(line.data(KEY) or "") if line else ""
