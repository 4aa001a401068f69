"""重启 on the case page: a closed case is opened again with its reason, and what was opened before stays told."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.desk import reopening
from app.ui.kit import page
from app.ui.kit.reason import Reason
from app.ui.screens.case_parts.open_case import OpenCase
from app.ui.screens.case_parts.wording import day_words
from app.words import say


class Reopened(QWidget):
    """A button, the strip that asks why, and the days before."""

    def __init__(self, case: OpenCase) -> None:
        super().__init__()
        self.case = case
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.before = page.label("", "quiet")
        self.before.setObjectName("case.reopened")
        self.why = Reason("reopening", "reopening.asked", "reopening.now")
        self.button = page.button("case_page.reopen", self.why.ask, icon="back")
        self.why.given.connect(self._reopen)
        column.addWidget(self.before)
        column.addLayout(page.row(self.button, None))
        column.addWidget(self.why)

    def show_file(self) -> None:
        """Only what is closed can be opened again."""
        file = self.case.file
        closed = file is not None and file.case.closed_on is not None
        self.button.setVisible(closed)
        if not closed:
            self.why.hide()
        told = [
            say(
                "reopening.told", day=day_words(one.on_day), closed=day_words(one.closed_on),
                reason=one.reason or say("reopening.by_visit"),
            )
            for one in (file.reopenings if file else [])
        ]  # fmt: skip
        self.before.setText("\n".join(told))
        self.before.setVisible(bool(told))

    def _reopen(self, reason: str) -> None:
        case = self.case
        case.do(reopening.reopen, case.case_id, case.today, reason, by_id=case.person_id)
