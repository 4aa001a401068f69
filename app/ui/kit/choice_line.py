"""A line that finds in a list while one types."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import QEvent, QObject, QPoint, QStringListModel, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QLineEdit, QListView

from app.ui import theme
from app.ui.kit.editor import Options
from app.ui.kit.matching import matching
from app.words import say

MOST_SHOWN = 9


class ChoiceLine(QLineEdit):
    """A line that finds in a list while one types; ↓ or a click shows the whole list."""

    chosen = Signal()

    def __init__(self, *, free: bool = False) -> None:
        super().__init__()
        self.free = free  # the list only suggests: a line is taken where the arrow keys marked it
        self.options: Options = ()
        self.finds: Callable[[str], Options] = lambda text: matching(self.options, text)
        self._found: Options = ()
        self._followed = self._is_made = False
        self._lines = QStringListModel(self)
        arrow = QAction(theme.icon("arrow_down"), "", self)
        arrow.triggered.connect(self.show_all)
        self.addAction(arrow, QLineEdit.ActionPosition.TrailingPosition)
        self.textEdited.connect(self._narrow)

    @cached_property
    def popup(self) -> QListView:
        """The list; a page has fifty such lines, and most are never opened."""
        made = QListView(self)
        made.setWindowFlags(Qt.WindowType.ToolTip)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setModel(self._lines)
        made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        made.setUniformItemSizes(True)
        made.setFont(theme.font())
        theme.role(made, "popup")
        made.clicked.connect(lambda index: self._take(index.row()))
        self._is_made = True
        return made

    @property
    def is_open(self) -> bool:
        return self._is_made and self.popup.isVisible()

    def shut(self) -> None:
        """The list goes."""
        if self._is_made:
            self.popup.hide()

    def show_all(self) -> None:
        """The whole list, with the line that stands marked."""
        if not self.isReadOnly():
            self._open(self.options, self.text())

    def _narrow(self, text: str) -> None:
        self._open(self.finds(text) if text.strip() else self.options, "")

    def _open(self, found: Options, marked: str) -> None:
        self._found = found
        labels = [label for _, label in found]
        self._lines.setStringList(labels or [say("kit.nothing_matches")])
        if self.free and not labels:
            self.shut()
            return
        row = labels.index(marked) if marked in labels else -1 if self.free else 0
        self.popup.setCurrentIndex(self._lines.index(row, 0))
        height = self.popup.sizeHintForRow(0)
        shown = min(max(len(labels), 1), MOST_SHOWN)
        self.popup.resize(max(self.width(), theme.scaled(220)), shown * height + 12)
        self.popup.move(self._place(self.popup.height()))
        self.popup.show()
        self.popup.scrollTo(self._lines.index(row, 0))
        self.window().installEventFilter(self)
        self._follow_page()

    def _follow_page(self) -> None:
        """The list goes when the page under it is scrolled."""
        parent = None if self._followed else self.parentWidget()
        while parent is not None:
            if isinstance(parent, QAbstractScrollArea):
                parent.verticalScrollBar().valueChanged.connect(self.shut)
                self._followed = True
            parent = parent.parentWidget()

    def _place(self, height: int) -> QPoint:
        """Under the line, or above it where the screen ends."""
        below = self.mapToGlobal(QPoint(0, self.height() + 2))
        screen = self.screen().availableGeometry()
        if below.y() + height <= screen.bottom():
            return below
        return self.mapToGlobal(QPoint(0, -height - 2))

    def _take(self, row: int) -> None:
        self.shut()
        if 0 <= row < len(self._found):
            self.setText(self._found[row][1])
            self.chosen.emit()

    def mark(self, step: int) -> None:
        row = self.popup.currentIndex().row() + step
        self.popup.setCurrentIndex(self._lines.index(max(0, min(row, len(self._found) - 1)), 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self.is_open:
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.mark(1 if key == Qt.Key.Key_Down else -1)
                return
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.popup.currentIndex().row())
                return
            if key == Qt.Key.Key_Escape:
                self.shut()
                return
        elif key == Qt.Key.Key_Down:
            self.show_all()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if self.is_open:
            self.shut()
        elif event.button() == Qt.MouseButton.LeftButton:
            self.show_all()

    def event(self, event: QEvent) -> bool:
        """Tab takes the marked line of a narrowed list and goes on."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            tab = event.key() == Qt.Key.Key_Tab
            if tab and self.is_open and self.text().strip():
                self._take(self.popup.currentIndex().row())
        return bool(super().event(event))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.shut()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.shut()
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The list never hangs in the air when the window moves or goes."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.WindowDeactivate):
            self.shut()
        return False
