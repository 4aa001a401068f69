"""A way of writing a clause without typing it: one sheet of the panel."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.screens.case_parts.open_case import OpenCase


class HelpSheet(QWidget):
    """One way of writing a clause without typing it."""

    changed = Signal()
    laid_out = Signal()
    """Other widgets stand there: Tab must find its way anew."""

    done = Signal()
    """Everything was typed: on to the button that puts it in."""

    title = ""
    """Words key of the heading."""

    def __init__(self, case: OpenCase) -> None:
        super().__init__()
        self.case = case
        self.after: int | None = None
        """Behind how many of the standing clauses it goes; nothing: behind all."""

    def begin(self) -> None:
        """Opened for the case as it now is; the caret stands where one begins."""
        raise NotImplementedError

    def told(self) -> tuple[list[str], list[dict[str, Any]]]:
        """The clauses and promises that go in; nothing where there is nothing to put."""
        raise NotImplementedError

    def inputs(self) -> list[QWidget]:
        """Where Tab goes, in this order."""
        raise NotImplementedError

    def state(self) -> str:
        """What is still open, or cannot be read."""
        return ""

    def forget(self) -> None:
        """Nothing typed stays."""

    def standing(self) -> list[str]:
        """The clauses before it."""
        agreement = self.case.file.newest_agreement if self.case.file else None
        terms = list(agreement.terms or []) if agreement else []
        return terms if self.after is None else terms[: self.after]
