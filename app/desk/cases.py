"""The chapters of a case, each a verb the law or the trade names."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.desk import conflicts, reopening, reserved
from app.desk import room as rooms
from app.desk.edit import add, checked, get
from app.desk.questions import reliefs_of
from app.records import (
    Agreement,
    Case,
    CaseFile,
    Inquiry,
    MediationSession,
    Party,
    Performance,
    PerformanceItem,
    Place,
    Record,
    Room,
    Visit,
)  # fmt: skip
from app.rules import numbering
from app.rules.reliefs import relieved_by
from app.trouble import Trouble

NAMED = ("省", "市", "区", "县", "镇", "乡", "街道", "村")
"""How a place is called that has a name of its own."""
MOST_ALIKE = 50


def register_case(db: Session, log: str, on: dt.date, values: dict[str, Any]) -> str:
    """登记: a new case with its file number, issued once and for all; returns its id."""
    room = rooms.own_room(db, log)
    told = {"room_id": room.id, "registered_on": on, **values}
    year = (values.get("accepted_on") or on).year
    if told.get("file_no"):
        _refuse_used(db, room.id, told["file_no"])
        reserved.refuse_spoiled(db, room.id, told["file_no"])
    else:
        told["file_no"] = next_file_no(db, log, year)
    case_id = add(db, Case, told)
    reserved.claim(db, room.id, told["file_no"], case_id)
    return case_id


def next_file_no(db: Session, log: str, year: int) -> str:
    """The next free number of this workstation's series in a year (domain 2.2)."""
    room = rooms.own_room(db, log)
    used = db.scalars(
        select(Case.file_no).where(
            Case.room_id == room.id,
            Case.file_no.contains(str(year), autoescape=True),
            (Case.void.is_(None))
            | (Case.import_id.is_(None)),  # an undone import gives its numbers back
        )
    )
    pattern = room.number_pattern or numbering.TRADITIONAL
    number = numbering.next_number(
        pattern,
        [*(x for x in used if x), *reserved.taken(db, room.id, year)],
        short=room.short_name or "",
        year=year,
        series=rooms.series(db, log),
    )
    return numbering.render(pattern, number)


def _refuse_used(db: Session, room_id: str, file_no: str) -> None:
    query = select(Case.id).where(
        Case.room_id == room_id, Case.file_no == file_no, Case.void.is_(None)
    )
    if db.scalars(query).first():
        raise Trouble("case.number_used", number=file_no)


def add_party(db: Session, case_id: str, values: dict[str, Any]) -> str:
    """当事人 at the end of the case's list."""
    return add(
        db, Party, {"case_id": case_id, "position": _next(db, Party, case_id, "position"), **values}
    )


def add_inquiry(db: Session, case_id: str, values: dict[str, Any]) -> str:
    """调查记录."""
    return add(db, Inquiry, {"case_id": case_id, **values})


def add_session(db: Session, case_id: str, values: dict[str, Any]) -> str:
    """第N次调解."""
    number = _next(db, MediationSession, case_id, "number")
    return add(db, MediationSession, {"case_id": case_id, "number": number, **values})


def make_agreement(
    db: Session, case_id: str, values: dict[str, Any], items: list[dict[str, Any]] | None = None
) -> str:
    """调解协议: written or oral, with its performance items; its number is the file number unless told."""
    case = get(db, Case, case_id)
    agreement_id = add(db, Agreement, {"case_id": case_id, "number": case.file_no, **values})
    for position, told in enumerate(items or [], 1):
        add(
            db, PerformanceItem,
            {"case_id": case_id, "agreement_id": agreement_id, "position": position, **told},
        )  # fmt: skip
    return agreement_id


def add_item(db: Session, agreement_id: str, values: dict[str, Any]) -> str:
    """One more 履行事项 of an agreement that is not sealed yet."""
    agreement = get(db, Agreement, agreement_id)
    if agreement.frozen:
        raise Trouble("edit.frozen")
    case_id = agreement.case_id or ""
    position = _next(db, PerformanceItem, case_id, "position")
    told = {"case_id": case_id, "agreement_id": agreement_id, "position": position, **values}
    return add(db, PerformanceItem, told)


def mark_signed(db: Session, agreement_id: str, values: dict[str, Any]) -> None:
    """签订: who signed and when it was sealed, as the paper shows (PML 29)."""
    agreement = get(db, Agreement, agreement_id)
    if agreement.frozen:
        raise Trouble("edit.frozen")
    for name, value in checked(Agreement, values).items():
        setattr(agreement, name, value)


def is_fully_signed(agreement: Agreement) -> bool:
    """Written: parties, mediator and seal. Oral: the mediator's own record is enough (PML 29–30)."""
    if agreement.form == "oral":
        return agreement.made_on is not None
    return None not in (
        agreement.parties_signed_on,
        agreement.mediator_signed_on,
        agreement.sealed_on,
    )


def seal_agreement(db: Session, agreement_id: str) -> None:
    """From here on the agreement and its items stand as signed; a later change is a new agreement."""
    agreement = get(db, Agreement, agreement_id)
    if agreement.frozen:
        raise Trouble("edit.frozen")
    if not agreement.terms or agreement.made_on is None:
        raise Trouble("agreement.nothing_to_seal")
    if not is_fully_signed(agreement):
        raise Trouble("agreement.not_signed")
    items = select(PerformanceItem).where(
        PerformanceItem.agreement_id == agreement_id, PerformanceItem.void.is_(None)
    )
    signed = [agreement, *db.scalars(items)]
    if any(conflicts.is_open(db, one) for one in signed):
        raise Trouble("conflict.before_seal")
    for one in signed:
        one.freeze()


def record_performance(db: Session, item_id: str, values: dict[str, Any]) -> str:
    """履行: what was really done on a promise."""
    item = get(db, PerformanceItem, item_id)
    return add(
        db, Performance, {"case_id": item.case_id, "item_id": item_id, "complete": True, **values}
    )


def record_visit(db: Session, case_id: str, values: dict[str, Any], *, handler: bool = True) -> str:
    """回访. Who mediated visits, or who took over from him; another needs a reason (谁调处、谁回访、谁负责).

    `handler`: whether the place asks for that. A relapse opens a closed case again.
    """
    case, day = get(db, Case, case_id), values.get("done_on") or dt.date.max
    heir = relieved_by(CaseFile(case, Room(), reliefs=reliefs_of(db, case_id)), case.lead_id, day)
    told = {"case_id": case_id, "by_id": heir, **values}
    asked = handler and case.lead_id and told["by_id"] not in (None, case.lead_id, heir)
    if asked and not told.get("change_reason"):
        raise Trouble("visit.reason_needed")
    fresh = add(db, Visit, told)
    reopening.after_visit(db, fresh)
    return fresh


def close_case(db: Session, case_id: str, values: dict[str, Any], hindrances: list[str]) -> None:
    """结案. Refused while something the law demands is missing; `hindrances` are the rules' sentences."""
    if hindrances:
        raise Trouble("case.cannot_close", count=len(hindrances), reasons="；".join(hindrances))
    case = get(db, Case, case_id)
    for name, value in checked(Case, values).items():
        setattr(case, name, value)


def find_or_make_place(db: Session, room_id: str, path: list[str]) -> str | None:
    """The place at the end of a path of names, made where it is new.

    From the top; where no top bears the first name, from the one place of the room that does. Where the first
    name is not known at all, the one place of the room that the path ends with is meant.
    """
    begun = _called(db, room_id, path[0]) if path else []
    if not begun and (end := _end_known(db, room_id, path)):
        return end
    parent = begun[0].parent_id if len(begun) == 1 else None
    for name in path:
        query = select(Place.id).where(
            Place.name == name, Place.parent_id == parent, Place.void.is_(None)
        )
        found = db.scalars(query.order_by(Place.id)).first()
        if found is None:
            place = Place(room_id=room_id, parent_id=parent, **checked(Place, {"name": name}))
            db.add(place)
            db.flush()
            found = place.id
        parent = found
    return parent


def _called(db: Session, room_id: str, name: str) -> list[Place]:
    """The places of the room's own tree that bear a name; more than a few are as good as two."""
    asked = select(Place).where(
        Place.name == name,
        Place.void.is_(None),
        or_(Place.room_id == room_id, Place.room_id.is_(None)),
    )
    return list(db.scalars(asked.order_by(Place.id).limit(MOST_ALIKE)))


def _end_known(db: Session, room_id: str, path: list[str]) -> str | None:
    """The one place whose names, from below, are those the path ends with, as many of them as can be.

    A name every village has (第1网格) means nothing without the one above it.
    """
    left = _called(db, room_id, path[-1]) if len(path) > 1 else []
    above = {one.id: one.parent_id for one in left}
    matched = 1
    for name in reversed(path[:-1]):
        parents = {one: db.get(Place, up) for one, up in above.items() if up}
        fits = {one: up for one, up in parents.items() if up is not None and up.name == name}
        if not fits:
            break
        above, matched = {one: up.parent_id for one, up in fits.items()}, matched + 1
    if len(above) != 1 or (matched == 1 and not path[-1].endswith(NAMED)):
        return None
    return next(iter(above))


def _next(db: Session, record: type[Record], case_id: str, column: str) -> int:
    """One more than the highest of the case; a case of this very transaction has none in the file yet."""
    waiting = [
        getattr(x, column) or 0
        for x in db.new
        if isinstance(x, record) and getattr(x, "case_id", None) == case_id
    ]
    if any(isinstance(x, Case) and x.id == case_id for x in db.new):
        return max([0, *waiting]) + 1
    table = record.__table__
    highest = db.scalar(select(func.max(table.c[column])).where(table.c.case_id == case_id)) or 0
    return max([highest, *waiting]) + 1
