"""The parts of one screen side by side: one is up, its button is pressed.

    bar = PartsBar(("duty.part.roster", "duty.part.visitors"))
    bar.turned.connect(self.turn)

A part is called by the last word of its words key.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from app.ui import theme
from app.ui.kit import flow, page
from app.words import say


class PartsBar(QWidget):
    """A row of buttons of which one is down."""

    turned = Signal(str)

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__()
        self._words = {key.rpartition(".")[2]: key for key in words}
        self.keys = tuple(self._words)
        self.up = self.keys[0]
        self.buttons: dict[str, QPushButton] = {}
        group = QButtonGroup(self)
        for key in self.keys:
            press = page.button(self._words[key])
            press.setCheckable(True)
            press.setMinimumWidth(theme.scaled(84))
            theme.role(press, "step")
            press.clicked.connect(lambda _on, key=key: self.turn(key))
            group.addButton(press)
            self.buttons[key] = press
        self.setLayout(flow.row(*self.buttons.values(), gap=4))
        self.mark(self.up)

    def mark(self, key: str) -> None:
        """Show a part as the one that is up."""
        self.up = key
        self.buttons[key].setChecked(True)

    def turn(self, key: str) -> None:
        """A part is asked for."""
        self.mark(key)
        self.turned.emit(key)

    def next(self) -> None:
        """The part after the one that is up."""
        self.turn(self.keys[(self.keys.index(self.up) + 1) % len(self.keys)])

    def count(self, key: str, waiting: int) -> None:
        """How much waits in a part, beside its name."""
        name = say(self._words[key])
        self.buttons[key].setText(f"{name} {waiting}" if waiting else name)
