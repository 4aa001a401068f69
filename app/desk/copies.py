"""The automatic copies that lie in a folder, each by what it says of itself, and which of them may go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk.desk import Desk
from app.paths import free_at
from app.rules import thinning
from app.store import backup_file
from app.store.backup_file import ENDING, Manifest
from app.store.rows import parts
from app.store.tables import entry
from app.trouble import Trouble

MOST_BYTES = 4 * 1024**3
SHARE = 4  # of what is free and what the copies hold, they may take one part in so many


@dataclass(frozen=True)
class Standing:
    """A copy whose beginning can be read; that it is whole was proved when it got its name."""

    path: Path
    size: int
    manifest: Manifest


@dataclass(frozen=True)
class Found:
    """What lies in a folder under a backup's name."""

    standing: list[Standing]  # the newest first
    unreadable: list[str]  # names; not counted, not touched


def found(folder: Path) -> Found:
    """Look at every copy; whatever is no copy is told by name."""
    standing, unreadable = [], []
    for path in sorted(folder.glob(f"*{ENDING}")):
        try:
            with backup_file.opened(path) as source:
                told = backup_file.read(source)
            size = path.stat().st_size
        except (Trouble, OSError):  # told by its name; another program may just have taken it away
            unreadable.append(path.name)
            continue
        if size < told.size:
            unreadable.append(path.name)
        else:
            standing.append(Standing(path, size, told))
    standing.sort(key=lambda one: (one.manifest.entries, one.manifest.made_at), reverse=True)
    return Found(standing, unreadable)


def is_of_server(file: Path) -> bool:
    """Whether a file is plainly a backup of a centre on a server; a sealed one tells nobody."""
    if not file.is_file():
        return False
    with (
        suppress(Trouble, OSError),
        backup_file.opened(file) as source,
    ):  # it is told when it is to be restored
        return backup_file.read(source).is_of_server
    return False


def thin(desk: Desk, folder: Path) -> list[str]:
    """Let those go that the rule names; answers their names. Other rooms' copies are none of ours."""
    ours = [one for one in found(folder).standing if is_ours(desk, one.manifest)]
    held = [
        thinning.Copy(
            one.path.name, day_of(one.manifest.made_at), one.manifest.entries, one.size,
            desk.look(holds, ends_of(one.manifest.have)),
        )
        for one in ours
    ]  # fmt: skip
    free = free_at(folder) + sum(one.size for one in ours)
    gone = thinning.superfluous(held, min(MOST_BYTES, free // SHARE))
    for name in gone:
        (folder / name).unlink(missing_ok=True)
    return gone


def is_ours(desk: Desk, told: Manifest) -> bool:
    """Whether a copy was made of this room, on this computer or on one it goes on from."""
    from app.desk.room import own_room

    return told.room == desk.look(own_room, desk.shelf.log).id


def ends_of(have: dict[str, list[tuple[int, str]]]) -> set[str]:
    """The last entries a have-vector names."""
    return {id_ for ends in have.values() for _, id_ in ends}


def holds(db: Session, ids: Collection[str]) -> bool:
    """Whether every one of these entries, and so all before them, stands here."""
    asked = (select(entry.c.id).where(entry.c.id.in_(some)) for some in parts(ids))
    return sum(len(set(db.scalars(one))) for one in asked) == len(ids)


def day_of(moment: str) -> dt.date:
    """The day a copy says it was made on; one that says nonsense counts as the oldest."""
    try:
        return dt.date.fromisoformat(moment[:10])
    except ValueError:
        return dt.date.min
