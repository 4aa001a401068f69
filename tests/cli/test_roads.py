"""`sync status` tells at the command line what the page tells; an alarm is exit status 1."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from app.desk import enrolment, exchange
from app.main import main
from app.paths import DataDir
from app.store import peers
from tests.machines import desk_in, register
from tests.rooms import PASSWORD, make_room, moved_room, some_room


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataDir:
    """A room that joined a centre, wrote a case and sent it."""
    monkeypatch.setenv("MEDIATION_ROOM_PASSWORD", PASSWORD)
    desk = moved_room(tmp_path / "room")
    centre = desk_in(tmp_path / "centre", "刁镇综治中心", centre=True)
    (tmp_path / "usb").mkdir()
    enrolment.centre_card(centre, tmp_path / "card.json")
    enrolment.join(desk, tmp_path / "card.json")
    desk.do(register)
    exchange.make_bundle(desk, tmp_path / "usb")
    desk.close()
    return desk.data


def run(data: DataDir, *told: str) -> tuple[int, str]:
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(io.StringIO()):
        status = main(["--data", str(data.root), *told])
    return status, out.getvalue()


def ask(data: DataDir, *told: str) -> tuple[int, Any]:
    status, out = run(data, "--json", *told)
    return status, json.loads(out)


def test_the_places_are_told(room: DataDir) -> None:
    status, told = ask(room, "sync", "status")
    assert status == 0
    (place,) = told["places"]
    assert (place["name"], place["state"], place["to_send"]) == ("刁镇综治中心", "never", 2)
    assert told["alarms"] == []
    assert "还没有收到过对方的回执" in run(room, "sync", "status")[1]


def test_an_alarm_is_told_with_its_next_step_and_exit_1(room: DataDir) -> None:
    from app.desk.room import sign_in

    desk = sign_in(room, "孟广田", PASSWORD)
    with desk.shelf.local_writing() as link:
        (centre,) = peers.known(link)
        peers.heard(link, centre.log, {}, "2026-09-24T09:30:00", made="2099-01-01T00:00:00")
    desk.close()
    status, told = ask(room, "sync", "status")
    assert status == 1
    assert [one["key"] for one in told["alarms"]] == ["clock_ahead"]
    assert told["places"][0]["state"] == "attention"
    assert told["alarms"][0]["next"] in run(room, "sync", "status")[1]


def test_the_slip_is_written(room: DataDir, tmp_path: Path) -> None:
    status, told = ask(room, "bundle", "slip", "--out", str(tmp_path / "slip.pdf"))
    assert status == 0
    assert (tmp_path / "slip.pdf").stat().st_size == told["size"]
    assert (tmp_path / "slip.pdf").read_bytes().startswith(b"%PDF")
    status, told = ask(room, "bundle", "slip", "--out", str(tmp_path / "none" / "slip.pdf"))
    assert (status, told["refused"]) == (1, "slip.cannot_write")
    status, told = ask(room, "bundle", "slip", "--out", str(tmp_path / "x"), "--place", "别处")
    assert (status, told["refused"]) == (1, "slip.no_such_place")


def test_another_centre_is_joined_only_with_the_word_to_leave(
    room: DataDir, tmp_path: Path
) -> None:
    centre = desk_in(tmp_path / "other", "官庄镇综治中心", centre=True)
    card = tmp_path / "other.json"
    enrolment.centre_card(centre, card)
    status, told = ask(room, "room", "join", str(card))
    assert (status, told["refused"]) == (1, "card.leave_first")
    assert [one["name"] for one in ask(room, "sync", "status")[1]["places"]] == ["刁镇综治中心"]
    assert ask(room, "room", "join", str(card), "--leave")[0] == 0
    assert [one["name"] for one in ask(room, "sync", "status")[1]["places"]] == ["官庄镇综治中心"]


def test_who_waits_to_be_approved_is_told_with_the_command_and_no_page(
    room: DataDir, tmp_path: Path
) -> None:
    told = some_room(committee="刁镇综治中心", short_name="", is_centre=True)
    centre = make_room(tmp_path / "upper", told)
    enrolment.centre_card(centre, tmp_path / "upper.json")
    centre.close()
    fingerprint = ask(room, "room", "fingerprint")[1]["fingerprint"]
    assert run(room, "room", "join", str(tmp_path / "upper.json"), "--leave")[0] == 0
    assert run(room, "bundle", "make", str(tmp_path / "usb"))[0] == 0
    run(centre.data, "bundle", "take", str(tmp_path / "usb"))
    said = run(centre.data, "sync", "status")[1]
    assert f"centre approve {fingerprint}" in said
    assert "页面" not in said
