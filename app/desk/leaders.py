"""包案: a hard case is given to named leaders, who tell how it goes until it is struck off (销号)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import clock
from app.desk import room as rooms
from app.desk.case_lines import Report, nobody
from app.desk.edit import add, checked, get
from app.desk.questions import case_file, case_files
from app.papers.leader_register import register
from app.records import Case, CaseFile, LeaderCase, LeaderPost, LeaderProgress, Mediator, Person
from app.records.masks import masked_name
from app.rules import hard_cases
from app.rules.listing import Listing
from app.rules.mechanism import Mechanism
from app.rules.results import is_open, result_of
from app.trouble import Trouble

PARTIES = 3  # the column of their names
MOST = 2000
"""Rows of the register: a sheet of more nobody reads."""
PART = 250
"""Cases whose files are read at a time, so that it can be watched and stopped."""


def take_on(db: Session, log: str, case_id: str, values: dict[str, Any]) -> str:
    """包案 of a case, under its own number; a case has one at a time."""
    file = case_file(db, case_id)
    one = hard_cases.leader_case(file)
    if one is not None and one.struck_on is None:
        raise Trouble("leading.standing", number=one.number or "")
    if file.case.closed_on:
        raise Trouble("leading.closed")
    if not is_open(result_of(file)):
        raise Trouble("leading.settled", number=file.case.file_no or "")
    on = values.get("begun_on") or clock.today()
    number = _next_number(db, log, file.case.room_id or "", on.year)
    told = {"room_id": file.case.room_id, "case_id": case_id, "number": number, "begun_on": on}
    return add(db, LeaderCase, {**told, **values})


def name_leader(db: Session, leader_case_id: str, values: dict[str, Any]) -> str:
    """One named person, in a role the place asks for; one of the grid's people brings name and telephone along."""
    one = get(db, LeaderCase, leader_case_id)
    if one.struck_on:
        raise Trouble("leading.struck", day=one.struck_on)
    known = known_of(db, values["person_id"]) if values.get("person_id") else {}
    query = select(func.max(LeaderPost.position)).where(LeaderPost.leader_case_id == one.id)
    told = {"leader_case_id": one.id, "position": (db.scalar(query) or 0) + 1, **known}
    return add(db, LeaderPost, {**told, **{k: v for k, v in values.items() if v is not None}})


def known_of(db: Session, person_id: str) -> dict[str, Any]:
    """What the grid knows of a person that is named."""
    person = get(db, Person, person_id)
    mediator = get(db, Mediator, person.mediator_id) if person.mediator_id else None
    told = {
        "name": person.name or (mediator.name if mediator else None), "title": person.title,
        "phone": person.phone or (mediator.phone if mediator else None),
    }  # fmt: skip
    return {name: value for name, value in told.items() if value}


def tell_progress(db: Session, leader_case_id: str, values: dict[str, Any]) -> str:
    """进展."""
    one = get(db, LeaderCase, leader_case_id)
    if one.struck_on:
        raise Trouble("leading.struck", day=one.struck_on)
    told = {"leader_case_id": one.id, "on_day": clock.today(), **values}
    return add(db, LeaderProgress, told)


def strike(db: Session, leader_case_id: str, values: dict[str, Any]) -> None:
    """销号, approved by name: only once the quarrel is settled or mediation is over."""
    one = get(db, LeaderCase, leader_case_id)
    if one.struck_on:
        raise Trouble("leading.struck", day=one.struck_on)
    file = case_file(db, one.case_id or "")
    if not hard_cases.may_strike(file):
        raise Trouble("leading.still_open", number=file.case.file_no or "")
    told = checked(LeaderCase, {"struck_on": clock.today(), **values})
    if not told.get("struck_by"):
        raise Trouble("leading.no_approval")
    if one.begun_on and told["struck_on"] < one.begun_on:
        raise Trouble("leading.struck_early", day=one.begun_on)
    for name, value in told.items():
        setattr(one, name, value)


def take_up_again(db: Session, leader_case_id: str) -> None:
    """撤回销号: it was struck off too soon."""
    one = get(db, LeaderCase, leader_case_id)
    one.struck_on = one.struck_by = one.struck_told = None


def listing(
    db: Session, log: str, way: Mechanism, *, everywhere: bool = False, report: Report = nobody
) -> Listing:
    """包案台账: every 包案 of this room (at a centre, of all rooms), and the hard cases that have none."""
    room, today = rooms.own_room(db, log), clock.today()
    named = select(LeaderCase.case_id).where(LeaderCase.void.is_(None))
    hard = Case.difficulty.in_(way.leaders.difficulties) & Case.closed_on.is_(None)
    asked = select(Case).where(Case.void.is_(None), Case.import_id.is_(None))
    asked = asked.where(Case.id.in_(named) | hard).order_by(
        Case.id.in_(named).desc(), Case.accepted_on, Case.file_no, Case.id
    )
    if not everywhere:
        asked = asked.where(Case.room_id == room.id)
    report(0, 0)
    cases, files = list(db.scalars(asked.limit(MOST))), list[CaseFile]()
    for start in range(0, len(cases), PART):
        report(start, len(cases))
        files += case_files(db, cases[start : start + PART])
    return register(files, way, today, rooms.whose(room), everywhere=everywhere)


def masked(listing: Listing) -> Listing:
    """The same where others may look on: what is printed names people whole."""
    at = PARTIES
    return replace(
        listing,
        rows=[
            (*row[:at], "、".join(map(masked_name, str(row[at] or "").split("、"))), *row[at + 1 :])
            for row in listing.rows
        ],
    )


def _next_number(db: Session, log: str, room_id: str, year: int) -> str:
    """2026-A003: the year, the letter of this computer, and a number of its series."""
    head = f"{year}-{rooms.series(db, log)}"
    given = db.scalars(
        select(LeaderCase.number).where(
            LeaderCase.room_id == room_id, LeaderCase.number.startswith(head, autoescape=True)
        )
    )
    tails = [(one or "")[len(head) :] for one in given]
    return f"{head}{max((int(tail) for tail in tails if tail.isdecimal()), default=0) + 1:03d}"
