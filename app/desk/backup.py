"""备份: one file with all of the room, opened and read to its end before it is called a backup."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Engine

from app import __version__, clock, paths
from app.desk import common_folder
from app.desk.backup_age import Backup, note
from app.desk.desk import Desk
from app.paths import DataDir, free_at, is_stale
from app.store import backup, backup_file, keys
from app.store.attachments import Attachments
from app.store.backup_file import (
    DATABASE,
    ENDING,
    KEYS,
    SEAL,
    TABLES,
    UNPROVED,
    Manifest,
    Part,
)
from app.store.checks import Report, nobody
from app.sync import sealed_copy
from app.trouble import Trouble

SPARE = 1024 * 1024
OPENED = {DATABASE, TABLES, SEAL}  # what is taken from the medium again and opened
FORBIDDEN = '<>:"/\\|?*'  # in file names of one system or another


@dataclass(frozen=True)
class Proved:
    """What a backup was found to be when it was opened again."""

    file: str
    room: str
    made_at: str
    program: str
    cases: int
    entries: int
    logs: int
    attachments: int


def make_backup(desk: Desk, folder: Path, report: Report = nobody) -> Backup:
    """A backup for a person to take away; this computer remembers that there is one."""
    done = write_proved(desk, folder, report)
    note(desk, done)
    return done


def write_proved(desk: Desk, folder: Path, report: Report = nobody) -> Backup:
    """Copy, write, read back, open and prove; only then does the file bear a backup's name."""
    common_folder.demand(desk)
    return write_of(desk.shelf.engine, desk.data, folder, report)


def write_of(engine: Engine, data: DataDir, folder: Path, report: Report = nobody) -> Backup:
    """The same of a database whose schema may still be an older one."""
    secret = backup.secret_of(engine)
    with scratch(data) as place, backup_file.told_of(folder):
        if not folder.is_dir():
            raise Trouble("backup.absent", name=folder.name)
        sweep(folder)
        whose, told = backup.whose(engine), backup.copy(engine, place, report)
        paths = _gather(data, place)
        manifest = _manifest(whose, told, paths)
        room_for(folder, manifest.size)
        room_for(place, sum(part.size for part in manifest.parts if part.name in OPENED))
        final = _new_name(folder, whose)
        part = final.with_name(final.name + UNPROVED)
        try:
            with part.open("xb") as out:
                written = backup_file.write(out, manifest, paths, report)
                out.flush()
                os.fsync(out.fileno())
            _prove(part, secret, place / "again", report)
            part.rename(final)
            backup_file.flush_folder(folder)
        except BaseException:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise
    return Backup(
        final.name, manifest.made_at, clock.now().isoformat(), written.size, written.sha256,
        manifest.cases, manifest.entries, attachments_in(manifest),
    )  # fmt: skip


def verify_backup(data: DataDir, file: Path, told: str, user: str | None = None) -> Proved:
    """Open a backup with the password or the recovery code of the room it came from, and prove it.

    The password may be today's, where the room itself is here, or the one of the day of the backup.
    """
    with plain(data, file, told) as container, scratch(data) as place:
        manifest = unpack(container, place)
        secret = secret_for(place, told, user) or secret_for(data.root, told, user)
        if secret is None:
            raise Trouble("backup.wrong_secret")
        return _proved(file, place, manifest, secret[0])


def verify_own(desk: Desk, file: Path, report: Report = nobody) -> Proved:
    """Prove a backup of the room that is open; its key is here already."""
    secret = backup.secret_of(desk.shelf.engine)
    with plain(desk.data, file, secret) as container, scratch(desk.data) as place:
        manifest = unpack(container, place, report)
        return _proved(file, place, manifest, secret, report)


def unpack(file: Path, place: Path, report: Report = nobody) -> Manifest:
    """Lay everything a backup names into an empty folder, every hash checked."""
    with backup_file.opened(file) as source:
        manifest = backup_file.read(source)
        room_for(place, manifest.size)

        def sink(part: Part) -> BinaryIO:
            target = place / part.name
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            return target.open("xb")

        backup_file.pour(source, manifest, sink, report)
    return manifest


def secret_for(folder: Path, told: str, user: str | None) -> tuple[bytes, str] | None:
    """The database secret that a password or a recovery code opens here, and whose password it was."""
    path = folder / KEYS
    if not path.exists():
        return None
    wraps = keys.load(path).wraps
    with suppress(Trouble):
        code = keys.plain_recovery(told)
        wraps, told = [one for one in wraps if not one.user], code
        user = None
    for one in wraps:
        if user is None or user in {one.user, one.name}:
            with suppress(Trouble):  # another person's password: the next may fit
                return keys.unwrap(one, told), one.user
    return None


@contextmanager
def plain(data: DataDir, file: Path, told: str | bytes) -> Iterator[Path]:
    """The container of a backup: the file itself, or what a secret opens of one sealed for a stick."""
    with backup_file.opened(file) as source:
        if not sealed_copy.is_sealed(source):
            yield file
            return
        top = sealed_copy.read_top(source)
        opened = (sealed_copy.inside(top, one) for one in _secrets(data, top, told))
        inside = next((one for one in opened if one is not None), None)
        if inside is None:
            raise Trouble("backup.wrong_secret")
        with scratch(data) as place:
            room_for(place, inside.size)
            container = place / "opened"
            with backup_file.told_of(place), container.open("xb") as out:
                sealed_copy.unseal(source, inside, out)
            yield container


def counts(manifest: Manifest) -> backup.Counts:
    """What the database inside must say of itself."""
    return backup.Counts(manifest.schema, manifest.cases, manifest.entries, manifest.have)


def attachments_in(manifest: Manifest) -> int:
    return sum(part.name.startswith("attachments/") for part in manifest.parts)


@contextmanager
def scratch(data: DataDir) -> Iterator[Path]:
    """A folder of its own beside the room, gone afterwards; what a power cut left goes too."""
    for left in data.root.glob("checking-*"):
        if is_stale(left):
            shutil.rmtree(left, ignore_errors=True)
    with backup_file.told_of(data.root):
        beside = (
            data.root if data.root.is_dir() else None
        )  # else where the system keeps such things
        place = Path(tempfile.mkdtemp(prefix="checking-", dir=beside))
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def sweep(folder: Path) -> None:
    """Throw away parts that a power cut left."""
    paths.sweep(folder, f"*{ENDING}{UNPROVED}")


def _gather(data: DataDir, place: Path) -> dict[str, Path]:
    """Everything that belongs to the room, by the name it has in a backup.

    Called after the database was copied: what it speaks of lies there by now, and attachments never change.
    The small files may be replaced at any time, so they are copied too.
    """
    paths = {one.name: one for one in sorted(place.iterdir()) if one.name in OPENED}
    for path in (data.keys, data.settings, *sorted(data.holidays.glob("*.toml"))):
        name = path.relative_to(data.root).as_posix()
        if path.is_file() and backup_file.NAMES.fullmatch(name):
            paths[name] = place / name.replace("/", "-")
            shutil.copyfile(path, paths[name])
    for path in sorted(data.attachments.glob("??/*.age")):
        name = path.relative_to(data.root).as_posix()
        if path.is_file() and backup_file.NAMES.fullmatch(name):
            paths[name] = path
    return paths


def _secrets(data: DataDir, top: sealed_copy.Top, told: str | bytes) -> Iterator[bytes]:
    """What may open a sealed copy: its own doors by the password of its day, the room here by today's."""
    if isinstance(told, bytes):
        yield told
        return
    for found in (sealed_copy.secret_for(top, told), secret_for(data.root, told, None)):
        if found is not None:
            yield found if isinstance(found, bytes) else found[0]


def _manifest(whose: backup.Whose, told: backup.Counts, paths: dict[str, Path]) -> Manifest:
    return Manifest(
        backup_file.FORMAT, clock.now().isoformat(), __version__, told.schema, whose.room,
        whose.name, whose.log, told.cases, told.entries, told.have,
        [backup_file.part_of(name, path) for name, path in paths.items()],
    )  # fmt: skip


def _prove(part: Path, secret: bytes, place: Path, report: Report) -> None:
    """Take the file from the medium again, open what came and read all of it."""
    place.mkdir()
    with backup_file.opened(part) as source:
        manifest = backup_file.read(source)

        def sink(one: Part) -> BinaryIO | None:
            return (place / one.name).open("xb") if one.name in OPENED else None

        backup_file.pour(source, manifest, sink, report)
    backup.prove(place, secret, counts(manifest), report)


def _proved(
    file: Path, place: Path, manifest: Manifest, secret: bytes, report: Report = nobody
) -> Proved:
    read = backup.prove(place, secret, counts(manifest), report)
    _open_attachments(place, read.identity, manifest)
    return Proved(
        file.name, manifest.name, manifest.made_at, manifest.program, manifest.cases,
        manifest.entries, read.chains.logs, attachments_in(manifest),
    )  # fmt: skip


def _open_attachments(place: Path, identity: str, manifest: Manifest) -> None:
    """Every attachment opens with the key in the database and is what its name says."""
    kept = Attachments(place / "attachments", identity)
    for part in manifest.parts:
        if part.name.startswith("attachments/"):
            kept.check(Path(part.name).stem)


def _new_name(folder: Path, whose: backup.Whose) -> Path:
    """备份-柳人调-20260302-090000.zjbk"""
    plain = "".join(c for c in whose.short if c.isprintable() and c not in FORBIDDEN).strip(" .")[
        :40
    ]
    stem = f"备份-{plain}-{clock.now():%Y%m%d-%H%M%S}"
    names = (f"{stem}{more}{ENDING}" for more in ("", *(f"-{n}" for n in range(2, 100))))
    return next(folder / name for name in names if not (folder / name).exists())


def room_for(folder: Path, size: int) -> None:
    """There is room for so many bytes and a little more."""
    free = free_at(folder)
    if free < size + SPARE:
        needed = f"{(size + SPARE) / 2**20:.0f}"
        raise Trouble("backup.no_room", name=folder.name, needed=needed, free=f"{free / 2**20:.0f}")
