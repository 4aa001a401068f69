"""建议受理 under a place: who should take a matter up, and one press that takes the grid over. Nothing is forced."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.desk.receiving import Advice
from app.ui import theme
from app.ui.kit import page


class ReceivingLine(QWidget):
    """A sentence and a button; hidden while there is nothing to suggest."""

    taken = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.place_id = ""
        self.told = page.label("", "quiet")
        self.told.setObjectName("receiving.told")
        self.take = page.button(
            "receiving.take", lambda: self.taken.emit(self.place_id), role="flat"
        )
        line = page.row(self.told, self.take)
        line.setContentsMargins(0, 0, 0, 0)
        line.setStretch(0, 1)
        self.setLayout(line)
        self.hide()

    def show_advice(self, advice: Advice | None, place_id: str | None) -> None:
        """What is suggested, beside the place that stands now."""
        self.setVisible(advice is not None)
        if advice is None:
            return
        self.place_id = advice.place_id or ""
        self.told.setText(advice.sentence)
        theme.role(self.told, "quiet" if advice.place_id else "warn")
        self.take.setVisible(advice.place_id is not None and advice.place_id != place_id)
