"""A person at the window: finds a field by its label, types as an input method does, presses keys and buttons."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from app.desk.spooling import Wish
from app.ui.frame import RoomFrame
from app.ui.kit.printer import Printer

CONTROL = Qt.KeyboardModifier.ControlModifier


class Tray(Printer):
    """A printer whose sheets stay in its tray."""

    def __init__(self) -> None:
        self.sheets: list[tuple[bytes, int]] = []

    def names(self) -> list[str]:
        return ["一楼打印机"]

    def send(self, pdf: bytes, wish: Wish, title: str, report: Any) -> None:
        self.sheets.append((pdf, wish.copies))


class Player:
    """Everything goes through the widgets that are in sight."""

    def __init__(self, frame: RoomFrame) -> None:
        self.frame = frame

    def see(self, kind: type, name: str, *, within: QWidget | None = None) -> Any:
        """The one widget of that name in sight."""
        found = [w for w in (within or self.frame).findChildren(kind, name) if w.isVisible()]
        assert len(found) == 1, f"{name}: {len(found)} in sight"
        return found[0]

    def sees(self, kind: type, name: str) -> bool:
        return any(w.isVisible() for w in self.frame.findChildren(kind, name))

    def text(self, name: str) -> str:
        return str(self.see(QLabel, name).text())

    def write(self, name: str, text: str, *, within: QWidget | None = None) -> None:
        """Write over what stands in a field, and leave it with Tab."""
        field = self.see(QWidget, name, within=within)
        field.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(field, Qt.Key.Key_A, CONTROL)
        for number, line in enumerate(text.split("\n")):
            if number:
                QTest.keyClick(field, Qt.Key.Key_Return)
            self._commit(field, line)
        self.key(Qt.Key.Key_Tab)

    def _commit(self, field: QWidget, text: str) -> None:
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(field, event)

    def key(self, key: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.frame, key, modifier)
        QApplication.processEvents()

    def press(self, name: str, *, within: QWidget | None = None) -> None:
        """Space on a button."""
        button = self.see(QPushButton, name, within=within)
        assert button.isEnabled(), name
        button.setFocus(Qt.FocusReason.TabFocusReason)
        self.key(Qt.Key.Key_Space)

    def print_it(self) -> None:
        """打印, and all that is proposed is right."""
        self.press("paper_view.print")
        self.press("print_pane.print")

    def click(self, name: str, kind: type = QWidget) -> None:
        """The mouse on something in sight."""
        QTest.mouseClick(self.see(kind, name), Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def turn(self, number: int) -> None:
        """Ctrl+1 … Ctrl+9, Ctrl+0 for the tenth, Ctrl+- for the last: a part of the case page."""
        last = number > 10
        self.key(Qt.Key.Key_Minus if last else Qt.Key(Qt.Key.Key_0 + number % 10), CONTROL)
        QApplication.processEvents()
