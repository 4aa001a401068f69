"""交办 by the command line alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.desk import dispatches
from app.store import peers
from tests.cli.lines import Line
from tests.machines import desk_in
from tests.rooms import PASSWORD, moved_room, some_room
from tests.town import enrol

TITLES = ("修渠", "分家", "滴水檐")


@pytest.fixture
def centre(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Line:
    """A centre that handed three matters to its room."""
    monkeypatch.setenv("MEDIATION_ROOM_PASSWORD", PASSWORD)
    told = some_room(committee="刁镇综治中心", room_name="刁镇综治中心", is_centre=True)
    desk = moved_room(tmp_path / "centre", told)
    room = desk_in(tmp_path / "room", "柳林村调解室")
    (tmp_path / "usb").mkdir()
    enrol(room, desk, tmp_path / "usb")
    room.close()
    place = desk.look(dispatches.place_named, "柳林")
    assert place.role == peers.ROOM
    for title in TITLES:
        values = {"title": title, "instruction": f"请五日内办好{title}"}
        dispatches.send(desk, place.room, values)
    desk.close()
    return Line(tmp_path / "centre")


def test_the_matter_that_was_meant_is_taken_back_and_named(centre: Line) -> None:
    status, out = centre.run("dispatch", "recall", "3", "--told", "错了")
    assert status == 0
    assert "3号" in out
    assert "滴水檐" in out
    listed = centre.ask("dispatch", "list")[1]["dispatches"]
    assert {x["title"]: x["state"] for x in listed} == {
        "修渠": "sent", "分家": "sent", "滴水檐": "recalled",
    }  # fmt: skip


def test_the_list_tells_what_is_asked_and_one_is_shown_whole(centre: Line) -> None:
    assert "请五日内办好分家" in centre.run("dispatch", "list")[1]
    status, told = centre.run("dispatch", "show", "2")
    assert status == 0
    assert "请五日内办好分家" in told
    assert "修渠" not in told
    shown = centre.ask("dispatch", "show", "2")[1]
    assert (shown["title"], shown["instruction"], shown["steps"]) == (
        "分家", "请五日内办好分家", [],
    )  # fmt: skip
    assert centre.run("dispatch", "show", "9")[0] != 0


def test_a_matter_goes_to_a_room_up_a_level_and_to_a_table_of_departments(
    centre: Line, tmp_path: Path
) -> None:
    number = centre.ask("matter", "add", "--told", "两家争晒场", "--line", "热线")[1]["number"]
    status, sent = centre.ask("matter", "dispatch", number, "--to", "柳林", "--due", "2026-12-01")
    assert (status, sent["state"], sent["holders"]) == (0, "pass", ["柳林村调解室"])
    assert centre.run("matter", "signoff", number)[0] != 0
    assert centre.run("consult", number, "--lead", "派出所", "--decided", "三日内让开")[0] == 0
    out = tmp_path / "minutes.pdf"
    assert centre.run("matter", "minutes", number, "--out", str(out))[0] == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert centre.ask("escalate", number, "--reason", "跨三个镇")[1]["level"] == "district"
    assert centre.run("escalate", number, "--answered", "由镇里再议")[0] == 0
