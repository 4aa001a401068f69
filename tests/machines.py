"""Machines for tests of the journal and of bundles: real SQLCipher files, made fast from one blank copy."""

from __future__ import annotations

import atexit
import functools
import shutil
import tempfile
from pathlib import Path
from typing import Any

from nacl.signing import SigningKey
from sqlalchemy import Connection, select, text
from sqlalchemy.orm import Session

from app.desk.desk import Desk
from app.paths import DataDir
from app.records import RECORDS, Case, Mediator, Party, Place, Room, Visit, Workstation
from app.store import chain, journal, keys, locals_
from app.store.shelf import Shelf
from app.store.tables import entry, head, tip
from app.sync import seal

SECRET = keys.new_secret()


@functools.cache
def _blank() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="blank-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    Shelf.create(folder / "room.db", SECRET).close()
    return folder / "room.db"


def shelf_in(folder: Path, key: SigningKey | None = None) -> Shelf:
    """A new machine's file: empty, with a log of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(_blank(), folder / "room.db")
    shelf = Shelf.open(folder / "room.db", SECRET)
    with shelf.local_writing() as link:
        locals_.new_identity(link)
        if key is not None:
            locals_.put(link, "log_key", chain.b64(key.encode()))
    shelf.close()
    return Shelf.open(folder / "room.db", SECRET)


def again(shelf: Shelf, folder: Path) -> Shelf:
    """The same file opened anew, as after a restart."""
    shelf.close()
    return Shelf.open(folder / "room.db", SECRET)


def clone(shelf: Shelf, folder: Path) -> Shelf:
    """A cloned disk: the same file, the same key, on another machine."""
    folder.mkdir(parents=True)
    where = Path(str(shelf.engine.url.database))
    with shelf.local_writing():  # nobody writes meanwhile
        for part in where.parent.glob(f"{where.name}*"):
            if not part.name.endswith("-shm"):
                shutil.copy(part, folder / part.name)
    return Shelf.open(folder / where.name, SECRET)


def desk_in(folder: Path, name: str = "柳林村调解室", *, centre: bool = False) -> Desk:
    """A room or a centre at its desk."""
    return desk_on(shelf_in(folder), folder, name, centre=centre)


def desk_on(shelf: Shelf, folder: Path, name: str, *, centre: bool = False) -> Desk:
    """The same with a database of its own, perhaps on a server."""

    def set_up(db: Session) -> str:
        room = Room(
            committee=f"{name}委员会", room_name=name, short_name=name[:2], is_centre=centre
        )
        who = Mediator(room_id=room.id, name="孟广田")
        address = seal.address(shelf.identity)
        station = Workstation(room_id=room.id, log=shelf.log, letter="", recipient=address)
        db.add_all([room, who, station])
        return who.id

    who, _ = shelf.write("", "set_up", set_up)
    return Desk(shelf, DataDir(folder), who)


def register(db: Session, /, summary: str = "为滴水檐争吵", **more: Any) -> str:
    """受理 of a small case with two parties; returns its id."""
    case = Case(summary=summary, **more)
    db.add(case)
    db.add(Party(case_id=case.id, position=1, role="applicant", name="陈㛃喆"))
    db.add(Party(case_id=case.id, position=2, role="respondent", name="欧阳𬭎"))
    return case.id


def change(db: Session, /, case_id: str, **values: Any) -> None:
    """Another value in fields of a case."""
    case = db.get(Case, case_id)
    assert case is not None
    for name, value in values.items():
        setattr(case, name, value)


def name_place(db: Session, /, name: str) -> str:
    """A place of the map; its id."""
    place = Place(name=name)
    db.add(place)
    return place.id


def visit(db: Session, /, case_id: str) -> str:
    """A visit after a case; its id."""
    told = Visit(case_id=case_id)
    db.add(told)
    return told.id


def forged(desk: Desk, ops: list[Any]) -> None:
    """A place that means ill writes an entry of its own making, past every action."""
    log = desk.shelf.log
    with desk.shelf.reading() as db:
        seq, prev = journal.have(db)[log][0]
        lam = max(one.head.lam for one in journal.entries_lacking(db, {}))
        see = [id_ for other, ends in journal.have(db).items() if other != log for _, id_ in ends]
    one = chain.write(
        desk.shelf.key, seq=seq + 1, prev=prev, see=see, lam=lam + 1, wall="w", user="u", ops=ops, verb="v"
    )  # fmt: skip
    desk.shelf.take([one], lambda link, done: None)


def entries(shelf: Shelf) -> list[chain.Entry]:
    """Every applied entry, causes first."""
    with shelf.reading() as db:
        return list(journal.entries_lacking(db, {}))


def take(shelf: Shelf, told: list[chain.Entry]) -> Any:
    """Absorb entries as they come."""
    return shelf.take(told, lambda link, done: None)


def state(shelf: Shelf) -> dict[str, list[Any]]:
    """All that is shared, byte for byte: records, further heads, journal, ends."""
    with shelf.engine.connect() as link:
        return state_on(link)


def state_on(link: Connection) -> dict[str, list[Any]]:
    found = rows_on(link)
    found["entry"] = _all(link, select(entry.c.id, entry.c.state).order_by(entry.c.id))
    found["tip"] = _all(link, select(tip.c.id, tip.c.log, tip.c.seq, tip.c.lam).order_by(tip.c.id))
    return found


def rows_on(link: Connection) -> dict[str, list[Any]]:
    """What the journal folds into, as it lies in the file."""
    found = {kind: _as_it_lies(link, kind) for kind in RECORDS}
    order = (head.c.kind, head.c.row, head.c.field, head.c.version)
    found["head"] = _all(link, select(head).order_by(*order))
    return found


def _as_it_lies(link: Connection, kind: str) -> list[Any]:
    asked = f'SELECT * FROM "{kind}" ORDER BY id'
    if link.dialect.name != "sqlite":
        return _all(link, text(asked))
    cursor = link.connection.cursor()  # below the mapper: some ask it by the thousand
    cursor.execute(asked)
    return cursor.fetchall()


def _all(link: Connection, asked: Any) -> list[Any]:
    return [tuple(row) for row in link.execute(asked)]
