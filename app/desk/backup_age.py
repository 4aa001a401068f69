"""When this room was last backed up; the window asks it each morning, so nothing heavy is loaded for it."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass

from sqlalchemy.orm import Session

from app.desk.desk import Desk
from app.store import backup, locals_
from app.words import say

LOCAL = "last_backup"
WARN_AFTER = 7  # days
WARN_CHANGES = 1000


@dataclass(frozen=True)
class Backup:
    """A file that was proved to hold the whole room."""

    file: str
    made_at: str
    proved_at: str
    size: int
    sha256: str
    cases: int
    entries: int
    attachments: int


def last_backup(desk: Desk) -> Backup | None:
    """The last file that was proved here."""
    told = desk.look(_last)
    return Backup(**json.loads(told)) if told else None


def backup_warning(desk: Desk, today: dt.date) -> str | None:
    """That nothing was carried away for too long; nothing while all is well, or the room is younger than that.

    A clock that went back hides the days, never the changes.
    """
    days = days_without(desk, today)
    if days > WARN_AFTER:
        known = last_backup(desk) is not None
        return say("backup.warn_old", days=days) if known else say("backup.warn_never", days=days)
    changes = changes_without(desk)
    return say("backup.warn_many", count=changes) if changes > WARN_CHANGES else None


def sign(desk: Desk, today: dt.date) -> str:
    """The same in a few words for every screen; empty while all is well."""
    if backup_warning(desk, today) is None:
        return ""
    days = days_without(desk, today)
    if days > WARN_AFTER:
        return say("window.backup_age", days=days)
    return say("window.backup_changes", count=changes_without(desk))


def days_without(desk: Desk, today: dt.date) -> int:
    """How many days ago something was last carried away from this computer, or the room began."""
    last = last_backup(desk)
    since = dt.date.fromisoformat(last.made_at[:10]) if last else desk.look(backup.first_day)
    return (today - since).days if since else 0


def changes_without(desk: Desk) -> int:
    """How many changes came since, as far as their numbers tell."""
    last = last_backup(desk)
    return desk.look(backup.newest) - (last.entries if last else 0)


def note(desk: Desk, done: Backup) -> None:
    """Write down on this machine that this file was proved."""
    with desk.shelf.local_writing() as link:
        locals_.put(link, LOCAL, json.dumps(asdict(done)))


def minute(moment: str) -> str:
    """A moment as people read it."""
    return moment[:16].replace("T", " ")


def _last(db: Session) -> str | None:
    return locals_.get(db.connection(), LOCAL)
