"""A sealed copy of the room on the stick of an exchange: a stolen computer takes nothing along but itself.

The old copy leaves the stick only after the new one was taken from the stick again and opened.
"""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from app.desk import auto_backup, copies
from app.desk.backup_age import Backup, note
from app.desk.desk import Desk
from app.store import backup, backup_file, keys
from app.store.checks import Report, nobody
from app.sync import seal, sealed_copy, stick
from app.sync.sealed_copy import ENDING, Inside
from app.trouble import Trouble
from app.words import say

LARGEST = 2 * 1024**3


@dataclass(frozen=True)
class OnStick:
    """A copy of this room on a stick, by what its box says."""

    path: Path
    size: int
    inside: Inside


@dataclass(frozen=True)
class Told:
    """How a copy on the stick went, for a person."""

    well: bool
    sentence: str


def put(desk: Desk, folder: Path, report: Report = nobody) -> Backup:
    """Bring today's copy onto the stick and prove it there; it counts as a backup."""
    local = _newest(desk, report)
    container = desk.data.backups / local.file
    if local.size > LARGEST:
        raise Trouble("backup.stick_too_large")
    secret = backup.secret_of(desk.shelf.engine)
    before = list(ours(folder, secret))
    done = next((one for one in before if one.inside.sha256 == local.sha256), None)
    path = done.path if done else _write(desk, folder, container, secret, local)
    try:
        _prove(path, secret)
    except Trouble:
        with suppress(OSError):  # the stick is gone or worn out; what it holds does not count
            path.unlink(missing_ok=True)
        raise
    for old in before:
        if old.path != path and desk.look(copies.holds, copies.ends_of(old.inside.have)):
            with backup_file.told_of(folder):
                old.path.unlink(missing_ok=True)
    made = replace(local, file=path.name)
    note(desk, made)
    return made


def told(desk: Desk, folder: Path, report: Report = nobody) -> Told:
    """Put a copy, and say how it went; a fault of it must not spoil the exchange before."""
    try:
        made = put(desk, folder, report)
    except Trouble as why:
        return Told(False, say("backup.stick_failed", reason=str(why)))
    return Told(True, say("backup.on_stick", file=made.file, cases=made.cases))


def ours(folder: Path, secret: bytes) -> Iterator[OnStick]:
    """The copies on a stick that this room's secret opens; everything else is not ours."""
    place = folder / stick.FOLDER
    with backup_file.told_of(folder):
        if not place.is_dir():
            return
        found = [one for one in sorted(place.iterdir()) if one.suffix.upper() == ENDING]
        for path in found:
            if not stat.S_ISREG(path.lstat().st_mode):
                continue
            with path.open("rb") as source, suppress(Trouble):  # torn or foreign: left where it is
                inside = sealed_copy.inside(sealed_copy.read_top(source), secret)
                if inside is not None:
                    yield OnStick(path, path.stat().st_size, inside)


def _newest(desk: Desk, report: Report) -> Backup:
    """The copy beside the room, made now if anything changed since."""
    last = auto_backup.last_copy(desk)
    if last is not None and not auto_backup.changes_since(desk):
        return last
    return auto_backup.keep(desk, report).made


def _write(desk: Desk, folder: Path, container: Path, secret: bytes, local: Backup) -> Path:
    with backup_file.opened(container) as source:
        manifest = backup_file.read(source)
    inside = Inside(
        seal.fresh_identity(), desk.shelf.log, manifest.made_at, manifest.entries, manifest.have,
        local.size, local.sha256,
    )  # fmt: skip
    top = sealed_copy.top_of(secret, keys.load(desk.data.keys).wraps, inside)
    size = len(top) + seal.sealed_size(local.size, 1)
    carried = stick.put(
        folder,
        lambda out: sealed_copy.pour(top, inside.identity, container, out),
        size,
        ending=ENDING,
    )
    return carried.path


def _prove(path: Path, secret: bytes) -> None:
    """What the stick holds opens to the very bytes that were proved beside the room."""
    with backup_file.opened(path) as source:
        inside = sealed_copy.inside(sealed_copy.read_top(source), secret)
        if inside is None:
            raise Trouble("backup.torn")
        sealed_copy.unseal(source, inside)
