"""From the desk to the window: which records changed, told on the window's own thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from app.desk.desk import Desk


class Bridge(QObject):
    """Listens at the desk for as long as it lives; the desk may speak from any thread."""

    touched = Signal(object)
    """A set of (record kind, record id)."""

    _heard = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._heard.connect(self._pass_on)
        self._stop = desk.listen(self._heard.emit)

    def close(self) -> None:
        """Stop listening."""
        self._stop()

    def _pass_on(self, touched: object) -> None:
        self.touched.emit(touched)
