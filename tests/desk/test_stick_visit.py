"""One visit of the stick: every trouble has its sentence, and what was good on it is taken in all the same."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import pytest

from app import clock
from app.desk import exchange, known_sticks, overview, stick_visit
from app.desk.stick_visit import StickVisit
from app.sync import stick
from app.trouble import Trouble
from app.words import say
from tests.machines import desk_in, register, state
from tests.town import Village, agreed


@pytest.fixture
def town(tmp_path: Path) -> Village:
    clock.hold(datetime(2026, 9, 24, 9, 30))
    return agreed(tmp_path)


def texts(visit: StickVisit) -> list[str]:
    return [line.text for line in stick_visit.lines(visit)]


def warned(visit: StickVisit) -> list[str]:
    return [line.text for line in stick_visit.lines(visit) if line.meaning == stick_visit.WARN]


@pytest.fixture
def unchanged(town: Village) -> Iterator[None]:
    """Both machines hold to the byte what they held, after the visit."""
    before = {id(desk): state(desk.shelf) for desk in (town.room, town.centre)}
    yield
    for desk in (town.room, town.centre):
        assert state(desk.shelf) == before[id(desk)]


def test_a_visit_takes_in_writes_and_says_both(town: Village) -> None:
    town.room.do(register, "滴水檐")
    out = stick_visit.meet(town.room, town.usb)
    assert texts(out) == [say("visit_stick.written", to="刁镇综治中心", entries=1)]
    came = stick_visit.meet(town.centre, town.usb)
    assert texts(came)[:-1] == [
        say("visit_stick.new", name="柳林村调解室", count=1),
        say("visit_stick.written_receipt", to="柳林村调解室", entries=0),
    ]
    assert out.is_well
    assert came.is_well
    back = stick_visit.meet(town.room, town.usb)
    assert say("visit_stick.receipt", name="刁镇综治中心") in texts(back)
    (place,) = overview.overview(town.room).places
    assert place.state == "agreed"


def test_a_stick_is_known_again(town: Village) -> None:
    assert stick_visit.last_visit(town.room, town.usb) is None
    stick_visit.meet(town.room, town.usb)
    clock.hold(datetime(2026, 10, 1, 8, 0))
    last = stick_visit.last_visit(town.room, town.usb)
    assert last is not None
    assert (last.at, last.to, last.well) == ("2026-09-24T09:30:00", ["刁镇综治中心"], True)
    assert stick_visit.last_visit(town.centre, town.usb) is None  # it never was here
    for n in range(known_sticks.MOST + 5):
        clock.hold(datetime(2026, 10, 1, 8, n // 60, n % 60))
        known_sticks.remember(town.room, f"{n:032}", last)
    assert len(known_sticks._all(town.room)) == known_sticks.MOST


def test_our_own_earlier_bundles_give_way_and_those_of_others_stay(town: Village) -> None:
    stick_visit.meet(town.room, town.usb)
    stick_visit.meet(town.centre, town.usb)
    theirs = {one.name for one in stick.bundles(town.usb)}
    town.room.do(register, "一")
    visit = stick_visit.meet(town.room, town.usb)
    names = {one.name for one in stick.bundles(town.usb)}
    assert visit.tidied == 1
    assert len(names) == 2
    assert len(names & theirs) == 1  # the centre's own bundle
    assert visit.written[0].file in names
    assert stick_visit.meet(town.centre, town.usb).new == 1


def test_a_read_only_stick_still_brings_its_news(
    town: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.room.do(register, "滴水檐")
    stick_visit.meet(town.room, town.usb)

    def locked(*_: object) -> None:
        raise OSError(errno.EROFS, "read-only")

    monkeypatch.setattr(stick, "_write", locked)
    visit = stick_visit.meet(town.centre, town.usb)
    assert visit.new == 1
    assert visit.failed is not None
    assert visit.failed.key == "stick.read_only"
    assert warned(visit) == [str(visit.failed)]


@pytest.mark.parametrize(
    ("code", "key"), [(errno.ENOSPC, "stick.full_now"), (errno.EIO, "stick.gone")]
)
@pytest.mark.usefixtures("unchanged")
def test_full_or_pulled_in_the_middle_leaves_no_bundle(
    town: Village, monkeypatch: pytest.MonkeyPatch, code: int, key: str
) -> None:
    def fail(part: Path, pour: Callable[[BinaryIO], None]) -> None:
        part.write_bytes(b"half")
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(stick, "_write", fail)
    visit = stick_visit.meet(town.room, town.usb)
    assert visit.failed is not None
    assert visit.failed.key == key
    assert list((town.usb / "ZJ").iterdir()) == []


@pytest.mark.usefixtures("unchanged")
def test_full_before_writing_is_told_with_figures(
    town: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = shutil.disk_usage(town.usb)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: full)
    visit = stick_visit.meet(town.room, town.usb)
    assert visit.failed is not None
    assert (visit.failed.key, visit.failed.facts["free"]) == ("stick.full", "0.0")


@pytest.mark.usefixtures("unchanged")
def test_a_stick_of_another_room_is_the_wrong_stick(town: Village, tmp_path: Path) -> None:
    other = Village(desk_in(tmp_path / "other", "桥头村调解室"), town.centre, tmp_path / "usb2")
    other.usb.mkdir()
    from app.desk import enrolment

    enrolment.centre_card(desk_in(tmp_path / "third", "别的中心", centre=True), tmp_path / "card")
    enrolment.join(other.room, tmp_path / "card")
    exchange.make_bundle(other.room, other.usb)
    visit = StickVisit(stick_visit.take_any(town.room, other.usb), [])
    assert warned(visit) == [say("visit_stick.wrong_stick", count=1)]


def test_bundles_for_other_places_beside_ours_are_only_mentioned(
    town: Village, tmp_path: Path
) -> None:
    stick_visit.meet(town.centre, town.usb)
    other = desk_in(tmp_path / "other", "桥头村调解室")
    from app.desk import enrolment

    enrolment.centre_card(town.centre, tmp_path / "card")
    enrolment.join(other, tmp_path / "card")
    exchange.make_bundle(other, town.usb)
    visit = stick_visit.meet(town.room, town.usb)
    assert warned(visit) == []
    assert say("visit_stick.elsewhere", count=1) in texts(visit)


@pytest.mark.usefixtures("unchanged")
def test_torn_and_foreign_files_each_have_their_sentence(town: Village) -> None:
    whole = town.write(town.room)
    place = town.usb / "ZJ"
    (place / "TORN0000.ZJB").write_bytes(whole.read_bytes()[:-40])
    (place / "EMPTY000.ZJB").write_bytes(b"")
    (place / "PHOTO000.ZJB").write_bytes(b"\xff\xd8\xff\xe0 a photograph" * 100)
    (place / "DUST.DOC").write_bytes(b"not ours")
    (place / whole.name).unlink()
    visit = StickVisit(stick_visit.take_any(town.centre, town.usb), [])
    assert {one.outcome for one in visit.taken} == {"refused"}
    keys = {one.file: one.key for one in visit.taken}
    assert keys == {
        "TORN0000.ZJB": "bundle.torn",
        "EMPTY000.ZJB": "bundle.empty",
        "PHOTO000.ZJB": "bundle.not_a_bundle",
    }
    assert len(warned(visit)) == 3


def test_an_old_batch_says_so_and_so_does_one_taken_before(town: Village) -> None:
    late = town.write(town.room)
    clock.hold(datetime(2026, 9, 30, 9, 30))
    town.room.do(register, "后来的")
    town.carry(town.room, town.centre)
    old = StickVisit(exchange.take_bundles(town.centre, late), [])
    assert texts(old)[:-1] == [say("visit_stick.old", name="柳林村调解室")]
    again = StickVisit(exchange.take_bundles(town.centre, late), [])
    assert texts(again)[:-1] == [say("visit_stick.known", count=1)]
    assert texts(again)[-1] == texts(old)[-1]
    assert late.name in texts(old)[-1]
    assert old.is_well


@pytest.mark.usefixtures("unchanged")
def test_a_folder_that_is_none_is_told_before_anything_is_done(town: Village) -> None:
    (town.usb / "ZJ").write_bytes(b"a file")
    with pytest.raises(Trouble) as raised:
        stick_visit.meet(town.room, town.usb)
    assert raised.value.key == "stick.odd_folder"


def test_many_refused_alike_are_one_line(town: Village) -> None:
    (town.usb / "ZJ").mkdir()
    for n in range(30):
        (town.usb / "ZJ" / f"PHOTO{n:03}.ZJB").write_bytes(b"\xff\xd8" + bytes([n]) * 100)
    visit = stick_visit.meet(town.room, town.usb)
    assert len(warned(visit)) == 1
    assert "30" in warned(visit)[0]
