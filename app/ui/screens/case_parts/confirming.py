"""司法确认: how the application stands, what the court wants that is not there yet, and the papers for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.desk import organs
from app.records import Notice
from app.rules import confirmation
from app.ui import theme
from app.ui.kit import page
from app.ui.kit.finding_list import FindingList
from app.ui.screens.case_parts.part import told
from app.ui.screens.case_parts.wording import day_words, left_words
from app.words import say

if TYPE_CHECKING:
    from app.rules.confirmation import Standing, Wanted
    from app.ui.screens.case_parts.part import Part

FIELDS = (
    "confirmation_applied_on", "court", "confirmation", "confirmation_no", "confirmation_on",
)  # fmt: skip
DECIDED = ("confirmation_no", "confirmation_on")
BEFORE = ("open", "lapsed", "needless")


class Confirming:
    """The card of the joint application on a part; in sight once there is an agreement a court may confirm."""

    def __init__(self, part: Part) -> None:
        self.part, self.case = part, part.case
        column = part.card(say("confirmation.title"))
        self.state = told()
        self.state.setObjectName("confirmation.state")
        self.wants = page.label(say("confirmation.lacks_head"), "quiet")
        self.lacks = FindingList()
        self.lacks.setObjectName("confirmation.lacks")
        self.lacks.jumped.connect(self._make_good)
        self.form = part.case_form(FIELDS)
        self.apply = page.button("confirmation.apply", self._apply, role="primary", icon="print")
        self.certify = page.button("confirmation.certify", self._certify, icon="print")
        self.list = page.button("confirmation.list", self._list, icon="print")
        self.applied = page.button("confirmation.applied_today", self._applied, icon="good")
        for widget in (self.state, self.wants, self.lacks):
            column.addWidget(widget)
        papers = (self.apply, self.certify, self.list)
        for some in (papers[:1], papers[1:]) if theme.is_large() else (papers,):
            column.addLayout(page.row(*some, None))
        column.addLayout(page.row(self.applied, None))
        column.addWidget(self.form)
        self.frame = self.state.parentWidget()

    def load(self) -> None:
        """As the file now is."""
        file, case = self.case.file, self.case
        agreement = confirmation.confirmable(file) if file else None
        if self.frame is not None:
            self.frame.setVisible(agreement is not None)
        if file is None or agreement is None:
            return
        now = confirmation.standing(file, case.today, case.calendar, case.lengths)
        self._say(now)
        before = now.state in BEFORE
        lacking = [one for one in confirmation.wanted(file) if one.has is False] if before else []
        self.lacks.load(
            [(say(f"confirmation.want.{one.place}", who=one.who), "warn", one) for one in lacking],
            none="",
        )
        for widget in (self.wants, self.lacks):
            widget.setVisible(bool(lacking))
        self.applied.setVisible(before)
        shown = [
            name
            for name in FIELDS
            if not before or name not in DECIDED or self.form.value(name) is not None
        ]
        self.form.show_only(shown)

    def _say(self, now: Standing) -> None:
        """The countdown, or how far the court is."""
        until = now.until.day if now.until else None
        left = left_words((until - self.case.today).days) if until else ""
        state = now.state if now.state in confirmation.STATES else "applied"
        text = say(f"confirmation.{state}", day=day_words(until), left=left)
        if now.ask_by:
            text += say("confirmation.ask_by", day=day_words(now.ask_by.day))
        self.state.setText(text)

    def _make_good(self, spot: object) -> None:
        """To the field that is empty, or to the paper that is not printed."""
        wanted: Wanted = spot  # type: ignore[assignment]
        if wanted.field == "certificate":
            self._certify()
        elif wanted.record == "paper":
            self._ask(wanted.field)
        else:
            self.part.jumped.emit(wanted)

    def _apply(self) -> None:
        self._ask("confirmation")

    def _list(self) -> None:
        self._ask("confirmation_list")

    def _applied(self) -> None:
        """Both were at the court today."""
        self.part.settle()
        self.case.do(organs.apply_for_confirmation, self.case.case_id)

    def _ask(self, paper: str) -> None:
        self.part.settle()
        self.case.do(organs.name_court, self.case.case_id)
        agreement = confirmation.confirmable(self.case.file) if self.case.file else None
        if agreement is not None:
            self.part.papers_asked.emit(paper, agreement.id)

    def _certify(self) -> None:
        """The proof that the committee presided; the first press makes it."""
        self.part.settle()
        self.case.do(organs.name_court, self.case.case_id)
        file = self.case.file
        made = [one.id for one in file.notices if one.notice_kind == "certificate"] if file else []
        which = made[-1] if made else self.case.add(Notice, {"notice_kind": "certificate"})
        if which:
            self.part.papers_asked.emit("certificate", which)
