"""How often one small bundle turns to the database: what is felt where a thousand rooms call in one hour."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import event
from sqlalchemy.orm import Session

from app.desk import exchange
from app.desk.answering import Answering
from app.desk.desk import Desk
from app.paths import DataDir
from app.records import Mediator, Room, Workstation
from app.store import peers
from app.sync import caller, incoming, seal
from tests.machines import desk_in, register, shelf_in
from tests.servers import shelf_on
from tests.town import enrol

BEGUN = "begun"  # stands among the statements where a transaction begins

heard: list[str] = []


class _FileCursor(sqlcipher.Cursor):  # type: ignore[misc]
    def execute(self, statement: str, *told: Any) -> Any:
        heard.append(statement)
        return super().execute(statement, *told)

    def executemany(self, statement: str, *told: Any) -> Any:
        heard.append(statement)
        return super().executemany(statement, *told)


class _File(sqlcipher.Connection):  # type: ignore[misc]
    def cursor(self, *_: object) -> Any:
        return super().cursor(_FileCursor)


class _ServerCursor(psycopg.Cursor[Any]):
    def execute(self, statement: Any, *told: Any, **more: Any) -> Any:
        heard.append(str(statement))
        return super().execute(statement, *told, **more)

    def executemany(self, statement: Any, *told: Any, **more: Any) -> None:
        heard.append(str(statement))
        super().executemany(statement, *told, **more)


def overheard(desk: Desk) -> Desk:
    """From now on all that is asked of its database is written down."""

    def connect(_dialect: Any, _record: Any, _args: Any, told: dict[str, Any]) -> None:
        on_file = desk.shelf.engine.dialect.name == "sqlite"
        told.update({"factory": _File} if on_file else {"cursor_factory": _ServerCursor})

    event.listen(desk.shelf.engine, "do_connect", connect)
    event.listen(desk.shelf.engine, "begin", lambda _: heard.append(BEGUN))
    desk.shelf.engine.dispose()
    return desk


@pytest.fixture(params=["file", "postgres"])
def centre(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """A centre, once in each kind of database."""
    on_server = request.param == "postgres"
    address = request.getfixturevalue("postgres") if on_server else ""
    shelf = shelf_on(address) if on_server else shelf_in(tmp_path / "centre")

    def set_up(db: Session) -> str:
        room = Room(room_name="刁镇综治中心", short_name="刁镇", is_centre=True)
        who = Mediator(room_id=room.id, name="孟广田")
        own = seal.address(shelf.identity)
        db.add_all(
            [room, who, Workstation(room_id=room.id, log=shelf.log, letter="", recipient=own)]
        )
        return who.id

    who, _ = shelf.write("", "set_up", set_up)
    desk = Desk(shelf, DataDir(tmp_path / "centre"), who)
    yield overheard(desk)
    desk.close()


@pytest.fixture
def room(centre: Desk, tmp_path: Path) -> Iterator[Desk]:
    """A room that the centre approved and that has its receipt."""
    desk = desk_in(tmp_path / "room")
    stick = tmp_path / "usb"
    stick.mkdir()
    enrol(desk, centre, stick, receipt=True)
    for old in (stick / "ZJ").iterdir():
        old.unlink()
    yield desk
    desk.close()


def asked() -> tuple[int, int]:
    """How many statements and transactions there were since the last time."""
    told = [one for one in heard if one != ";" and not one.startswith(("BEGIN", "PRAGMA", "SET "))]
    begun = told.count(BEGUN)
    heard.clear()
    return len(told) - begun, begun


def test_a_bundle_taken_from_a_stick_asks_little(centre: Desk, room: Desk, tmp_path: Path) -> None:
    room.do(register)
    exchange.make_bundle(room, tmp_path / "usb")
    asked()
    (taken,) = exchange.take_bundles(centre, tmp_path / "usb")
    statements, transactions = asked()
    assert taken.new == 1
    assert statements <= 36
    assert transactions == 2  # what decides; what follows


def test_a_bundle_made_asks_little(centre: Desk, room: Desk, tmp_path: Path) -> None:
    asked()
    exchange.make_bundle(centre, tmp_path / "usb", only=room.shelf.log)
    statements, transactions = asked()
    assert statements <= 22
    assert transactions == 3  # for whom; what; that it stands on the stick


def test_a_call_over_the_line_asks_little(centre: Desk, room: Desk) -> None:
    room.do(register)
    (to,) = room.look(peers.known)
    packed, out = exchange.compose(room, to), io.BytesIO()
    packed.pour(out, to.recipient)
    packed.close()
    answering = Answering(centre, caller.LARGEST)
    asked()
    with incoming.near(out.getvalue(), centre.data.spool) as carried:
        assert answering.answer(carried).bundle
    statements, transactions = asked()
    assert statements <= 48
    assert (
        transactions == 3
    )  # what decides, what follows, and what goes back: only what is safe by then


def test_what_a_call_asks_does_not_grow_with_the_rooms(
    centre: Desk, room: Desk, tmp_path: Path
) -> None:
    def told() -> tuple[int, int]:
        exchange.make_bundle(room, tmp_path / "usb")
        asked()
        exchange.take_bundles(centre, tmp_path / "usb")
        exchange.make_bundle(centre, tmp_path / "usb", only=room.shelf.log)
        for old in (tmp_path / "usb" / "ZJ").iterdir():
            old.unlink()
        return asked()

    told()
    before = told()
    with centre.shelf.local_writing() as link:
        for n in range(50):
            peers.meet(link, peers.Peer(f"log{n}", peers.ROOM, f"room{n}", f"第{n}村", "age1"))
            peers.trust(link, f"log{n}", "2026-03-02T09:00:00")
    assert told() == before
