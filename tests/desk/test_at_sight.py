"""What is refused where it lies: what nobody would read is not copied, and everything else is."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from nacl.signing import SigningKey

from app.desk import at_sight, exchange
from app.desk.desk import Desk
from app.store import chain, peers
from app.sync import bundle, pack, seal, spool
from tests.machines import desk_in, register
from tests.town import Village, village


@pytest.fixture
def town(tmp_path: Path) -> Village:
    made = village(tmp_path)
    made.enrol()
    return made


def strangers(desk: Desk, folder: Path, text: str = "") -> Path:
    """A large bundle of somebody nobody knows, sealed for this machine."""
    key = SigningKey.generate()
    ops = [["i", "case", "0" * 32, {"summary": text or os.urandom(2 * at_sight.LARGE).hex()}]]
    one = chain.write(key, seq=1, prev=None, see=[], lam=1, wall="w", user="u", ops=ops, verb="v")
    address = seal.address(desk.shelf.identity)
    packed = pack.pack(
        key, [one], card=bundle.Card("陌生调解室", "room", address), room="r", to=desk.shelf.log,
        have={}, scratch=folder,
    )  # fmt: skip
    file = folder / "STRANGER.ZJB"
    with file.open("wb") as out:
        packed.pour(out, address)
    packed.close()
    return file


def test_a_room_does_not_copy_a_strangers_large_file(town: Village, tmp_path: Path) -> None:
    file = strangers(town.room, tmp_path)
    assert at_sight.refused(town.room, file) is not None
    for _ in range(2):
        (told,) = exchange.take_bundles(town.room, file)
        assert (told.outcome, told.key) == ("refused", "bundle.stranger")
    with town.room.shelf.reading() as db:
        refused = [one for one in peers.exchanges(db, 10) if one.outcome == peers.REFUSED]
    assert [one.file for one in refused] == [file.name]  # noted once


def test_noise_is_not_copied(town: Village, tmp_path: Path) -> None:
    for first, key in ((b"", "bundle.not_a_bundle"), (seal.FIRST_LINE, "bundle.torn")):
        file = tmp_path / "NOISE.ZJB"
        file.write_bytes(first + os.urandom(at_sight.LARGE))
        assert at_sight.refused(town.centre, file) is not None
        (told,) = exchange.take_bundles(town.centre, file)
        assert (told.outcome, told.key) == ("refused", key)


def test_a_centre_holds_a_strangers_file_up_to_a_size_and_does_not_copy_a_larger_one(
    town: Village, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = strangers(town.centre, tmp_path)
    (told,) = exchange.take_bundles(town.centre, file)
    assert told.outcome == peers.HELD
    monkeypatch.setattr(spool, "LARGEST_HELD", at_sight.LARGE)
    file = strangers(town.centre, tmp_path)
    assert at_sight.refused(town.centre, file) is not None
    (told,) = exchange.take_bundles(town.centre, file)
    assert (told.outcome, told.key) == ("refused", "bundle.too_many_held")


def test_a_large_file_of_a_room_we_know_is_taken(town: Village, tmp_path: Path) -> None:
    town.room.do(register, os.urandom(at_sight.LARGE).hex())
    file = town.write(town.room)
    assert file.stat().st_size > at_sight.LARGE
    (told,) = exchange.take_bundles(town.centre, file)
    assert told.outcome == peers.TAKEN


def test_ones_own_large_file_is_known_as_ones_own(town: Village) -> None:
    town.room.do(register, os.urandom(at_sight.LARGE).hex())
    file = town.write(town.room)
    (told,) = exchange.take_bundles(town.room, file)
    assert told.outcome == "own"


def test_what_a_former_centre_brought_stays_known(town: Village, tmp_path: Path) -> None:
    town.centre.do(register, os.urandom(at_sight.LARGE).hex())
    with town.centre.shelf.reading() as db:
        (to,) = (one for one in peers.known(db) if one.log == town.room.shelf.log)
    packed = exchange.compose(town.centre, to)
    file = tmp_path / "OLD.ZJB"
    with file.open("wb") as out:
        packed.pour(out, to.recipient)
        out.flush()
    packed.close()
    other = desk_in(tmp_path / "other", "新中心", centre=True)
    exchange.take_bundles(town.room, file)
    with town.room.shelf.local_writing() as link:
        peers.forget(link, town.centre.shelf.log)
    (told,) = exchange.take_bundles(town.room, file)
    assert told.outcome == "known"
    other.close()


def test_a_bundle_that_was_cut_short_is_told_as_torn(town: Village, tmp_path: Path) -> None:
    town.room.do(register, os.urandom(2 * at_sight.LARGE).hex())
    file = town.write(town.room)
    cut = tmp_path / "CUT.ZJB"
    shutil.copy(file, cut)
    os.truncate(cut, at_sight.LARGE + 5)
    (told,) = exchange.take_bundles(town.centre, cut)
    assert (told.outcome, told.key) == ("refused", "bundle.torn")
