"""Which matters stand in the lists: a double does behind the one it is the same as, and a ring never hides itself.

Computers may each have merged one into another without hearing of it: two into each other, or three and more in a
ring. Of such a ring the one of the smallest id stands, at every place the same. What its first one was struck out
from under stands for itself again.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.orm import Session, aliased

from app.records import Matter


def stands() -> ColumnElement[bool]:
    """That a matter is hidden behind no other."""
    first = aliased(Matter)
    hides = exists().where(first.id == Matter.same_as_id, first.void.is_(None))
    return or_(Matter.same_as_id.is_(None), ~hides, Matter.id.in_(_first_of_rings()))


def _first_of_rings() -> Select[str]:
    """Walking from a double to what it is the same as, over greater ids alone: who comes back to itself is first."""
    start, on = aliased(Matter), aliased(Matter)
    walk = (
        select(start.id.label("first"), start.same_as_id.label("at"))
        .where(start.same_as_id >= start.id, start.void.is_(None))
        .cte("walk", recursive=True)
    )
    walk = walk.union(
        select(walk.c.first, on.same_as_id)
        .join(on, on.id == walk.c.at)
        .where(walk.c.at > walk.c.first, on.same_as_id >= walk.c.first, on.void.is_(None))
    )
    return select(walk.c.first).where(walk.c.at == walk.c.first)


def standing_doubles(db: Session, rows: Iterable[Matter]) -> set[str]:
    """Of these matters, those that were said to be doubles and stand all the same."""
    ids = [one.id for one in rows if one.same_as_id]
    found: set[str] = set()
    for start in range(0, len(ids), 500):
        asked = select(Matter.id).where(Matter.id.in_(ids[start : start + 500]), stands())
        found |= set(db.scalars(asked))
    return found


def merged_into(db: Session, rows: Iterable[Matter]) -> dict[str, str]:
    """Of these matters those that stand behind another: its number."""
    told = list(rows)
    apart = standing_doubles(db, told)
    behind = {one.id: one.same_as_id for one in told if one.same_as_id and one.id not in apart}
    ids, numbers = sorted({*behind.values()}), dict[str, str]()
    for start in range(0, len(ids), 500):
        asked = select(Matter.id, Matter.number).where(Matter.id.in_(ids[start : start + 500]))
        numbers |= {one: number or one[:8] for one, number in db.execute(asked)}
    return {one: numbers.get(first, first[:8]) for one, first in behind.items()}
