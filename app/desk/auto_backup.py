"""Automatic copies beside the room: made when something changed, each proved, the old ones thinned.

They help where a file went bad or a hand slipped. A computer that is stolen takes them along: whoever asks for
the last backup is told of what was carried away (`backup_age`), never of these.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import Session

from app import machine
from app.desk import backup, copies
from app.desk.backup_age import Backup
from app.desk.desk import Desk
from app.store import locals_, server
from app.store.backup_file import told_of
from app.store.checks import Report, nobody
from app.store.tables import entry
from app.trouble import Trouble
from app.words import say

LAST, FAILED = "last_copy", "copy_failed"
"""Local; in a centre on a server each computer, and each folder of it, has notes of its own under these names."""


@dataclass(frozen=True)
class Kept:
    """A copy that was proved, and what it made superfluous."""

    made: Backup
    gone: list[str]


@dataclass(frozen=True)
class Failure:
    """Why the last try came to nothing, and the day a person was last told."""

    key: str
    facts: dict[str, str]
    told_on: str = ""


def keep(desk: Desk, report: Report = nobody) -> Kept:
    """Make a copy beside the room, prove it, and let the superfluous ones go."""
    folder = desk.data.backups
    with told_of(folder):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = backup.write_proved(desk, folder, report)
    with desk.shelf.local_writing() as link:
        locals_.put(link, _noted(desk, LAST), json.dumps(asdict(made)))
        locals_.drop(link, _noted(desk, FAILED))
    with told_of(folder):
        return Kept(made, copies.thin(desk, folder))


def last_copy(desk: Desk) -> Backup | None:
    """The last copy that was proved, if it still lies there as it was."""
    told = desk.look(_get, _noted(desk, LAST))
    last = Backup(**json.loads(told)) if told else None
    if last is None:
        return None
    path = desk.data.backups / last.file
    return last if path.is_file() and path.stat().st_size == last.size else None


def changes_since(desk: Desk) -> int:
    """How many changes no copy holds; all of them where there is none. The clock is not asked.

    Of a centre on a server the copies of its other computers count too: they share the work.
    """
    last = last_copy(desk)
    copied = max(last.entries if last else 0, desk.look(_copied_elsewhere, desk))
    return abs(desk.look(_entries) - copied)


def _copied_elsewhere(db: Session, desk: Desk) -> int:
    if not server.is_server(desk.shelf.engine):
        return 0
    told = locals_.beginning(db.connection(), LAST)
    told.pop(_noted(desk, LAST), None)
    return max((Backup(**json.loads(one)).entries for one in told.values()), default=0)


def note_failure(desk: Desk, why: Trouble) -> None:
    """Remember that a copy came to nothing; on which day a person was told stays."""
    before = failure(desk)
    facts = {name: str(fact) for name, fact in why.facts.items()}
    told_on = before.told_on if before else ""
    with desk.shelf.local_writing() as link:
        _put_failure(desk, link, Failure(why.key, facts, told_on))


def failure(desk: Desk) -> Failure | None:
    """Why there is no copy of the last changes."""
    told = desk.look(_get, _noted(desk, FAILED))
    return Failure(**json.loads(told)) if told else None


def failure_to_tell(desk: Desk, today: dt.date) -> str | None:
    """The sentence of a failure, unless a person was told on this day already."""
    known = failure(desk)
    if known is None or known.told_on == today.isoformat():
        return None
    return failure_words(Trouble(known.key, **known.facts))


def failure_was_told(desk: Desk, today: dt.date) -> None:
    """A person was told; not again before another day."""
    known = failure(desk)
    if known is not None:
        with desk.shelf.local_writing() as link:
            _put_failure(desk, link, Failure(known.key, known.facts, today.isoformat()))


def failure_words(why: Trouble) -> str:
    """What happened, and the next step that the fault itself names."""
    return say("backup.copy_failed", reason=str(why))


def _put_failure(desk: Desk, link: Connection, told: Failure) -> None:
    locals_.put(link, _noted(desk, FAILED), json.dumps(asdict(told), ensure_ascii=False))


def _noted(desk: Desk, name: str) -> str:
    """The name of a note of this computer."""
    if not server.is_server(desk.shelf.engine):
        return name
    here = json.dumps([sorted(machine.marks().items()), str(desk.data.root.resolve())])
    return f"{name} {hashlib.sha256(here.encode()).hexdigest()[:16]}"


def _get(db: Session, name: str) -> str | None:
    return locals_.get(db.connection(), name)


def _entries(db: Session) -> int:
    return db.scalar(select(func.count()).select_from(entry)) or 0
