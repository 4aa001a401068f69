"""What only papers carry, written under its case: agents, evidence, letters, notices, what was served."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import clock
from app.desk import organs, sent_numbers
from app.desk.edit import add, edit, get
from app.desk.questions import case_file
from app.records import Agency, Case, Evidence, Letter, Notice, Service, Volume
from app.rules import docking, foreseen
from app.trouble import Trouble


def add_evidence(db: Session, case_id: str, values: dict[str, Any]) -> str:
    """证据材料 at the end of the list."""
    highest = db.scalar(select(func.max(Evidence.position)).where(Evidence.case_id == case_id))
    return add(db, Evidence, {"case_id": case_id, "position": (highest or 0) + 1, **values})


def add_agency(db: Session, case_id: str, values: dict[str, Any]) -> str:
    """授权委托."""
    return add(db, Agency, {"case_id": case_id, **values})


def add_letter(db: Session, case_id: str, values: dict[str, Any]) -> str:
    """函件, received or sent: which of both its kind tells."""
    kind = values.get("letter_kind")
    told = {**foreseen.letter(kind, clock.today()), **values}
    told.setdefault("organ", organs.usual(db, case_id, kind))
    organs.name_source(db, case_id, kind)
    number = sent_numbers.proposed(db, Letter, case_id, told)
    return add(db, Letter, {"case_id": case_id, **told, **number})


def add_notice(db: Session, case_id: str, values: dict[str, Any]) -> str:
    """告知、通知, with what the case knows already."""
    known = foreseen.notice(case_file(db, case_id), values.get("notice_kind"), clock.today())
    told = {**known, **values}
    number = sent_numbers.proposed(db, Notice, case_id, told)
    return add(db, Notice, {"case_id": case_id, **told, **number})


def add_service(db: Session, case_id: str, values: dict[str, Any]) -> str:
    """送达, by the lead mediator until a person says otherwise."""
    told = foreseen.service(case_file(db, case_id))
    return add(db, Service, {"case_id": case_id, **told, **values})


def answer_letter(db: Session, letter_id: str, kind: str, values: dict[str, Any]) -> str:
    """复函 or 不接受委托复函 to a letter that came in; its text follows from the case until one is written."""
    letter = get(db, Letter, letter_id)
    if not docking.is_incoming(letter):
        raise Trouble("letter.not_received")
    asked = select(Letter.id).where(
        Letter.answers_id == letter_id, Letter.letter_kind == kind, Letter.void.is_(None)
    )
    if db.scalars(asked).first():
        raise Trouble("letter.answered", organ=letter.organ or "")
    told = {"direction": docking.OUT, "letter_kind": kind, "dated_on": clock.today()}
    known = {name: getattr(letter, name) for name in ("case_id", "organ", "contact")}
    told = {**known, **told, "answers_id": letter_id, **values}
    number = sent_numbers.proposed(db, Letter, letter.case_id or "", told)
    return add(db, Letter, {**told, **number})


def write_out(db: Session, letter_id: str) -> None:
    """照抄到正文: what a reply says of the case by itself becomes its text, to be changed by hand."""
    letter = get(db, Letter, letter_id)
    if letter.letter_kind != docking.REPLY:
        raise Trouble("letter.nothing_to_copy")
    if letter.told:
        raise Trouble("letter.has_text")
    from app.papers import reply

    file = case_file(db, letter.case_id or "")
    edit(db, Letter, letter_id, {"told": reply.composed(file, letter)})


def extend(db: Session, notice_id: str) -> None:
    """延期: all parties have signed, so the mediation period runs until the day of their consent."""
    notice = get(db, Notice, notice_id)
    if notice.until is None:
        raise Trouble("notice.no_until")
    edit(db, Case, notice.case_id or "", {"extended_until": notice.until})


def add_volume(db: Session, case_id: str, values: dict[str, Any]) -> str:
    """立卷."""
    return add(db, Volume, {"case_id": case_id, **values})
