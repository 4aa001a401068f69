"""Questions about cases: one whole file, lists for screens, places."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, false, func, or_, select
from sqlalchemy.orm import Session

from app.desk import households
from app.records import (
    Agency,
    Agreement,
    BlankForm,
    Case,
    CaseFile,
    Consultation,
    Escalation,
    Evidence,
    Exemption,
    Handover,
    Inquiry,
    LeaderCase,
    LeaderPost,
    LeaderProgress,
    Letter,
    MediationSession,
    Mediator,
    Notice,
    Party,
    Performance,
    PerformanceItem,
    Place,
    Printed,
    Record,
    Relief,
    Reopening,
    Room,
    Scan,
    Service,
    Unit,
    Visit,
    Volume,
)  # fmt: skip
from app.store import search
from app.trouble import Trouble

R = TypeVar("R", bound=Record)
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
    _hang(db, files, Party, "parties", Party.position)
    _hang(db, files, Inquiry, "inquiries", Inquiry.at)
    _hang(db, files, MediationSession, "sessions", MediationSession.number)
    _hang(db, files, Agreement, "agreements", Agreement.made_on)
    for file in files.values():  # of one day, what is signed comes before what shall take its place
        file.agreements.sort(key=lambda a: (a.made_on or dt.date.max, a.frozen is None))
    _hang(db, files, PerformanceItem, "items", PerformanceItem.position)
    _hang(db, files, Performance, "performances", Performance.done_on)
    _hang(db, files, Visit, "visits", Visit.done_on)
    _hang(db, files, Evidence, "evidence", Evidence.position)
    _hang(db, files, Agency, "agencies", Agency.made_on)
    _hang(db, files, Letter, "letters", Letter.dated_on)
    _hang(db, files, Notice, "notices", Notice.made_on)
    _hang(db, files, Service, "services", Service.served_at)
    _hang(db, files, Scan, "scans", Scan.came_at)
    _hang(db, files, Volume, "volumes", Volume.bound_at)
    _hang_blanks(db, files)
    _hang(db, files, Printed, "printed", Printed.printed_at)
    _hang(db, files, Handover, "handovers", Handover.asked_on)
    _hang(db, files, Exemption, "exemptions", Exemption.on_day)
    _hang(db, files, Reopening, "reopenings", Reopening.on_day)
    _hang_reliefs(db, files)
    _hang(db, files, Escalation, "escalations", Escalation.on_day)
    _hang(db, files, Consultation, "consultations", Consultation.on_day)
    _hang(db, files, LeaderCase, "leader_cases", LeaderCase.begun_on)
    _hang_leaders(db, files)
    _name_units(db, files)
    _name_homes(db, files)
    return [files[case.id] for case in cases]


def _hang(
    db: Session, files: dict[str, CaseFile], record: type[R], name: str, order: object
) -> None:
    ids = list(files)
    column = record.__table__.c.case_id
    for start in range(0, len(ids), 500):
        query = select(record).where(column.in_(ids[start : start + 500]), record.void.is_(None))
        for row in db.scalars(query.order_by(order, record.id)):  # type: ignore[arg-type]
            getattr(files[row.case_id], name).append(row)  # type: ignore[attr-defined]


def _hang_leaders(db: Session, files: dict[str, CaseFile]) -> None:
    """Who is named in each 包案 of these cases, and how it went on."""
    owner = {one.id: file for file in files.values() for one in file.leader_cases}
    cases = list(owner)
    for start in range(0, len(cases), 500):
        some = cases[start : start + 500]
        posts = select(LeaderPost).where(
            LeaderPost.leader_case_id.in_(some), LeaderPost.void.is_(None)
        )
        for post in db.scalars(posts.order_by(LeaderPost.position, LeaderPost.id)):
            owner[post.leader_case_id or ""].leader_posts.append(post)
        told = select(LeaderProgress).where(
            LeaderProgress.leader_case_id.in_(some), LeaderProgress.void.is_(None)
        )
        for one in db.scalars(told.order_by(LeaderProgress.on_day, LeaderProgress.id)):
            owner[one.leader_case_id or ""].leader_progress.append(one)


def _name_units(db: Session, files: dict[str, CaseFile]) -> None:
    """The units their consultations name."""
    named = {
        case_id: {i for one in file.consultations for i in (one.lead_unit_id, *(one.unit_ids or ()))}
        for case_id, file in files.items() if file.consultations
    }  # fmt: skip
    ids = sorted({i for some in named.values() for i in some if i})
    units: dict[str, Unit] = {}
    for start in range(0, len(ids), 500):
        asked = select(Unit).where(Unit.id.in_(ids[start : start + 500]))
        units |= {unit.id: unit for unit in db.scalars(asked)}
    for case_id, some in named.items():
        files[case_id].units = {i: units[i] for i in some if i in units}


def _name_homes(db: Session, files: dict[str, CaseFile]) -> None:
    """The households their parties live in."""
    for file in files.values():
        ids = {one.household_id for one in file.parties if one.household_id}
        file.homes = {one: households.label(db, one) for one in sorted(ids)}


def _hang_blanks(db: Session, files: dict[str, CaseFile]) -> None:
    """Forms written by hand: of the number, also where who registered the case had not heard of them."""
    numbered = {(f.case.room_id, f.case.file_no): f for f in files.values() if f.case.file_no}
    cases = list(files)
    for start in range(0, len(cases), 500):
        some = cases[start : start + 500]
        numbers = [files[one].case.file_no for one in some]
        meant = or_(BlankForm.case_id.in_(some), BlankForm.number.in_(numbers))
        asked = select(BlankForm).where(meant, BlankForm.void.is_(None))
        for form in db.scalars(asked.order_by(BlankForm.printed_at, BlankForm.id)):
            file = files.get(form.case_id or "") or numbered.get((form.room_id, form.number or ""))
            if file is not None and form not in file.blanks:
                file.blanks.append(form)


def _hang_reliefs(db: Session, files: dict[str, CaseFile]) -> None:
    """接手: a few rows a year, each with the cases it names."""
    asked = select(Relief).where(Relief.void.is_(None)).order_by(Relief.on_day, Relief.id)
    for relief in db.scalars(asked):
        for case_id in relief.case_ids or []:
            if case_id in files:
                files[case_id].reliefs.append(relief)


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
