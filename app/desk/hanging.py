"""What hangs on a case: parties, sessions, agreements and the rest, laid into its file."""

from __future__ import annotations

import datetime as dt
import functools
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, exists, or_, select
from sqlalchemy.orm import Session

from app.desk import brought, households
from app.records import (
    Agency,
    Agreement,
    BlankForm,
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
    Notice,
    Party,
    Performance,
    PerformanceItem,
    Printed,
    Record,
    Relief,
    Reopening,
    Scan,
    Service,
    Unit,
    Visit,
    Volume,
)

HANGING: tuple[tuple[type[Record], str, str], ...] = (
    (Party, "parties", "position"),
    (Inquiry, "inquiries", "at"),
    (MediationSession, "sessions", "number"),
    (Agreement, "agreements", "made_on"),
    (PerformanceItem, "items", "position"),
    (Performance, "performances", "done_on"),
    (Visit, "visits", "done_on"),
    (Evidence, "evidence", "position"),
    (Agency, "agencies", "made_on"),
    (Letter, "letters", "dated_on"),
    (Notice, "notices", "made_on"),
    (Service, "services", "served_at"),
    (Scan, "scans", "came_at"),
    (Volume, "volumes", "bound_at"),
    (Printed, "printed", "printed_at"),
    (Handover, "handovers", "asked_on"),
    (Exemption, "exemptions", "on_day"),
    (Reopening, "reopenings", "on_day"),
    (Escalation, "escalations", "on_day"),
    (Consultation, "consultations", "on_day"),
    (LeaderCase, "leader_cases", "begun_on"),
)
"""What hangs on a case: the record, where the case file keeps it, and by what it is ordered."""

STANDING = frozenset({"sessions", "agreements", "handovers", "reopenings"})
FEW = 20  # of so few cases it is worth asking first what there is


def hang(db: Session, files: dict[str, CaseFile]) -> None:
    """Everything that hangs on these cases into their files, with one query a kind."""
    held = _held(db, list(files))
    for record, name, order in HANGING:
        if name in held:
            _hang(db, files, _asked(record, order), name)
    _in_order(files)
    _hang_blanks(db, files)
    _hang_reliefs(db, files)
    if "leader_cases" in held:
        _hang_leaders(db, files)
    _name_units(db, files)
    _name_homes(db, files)
    _hang_brought(db, files)


def hang_standing(db: Session, files: dict[str, CaseFile]) -> None:
    """No more than tells whether these cases are open, and since when their clocks run."""
    held = _held(db, list(files)) & STANDING
    for record, name, order in HANGING:
        if name in held:
            _hang(db, files, _asked(record, order), name)
    _in_order(files)
    _hang_brought(db, files)


def _in_order(files: dict[str, CaseFile]) -> None:
    for file in files.values():  # of one day, what is signed comes before what shall take its place
        file.agreements.sort(key=lambda a: (a.made_on or dt.date.max, a.frozen is None))


def _hang_brought(db: Session, files: dict[str, CaseFile]) -> None:
    for case_id, told in brought.of_cases(db, files).items():
        files[case_id].brought = told


def _held(db: Session, ids: list[str]) -> set[str]:
    """What there is of these cases: of most kinds one case has nothing, and many have of each."""
    if len(ids) > FEW:
        return {name for _, name, _ in HANGING}
    found = db.execute(_any_of_each(), {"cases": ids}).one()
    return {name for (_, name, _), there in zip(HANGING, found, strict=True) if there}


@functools.cache
def _any_of_each() -> Select[Any]:
    cases: BindParameter[Any] = bindparam("cases", expanding=True)
    each: list[Any] = [exists().where(one.__table__.c.case_id.in_(cases)) for one, _, _ in HANGING]
    return select(*each)


@functools.cache
def _asked(record: type[Record], order: str) -> Select[Any]:
    """What hangs on some cases, in the order it is printed; put together once."""
    named = record.__table__.c.case_id.in_(bindparam("cases", expanding=True))
    return (
        select(record)
        .where(named, record.void.is_(None))
        .order_by(getattr(record, order), record.id)
    )


def _hang(db: Session, files: dict[str, CaseFile], asked: Select[Any], name: str) -> None:
    ids = list(files)
    for start in range(0, len(ids), 500):
        for row in db.scalars(asked, {"cases": ids[start : start + 500]}):
            getattr(files[row.case_id], name).append(row)


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


@functools.cache
def _asked_blanks() -> Select[Any]:
    of_case = BlankForm.case_id.in_(bindparam("cases", expanding=True))
    of_number = BlankForm.number.in_(bindparam("numbers", expanding=True))
    asked = select(BlankForm).where(or_(of_case, of_number), BlankForm.void.is_(None))
    return asked.order_by(BlankForm.printed_at, BlankForm.id)


def _hang_blanks(db: Session, files: dict[str, CaseFile]) -> None:
    """Forms written by hand: of the number, also where who registered the case had not heard of them."""
    numbered = {(f.case.room_id, f.case.file_no): f for f in files.values() if f.case.file_no}
    cases = list(files)
    for start in range(0, len(cases), 500):
        some = cases[start : start + 500]
        numbers = [files[one].case.file_no for one in some]
        for form in db.scalars(_asked_blanks(), {"cases": some, "numbers": numbers}):
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
