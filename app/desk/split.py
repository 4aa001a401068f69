"""70/20/10 of any period and place, with the cases behind each number."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import grid
from app.desk.elsewhere import left
from app.records import Case, Room
from app.rules.statistics import UNKNOWN, Goal, Split, routes


def split(
    db: Session,
    log: str,
    since: dt.date | None = None,
    until: dt.date | None = None,
    place_id: str | None = None,
) -> Split:
    """The split of cases accepted from `since` to `until` (both included) in a place and all below it.

    A case that went to another room counts there.
    """
    from app.desk.room import own_room

    query = select(Case.id, Case.route).where(Case.void.is_(None), Case.id.not_in(left(db, log)))
    if since:
        query = query.where(Case.accepted_on >= since)
    if until:
        query = query.where(Case.accepted_on <= until)
    if place_id:
        query = query.where(grid.within(grid.below(db, log, place_id)))
    found: dict[str, list[str]] = {route: [] for route in (*routes(), UNKNOWN)}
    for case_id, route in db.execute(query.order_by(Case.accepted_on, Case.id)):
        found[route if route in found else UNKNOWN].append(case_id)
    room: Room = own_room(db, log)
    unknown = len(found[UNKNOWN])
    return Split(
        Goal.of(room),
        {r: len(found[r]) for r in routes()},
        unknown,
        {r: tuple(ids) for r, ids in found.items()},
    )
