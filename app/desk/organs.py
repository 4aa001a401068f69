"""The organs a room deals with again and again: its court, its police station. Nobody types them twice."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import clock
from app.codes import code_list
from app.desk.edit import edit, get
from app.desk.questions import case_file
from app.records import Case, Letter
from app.rules import docking, foreseen


def usual(db: Session, case_id: str, kind: str | None) -> str | None:
    """Whom the room last heard from or wrote to in a letter of this sort."""
    sort = docking.kind_facts(Letter(letter_kind=kind)).get("organ")
    if sort is None:
        return None
    alike = [one.code for one in code_list("letter_kind") if one.facts.get("organ") == sort]
    asked = (
        select(Letter.organ)
        .join(Case, Case.id == Letter.case_id)
        .where(
            Case.room_id == get(db, Case, case_id).room_id,
            Letter.letter_kind.in_(alike),
            Letter.organ.is_not(None),
            Letter.void.is_(None),
        )
        .order_by(func.coalesce(Letter.received_on, Letter.dated_on).desc(), Letter.id)
    )
    return db.scalars(asked.limit(1)).first()


def name_source(db: Session, case_id: str, kind: str | None) -> None:
    """案件来源: a letter that hands a matter over tells it, where nobody did."""
    source = docking.kind_facts(Letter(letter_kind=kind)).get("source")
    if source and get(db, Case, case_id).source is None:
        edit(db, Case, case_id, {"source": source})


def name_court(db: Session, case_id: str) -> None:
    """The court of the application where nobody told it: who handed the matter over, else the room's last."""
    case = get(db, Case, case_id)
    if case.court:
        return
    asked = (
        select(Case.court)
        .where(Case.room_id == case.room_id, Case.court.is_not(None), Case.void.is_(None))
        .order_by(Case.confirmation_applied_on.desc(), Case.id)
    )
    known = foreseen.court(case_file(db, case_id)) or db.scalars(asked.limit(1)).first()
    if known:
        edit(db, Case, case_id, {"court": known})


def apply_for_confirmation(db: Session, case_id: str) -> None:
    """司法确认: both have applied today; from now on one asks the court."""
    name_court(db, case_id)
    told = {"confirmation_applied_on": clock.today(), "confirmation": "applied"}
    edit(db, Case, case_id, told)
