"""卷宗评查 at the desk: what other cases say of one, and how this room weighs the rules."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.desk import edit, since_binding
from app.desk.room import own_room
from app.records import Case, CaseFile, MediationSession, Room, Scan
from app.rules.beside import Beside
from app.rules.fabrication import own_texts
from app.rules.rule_book import CHOICES, lines_of, own_weights, shipped
from app.store import text_prints
from app.trouble import Trouble


def beside(db: Session, file: CaseFile) -> Beside:
    """What stands in other cases as it stands in this one; every question here has its index."""
    return Beside(
        same_number=_same_number(db, file),
        same_text=_same_text(db, file),
        same_minute=_same_minute(db, file),
        same_page=_same_page(db, file),
        changed=since_binding.changed(db, file),
    )


def weigh_rule(db: Session, log: str, number: int, weight: str | None) -> None:
    """A rule weighs so in this room from now on; without a weight as shipped."""
    if number not in shipped().rules:
        raise Trouble("dossier.no_such_rule", number=number)
    if weight is not None and weight not in CHOICES:
        raise Trouble("dossier.no_such_weight", weight=weight)
    room = own_room(db, log)
    own = own_weights(room.dossier_rules)
    own.pop(number, None)
    if weight is not None:
        own[number] = weight
    edit.edit(db, Room, room.id, {"dossier_rules": lines_of(own)})


def weigh_as_shipped(db: Session, log: str) -> None:
    """Every rule weighs again what it weighed when the program came."""
    edit.edit(db, Room, own_room(db, log).id, {"dossier_rules": None})


def _same_number(db: Session, file: CaseFile) -> int:
    case = file.case
    if not case.file_no:
        return 0
    query = select(func.count()).where(
        Case.file_no == case.file_no,
        Case.room_id == case.room_id,
        Case.id != case.id,
        Case.void.is_(None),
    )
    return db.scalar(query) or 0


def _same_text(db: Session, file: CaseFile) -> dict[tuple[str, str], int]:
    """By the print of each text, which lies in an index; short ones are often alike by chance."""
    names = [party.name or "" for party in file.parties]
    found = {}
    for record, name in own_texts(file):
        text = getattr(record, name)
        if len(text_prints.bare(text, names)) >= shipped().thresholds["same_text_length"]:
            told = text_prints.print_of(text, names)
            found[record.id, name] = text_prints.elsewhere(db.connection(), file.case.id, told)
    return found


def _same_minute(db: Session, file: CaseFile) -> dict[str, str]:
    """Sessions of other cases at the very minute, with a mediator of ours (ix_mediation_session_at)."""
    found = {}
    for session in file.sessions:
        if session.at is None or not session.mediator_ids:
            continue
        query = (
            select(MediationSession.mediator_ids, Case.file_no)
            .join(Case, Case.id == MediationSession.case_id)
            .where(
                MediationSession.at == session.at,
                MediationSession.case_id != file.case.id,
                MediationSession.void.is_(None),
                Case.void.is_(None),
            )
            .order_by(MediationSession.id)
        )
        for people, file_no in db.execute(query):
            if set(people or []) & set(session.mediator_ids):
                found[session.id] = file_no or ""
                break
    return found


def _same_page(db: Session, file: CaseFile) -> dict[str, str]:
    """The same sheet of the same file under another case; one file may hold the pages of several."""
    found = {}
    for scan in file.scans:
        if not scan.sha256 or not scan.paper:
            continue
        query = (
            select(Case.file_no)
            .join(Scan, Scan.case_id == Case.id)
            .where(
                Scan.sha256 == scan.sha256,
                Scan.sheet.is_not_distinct_from(scan.sheet),
                Scan.case_id != file.case.id,
                Scan.void.is_(None),
                Case.void.is_(None),
            )
            .order_by(Scan.id)
            .limit(1)
        )
        other = db.execute(query).first()
        if other is not None:
            found[scan.id] = other[0] or ""
    return found
