"""A password: hidden, with an eye to look at it."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QPaintEvent
from PySide6.QtWidgets import QLineEdit

from app.ui import theme
from app.words import say


class PasswordLine(QLineEdit):
    """What is typed shows as dots until the eye is pressed."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.setObjectName(key)
        self.setAccessibleName(say(key))
        self._eye = QAction(say("kit.show_password"), self)
        self._eye.triggered.connect(self.turn)
        self.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)
        self.setEchoMode(QLineEdit.EchoMode.Password)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The first picture need not wait for the eye."""
        super().paintEvent(event)
        if self._eye.icon().isNull():
            QTimer.singleShot(0, self, lambda: self._eye.setIcon(theme.icon("eye")))

    def turn(self) -> None:
        """Show or hide."""
        hidden = self.echoMode() == QLineEdit.EchoMode.Password
        self.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self._eye.setIcon(theme.icon("eye_off" if hidden else "eye"))
        self._eye.setText(say("kit.hide_password" if hidden else "kit.show_password"))
