"""恢复: a backup becomes a room again, on a new computer or in the place of what stands here.

What stands here is moved aside, never written over. A restored room goes on in a new log, vouched for by the
old key, with the next letter in its file numbers: the old computer may be alive, and what it wrote after the
backup comes back from the centre. (Sync specification 2.6.)
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from app import clock
from app.desk import backup as backups
from app.desk import backup_age, doorstep, lodging, series
from app.desk.desk import Desk
from app.desk.room import own_room
from app.paths import DataDir
from app.store import address, backup, backup_file, keys
from app.store.backup_file import DATABASE, Manifest
from app.store.checks import Report, nobody
from app.store.shelf import Shelf
from app.trouble import Trouble

STAGE = "restoring"
OURS = {"database.url", "attachments", "backups", "holidays", "spool", "mishaps", STAGE}
OURS_BEGIN = ("room.", "settings.", "checking-")


@dataclass(frozen=True)
class Restored:
    """A room that stands again, and where what stood there before has gone."""

    room: str
    made_at: str
    cases: int
    entries: int
    attachments: int
    user: str  # who signs in; empty where the recovery sheet opened it
    letter: str
    fingerprint: str
    aside: str  # empty: the folder was free
    database: str = ""  # the server's address without its password; empty: it lies in the folder


def restore_backup(
    data: DataDir,
    file: Path,
    told: str,
    user: str | None = None,
    report: Report = nobody,
    *,
    database: str = "",
) -> Restored:
    """Unpack beside, prove, begin a new log, and only then put everything in its place.

    `database`: the address of an empty database of a server, where a centre is to lie from now on.
    """
    if database:
        lodging.check(database)
    data = DataDir(data.root.resolve())
    _look_over(data)
    stage = data.root / STAGE
    with backup_file.told_of(data.root):
        data.make()
        shutil.rmtree(stage, ignore_errors=True)
        stage.mkdir(mode=0o700)
    try:
        with backups.plain(data, file, told) as container:
            manifest = backups.unpack(container, stage, report)
        secret = backups.secret_for(stage, told, user)
        if secret is None:
            raise Trouble("backup.wrong_secret")
        backup.prove(stage, secret[0], backups.counts(manifest), report)
        letter, log = _stand_up(
            DataDir(stage), secret, manifest, file, database=database, report=report
        )
    except BaseException:
        shutil.rmtree(stage, ignore_errors=True)
        raise
    aside = _put_in_place(data)
    return Restored(
        manifest.name, manifest.made_at, manifest.cases, manifest.entries,
        backups.attachments_in(manifest), secret[1], letter, keys.fingerprint(log),
        str(aside) if aside else "", lodging.plain(database) if database else "",
    )  # fmt: skip


def _look_over(data: DataDir) -> None:
    """Nothing of others lies in the folder, and no program is at work in it."""
    if not data.root.exists():
        return
    for path in sorted(data.root.iterdir()):
        if path.name not in OURS and not path.name.startswith(OURS_BEGIN):
            raise Trouble("backup.foreign", folder=str(data.root), name=path.name)
    if backup.in_use(data.database):
        raise Trouble("backup.in_use")


def _stand_up(
    staged: DataDir,
    secret: tuple[bytes, str],
    manifest: Manifest,
    file: Path,
    *,
    database: str,
    report: Report,
) -> tuple[str, str]:
    """What was unpacked becomes a database that goes on in a new log; answers its letter and the log."""
    if not manifest.is_of_server:
        begun = _begin_anew(staged, secret, manifest, file, on_server=bool(database))
        if database:
            lodging.carry_over(staged, secret[0], database, report)
        return begun
    lodging.lay_out(staged, secret[0], database, report)
    try:
        return _begin_anew(staged, secret, manifest, file, on_server=bool(database))
    except BaseException:
        if database:
            lodging.take_back(staged, secret[0])
        raise


def _begin_anew(
    staged: DataDir, secret: tuple[bytes, str], manifest: Manifest, file: Path, *, on_server: bool
) -> tuple[str, str]:
    desk = Desk(Shelf.open(lodging.place(staged, secret[0]), secret[0]), staged, secret[1])
    try:
        if on_server and not desk.look(own_room, desk.shelf.log).is_centre:
            raise Trouble("server.only_centre")
        letter = series.begin_anew(desk)
        backup_age.note(desk, _as_proved(manifest, file))
        return letter, desk.shelf.log
    finally:
        desk.close()


def _as_proved(manifest: Manifest, file: Path) -> backup_age.Backup:
    """The file it came from is the last backup, and was proved just now."""
    part = backup_file.part_of(file.name, file)
    return backup_age.Backup(
        part.name, manifest.made_at, clock.now().isoformat(), part.size, part.sha256,
        manifest.cases, manifest.entries, backups.attachments_in(manifest),
    )  # fmt: skip


def _put_in_place(data: DataDir) -> Path | None:
    """What stood there goes aside as a whole in one step; the database comes last: with it the room exists."""
    stage, aside = data.root / STAGE, None
    with backup_file.told_of(data.root):
        if data.settings.exists() and not doorstep.exists(data):
            (stage / data.settings.name).unlink(missing_ok=True)  # this computer's own stay
        if doorstep.exists(data) or any(
            (data.root / path.name).exists() for path in stage.iterdir()
        ):
            aside = _free_name(data.root)
            data.root.rename(aside)
            stage = aside / STAGE
            data.make()
        for path in sorted(stage.iterdir(), key=lambda path: path.name in {DATABASE, address.NAME}):
            path.rename(data.root / path.name)
        stage.rmdir()
        backup_file.flush_folder(data.root)
    return aside


def _free_name(root: Path) -> Path:
    stem = f"{root.name}-aside-{clock.now():%Y%m%d-%H%M%S}"
    names = (stem, *(f"{stem}-{n}" for n in range(2, 100)))
    return next(path for name in names if not (path := root.with_name(name)).exists())
