"""Sweeps, calls, meetings, trainings and doubles by the command line alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.desk import households, practice
from app.rules import mechanism
from tests.cli.lines import Line
from tests.desk.field_work import DAY, TREE, grow
from tests.rooms import PASSWORD, moved_room

ON = ("--on", "2026-03-04")


@pytest.fixture
def line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Line:
    """A room that works as 刁镇 does, with a small grid."""
    monkeypatch.setenv("MEDIATION_ROOM_PASSWORD", PASSWORD)
    desk = moved_room(tmp_path / "room")
    grids = desk.do(grow, desk.shelf.log, TREE)
    home = {"place_id": grids["一网格"], "number": "12号", "head": "孔德柱", "phone": "19900000101"}
    desk.do(households.add_household, desk.shelf.log, home)
    desk.do(practice.put, desk.shelf.log, DAY, mechanism.preset("diaozhen"), "diaozhen")
    desk.close()
    return Line(tmp_path / "room")


def test_a_week_of_sweeps(line: Line, tmp_path: Path) -> None:
    status, told = line.ask(
        "sweep", "add", "一网格", "--kind", "周排查", *ON, "--found", "两家争院墙", "--found", "路灯不亮"
    )  # fmt: skip
    assert (status, told["found"], told["zero"]) == (0, 2, False)
    _, told = line.ask("sweep", "missing", *ON)
    weekly = next(x for x in told["owed"] if x["kind"] == "weekly")
    assert weekly["missing"] == ["柳林镇 > 上河村 > 二网格", "柳林镇 > 学校"]
    status, told = line.ask("sweep", "zero", "--kind", "weekly", *ON)
    assert (status, [x["zero"] for x in told["sweeps"]]) == (0, [True, True])
    _, told = line.ask("sweep", "missing", *ON)
    assert "weekly" not in {x["kind"] for x in told["owed"]}
    _, told = line.ask("sweep", "report", "weekly", *ON)
    assert told["total"][3:6] == [2, 2, 0]
    out = tmp_path / "台账.pdf"
    status, _ = line.run("sweep", "list", "--out", str(out))
    assert status == 0
    assert out.read_bytes().startswith(b"%PDF")


def test_a_call_with_its_ticks_becomes_a_matter(line: Line, tmp_path: Path) -> None:
    status, told = line.ask(
        "call", "add", "--occasion", "周末之约", *ON, "--place", "一网格", "--household", "12号", "--tick", "三必知",
        "--tick", "三必访", "--told", "邻居滴水檐伸到院里", "--matter",
    )  # fmt: skip
    assert (status, told["ticks"], told["whom"]) == (0, ["know", "call"], "孔某")
    assert told["matter"]
    _, told = line.ask("call", "due", "--on", "2026-03-07")
    (weekend,) = [x for x in told["rounds"] if x["occasion"] == "weekend"]
    assert (weekend["calls"], weekend["left"]) == (1, 0)
    assert "孔某" in line.run("call", "list")[1]
    whole = line.run("call", "list", "--whole")[1]
    assert "孔某" not in whole
    out = tmp_path / "日志.xlsx"
    assert line.run("call", "list", "--out", str(out))[0] == 0
    assert out.read_bytes().startswith(b"PK")


def test_a_friday_talk_from_agenda_to_paper(line: Line, tmp_path: Path) -> None:
    line.ask("sweep", "add", "一网格", "--kind", "周排查", "--found", "两家争院墙")
    status, told = line.ask("meeting", "agenda", "周五说事")
    assert status == 0
    assert "new" in {x["key"] for x in told["sections"]}
    status, told = line.ask(
        "meeting", "add", "周五说事", "--chair", "孟广田", "--minutes", "逐件过了一遍"
    )
    assert (status, told["written"]) == (0, True)
    status, told = line.ask(
        "meeting", "item", "1", "--topic", "院墙", "--decided", "立案", "--who", "田立新",
        "--due", "2026-03-10", "--case",
    )  # fmt: skip
    assert (status, told["file_no"]) == (0, "（2026）柳人调字第1号")
    _, shown = line.run("meeting", "show", "1")
    assert "已立案：（2026）柳人调字第1号" in shown
    assert "立案 1 件" in shown
    _, kept = line.run("meeting", "item", "1", "--topic", "路灯", "--matter")
    assert "事项：（2026）柳人调事字第2号" in kept
    _, told = line.ask("today")
    assert "talks.item_due" in {x["key"] for x in told["reminders"]}
    assert line.ask("meeting", "done", "1", "1")[0] == 0
    _, told = line.ask("meeting", "show", "1")
    assert told["items"][0]["done"]
    assert "两家争院墙" in told["agenda"]
    out = tmp_path / "记录.pdf"
    assert line.run("meeting", "print", "1", "--out", str(out))[0] == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert line.run("meeting", "list")[0] == 0


def test_a_pasted_chat_becomes_matters(line: Line, tmp_path: Path) -> None:
    line.ask("meeting", "add", "friday")
    pasted = tmp_path / "群.txt"
    pasted.write_text(
        "田立新 2026/3/5 18:05\n12号和13号又吵起来了\n\n苗秀兰 2026/3/5 18:07\n收到", "gb18030"
    )
    _, told = line.ask("meeting", "chat", "1", str(pasted))
    assert [x["asks"] for x in told["messages"]] == [True, False]
    assert told["matters"] == []
    _, told = line.ask("meeting", "chat", "1", str(pasted), "--take-all")
    assert len(told["matters"]) == 1
    empty = tmp_path / "空.txt"
    empty.write_text(" \n", "utf-8")
    assert "没有认出聊天内容" in line.run("meeting", "chat", "1", str(empty))[1]
    status, told = line.ask("meeting", "chat", "1", str(tmp_path / "没有.txt"))
    assert (status, told["refused"]) == (1, "told.cannot_open")


def test_doubles_are_told_merged_and_set_apart(line: Line) -> None:
    wall = "隔壁建房滴水檐伸到自家院内，下雨天雨水流入院中"
    numbers = [
        line.ask("matter", "add", "--line", way, "--told", wall, "--reporter", "孔德柱", "--phone", phone,
                 "--address", "上河村12号")[1]["number"]
        for way, phone in (("grid", "199 0000 0101"), ("hotline", "19900000101"))
    ]  # fmt: skip
    _, told = line.ask("matter", "repeats", numbers[1])
    assert [(x["number"], x["verdict"], x["score"]) for x in told["alike"]] == [
        (numbers[0], "likely", 100)
    ]
    _, told = line.ask("matter", "repeats")
    assert len(told["matters"]) == 1
    _, told = line.ask("matter", "repeats", numbers[1], "--merge", numbers[0])
    assert (told["times"], told["alert"], told["alike"]) == (2, "yellow", [])
    _, told = line.ask("matter", "repeats", numbers[1], "--apart", numbers[0])
    assert (told["times"], told["alert"], told["alike"]) == (1, "", [])
    status, out = line.run("matter", "repeats", numbers[0])
    assert (status, "没有发现重复的" in out) == (0, True)


def test_trainings_are_counted(line: Line) -> None:
    add = ("training", "add", "民法典相邻关系", *ON, "--hours", "2", "--who")
    assert line.ask(*add, "苗秀兰", "--others", "11")[1]["times"] == 12
    assert line.ask(*add, "没有的人")[1]["refused"] == "talks.no_such_mediator"
    _, told = line.ask("training", "list")
    assert len(told["trainings"]) == 1


def test_what_is_found_after_a_zero_report_counts(line: Line) -> None:
    found = ("--kind", "周排查", "--on")
    line.ask("sweep", "add", "一网格", *found, "2026-03-03", "--found", "两家争院墙")
    line.ask("sweep", "zero", *found, "2026-03-03")
    line.ask("sweep", "add", "二网格", *found, "2026-03-04", "--found", "路灯不亮")
    _, told = line.ask("sweep", "report", "周排查", "--on", "2026-03-04")
    assert {row[1].split(" > ")[-1]: row[3:5] for row in told["rows"]} == {
        "一网格": [1, None], "二网格": [1, None], "学校": [0, "√"],
    }  # fmt: skip
    assert told["total"][3:6] == [2, 1, 0]


def test_a_zero_report_told_again_counts_nobody_and_no_grid_that_found_something(
    line: Line,
) -> None:
    found = ("--kind", "周排查", *ON)
    line.ask("sweep", "add", "一网格", *found, "--found", "两家争院墙")
    assert "2 个网格" in line.run("sweep", "zero", *found)[1]
    assert "没有还要报零报告的网格" in line.run("sweep", "zero", *found)[1]
    _, told = line.run("sweep", "zero", "一网格", "二网格", *found)
    assert "零报告 1 个网格" in told
    assert "一网格 这天已经报了发现 1 件" in told
