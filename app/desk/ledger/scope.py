"""Which cases go out: a period, a place, or only what was changed since the last time this sheet was written."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.desk import elsewhere, grid
from app.desk.desk import Desk
from app.desk.questions import case_files
from app.records import Case, CaseFile
from app.store import delivery, journal, locals_

BATCH = 500
LAST = "sheet_out:"


@dataclass(frozen=True)
class Scope:
    """What an export holds; everything where nothing is said."""

    since: dt.date | None = None
    until: dt.date | None = None
    place_id: str | None = None
    changed: bool = False  # only what was written after the last export of this sheet


@dataclass(frozen=True)
class LastTime:
    """When a sheet was last written here, and what the journal held then. Nothing in a case is marked."""

    at: str
    have: delivery.Have


def last_time(db: Session, kind: str) -> LastTime | None:
    """The last export of a sheet on this computer."""
    told = locals_.get(db, LAST + kind)
    if told is None:
        return None
    found = json.loads(told)
    have = {log: [(int(seq), id_) for seq, id_ in ends] for log, ends in found["have"].items()}
    return LastTime(found["at"], have)


def remember(desk: Desk, kind: str, have: delivery.Have) -> None:
    """Keep what an export saw; told to whoever asks for the changes next time."""
    told = json.dumps({"at": clock.now().isoformat(timespec="minutes"), "have": have})
    with desk.shelf.local_writing() as link:
        locals_.put(link, LAST + kind, told)


def have_now(db: Session) -> delivery.Have:
    """What the journal holds as a sheet is written."""
    return journal.have(db)


def files(db: Session, log: str, kind: str, scope: Scope) -> Iterator[CaseFile]:
    """The cases of a scope with all that belongs to them, by day of acceptance."""
    query = select(Case).where(Case.void.is_(None))
    without = elsewhere.twice(db, log)
    if without is not None:
        query = query.where(Case.id.not_in(without))
    if scope.since:
        query = query.where(Case.accepted_on >= scope.since)
    if scope.until:
        query = query.where(Case.accepted_on <= scope.until)
    if scope.place_id:
        query = query.where(grid.within(grid.below(db, log, scope.place_id)))
    before = last_time(db, kind) if scope.changed else None
    cases = list(db.scalars(query.order_by(Case.accepted_on, Case.file_no, Case.id)))
    for start in range(0, len(cases), BATCH):
        some = cases[start : start + BATCH]
        if before is not None:
            late = delivery.undelivered(db, [one.id for one in some], before.have)
            some = [one for one in some if one.id in late and late[one.id].entries]
        yield from case_files(db, some)


def changed_since(db: Session, log: str, kind: str) -> tuple[str, int] | None:
    """When this sheet was last written, and how many cases were changed since; None: never written."""
    before = last_time(db, kind)
    if before is None:
        return None
    ids = list(db.scalars(select(Case.id).where(Case.void.is_(None))))
    count = 0
    for start in range(0, len(ids), BATCH):
        late = delivery.undelivered(db, ids[start : start + BATCH], before.have)
        count += sum(1 for one in late.values() if one.entries)
    return before.at, count
