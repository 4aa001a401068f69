"""对接: the clocks of the letters between the room and a court, the police or another organ (domain 1.10, 1.11)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from app.codes import code_list
from app.holidays import Calendar
from app.records import CaseFile, Letter
from app.rules.calendar import Due, add_days_rolled, add_working_days
from app.rules.findings import Finding, about

IN, OUT = "in", "out"
REPLY, DECLINED, RISK = "reply", "declined", "risk"


def kind_facts(letter: Letter) -> Mapping[str, object]:
    """What resources/codes/letter_kind.toml says of its kind; nothing of one only a newer program knows."""
    code = code_list("letter_kind").get(letter.letter_kind)
    return code.facts if code else {}


def is_incoming(letter: Letter) -> bool:
    """Whether it came to the room: its kind tells, otherwise as told."""
    return (kind_facts(letter).get("direction") or letter.direction) == IN


def days_of(kind: str, name: str) -> int:
    """A length of a kind of letter in days; 0: there is none."""
    code = code_list("letter_kind").get(kind)
    return int(code.facts.get(name, 0)) if code else 0


def kinds_with(*names: str) -> list[str]:
    """The kinds of letter that have one of these facts."""
    return [one.code for one in code_list("letter_kind") if any(map(one.facts.get, names))]


def confirm_by(letter: Letter, calendar: Calendar) -> Due | None:
    """The day by which the room says whether it takes the matter (人民法院在线调解规则 12)."""
    days = days_of(letter.letter_kind or "", "confirm_in")
    if not days or letter.received_on is None:
        return None
    return add_working_days(calendar, letter.received_on, days)


def answer_by(letter: Letter, calendar: Calendar) -> Due | None:
    """The day the matter must be done: as the letter says, otherwise counted from its signed receipt.

    (特邀调解规定 27; 民法典 201, 203.)
    """
    if letter.due_on:
        return Due(letter.due_on)
    if letter.received_on is None:
        return None
    kind = letter.letter_kind or ""
    if working := days_of(kind, "working_days"):
        return add_working_days(calendar, letter.received_on, working)
    days = days_of(kind, "days")
    return add_days_rolled(calendar, letter.received_on, days) if days else None


def answer_to(case_file: CaseFile, letter: Letter) -> Letter | None:
    """The reply of the room to a letter that came in; the latest where there are several."""
    told = [one for one in case_file.letters if one.answers_id == letter.id]
    return told[-1] if told else None


def answered(case_file: CaseFile, letter: Letter) -> Letter | None:
    """The letter that a reply answers."""
    return next((one for one in case_file.letters if one.id == letter.answers_id), None)


def unanswered(case_file: CaseFile) -> list[Letter]:
    """What came in, wants an answer and has none."""
    return [one for one in case_file.letters if wants_answer(one) and not answer_to(case_file, one)]


def wants_answer(letter: Letter) -> bool:
    """Whether an organ waits for what became of it: the letter says until when, or its kind does."""
    kind = letter.letter_kind or ""
    timed = letter.due_on or days_of(kind, "days") or days_of(kind, "working_days")
    return is_incoming(letter) and bool(timed)


def wants_receipt(letter: Letter) -> bool:
    """Whether the other side signs for a letter of the room and sends the 回执 back."""
    return not is_incoming(letter) and bool(kind_facts(letter).get("receipt"))


def receipt_by(letter: Letter, calendar: Calendar, days: int) -> Due | None:
    """When one asks where the 回执 is; None: it is here, or none is due."""
    if letter.receipt_on or letter.dated_on is None or not wants_receipt(letter):
        return None
    return add_days_rolled(calendar, letter.dated_on, days)


def clocks(
    case_file: CaseFile, calendar: Calendar, receipt_days: int
) -> Iterator[tuple[str, Letter, Due, str]]:
    """Every clock of a letter that runs: words key, letter, day, and the field that answers it."""
    for letter in case_file.letters:
        if not is_incoming(letter):
            waits = receipt_by(letter, calendar, receipt_days)
            if waits:
                yield "deadline.letter_receipt", letter, waits, "receipt_on"
            continue
        if answer_to(case_file, letter):
            continue
        confirm = confirm_by(letter, calendar)
        if confirm and not letter.receipt_on:
            yield "deadline.letter_confirm", letter, confirm, "receipt_on"
        due = answer_by(letter, calendar)
        if due:
            yield "deadline.letter_answer", letter, due, "due_on"


def left_open(case_file: CaseFile) -> Iterator[Finding]:
    """What the file owes an organ, or waits for from one: told before it is closed, and it stays due after."""
    for letter in unanswered(case_file):
        facts = {"organ": letter.organ or "", "number": letter.number or ""}
        yield about("letter_unanswered", letter, "received_on", **facts)
    for letter in case_file.letters:
        if wants_receipt(letter) and letter.dated_on and letter.receipt_on is None:
            yield about("receipt_not_back", letter, "receipt_on", organ=letter.organ or "")


def day_of(letter: Letter) -> date | None:
    """The day it stands in the file under: signed for, or sent."""
    return letter.received_on or letter.dated_on
