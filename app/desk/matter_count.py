"""Matters, sweeps and what sweeps averted, counted for reports by whose they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import case, exists, func, or_, select
from sqlalchemy.orm import Session

from app.codes import table
from app.desk import doubles
from app.desk.report_count import Asked, Counts, sweeps
from app.records import Matter, MatterStep
from app.rules.period import Period
from app.rules.report_form import Form, holds


def counted(db: Session, form: Form, asked: Asked, sources: Collection[str]) -> Counts:
    """The figures of a form that do not come from cases; a mediator's have none."""
    found: Counts = {}
    if asked.by == "mediator":
        return found
    scope = asked.scope
    by = asked.by if scope is None else "place"  # what is elsewhere can only then be left out
    if "sweeps" in sources:
        _add(found, ((owner, "sweeps", n) for owner, n in sweeps(db, asked.period, by).items()))
    if set(sources) & {"matters", "averted"}:
        _add(found, _of_matters(db, form, replace(asked, by=by)))
    if scope is None:
        return found
    inside: Counts = {}
    for owner, told in found.items():
        if scope.holds(*owner):
            under = owner if asked.by == "place" else owner[:1]
            _add(inside, ((under, key, n) for key, n in told.items()))
    return inside


def groups(
    db: Session, period: Period, by: str = "room"
) -> list[tuple[tuple[str, ...], dict[str, Any], int]]:
    """The matters of a period that are no doubles, by whose they are and all a form may ask of them."""
    owners: list[Any] = [Matter.room_id, *([Matter.place_id] if by == "place" else [])]
    told = _facts()
    inner = select(*owners, *(fact.label(f"is_{name}") for name, fact in told.items())).where(
        Matter.void.is_(None), doubles.stands(),
        Matter.came_at >= dt.datetime.combine(period[0], dt.time.min),
        Matter.came_at < dt.datetime.combine(period[1] + dt.timedelta(days=1), dt.time.min),
    ).subquery()  # fmt: skip
    width = len(owners)
    rows = db.execute(select(*inner.c, func.count()).group_by(*inner.c))
    return [
        (
            tuple(one or "" for one in row[:width]),
            {name: _plain(value) for name, value in zip(told, row[width:-1], strict=True)},
            int(row[-1]),
        )
        for row in rows
    ]


def by_month(
    db: Session, period: Period, lines: Iterable[str]
) -> list[tuple[Period, dict[str, int]]]:
    """三量: how many came on each line, month by month."""
    from app.rules.period import slices

    found = []
    for part in slices(period):
        told = dict.fromkeys(lines, 0)
        for _, facts, n in groups(db, part):
            if facts["line"] in told:
                told[facts["line"]] += n
        found.append((part, told))
    return found


def _of_matters(
    db: Session, form: Form, asked: Asked
) -> Iterable[tuple[tuple[str, ...], str, int]]:
    measures = [one for one in form.counted if one.source in ("matters", "averted")]
    for owner, facts, n in groups(db, asked.period, asked.by):
        for one in measures:
            if one.source == "averted":
                counts = bool(facts["swept"] and facts["solved"] and not facts["case"])
            else:
                counts = holds(one.when, facts)
            if counts:
                yield owner, one.key, n


def _facts() -> dict[str, Any]:
    """What a form may ask of a matter."""
    step = MatterStep.__table__.c
    of_it = (step.matter_id == Matter.id) & step.void.is_(None)
    solved = exists().where(of_it, step.step == "feedback", step.solved.is_(True))
    passed = exists().where(of_it, step.step.in_(("pass", "assign")))
    words = table("reports/words")
    capital = or_(*(Matter.told.contains(word) for word in words["capital"]))
    return {
        "line": Matter.line,
        "channel": Matter.channel,
        "matter_kind": Matter.matter_kind,
        "matter_class": Matter.matter_class,
        "crowd": case((Matter.people_count >= words["crowd"], 1), else_=0),
        "capital": case((capital, 1), else_=0),
        "solved": case((solved, 1), else_=0),
        "passed": case((passed, 1), else_=0),
        "case": case((Matter.case_id.is_not(None), 1), else_=0),
        "swept": case((Matter.sweep_id.is_not(None), 1), else_=0),
    }


def _plain(value: Any) -> Any:
    return "" if value is None else value


def _add(found: Counts, told: Iterable[tuple[tuple[str, ...], str, int]]) -> None:
    for owner, key, n in told:
        into = found.setdefault(owner, {})
        into[key] = into.get(key, 0) + n
