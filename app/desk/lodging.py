"""Where a room's data lies: in the file of its folder, or on a server whose address the folder keeps sealed."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path

from sqlalchemy import Engine

from app.desk import doorstep
from app.paths import DataDir
from app.store import address, backup, keys, migrate, server, transfer
from app.store.backup_file import SEAL, TABLES, told_of
from app.store.checks import Report, nobody
from app.store.shelf import Shelf, engine_for, honest
from app.trouble import Trouble

MAKING = "room.making-url"  # until the centre on the server is whole, the address has this name


def open_shelf(data: DataDir, secret: bytes) -> Shelf:
    """The database of this folder, with the secret that its key file gave; copied before its schema changes."""
    return _opened(data, place(data, secret), secret)


def _opened(data: DataDir, where: Path | str, secret: bytes) -> Shelf:
    return Shelf.open(where, secret, before_upgrade=partial(_copy_before, data))


def _copy_before(data: DataDir, engine: Engine) -> None:
    """Of a file another file, of a server's database a copy like the automatic ones, proved like them."""
    if not server.is_server(engine):
        migrate.copy_before(engine, data.backups)
        return
    from app.desk import backup as backups

    with told_of(data.backups):
        data.backups.mkdir(parents=True, exist_ok=True, mode=0o700)
    backups.write_of(engine, data, data.backups)


def place(data: DataDir, secret: bytes) -> Path | str:
    """The file, or the server's address."""
    return address.load(data.address, secret) if data.address.exists() else data.database


def reserve(data: DataDir, told: str, secret: bytes) -> str:
    """Keep the address of a centre that is about to be made; answers it as the driver takes it."""
    address.read(told)
    address.save(data.root / MAKING, told, secret)
    return told.strip()


def move_in(data: DataDir) -> None:
    """From here on the centre of this folder is the one on the server."""
    (data.root / MAKING).replace(data.address)


def check(told: str) -> None:
    """An address that can be read; whether somebody answers there is seen later."""
    address.read(told)


def plain(told: str) -> str:
    """An address for a person's eyes."""
    return address.plain(told)


def carry_over(staged: DataDir, secret: bytes, told: str, report: Report = nobody) -> None:
    """The centre that lies in this folder's file goes into an empty database, the address in the file's place."""
    file, there = engine_for(staged.database, secret), engine_for(told.strip(), secret)
    try:
        with honest(there):
            transfer.to_server(file, there, report)
    finally:
        file.dispose()
        there.dispose()
    address.save(staged.address, told, secret)
    for left in staged.root.glob(f"{staged.database.name}*"):
        left.unlink()


def lay_out(staged: DataDir, secret: bytes, told: str, report: Report = nobody) -> None:
    """What was copied of a server and lies in this folder becomes a database: there, or a file here."""
    backup.lay_out(staged.root, secret, told.strip() or staged.database, report)
    if told:
        address.save(staged.address, told, secret)
    for name in (TABLES, SEAL):
        (staged.root / name).unlink()


def take_back(staged: DataDir, secret: bytes) -> None:
    """The database that was laid out from this folder is empty again."""
    there = engine_for(address.load(staged.address, secret), secret)
    try:
        with (
            suppress(Trouble),
            honest(there),
            there.begin() as link,
        ):  # what went wrong before is told
            server.clear(link)
    finally:
        there.dispose()


def give_address(data: DataDir, mine: tuple[str, str], told: str) -> str:
    """The same centre answers elsewhere, or under another password; answers the address without it.

    Only where the keys of this folder open what stands there, and only after looking.
    """
    if not doorstep.exists(data):
        raise Trouble("shelf.absent")
    if not data.address.exists():
        raise Trouble("server.not_a_file")
    address.read(told)
    own = next((w for w in keys.load(data.keys).wraps if w.user and w.user == mine[0]), None)
    if own is None:
        raise Trouble("keys.no_such_person")
    secret = keys.unwrap(own, mine[1])
    try:
        _opened(data, told.strip(), secret).close()
    except Trouble as why:
        if why.key == "server.sealed":  # what lies there was sealed under another secret
            raise Trouble("server.other_centre") from why
        raise
    address.save(data.address, told, secret)
    return address.plain(told)
