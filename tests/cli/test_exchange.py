"""`bundle make` and `bundle take` at the command line, for a stick that serves several places."""

from __future__ import annotations

import hashlib
import io
import shutil
from contextlib import redirect_stderr
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.desk import enrolment, exchange
from app.desk.desk import Desk
from app.desk.exchanged import mark_of
from app.main import main
from app.paths import DataDir
from app.settings import Settings
from app.words import say
from tests.cli.test_roads import ask, run
from tests.machines import desk_in, register
from tests.rooms import PASSWORD, moved_room
from tests.town import enrol


@dataclass
class Road:
    """A room at its command line, its centre, and a stick."""

    room: DataDir
    centre: Desk
    usb: Path

    def foreign(self, folder: Path) -> Path:
        """Another room's bundle comes onto the stick."""
        other = desk_in(folder, "桥头村调解室")
        enrolment.centre_card(self.centre, folder / "card.json")
        enrolment.join(other, folder / "card.json")
        (written,) = exchange.make_bundle(other, self.usb)
        other.close()
        return self.usb / "ZJ" / written.file

    def from_centre(self) -> Path:
        (written,) = exchange.make_bundle(self.centre, self.usb)
        return self.usb / "ZJ" / written.file


@pytest.fixture
def road(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Road:
    """Enrolled; the stick is empty."""
    monkeypatch.setenv("MEDIATION_ROOM_PASSWORD", PASSWORD)
    desk = moved_room(tmp_path / "room")
    centre = desk_in(tmp_path / "centre", "刁镇综治中心", centre=True)
    usb = tmp_path / "usb"
    usb.mkdir()
    desk.do(register)
    enrol(desk, centre, usb)
    desk.close()
    shutil.rmtree(usb / "ZJ")
    return Road(desk.data, centre, usb)


def test_bundles_for_others_are_counted_in_one_line(road: Road, tmp_path: Path) -> None:
    road.from_centre()
    for n in range(2):
        road.foreign(tmp_path / f"other{n}")
    status, told = run(road.room, "bundle", "take", str(road.usb))
    assert status == 0
    assert say("visit_stick.elsewhere", count=2) in told.splitlines()
    assert say("bundle.not_for_us") not in told
    assert say("bundle.not_addressed") not in told


def test_a_file_that_is_for_another_place_is_refused_when_it_was_named(
    road: Road, tmp_path: Path
) -> None:
    file = road.foreign(tmp_path / "other")
    status, told = ask(road.room, "bundle", "take", str(file))
    assert status == 1
    assert told["taken"][0]["outcome"] == "refused"
    assert told["taken"][0]["reason"] in run(road.room, "bundle", "take", str(file))[1]


def test_a_torn_bundle_beside_others_is_still_refused(road: Road, tmp_path: Path) -> None:
    road.foreign(tmp_path / "other")
    (road.usb / "ZJ" / "TORN0000.ZJB").write_bytes(b"")
    status, told = run(road.room, "bundle", "take", str(road.usb))
    assert status == 1
    assert say("bundle.empty") in told


def test_the_file_and_its_fingerprint_are_told_on_both_sides(road: Road) -> None:
    _, made = ask(road.room, "bundle", "make", str(road.usb))
    (written,) = made["written"]
    mark = mark_of(written["sha256"])
    (came,) = exchange.take_bundles(road.centre, road.usb / "ZJ" / written["file"])
    assert mark_of(came.sha256) == mark
    file = road.from_centre()
    told = run(road.room, "bundle", "take", str(file))[1]
    assert mark_of(hashlib.sha256(file.read_bytes()).hexdigest()) in told
    assert file.name in told
    assert "数据包指纹" in run(road.room, "bundle", "make", str(road.usb))[1]


def test_a_file_name_commands_no_terminal(road: Road) -> None:
    file = road.from_centre()
    odd = file.rename(file.with_name("A\n\x1b[31m\u202e.ZJB"))
    status, told = run(road.room, "bundle", "take", str(odd))
    assert status == 0
    assert told.startswith("A\\n\\x1b[31m\\u202e.ZJB")
    assert "\x1b" not in told
    (road.usb / "\x1b[31mnone").mkdir()
    out = io.StringIO()
    with redirect_stderr(out):
        main(["--data", str(road.room.root), "bundle", "take", str(road.usb / "\x1b[31mnone")])
    assert "\\x1b[31mnone" in out.getvalue()
    assert "\x1b" not in out.getvalue()


def test_a_locked_copy_rides_on_the_stick_unless_it_was_forbidden(road: Road) -> None:
    status, told = ask(road.room, "bundle", "make", str(road.usb))
    assert status == 0
    assert told["copy"]["well"]
    assert told["copy"]["sentence"] in run(road.room, "bundle", "make", str(road.usb))[1]
    shutil.rmtree(road.usb / "ZJ")
    settings = Settings.load(road.room.settings)
    settings.copy_on_stick = False
    settings.save(road.room.settings)
    _, told = ask(road.room, "bundle", "make", str(road.usb))
    assert told["copy"] is None
    assert [one.suffix for one in (road.usb / "ZJ").iterdir()] == [".ZJB"]
