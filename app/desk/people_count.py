"""Committees, mediators, training and money, counted for the report of organisation and people (domain 4.3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk.report_count import Counts
from app.records import Funding, Mediator, Room, Training
from app.rules.period import Period
from app.rules.report_form import Form, Measure, holds

SOURCES = frozenset({"rooms", "people", "training", "funds"})
AGES = ((35, "35"), (45, "45"), (55, "55"), (65, "65"))  # up to and with; older: over
HAN = "01"

Found = Iterable[tuple[str, str, dict[str, Any], int]]


def counted(db: Session, form: Form, period: Period, sources: Collection[str]) -> Counts:
    """The figures of each committee, as of the last day of the period."""
    found: Counts = {}
    if not SOURCES & set(sources):
        return found
    measures = form.counted
    alike: dict[tuple[Any, ...], list[Measure]] = {}  # many people count in the same columns
    for room_id, source, facts, n in _everything(db, period):
        told = found.setdefault((room_id,), {})
        place = (source, *facts.values())
        meant = alike.get(place)
        if meant is None:
            such = (one for one in measures if one.source == source)
            meant = alike[place] = [one for one in such if holds(one.when, facts)]
        for one in meant:
            told[one.key] = told.get(one.key, 0) + (facts[one.sum] if one.sum else n)
    return found


def _everything(db: Session, period: Period) -> Found:
    told = (Room.id, Room.is_centre, Room.committee_kind, Room.room_kind)
    rooms = list(db.execute(select(*told).where(Room.void.is_(None))))
    mere = {one.id for one in rooms if one.is_centre and len(rooms) > 1}  # no committee of its own
    yield from _rooms(one for one in rooms if one.id not in mere)
    yield from _people(db, period[1], mere)
    yield from _trained(db, period)
    yield from _funds(db, period)


def _rooms(rooms: Iterable[Any]) -> Found:
    for room in rooms:
        facts = {"body": room.committee_kind or "", "room_kind": room.room_kind or ""}
        yield room.id, "rooms", facts, 1


def _people(db: Session, on: dt.date, mere: Collection[str]) -> Found:
    """The mediators of committees who have begun and have not left; a centre's clerk is none."""
    told = (
        Mediator.room_id, Mediator.left_on, Mediator.appointed_on, Mediator.full_time, Mediator.sex,
        Mediator.ethnicity, Mediator.party_member, Mediator.education, Mediator.birth_on,
    )  # fmt: skip
    for one in db.execute(select(*told).where(Mediator.void.is_(None))):
        if one.room_id in mere:
            continue
        if (one.left_on and one.left_on <= on) or (one.appointed_on and one.appointed_on > on):
            continue
        facts = {
            "full_time": -1 if one.full_time is None else int(one.full_time),
            "sex": one.sex or "",
            "minority": int(one.ethnicity not in (None, "", HAN)),
            "party_member": int(bool(one.party_member)),
            "education": one.education or "",
            "age": age_band(one.birth_on, on),
        }
        yield one.room_id or "", "people", facts, 1


def age_band(born: dt.date | None, on: dt.date) -> str:
    """In which column of ages somebody stands; nothing where the birth day is not known."""
    if born is None:
        return ""
    age = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    return next((band for most, band in AGES if age <= most), "over")


def _trained(db: Session, period: Period) -> Found:
    chosen = select(Training).where(
        Training.void.is_(None), Training.on_day >= period[0], Training.on_day <= period[1]
    )
    for one in db.scalars(chosen):
        yield one.room_id or "", "training", {}, len(one.mediator_ids or []) + (one.others or 0)


def _funds(db: Session, period: Period) -> Found:
    wanted = set(_periods(period))
    for one in db.scalars(select(Funding).where(Funding.void.is_(None))):
        if one.period in wanted:
            sums = {"guidance": one.guidance, "committee": one.committee, "paid": one.mediators}
            yield one.room_id or "", "funds", {k: int((v or 0) * 100) for k, v in sums.items()}, 1


def _periods(period: Period) -> Iterable[str]:
    """The names under which money of a period stands: 2026, 2026H1, 2026Q1."""
    since, until = period
    for year in range(since.year, until.year + 1):
        spans = [(str(year), 1, 12)]
        spans += [(f"{year}H{n}", 6 * n - 5, 6 * n) for n in (1, 2)]
        spans += [(f"{year}Q{n}", 3 * n - 2, 3 * n) for n in (1, 2, 3, 4)]
        for name, first, last in spans:
            inside = (since.year, since.month) <= (year, first) and (year, last) <= (
                until.year,
                until.month,
            )
            if inside:
                yield name
