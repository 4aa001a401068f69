"""零反复 at the desk: what was settled in a period, and what burnt again."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from app.records import Agreement, Case, Reopening, Visit
from app.rules.relapse import Peace, Relapses, relapse_rate


def of_period(
    db: Session, since: dt.date, until: dt.date, rooms: list[str] | None = None
) -> Relapses:
    """The figure of a period, over these rooms or all that are here."""
    settled = _settled(db, since, until, rooms)
    burnt = _burnt(db, since, until, rooms)
    known = {**dict.fromkeys(burnt), **settled}
    told = [Peace(one, day, tuple(sorted(burnt.get(one, ())))) for one, day in known.items()]
    return relapse_rate(told, since, until)


def _settled(
    db: Session, since: dt.date, until: dt.date, rooms: list[str] | None
) -> dict[str, dt.date | None]:
    """The first agreement of each case, where it lies in the period."""
    first = func.min(Agreement.made_on)
    asked = (
        select(Agreement.case_id, first)
        .join(Case, Case.id == Agreement.case_id)
        .where(Agreement.void.is_(None), Agreement.made_on.is_not(None), *_ours(rooms))
        .group_by(Agreement.case_id)
        .having(first.between(since, until))
    )
    return {case_id or "": day for case_id, day in db.execute(asked)}


def _burnt(
    db: Session, since: dt.date, until: dt.date, rooms: list[str] | None
) -> dict[str, set[dt.date]]:
    """A visit that found it so, a reopening, or a later case that is the same quarrel."""
    found: dict[str, set[dt.date]] = defaultdict(set)
    again = aliased(Case)
    asked: tuple[Any, ...] = (
        select(Visit.case_id, Visit.done_on)
        .join(Case, Case.id == Visit.case_id)
        .where(Visit.relapse.is_(True), Visit.void.is_(None), Visit.done_on.between(since, until), *_ours(rooms)),
        select(Reopening.case_id, Reopening.on_day)
        .join(Case, Case.id == Reopening.case_id)
        .where(Reopening.void.is_(None), Reopening.on_day.between(since, until), *_ours(rooms)),
        select(again.recurs_id, again.accepted_on)
        .join(Case, Case.id == again.recurs_id)
        .where(again.void.is_(None), again.accepted_on.between(since, until), *_ours(rooms)),
    )  # fmt: skip
    for one in asked:
        for case_id, day in db.execute(one):
            found[case_id].add(day)
    return found


def _ours(rooms: list[str] | None) -> list[ColumnElement[bool]]:
    counted: list[ColumnElement[bool]] = [Case.void.is_(None)]
    return counted if rooms is None else [*counted, Case.room_id.in_(rooms)]
