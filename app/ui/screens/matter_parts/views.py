"""The views of one screen as a row of buttons: one is down, the others wait."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from app.ui import theme
from app.ui.kit import flow
from app.words import say


class Views(QWidget):
    """A button a view; `turned` is told its place."""

    def __init__(self, keys: Sequence[str], turned: Callable[[int], object]) -> None:
        super().__init__()
        self.group = QButtonGroup(self)
        line = flow.row(gap=4)
        for place, key in enumerate(keys):
            button = QPushButton(say(key))
            button.setObjectName(key)
            button.setCheckable(True)
            theme.role(button, "flat")
            self.group.addButton(button, place)
            line.addWidget(button)
        self.setLayout(line)
        self.group.idClicked.connect(turned)
        self.show_view(0)

    def show_view(self, place: int) -> None:
        """Only mark it."""
        self.group.button(place).setChecked(True)
