"""Questions about cases: one whole file, lists for screens, places."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    false,
    func,
    select,
)
from sqlalchemy.orm import Session

from app.desk.hanging import hang, hang_standing
from app.records import (
    Case,
    CaseFile,
    Mediator,
    Party,
    Place,
    Relief,
    Room,
)
from app.store import search
from app.trouble import Trouble

HEX = frozenset("0123456789abcdef")

NEWEST_FIRST = (Case.accepted_on.desc().nulls_first(), Case.file_no.desc(), Case.id.desc())
"""The order of the register: that of ix_case_register, so that a page is read and nothing else."""


def case_file(db: Session, case_id: str) -> CaseFile:
    """Everything about one case, loaded."""
    case = db.get(Case, case_id)
    if case is None or case.void is not None:
        raise Trouble("case.absent")
    return case_files(db, [case])[0]


def case_files(db: Session, cases: list[Case]) -> list[CaseFile]:
    """Whole files of many cases with one query a kind."""
    rooms = {r.id: r for r in db.scalars(select(Room))}
    staff = {m.id: m for m in db.scalars(select(Mediator))}
    places = {p.id: p for p in db.scalars(select(Place))}
    files = {}
    for case in cases:
        room = rooms.get(case.room_id or "") or Room()
        files[case.id] = CaseFile(
            case, room, mediators=staff, places=path_of(places, case.place_id)
        )
    hang(db, files)
    return [files[case.id] for case in cases]


def standing_files(db: Session, case_ids: list[str]) -> list[CaseFile]:
    """Of these cases no more than tells whether they are open, and since when their clocks run."""
    files: dict[str, CaseFile] = {}
    for start in range(0, len(case_ids), 500):
        asked = select(Case).where(Case.id.in_(case_ids[start : start + 500]), Case.void.is_(None))
        files |= {case.id: CaseFile(case, Room()) for case in db.scalars(asked)}
    hang_standing(db, files)
    return list(files.values())


def reliefs_of(db: Session, case_id: str) -> list[Relief]:
    """接手 that name a case, the earliest first."""
    asked = select(Relief).where(Relief.void.is_(None)).order_by(Relief.on_day, Relief.id)
    return [one for one in db.scalars(asked) if case_id in (one.case_ids or [])]


def path_of(places: dict[str, Place], place_id: str | None) -> list[Place]:
    """From the top of the grid tree down to the place; a ring in the tree is cut."""
    path: list[Place] = []
    while place_id and (place := places.get(place_id)) is not None and place not in path:
        path.insert(0, place)
        place_id = place.parent_id
    return path


@dataclass(frozen=True)
class Line:
    """One line of the register (台账). Names are whole; screens mask them."""

    id: str
    file_no: str
    accepted_on: dt.date | None
    dispute_type: str
    route: str
    parties: tuple[str, ...]
    summary: str
    closed_on: dt.date | None
    place_id: str
    lead_id: str


def register(
    db: Session,
    *,
    ids: list[str] | None = None,
    without: Select[Any] | None = None,
    limit: int = 200,
    start: int = 0,
) -> list[Line]:
    """Lines of the register, newest first, or those of the given ids in their order."""
    columns = (
        Case.id, Case.file_no, Case.accepted_on, Case.dispute_type, Case.route, Case.summary, Case.closed_on,
        Case.place_id, Case.lead_id,
    )  # fmt: skip
    query = select(*columns).where(Case.void.is_(None))
    if ids is not None:
        query = query.where(Case.id.in_(ids))
    else:
        if without is not None:
            query = query.where(Case.id.not_in(without))
        query = query.order_by(*NEWEST_FIRST).limit(limit).offset(start)
    rows = list(db.execute(query))
    if ids is not None:
        place = {case_id: n for n, case_id in enumerate(ids)}
        rows.sort(key=lambda row: place[row.id])
    names: dict[str, list[str]] = {row.id: [] for row in rows}
    shown = list(names)
    for begin in range(0, len(shown), 500):
        found = db.execute(
            select(Party.case_id, Party.name)
            .where(Party.case_id.in_(shown[begin : begin + 500]), Party.void.is_(None))
            .order_by(Party.position)
        )
        for case_id, name in found:
            names[case_id or ""].append(name or "")
    return [
        Line(
            row.id, row.file_no or "", row.accepted_on, row.dispute_type or "", row.route or "",
            tuple(names[row.id]), (row.summary or "")[:120], row.closed_on, row.place_id or "", row.lead_id or "",
        )
        for row in rows
    ]  # fmt: skip


def find(db: Session, text: str, *, limit: int = 50) -> list[Line]:
    """Lines of the cases that a name, pinyin, phone, number or fact finds, newest first."""
    return register(db, ids=search.matches(db, text, limit))


def unseen(db: Session) -> int:
    """How many cases came a moment ago and cannot be found yet."""
    return search.unseen(db)


def how_many(db: Session, without: Select[Any] | None = None) -> int:
    """How many cases the register holds: all but the void, which an index lists, and those to be left out."""
    every = select(func.count()).select_from(Case)
    left_out = [every.where(Case.void.is_not(None))]
    if without is not None:
        left_out.append(every.where(Case.void.is_(None), Case.id.in_(without)))
    return (db.scalar(every) or 0) - sum(db.scalar(one) or 0 for one in left_out)


def by_number(db: Session, text: str) -> str:
    """The id of the case with this file number as written, or with this id (or its first 8 digits)."""
    wanted = text.strip()
    query = select(Case.id).where(Case.void.is_(None))
    found = list(db.scalars(query.where(Case.file_no == wanted)))
    if not found and len(wanted) >= 8:
        found = list(db.scalars(query.where(*_begins(wanted))))
    if not found:
        raise Trouble("case.no_such_number", number=wanted)
    if len(found) > 1:
        raise Trouble("case.number_twice", number=wanted, count=len(found))
    return found[0]


def _begins(digits: str) -> list[ColumnElement[bool]]:
    """That an id begins so; the range is what an index answers, in whatever order a server sorts letters."""
    first = digits.lower()
    if not HEX.issuperset(first):
        return [false()]
    return [Case.id >= first, Case.id <= f"{first:f<32}"]


def places(db: Session) -> dict[str, Place]:
    """The whole grid tree by id."""
    return {p.id: p for p in db.scalars(select(Place).where(Place.void.is_(None)))}
