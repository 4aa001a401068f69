"""Matters, sweeps and what sweeps averted, counted for reports by whose they are: one aggregate a period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from functools import lru_cache
from operator import add
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
    true,
)
from sqlalchemy.orm import Session

from app.codes import table
from app.desk import doubles
from app.desk.report_count import Asked, Counts, sweeps
from app.records import Matter, MatterStep
from app.rules import report_form
from app.rules.grid_rolled import Scope
from app.rules.period import Period, slices
from app.rules.report_form import Form, Measure

WIDE = {"place": 2, "room": 1, "whole": 0}  # columns of an owner
AVERTED = {"swept": (1,), "solved": (1,), "case": (0,)}


def counted(db: Session, form: Form, asked: Asked, sources: Collection[str]) -> Counts:
    """The figures of a form that do not come from cases; a mediator's have none."""
    found: Counts = {}
    if asked.by == "mediator":
        return found
    scope = asked.scope
    by = asked.by if scope is None else "place"  # what is elsewhere can only then be left out
    if "sweeps" in sources:
        for owner, many in sweeps(db, asked.period, by).items():
            found.setdefault(owner, {})["sweeps"] = many
    if set(sources) & {"matters", "averted"}:
        keys = [one.key for one in _measures(form.name)]
        for owner, figures in _of_matters(db, form.name, by, asked.period):
            if any(figures):
                found.setdefault(owner, {}).update(zip(keys, figures, strict=True))
    return found if scope is None else _inside(found, scope, asked.by)


def _inside(found: Counts, scope: Scope, by: str) -> Counts:
    """What counts in a place, of what is told by room and place."""
    inside: Counts = {}
    for owner, told in found.items():
        if scope.holds(*owner):
            into = inside.setdefault(owner if by == "place" else owner[:1], {})
            for key, many in told.items():
                into[key] = into.get(key, 0) + many
    return inside


def by_month(
    db: Session, period: Period, lines: Iterable[str], scope: Scope | None = None
) -> list[tuple[Period, dict[str, int]]]:
    """三量: how many came on each line, month by month; what was merged came all the same. `scope`: there alone."""
    link, told = db.connection(), _by_line() if scope is None else _by_line_and_place()
    found = []
    for part in slices(period):
        counts = dict.fromkeys(lines, 0)
        for line, many, *where in link.execute(told, _moments(part)):
            inside = scope is None or scope.holds(*(one or "" for one in where))
            if inside and line in counts:
                counts[line] += int(many)
        found.append((part, counts))
    return found


def maybe_same(db: Session, form: Form, asked: Asked) -> int:
    """How many of the matters that a form counts bear a number of another system that one before them bears."""
    if not any(one.source == "matters" and not one.comings for one in form.counted):
        return 0
    numbers = []
    for number, room, place in db.connection().execute(_outside(), _moments(asked.period)):
        inside = asked.scope is None or asked.scope.holds(room or "", place or "")
        if inside and asked.includes((room or "",)) and (number or "").strip():
            numbers.append((number or "").strip())
    return len(numbers) - len(set(numbers))


def _of_matters(
    db: Session, name: str, by: str, period: Period
) -> Iterable[tuple[tuple[str, ...], list[int]]]:
    """The figures of each owner; of the whole those of nobody."""
    wide = WIDE[by]
    rows = db.connection().execute(_aggregate(name, wide), _moments(period))
    found: dict[tuple[str, ...], list[int]] = {}
    for row in rows:
        owner, figures = tuple(one or "" for one in row[:wide]), [int(n or 0) for n in row[wide:]]
        before = found.get(owner)  # an empty name and none at all are one owner
        found[owner] = figures if before is None else [*map(add, before, figures)]
    return found.items()


def _measures(name: str) -> list[Measure]:
    return [one for one in report_form.form(name).counted if one.source in ("matters", "averted")]


@lru_cache(maxsize=64)
def _aggregate(name: str, wide: int) -> Select[Any]:
    """Of days that are put in later: the owners and every figure, put together once a program."""
    owners: list[Any] = [Matter.room_id, Matter.place_id][:wide]
    facts, measures = _facts(), _measures(name)
    of_all, of_each = doubles.stands(), true()  # left out once for all columns
    if any(one.comings for one in measures):
        of_all, of_each = of_each, of_all
    figures = (func.sum(case((_such(one, facts, of_each), 1), else_=0)) for one in measures)
    return select(*owners, *figures).where(*_came(), of_all).group_by(*owners)


@lru_cache(maxsize=1)
def _by_line() -> Select[str | None, int]:
    return select(Matter.line, func.count()).where(*_came()).group_by(Matter.line)


@lru_cache(maxsize=1)
def _by_line_and_place() -> Select[Any]:
    told = Matter.line, Matter.room_id, Matter.place_id
    return select(told[0], func.count(), *told[1:]).where(*_came()).group_by(*told)


@lru_cache(maxsize=1)
def _outside() -> Select[str | None, str | None, str | None]:
    """The numbers that other systems gave, with whose they are."""
    told = select(Matter.outside_no, Matter.room_id, Matter.place_id)
    return told.where(*_came(), doubles.stands(), Matter.outside_no.is_not(None))


def _came() -> list[ColumnElement[bool]]:
    """What came in a period, doubles too."""
    return [
        Matter.void.is_(None),
        Matter.came_at >= bindparam("since"), Matter.came_at < bindparam("until"),
    ]  # fmt: skip


def _moments(period: Period) -> dict[str, dt.datetime]:
    """From its first moment to before that of the day after it."""
    since, last = period
    return {
        "since": dt.datetime.combine(since, dt.time.min),
        "until": dt.datetime.combine(last + dt.timedelta(days=1), dt.time.min),
    }


def _such(
    one: Measure, facts: dict[str, ColumnElement[Any]], stands: ColumnElement[bool]
) -> ColumnElement[bool]:
    """What a matter must be to be counted in a column."""
    when = AVERTED if one.source == "averted" else one.when
    counts = true() if one.comings else stands
    return and_(counts, *(facts[name].in_(codes) for name, codes in when.items()))


def _facts() -> dict[str, ColumnElement[Any]]:
    """What a form may ask of a matter."""
    step = MatterStep.__table__.c
    of_it = (step.matter_id == Matter.id) & step.void.is_(None)
    solved = exists().where(of_it, step.step == "feedback", step.solved.is_(True))
    passed = exists().where(of_it, step.step.in_(("pass", "assign")))
    words = table("reports/words")
    capital = or_(*(Matter.told.contains(word) for word in words["capital"]))
    return {
        "line": func.coalesce(Matter.line, ""),
        "channel": func.coalesce(Matter.channel, ""),
        "matter_kind": func.coalesce(Matter.matter_kind, ""),
        "matter_class": func.coalesce(Matter.matter_class, ""),
        "crowd": case((Matter.people_count >= words["crowd"], 1), else_=0),
        "capital": case((capital, 1), else_=0),
        "solved": case((solved, 1), else_=0),
        "passed": case((passed, 1), else_=0),
        "case": case((Matter.case_id.is_not(None), 1), else_=0),
        "swept": case((Matter.sweep_id.is_not(None), 1), else_=0),
    }
