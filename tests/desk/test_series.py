"""A rotated key: the old one speaks for the new, nothing on the road is lost, no number is given twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.desk import cases, enrolment, exchange, mates, series
from app.desk.desk import Desk
from app.paths import DataDir
from app.store import peers
from app.store.attachments import Attachments
from app.store.shelf import Shelf
from app.sync import seal
from tests.machines import SECRET, clone, desk_in, entries, register, take
from tests.town import enrol


@pytest.fixture
def town(tmp_path: Path) -> tuple[Desk, Desk, Path]:
    """A room, its centre, and the stick between them; they know each other."""
    usb = tmp_path / "usb"
    usb.mkdir()
    room, centre = desk_in(tmp_path / "r"), desk_in(tmp_path / "c", "中心", centre=True)
    room.do(register)
    enrol(room, centre, usb)
    return room, centre, usb


def carry(giver: Desk, taker: Desk, usb: Path) -> list[exchange.Taken]:
    exchange.make_bundle(giver, usb)
    return [one for one in exchange.take_bundles(taker, usb) if one.outcome == "taken"]


def test_a_rotated_key_is_believed_at_the_old_one_s_word(town: tuple[Desk, Desk, Path]) -> None:
    room, centre, usb = town
    old = enrolment.own_fingerprint(room)
    series.rotate(room)
    room.do(register, "换了密钥之后")
    assert enrolment.own_fingerprint(room) != old
    assert [one.vouched_by for one in carry(room, centre, usb)] == [old]
    assert [one.letter for one in mates.computers(room)] == ["", "A"]


def test_what_was_on_the_road_to_the_old_address_is_still_opened(
    town: tuple[Desk, Desk, Path],
) -> None:
    room, centre, usb = town
    exchange.make_bundle(centre, usb)
    series.rotate(room)
    taken = [one for one in exchange.take_bundles(room, usb) if one.outcome != "own"]
    assert [(one.outcome, one.key) for one in taken] == [("taken", "")]


def test_what_comes_from_now_on_is_sealed_to_the_new_address(
    town: tuple[Desk, Desk, Path], tmp_path: Path
) -> None:
    room, centre, usb = town
    before = room.shelf.identity
    series.rotate(room)
    carry(room, centre, usb)
    assert seal.address(room.shelf.identity) != seal.address(before)
    assert room.shelf.identity.split()[1:] == [before]
    (written,) = [
        one
        for one in exchange.make_bundle(centre, usb)
        if one.fingerprint == enrolment.own_fingerprint(room)
    ]
    with (usb / "ZJ" / written.file).open("rb") as sealed, (tmp_path / "out").open("wb") as out:
        seal.unseal(sealed, out, room.shelf.identity.split()[0])


def test_attachments_sealed_before_are_still_read(
    town: tuple[Desk, Desk, Path], tmp_path: Path
) -> None:
    room, _, _ = town
    kept = Attachments(tmp_path / "files", room.shelf.identity).put(b"%PDF-1.7 invented")
    series.rotate(room)
    assert Attachments(tmp_path / "files", room.shelf.identity).get(kept) == b"%PDF-1.7 invented"


def test_both_keys_are_there_after_a_restart(town: tuple[Desk, Desk, Path]) -> None:
    room, _, _ = town
    series.rotate(room)
    told = (room.shelf.log, room.shelf.identity)
    room.shelf.close()
    again = Shelf.open(room.data.root / "room.db", SECRET)
    assert (again.log, again.identity) == told


def test_no_number_is_given_twice(town: tuple[Desk, Desk, Path]) -> None:
    room, _, _ = town
    before = room.look(cases.next_file_no, room.shelf.log, 2026)
    assert series.rotate(room) == "A"
    assert room.look(cases.next_file_no, room.shelf.log, 2026) != before


def test_what_is_for_a_lost_life_is_taken_by_the_one_that_goes_on(
    town: tuple[Desk, Desk, Path], tmp_path: Path
) -> None:
    """A centre was put back twice; a room that heard only its first new log would write there for ever."""
    room, centre, usb = town
    back = Desk(clone(centre.shelf, tmp_path / "copy"), DataDir(tmp_path / "copy"), centre.user)
    series.begin_anew(centre)
    carry(centre, room, usb)
    series.begin_anew(back)
    room.do(register, "恢复以后")
    assert carry(room, back, usb) == []  # it knows nothing of that life yet
    take(back.shelf, entries(centre.shelf))
    told = carry(room, back, usb)
    assert [one.outcome for one in told] == ["taken", "taken"]  # what was left on the stick too
    assert "taken" in {one.outcome for one in carry(back, room, usb)}
    room.do(register, "又一件")
    written = {one.fingerprint for one in exchange.make_bundle(room, usb)}
    assert enrolment.own_fingerprint(back) in written
    with back.shelf.local_writing() as link:
        lost = peers.Peer(centre.shelf.log, peers.MATE, "r", "另一台", "age1")
        peers.meet(link, lost)
    assert centre.shelf.log not in back.look(series.lives, back.shelf.log)
