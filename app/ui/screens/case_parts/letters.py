"""函件: what a court, the police or another organ sent, answered by one press; what the room sent to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.desk import paperwork, sent_numbers
from app.records import Letter
from app.rules import docking
from app.rules.calendar import Due
from app.rules.results import is_open, is_success, result_of
from app.ui.kit import page
from app.ui.screens.case_parts.part import told
from app.ui.screens.case_parts.wording import code_words, day_words, due_words
from app.words import say

if TYPE_CHECKING:
    from app.ui.screens.case_parts.part import Part

NAMES = (
    "letter_kind", "organ", "contact", "number", "direction", "dated_on", "received_on", "due_on", "receipt_on",
    "told", "conduct", "points", "enclosures",
)  # fmt: skip
FIRST = ("letter_kind", "organ")
INCOMING = (
    *FIRST, "contact", "number", "dated_on", "received_on", "due_on", "receipt_on", "told", "enclosures",
)  # fmt: skip
OUTGOING = (*FIRST, "contact", "number", "dated_on", "told", "enclosures")
PAPERS = {
    "transfer": "transfer", docking.REPLY: "reply", docking.DECLINED: "reply", docking.RISK: "risk_report",
    "other_out": "letter_out",
}  # fmt: skip


class Letters:
    """The card of the letters on a part."""

    def __init__(self, part: Part) -> None:
        self.part, self.case = part, part.case
        self.rows = part.row_form(
            Letter, NAMES, title=_title, add="case_page.add_letter", drafts=True
        )
        self.rows.form.typed.connect(lambda _name: self.show())
        self.rows.marked.connect(lambda _id: self.show())
        self.rows.changed.connect(self._number)
        self.state = told()
        self.state.setObjectName("letter.state")
        self.answer = page.button("letter.answer", self._reply, role="primary", icon="forward")
        self.decline = page.button("letter.decline", self._decline, icon="back")
        self.copy = page.button("letter.copy", self._copy, icon="edit")
        self.print = page.button("letter.print", self._print, icon="print")
        column = part.card(say("record.letter"))
        column.addWidget(self.rows)
        column.addWidget(self.state)
        column.addLayout(page.row(self.answer, self.decline, self.copy, None, self.print))

    @property
    def letter(self) -> Letter | None:
        """The one that is marked."""
        row = self.rows.rows.get(self.rows.current)
        return row if isinstance(row, Letter) else None

    def _number(self, record_id: str, facts: dict[str, Any]) -> None:
        """The kind was told after other facts: its number comes now."""
        if facts.get("letter_kind"):
            self.case.do(sent_numbers.give_number, Letter, record_id)

    def load(self) -> None:
        """As the file now is."""
        self.rows.load(self.case.file.letters if self.case.file else [])
        self.show()

    def show(self) -> None:
        """Only the fields and buttons this kind of letter needs; what is filled in is never hidden."""
        letter, form = self.letter, self.rows.form
        kind = form.value("letter_kind")
        filled = {name for name in NAMES if form.value(name) is not None} - {"direction"}
        form.show_only([name for name in NAMES if name in {*self._fields(kind), *filled}])
        incoming = letter is not None and docking.is_incoming(letter)
        answers = [
            one.letter_kind
            for one in (self.case.file.letters if self.case.file and letter else [])
            if letter and one.answers_id == letter.id
        ]
        self.answer.setVisible(incoming and docking.REPLY not in answers)
        self.decline.setVisible(incoming and not answers)
        self.copy.setVisible(self._composes(letter) and not form.value("told"))
        self.print.setVisible(_paper_of(letter) != "")
        self.print.setText(say("letter.receipt" if incoming else "letter.print"))
        self.state.setText(self._state(letter) if letter else "")
        self.state.setVisible(bool(self.state.text()))

    def _fields(self, kind: str | None) -> tuple[str, ...]:
        if kind is None:
            return FIRST
        way = docking.kind_facts(Letter(letter_kind=kind)).get("direction")
        if way is None:
            return (*OUTGOING, "direction", "receipt_on")
        if way == docking.IN:
            return INCOMING
        if docking.wants_receipt(Letter(letter_kind=kind)):
            return (*OUTGOING, "receipt_on")
        return (*OUTGOING, "conduct", "points") if self._reports_failure(kind) else OUTGOING

    def _reports_failure(self, kind: str) -> bool:
        """A court asks for more where its matter ended without agreement (在线调解规则 21)."""
        file, letter = self.case.file, self.letter
        came = docking.answered(file, letter) if file and letter else None
        if kind != docking.REPLY or file is None or came is None:
            return False
        result = result_of(file)
        failed = not is_open(result) and not is_success(result)
        return failed and docking.kind_facts(came).get("organ") == "court"

    def _state(self, letter: Letter) -> str:
        """Until when it wants what, or what came of it."""
        file, calendar = self.case.file, self.case.calendar
        assert file is not None
        if not docking.is_incoming(letter):
            lengths = self.case.lengths
            return _due("letter.waits", docking.receipt_by(letter, calendar, lengths.receipt_days))
        reply = docking.answer_to(file, letter)
        if reply is not None:
            return say("letter.done", day=day_words(reply.dated_on))
        confirm = None if letter.receipt_on else docking.confirm_by(letter, calendar)
        days = (
            _due("letter.confirm_by", confirm),
            _due("letter.answer_by", docking.answer_by(letter, calendar)),
        )
        return "　".join(day for day in days if day)

    def _composes(self, letter: Letter | None) -> bool:
        """Whether the paper writes its own text while none is told."""
        return letter is not None and letter.letter_kind == docking.REPLY

    def _copy(self) -> None:
        """What the paper would say comes into the field, the caret in it."""
        self.part.settle()
        letter = self.letter
        if letter is not None:
            self.case.do(paperwork.write_out, letter.id)
            self.rows.mark(letter.id, "told")

    def _reply(self) -> None:
        self._answer(docking.REPLY)

    def _decline(self) -> None:
        self._answer(docking.DECLINED)

    def _answer(self, kind: str) -> None:
        """The reply is there with what is known; the caret stands where the mediator may go on."""
        self.part.settle()
        letter = self.letter
        made = self.case.do(paperwork.answer_letter, letter.id, kind, {}) if letter else None
        if made:
            self.rows.mark(made, "told" if kind == docking.DECLINED else "number")

    def _print(self) -> None:
        self.part.settle()
        letter = self.letter
        if letter is not None:
            self.part.papers_asked.emit(_paper_of(letter), letter.id)


def _paper_of(letter: Letter | None) -> str:
    """Its own paper; of what came, the receipt the room signs."""
    if letter is None:
        return ""
    return (
        "letter_receipt"
        if docking.is_incoming(letter)
        else PAPERS.get(letter.letter_kind or "", "")
    )


def _due(key: str, due: Due | None) -> str:
    return due_words(key, due)


def _title(letter: Letter) -> str:
    parts = (code_words("letter_kind", letter.letter_kind), letter.organ, letter.number)
    return " ".join(part for part in parts if part) or say("case_page.untold")
