"""Many rooms send to one centre on a server at the same time: it ends as if they had come one after the other."""

from __future__ import annotations

import random
import threading
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import enrolment, exchange
from app.desk.desk import Desk
from app.paths import DataDir
from app.records import RECORDS, Case
from app.store import journal, search, server, transfer
from app.store.shelf import Shelf, engine_for
from app.store.tables import entry, tip
from tests.machines import SECRET, change, desk_in, register
from tests.servers import new_database

ROOMS, TRIPS = 10, 3
DESKS = 4  # of the one centre, each with connections of its own


def enrolled(folder: Path) -> tuple[Desk, list[tuple[Desk, Path]]]:
    """A centre in a file and its rooms, each with a stick of its own."""
    centre, rooms = desk_in(folder / "centre", "刁镇综治中心", centre=True), []
    enrolment.centre_card(centre, folder / "card.json")
    for n in range(ROOMS):
        usb = folder / f"usb{n}"
        usb.mkdir()
        room = desk_in(folder / f"room{n}", f"第{n}村调解室")
        enrolment.join(room, folder / "card.json")
        exchange.make_bundle(room, usb)
        exchange.take_bundles(centre, usb)
        enrolment.approve(centre, enrolment.own_fingerprint(room))
        rooms.append((room, usb))
    return centre, rooms


def work(room: Desk, usb: Path, n: int) -> None:
    """A week in a room: cases, changes, and the same again on the stick."""
    chance = random.Random(n)
    known: list[str] = []
    for _ in range(TRIPS):
        if known and chance.random() < 0.5:
            told = f"{chance.random()}"
            room.do(_change, chance.choice(known), told)
        else:
            known.append(room.do(register, f"第{n}村的漏水"))
        exchange.make_bundle(room, usb)


def _change(db: Session, case_id: str, told: str) -> None:
    change(db, case_id, summary=told, remark=told)


def shared(shelf: Shelf) -> dict[str, object]:
    """All that every machine must hold alike: rows, further heads, journal, ends; and what is found."""
    with shelf.engine.connect() as link:
        sums = transfer.sums(link)
        told: dict[str, object] = {kind: sums[kind] for kind in (*RECORDS, "head")}
        told["entry"] = sorted(link.execute(select(entry.c.id, entry.c.state)).all())
        told["tip"] = sorted(link.execute(select(tip.c.id, tip.c.log, tip.c.seq, tip.c.lam)).all())
    with shelf.reading() as db:
        told["have"] = journal.have(db)
        told["found"] = [search.count(db, asked) for asked in ("漏水", "第3村", "陈㛃喆", "cjz")]
        told["cases"] = db.query(Case).count()
    return told


@pytest.mark.slow
def test_ten_rooms_at_once_end_as_one_after_the_other(postgres: str, tmp_path: Path) -> None:
    centre, rooms = enrolled(tmp_path)
    address = new_database(postgres)
    there = engine_for(address, SECRET)
    transfer.to_server(
        centre.shelf.engine, there
    )  # the same centre, so the same bundles are for it
    there.dispose()
    for n, (room, usb) in enumerate(rooms):
        work(room, usb, n)
    for _, usb in rooms:
        exchange.take_bundles(centre, usb)

    with ExitStack() as at_the_end:
        desks = [
            Desk(Shelf.open(address, SECRET), DataDir(tmp_path / f"desk{n}"), centre.user)
            for n in range(DESKS)
        ]
        for desk in desks:
            at_the_end.callback(desk.close)
        outcomes: list[str] = []

        def carry(desk: Desk, usb: Path) -> None:
            outcomes.extend(done.outcome for done in exchange.take_bundles(desk, usb))

        threads = [
            threading.Thread(target=carry, args=(desks[n % DESKS], usb))
            for n, (_, usb) in enumerate(rooms)
        ]
        for one in threads:
            one.start()
        while any(one.is_alive() for one in threads):  # who looks meanwhile is never kept waiting
            desks[0].look(search.count, "漏水")
            threads[0].join(0.05)
        for one in threads:
            one.join()
        assert set(outcomes) <= {"taken", "known"}
        assert len(outcomes) >= ROOMS * TRIPS
        assert shared(desks[0].shelf) == shared(centre.shelf)
        with desks[0].shelf.engine.connect() as link:
            assert server.found(link).desks > 1
