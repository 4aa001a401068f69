"""How the room stands with its centre, as one word in the bar; pressed, it leads to the whole page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from app.ui import theme

if TYPE_CHECKING:
    from app.ui.line_keeper import LineKeeper, LineState

ICONS = {"quiet": "exchange", "good": "good", "warn": "warn"}


class LineWord(QPushButton):
    """Says what the keeper of the line says; hidden where there is no line."""

    def __init__(self, pressed: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("line.word")
        self.setFlat(True)
        theme.role(self, "flat")
        self.clicked.connect(lambda: pressed())  # noqa: PLW0108  a click's state is not for it
        self.hide()

    def follow(self, keeper: LineKeeper) -> None:
        """Say from now on what this keeper says."""
        keeper.said.connect(self.tell)
        self.tell(keeper.state)

    def tell(self, state: LineState | None) -> None:
        self.setVisible(state is not None)
        if state is not None:
            self.setText(state.word)
            self.setToolTip(state.sentence)
            self.setAccessibleName(f"{state.word} {state.sentence}".strip())
            self.setIcon(theme.icon(ICONS[state.kind]))
