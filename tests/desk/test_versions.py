"""Programs of different age: what an older one does not understand it keeps, passes on, and understands later."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.desk import doctor, exchange
from app.desk.desk import Desk
from app.records import RECORDS, Case
from app.store import absorb, chain, content, journal
from tests.machines import desk_in, entries, take
from tests.town import enrol


class Stairs:
    """A room, its street's centre and the district's above it, with one stick."""

    def __init__(self, folder: Path) -> None:
        self.usb = folder / "usb"
        self.usb.mkdir()
        self.room = desk_in(folder / "room")
        self.street = desk_in(folder / "street", "街道中心", centre=True)
        self.district = desk_in(folder / "district", "区中心", centre=True)
        for lower, upper in ((self.street, self.district), (self.room, self.street)):
            enrol(lower, upper, self.usb)

    def carry(self, giver: Desk, taker: Desk) -> None:
        exchange.make_bundle(giver, self.usb)
        exchange.take_bundles(taker, self.usb)

    def up(self) -> None:
        self.carry(self.room, self.street)
        self.carry(self.street, self.district)

    def written(self, *ops: Any, schema: int = chain.SCHEMA) -> chain.Entry:
        """An entry of the room's own log, by a newer program than this one."""
        last = [one for one in entries(self.room.shelf) if one.head.log == self.room.shelf.log][-1]
        return chain.write(
            self.room.shelf.key, seq=last.head.seq + 1, prev=last.id, see=[],
            lam=last.head.lam + 1, wall="2027-01-01T00:00:00", user="u", ops=list(ops), verb="v",
            schema=schema,
        )  # fmt: skip


@pytest.fixture
def stairs(tmp_path: Path) -> Stairs:
    return Stairs(tmp_path)


def cases(desk: Desk) -> set[str]:
    with desk.shelf.reading() as db:
        return {one.summary or "" for one in db.query(Case)}


def bodies(desk: Desk) -> set[bytes]:
    return {one.body for one in entries(desk.shelf)}


def rebuilt(desk: Desk) -> None:
    with desk.shelf.local_writing() as link:
        absorb.rebuild(link)


NEW = (
    ["i", "drone", "d1", {"height": 3}],
    ["i", "case", "c1", {"summary": "新程序写的", "weather": "雨"}],
)


def test_an_older_centre_passes_on_what_it_does_not_know(stairs: Stairs) -> None:
    told = stairs.written(*NEW)
    take(stairs.room.shelf, [told])
    stairs.up()
    for one in (stairs.street, stairs.district):
        assert told.body in bodies(one)
        assert cases(one) == {"新程序写的"}  # as far as it knows it


def test_upgraded_every_step_understands_what_went_through_it(
    stairs: Stairs, monkeypatch: pytest.MonkeyPatch
) -> None:
    fewer = {kind: one for kind, one in RECORDS.items() if kind != "case"}
    told = stairs.written(["i", "case", "c1", {"summary": "旧程序不认得案件"}])
    take(stairs.room.shelf, [told])
    with monkeypatch.context() as older:
        older.setattr(content, "RECORDS", fewer)
        stairs.carry(stairs.room, stairs.street)
        assert cases(stairs.street) == set()
    stairs.carry(stairs.street, stairs.district)
    assert cases(stairs.district) == {"旧程序不认得案件"}  # the newer one above understands at once
    rebuilt(stairs.street)
    assert cases(stairs.street) == {"旧程序不认得案件"}


def test_what_needs_a_newer_program_waits_is_told_and_goes_on_after_the_upgrade(
    stairs: Stairs, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(stairs.room.shelf, [stairs.written(*NEW)])
    newer = chain.SCHEMA + 1
    with monkeypatch.context() as upgraded:
        upgraded.setattr(chain, "SCHEMA", newer)
        told = stairs.written(["i", "case", "c2", {"summary": "要新程序"}], schema=newer)
        take(stairs.room.shelf, [told])
        exchange.make_bundle(stairs.room, stairs.usb)
    exchange.take_bundles(stairs.street, stairs.usb)
    assert stairs.street.look(journal.waiting) == 1
    (line,) = [one for one in doctor.examine(stairs.street) if one.key == "waiting"]
    assert not line.well
    stairs.carry(stairs.street, stairs.district)
    assert told.body not in bodies(stairs.district)
    monkeypatch.setattr(chain, "SCHEMA", newer)
    rebuilt(stairs.street)
    assert stairs.street.look(journal.waiting) == 0
    stairs.carry(stairs.street, stairs.district)
    assert cases(stairs.district) == cases(stairs.street) == {"新程序写的", "要新程序"}
