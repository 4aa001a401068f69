"""司法确认: how the application stands, what the court wants that is not there yet, and the papers for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.records import Notice
from app.rules import confirmation
from app.ui.kit import page
from app.ui.screens.case_parts.part import told
from app.ui.screens.case_parts.wording import day_words, left_words
from app.words import say

if TYPE_CHECKING:
    from app.ui.screens.case_parts.part import Part


class Confirming:
    """The card of the joint application on a part; in sight once there is an agreement a court may confirm."""

    def __init__(self, part: Part) -> None:
        self.part, self.case = part, part.case
        self.state = told()
        self.state.setObjectName("confirmation.state")
        self.lacks = told()
        self.lacks.setObjectName("confirmation.lacks")
        self.apply = page.button("confirmation.apply", self._apply, role="primary", icon="print")
        self.list = page.button("confirmation.list", self._list, icon="print")
        self.certify = page.button("confirmation.certify", self._certify, icon="print")
        column = part.card(say("confirmation.title"))
        column.addWidget(self.state)
        column.addWidget(self.lacks)
        column.addLayout(page.row(self.apply, self.certify, self.list, None))

    def load(self) -> None:
        """As the file now is."""
        file, case = self.case.file, self.case
        agreement = confirmation.confirmable(file) if file else None
        frame = self.state.parentWidget()
        if frame is not None:
            frame.setVisible(agreement is not None)
        if file is None or agreement is None:
            return
        now = confirmation.standing(file, case.today, case.calendar, case.lengths)
        until = now.until.day if now.until else None
        left = left_words((until - case.today).days) if until else ""
        state = now.state if now.state in confirmation.STATES else "applied"
        self.state.setText(say(f"confirmation.{state}", day=day_words(until), left=left))
        lacking = [
            say(f"confirmation.want.{one.place}", who=one.who)
            for one in confirmation.wanted(file)
            if one.has is False
        ]
        self.lacks.setText(say("confirmation.lacks", what="、".join(lacking)) if lacking else "")
        self.lacks.setVisible(bool(lacking))

    def _apply(self) -> None:
        self._ask("confirmation")

    def _list(self) -> None:
        self._ask("confirmation_list")

    def _ask(self, paper: str) -> None:
        self.part.settle()
        agreement = confirmation.confirmable(self.case.file) if self.case.file else None
        if agreement is not None:
            self.part.papers_asked.emit(paper, agreement.id)

    def _certify(self) -> None:
        """The proof that the committee presided; the first press makes it."""
        self.part.settle()
        file = self.case.file
        made = [one.id for one in file.notices if one.notice_kind == "certificate"] if file else []
        which = made[-1] if made else self.case.add(Notice, {"notice_kind": "certificate"})
        if which:
            self.part.papers_asked.emit("certificate", which)
