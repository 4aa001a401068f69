"""Whether the file that is opened is what this computer wrote last; otherwise it goes on in a new log.

A cloned disk, a folder copied or moved to another computer, an older copy put back: two of them would write one
log and give out one number twice. So would whoever found a computer whose log was closed. Told once to whoever
signs in. (Sync specification 2.6.)
"""

from __future__ import annotations

import json
from pathlib import Path

from sqlalchemy import Connection, select

from app import machine, paths
from app.desk import series
from app.desk.desk import Desk
from app.store import closings, locals_
from app.store.tables import entry
from app.store.witness import Last, Witness
from app.words import say

MACHINE, PLACE = series.MACHINE, series.PLACE
COPIED, ELSEWHERE, BEHIND, CLOSED = "copied", "elsewhere", "behind", "closed"


def settle(desk: Desk) -> None:
    """Look before the first write; where this is a copy, begin a new log and say so."""
    shelf = desk.shelf
    if shelf.engine.dialect.name != "sqlite":
        return  # a server's database is written from several computers, by design
    witness = Witness(desk.data.witness, paths.state_dir() / "witness")
    here = str(desk.data.root.resolve())
    marks = machine.marks()
    with shelf.reading() as db:
        link = db.connection()
        why = _doubt(link, desk, marks, here)
        why = BEHIND if why is None and _is_behind(link, witness.seen(shelf.log)) else why
        why = CLOSED if why is None and shelf.log in closings.in_force(link) else why
        known, place = _marks(link), locals_.get(link, PLACE)
    if why is not None:
        letter = series.begin_anew(desk)
        desk.at_start.append(say(f"continuity.{why}", letter=letter))
        known, place = {}, None  # those of the computer it came from, perhaps
    if {**known, **marks} != known or place != here:
        with shelf.local_writing() as link:
            locals_.put(link, MACHINE, json.dumps({**known, **marks}))
            locals_.put(link, PLACE, here)
    shelf.witness = witness


def _marks(link: Connection) -> dict[str, str]:
    told: dict[str, str] = json.loads(locals_.get(link, MACHINE) or "{}")
    return told


def _doubt(link: Connection, desk: Desk, marks: dict[str, str], here: str) -> str | None:
    if machine.differs(_marks(link), marks):
        return ELSEWHERE
    there = locals_.get(link, PLACE)
    if there is None or there == here:
        return None
    other = Path(there) / desk.data.database.name
    # a folder that was only moved left nothing behind; a link leads to the very same file
    if other.exists() and not other.samefile(desk.data.database):
        return COPIED
    return None


def _is_behind(link: Connection, seen: list[Last]) -> bool:
    asked = select(entry.c.id).where(entry.c.id.in_([one.id for one in seen]))
    return not {one.id for one in seen} <= set(link.scalars(asked))
