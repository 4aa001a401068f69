"""What a computer is called, on every page and in every sentence: its name and its letter.

Of two of one room that are called the same, and of one that nobody told us of, the fingerprint stands there too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sqlalchemy import select

from app.records import Workstation
from app.store import keys
from app.store.statements import Link
from app.words import say


def label(name: str | None, letter: str | None) -> str:
    """As its own room's list has it; the first computer of a room has no letter, and often no name."""
    if name and letter:
        return say("computer.called", name=name, letter=letter)
    return name or (
        say("conflict.letter", letter=letter) if letter else say("conflict.first_computer")
    )


def called(db: Link, logs: Iterable[str]) -> dict[str, str]:
    """What each of these computers is called among those of its room."""
    wanted = sorted({*logs})
    if not wanted:
        return {}
    rooms = select(Workstation.room_id).where(Workstation.log.in_(wanted))
    asked = select(Workstation.log, Workstation.room_id, Workstation.name, Workstation.letter)
    rows = db.execute(asked.where(Workstation.room_id.in_(rooms))).all()
    names = {row.log: (row.room_id, label(row.name, row.letter)) for row in rows}
    alike = Counter(names.values())
    return {log: _told(log, names.get(log), alike) for log in wanted}


def _told(
    log: str, name: tuple[str | None, str] | None, alike: Counter[tuple[str | None, str]]
) -> str:
    fingerprint = keys.fingerprint(log)
    if name is None:
        return say("computer.unknown", fingerprint=fingerprint)
    if alike[name] > 1:
        return say("computer.alike", called=name[1], fingerprint=fingerprint)
    return name[1]
