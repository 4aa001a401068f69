"""Whether this computer's clock can be right. No clock decides anything, but papers bear its day."""

from __future__ import annotations

import datetime as dt
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.desk.backup_age import minute
from app.desk.calendars import shipped_on
from app.desk.desk import Desk
from app.store import chain, peers, vouch
from app.store.tables import entry
from app.words import say

AHEAD = dt.timedelta(days=1)  # a centre's clock may be a little before ours
NEWEST = 50  # of our own entries; the clock may have been wrong at one of them


def doubt(desk: Desk) -> str:
    """Why it cannot be right, as a sentence; empty where nothing speaks against it.

    It stands before the day this program was made, before what it showed at an earlier entry, or before the
    time at which a centre made a bundle that is here. (Sync specification 2.2: the wall time of an entry.)
    """
    now, made = clock.now(), _made()
    if made is not None and now.date() < made:
        return say("doctor.clock.before_program", now=_told(now), made=str(made))
    newest = desk.look(newest_wall, desk.shelf.log)
    if _stands_before(now, newest):
        return say("doctor.clock.before_newest", now=_told(now), newest=minute(newest))
    centre = desk.look(_newest_of_centre)
    if _stands_before(now + AHEAD, centre):
        return say("clock_care.before_centre", now=_told(now), centre=minute(centre))
    return ""


@cache
def _made() -> dt.date | None:
    return shipped_on()


def newest_wall(db: Session, log: str) -> str:
    """What this computer's clock showed at its own newest entries."""
    walls = [""]
    for one in (log, *vouch.former(db, log)):
        asked = select(entry.c.header).where(entry.c.log == one).order_by(entry.c.seq.desc())
        walls += [chain.head_of(header).wall for header in db.scalars(asked.limit(NEWEST))]
    return max(walls)


def _newest_of_centre(db: Session) -> str:
    made = [one.made or "" for one in peers.known(db) if one.role == peers.CENTRE and one.trusted]
    return max(made, default="")


def _stands_before(now: dt.datetime, told: str) -> bool:
    """Whether a time that was written down is still to come; one that nobody can read says nothing."""
    try:
        return now < dt.datetime.fromisoformat(told).replace(tzinfo=None)
    except ValueError:
        return False


def told_at_start(desk: Desk) -> str:
    """The same with what to do: dates that forms propose come from this clock."""
    doubted = doubt(desk)
    return f"{doubted}{say('doctor.clock.next')}" if doubted else ""


def _told(now: dt.datetime) -> str:
    return f"{now:%Y-%m-%d %H:%M}"
