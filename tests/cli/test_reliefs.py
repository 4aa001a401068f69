"""A mediator leaves, a case is reopened: at the command line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from app.desk import cases
from app.desk.desk import Desk
from tests.cli.lines import Line
from tests.rooms import PASSWORD, moved_room

NO = "柳人调2026-1"
Hold = Callable[[dt.datetime | None], None]


def settled(desk: Desk) -> None:
    facts = {
        "accepted_on": dt.date(2026, 3, 1),
        "lead_id": desk.user,
        "file_no": NO,
        "closed_on": dt.date(2026, 4, 1),
    }
    case = desk.do(cases.register_case, desk.shelf.log, dt.date(2026, 3, 1), facts)
    made = {"form": "oral", "made_on": dt.date(2026, 3, 20), "terms": ["各退一步"]}
    desk.do(cases.make_agreement, case, made)


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Line:
    monkeypatch.setenv("MEDIATION_ROOM_PASSWORD", PASSWORD)
    moved_room(tmp_path / "room", fill=settled).close()
    return Line(tmp_path / "room")


def test_a_case_is_reopened_and_the_month_is_no_longer_nought(room: Line, held_clock: Hold) -> None:
    held_clock(dt.datetime(2031, 5, 6, 9, 0))
    month = ("relapse", "--from", "2031-05-01", "--to", "2031-05-31")
    assert room.ask(*month)[1]["relapses"] == 0
    assert room.run("case", "reopen", NO, "--why", "又起争执")[0] == 0
    assert room.run("case", "reopen", NO, "--why", "又起争执")[0] == 1
    told = room.ask(*month)[1]
    assert (told["relapses"], told["cases"]) == (1, [NO])
    assert room.run("case", "exempt", NO, "--why", "已迁居外省")[0] == 0
    shown, plain = room.run("case", "show", NO)[1], room.ask("case", "show", NO)[1]
    assert "又起争执" in shown
    assert "已迁居外省" in shown
    assert plain["reopenings"][0]["closed_on"] == "2026-04-01"


def test_who_leaves_names_every_case_he_hands_over(
    room: Line, held_clock: Hold, tmp_path: Path
) -> None:
    held_clock(dt.datetime(2031, 5, 6, 9, 0))
    assert room.ask("mediator", "cases", "孟广田")[1]["cases"] == []
    room.run("case", "reopen", NO, "--why", "又起争执")
    out = tmp_path / "list.pdf"
    status, told = room.ask("mediator", "leave", "孟广田", "--to", "苗秀兰", "--out", str(out))
    assert (status, [one["file_no"] for one in told["cases"]]) == (0, [NO])
    assert out.read_bytes().startswith(b"%PDF")
    assert room.ask("mediator", "cases", "苗秀兰")[1]["cases"][0]["file_no"] == NO
    assert room.run("mediator", "leave", "苗秀兰", "--to", "孟广田")[0] == 1


def test_who_leaves_hands_over_once_and_the_list_names_who_took_over(
    room: Line, held_clock: Hold
) -> None:
    held_clock(dt.datetime(2031, 5, 6, 9, 0))
    assert room.run("case", "reopen", NO, "--why", "又起争执")[0] == 0
    assert room.run("duty", "add", "2031-05-20:孟广田")[0] == 0
    leave = ("mediator", "leave", "孟广田", "--to", "苗秀兰")
    code, refused = room.run(*leave, "--on", "2031-05-30")
    assert (code, "2031-05-30 还没有到" in refused) == (1, True)
    told = room.run(*leave)[1]
    assert "1 件已经调成" in told
    assert "值班表上还有 1 个班：2031-05-20" in told
    assert "接手人: 苗秀兰" in room.run("case", "show", NO)[1]
    assert "苗秀兰 接手" in room.run("case", "list")[1]
    assert "孟广田（已离任）" in room.run("duty", "show")[1]
    code, again = room.run(*leave)
    assert (code, "不再交一次" in again) == (1, True)
