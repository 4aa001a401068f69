"""协议: its terms and promises, who signed when, and the seal after which nothing changes."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.desk import cases
from app.records import Agreement, Party, PerformanceItem, Record
from app.rules.agreement_dates import agreed_on, copies, effective_on
from app.rules.deadlines import confirmation_until
from app.rules.proposals import last_item
from app.ui.kit import page
from app.ui.kit.field_form import FieldForm
from app.ui.screens.case_parts.clause_help import ClauseHelp
from app.ui.screens.case_parts.open_case import OpenCase
from app.ui.screens.case_parts.part import Part, fields, told
from app.ui.screens.case_parts.signing import Signing
from app.ui.screens.case_parts.wording import day_words, due_words, party_words
from app.ui.screens.case_parts.writing_help import attach
from app.words import say

HEAD = ("form", "made_on", "number", "copies")
BODY = ("terms", "facts", "manner")
ITEM = ("party_id", "what", "amount", "manner", "due_on")
SHORT = 60
FACTS = 2
"""Lines the facts take while the summary of the case stands for them."""


class AgreementPart(Part):
    """协议."""

    kinds = ("agreement", "performance_item")

    def __init__(self, case: OpenCase) -> None:
        super().__init__(case)
        self.mark = page.label("", "good")
        self.mark.setObjectName("agreement.sealed")
        self.column.addWidget(self.mark)
        self._body()
        self._promises()
        self.signing = Signing(case)
        self.signing.jumped.connect(self.jumped)
        self.signing.onward.connect(lambda: QTimer.singleShot(0, self, self.bring_into_sight))
        self.signing.print.clicked.connect(self._print)
        self.signing.anew.clicked.connect(self._anew)
        frame = self.card(say("case_page.signing"))
        frame.addWidget(self.signing)
        self.column.addStretch(1)

    @property
    def agreement(self) -> Agreement | None:
        """The agreement being written, or the last that was."""
        return self.case.file.newest_agreement if self.case.file else None

    def show_file(self) -> None:
        agreement, file = self.agreement, self.case.file
        for form in (self.head, self.body):
            if agreement and not form.record_id:
                form.record_id = agreement.id
            if agreement or form.record_id:
                form.load(agreement)
        if file:
            staff = [(p.id, party_words(p)) for p in file.parties]
            self.items.form.set_options("party_id", staff)
        self.items.load(self._standing())
        self.items.set_read_only(bool(agreement and agreement.frozen))
        self.clauses.show_agreement(frozen=bool(agreement and agreement.frozen))
        self._say_facts()
        self._say_conclusions()
        self.signing.show_agreement(agreement)

    def forget(self) -> None:
        super().forget()
        self.head.forget()
        self.body.forget()
        self.clauses.forget()
        self.signing.forget()

    def settle(self) -> None:
        for form in (self.head, self.body):
            form.settle()
        super().settle()
        self.signing.settle()

    def enter(self) -> None:
        """Once it was printed it is signed next; before that it is written."""
        file, agreement = self.case.file, self.agreement
        printed = [one.which for one in file.printed if one.paper == "agreement"] if file else []
        if agreement is None or agreement.id not in printed or not self.signing.enter():
            self.body.jump("terms")

    def jump(self, record: str, record_id: str | None, field: str) -> bool:
        if record == "agreement":
            return any(form.jump(field) for form in (self.head, self.body, self.signing.form))
        return super().jump(record, record_id, field)

    def add_row(self, record: type[Record], told: dict[str, Any]) -> str:
        """A promise belongs to the agreement; the first one begins it."""
        owner = self.agreement.id if self.agreement else self._begin({})
        return self.case.add(record, told, owner) if owner else ""

    # laying out

    def _body(self) -> None:
        column = self.card(say("case_page.agreement"))
        self.head, self.body = fields(Agreement, HEAD), fields(Agreement, BODY)
        for form in (self.head, self.body):
            self.marks_conflicts(form)
        attach(self.case, self.body)
        self.body.shorten("facts", FACTS)
        self.facts_now = told()
        self.facts_now.setObjectName("agreement.facts_now")
        self.copies_now = told()
        self.copies_now.setObjectName("agreement.copies_now")
        terms = self.body.editors["terms"].input
        assert isinstance(terms, QPlainTextEdit)
        self.clauses = ClauseHelp(self, terms)
        parts: tuple[QWidget, ...] = (
            self.head, self.copies_now, self.clauses, self.body,
        )  # fmt: skip
        self.body.editors["facts"].add_below(self.facts_now)
        for widget in parts:
            column.addWidget(widget)
        for form in (self.head, self.body):
            form.left.connect(lambda changes, form=form: self._keep(form, changes))

    def _promises(self) -> None:
        column = self.card(say("case_page.promises"))
        self.items = self.row_form(
            PerformanceItem, ITEM, title=self._item_title, add="case_page.add_item", drafts=True
        )
        column.addWidget(self.items)
        for name in ("party_id", "manner"):
            self.items.form.propose(name, partial(self._as_before, name))
        self.effective = told()
        self.effective.setObjectName("agreement.effective_on")
        self.confirmation = told()
        self.confirmation.setObjectName("agreement.judicial_confirmation_until")
        column.addWidget(self.effective)
        column.addWidget(self.confirmation)

    # changing

    def _keep(self, form: FieldForm, changes: dict[str, Any]) -> None:
        agreement = self.agreement
        if agreement is None:
            self._begin(changes)
        else:
            self.keep(form, Agreement, agreement.id, changes)

    def _begin(self, told_: dict[str, Any]) -> str:
        """Written, and made on the day of the session that reached it, until a person says otherwise."""
        made_on = agreed_on(self.case.file) if self.case.file else None
        return self.case.add(Agreement, {"form": "written", "made_on": made_on, **told_})

    def _anew(self) -> None:
        """A change of what was signed is a new agreement, written from the old one."""
        old = self.agreement
        if old is not None:
            kept = {name: getattr(old, name) for name in ("form", "terms", "facts", "manner")}
            self.case.do(
                cases.make_agreement, old.case_id or "", {**kept, "made_on": self.case.today}
            )

    def _print(self) -> None:
        self.settle()
        agreement = self.agreement
        if agreement is not None:
            oral = agreement.form == "oral"
            self.papers_asked.emit("oral_agreement" if oral else "agreement", agreement.id)

    # saying

    def _standing(self) -> list[PerformanceItem]:
        agreement, file = self.agreement, self.case.file
        if file is None or agreement is None:
            return []
        return [item for item in file.items if item.agreement_id == agreement.id]

    def _as_before(self, name: str) -> str | None:
        """As the promise before this one has it."""
        agreement, file = self.agreement, self.case.file
        if agreement is None or file is None:
            return None
        before = last_item(file, agreement.id, self.items.form.record_id)
        return getattr(before, name) if before else None

    def _item_title(self, item: PerformanceItem) -> str:
        party: Party | None = self.case.file.party(item.party_id) if self.case.file else None
        return "\n".join(x for x in ((party.name if party else "") or "", item.what or "") if x)

    def _say_facts(self) -> None:
        agreement, file = self.agreement, self.case.file
        summary = (file.case.summary or "") if file else ""
        stands = bool(summary) and not (agreement and agreement.facts)
        short = summary if len(summary) <= SHORT else f"{summary[:SHORT]}…"
        self.facts_now.setText(say("case_page.facts_now", summary=short) if stands else "")
        self.facts_now.setVisible(stands)

    def _say_conclusions(self) -> None:
        agreement, file = self.agreement, self.case.file
        count = copies(file) if file else 0
        self.copies_now.setVisible(bool(agreement))
        more = "" if agreement and agreement.frozen else say("case_page.copies_more")
        self.copies_now.setText(say("case_page.copies", count=count) + more)
        day = effective_on(agreement) if agreement else None
        self.effective.setText(say("case_page.effective_on", day=day_words(day)) if day else "")
        self.effective.setVisible(day is not None)
        due = confirmation_until(file, self.case.calendar, self.case.lengths) if file else None
        self.confirmation.setText(due_words("case_page.confirmation_until", due))
        self.confirmation.setVisible(due is not None)
        frozen = bool(agreement and agreement.frozen)
        self.mark.setVisible(frozen)
        self.mark.setText(say("case_page.sealed", day=day_words(day)) if frozen else "")
