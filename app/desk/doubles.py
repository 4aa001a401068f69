"""Which matters stand in the lists: a double does behind the one it is the same as, and two never hide each other.

Two computers may each have merged one into the other without hearing of it: of such a pair the one of the smaller
id stands, at every place the same. What its first one was struck out from under stands for itself again.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from app.records import Matter


def stands() -> ColumnElement[bool]:
    """That a matter is hidden behind no other."""
    first = aliased(Matter)
    ring = and_(first.same_as_id.is_not(None), first.same_as_id == Matter.id, Matter.id < first.id)
    hides = exists().where(first.id == Matter.same_as_id, first.void.is_(None), ~ring)
    return or_(Matter.same_as_id.is_(None), ~hides)


def standing_doubles(db: Session, rows: Iterable[Matter]) -> set[str]:
    """Of these matters, those that were said to be doubles and stand all the same."""
    ids = [one.id for one in rows if one.same_as_id]
    found: set[str] = set()
    for start in range(0, len(ids), 500):
        asked = select(Matter.id).where(Matter.id.in_(ids[start : start + 500]), stands())
        found |= set(db.scalars(asked))
    return found
