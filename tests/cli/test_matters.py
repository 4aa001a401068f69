"""Matters and whistles by the command line alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from app.desk import practice
from app.rules import mechanism
from tests.cli.lines import Line
from tests.rooms import PASSWORD, moved_room

NO = "（2026）柳人调事字第1号"


@pytest.fixture
def line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    held_clock: Callable[[dt.datetime | None], None],
) -> Line:
    """A room that works as 吉州 does; the clock stands."""
    monkeypatch.setenv("MEDIATION_ROOM_PASSWORD", PASSWORD)
    desk = moved_room(tmp_path / "room")
    desk.do(practice.put, desk.shelf.log, dt.date(2026, 1, 1), mechanism.preset("jizhou"))
    desk.close()
    return Line(tmp_path / "room")


def brought(line: Line, *more: str) -> None:
    status, out = line.run(
        "matter", "add", "--line", "热线", "--tier", "简易", "--told", "楼上漏水", "--reporter", "何小满",
        *more,
    )  # fmt: skip
    assert (status, out.strip()) == (0, NO), out


def test_a_matter_comes_in_goes_out_and_is_told_back(line: Line) -> None:
    brought(line)
    status, told = line.ask("matter", "step", NO, "流转", "--to", "环卫所", "--told", "请到场")
    assert (status, told["state"], told["holders"]) == (0, "pass", ["环卫所"])
    assert told["due"] == "2026-03-02 11:00:00"
    status, told = line.ask("matter", "step", NO, "催办")
    status, told = line.ask("matter", "step", NO, "反馈", "--solved", "--satisfaction", "满意")
    assert (told["state"], told["solved"]) == ("feedback", True)
    status, told = line.ask("matter", "show", NO)
    assert [one["step"] for one in told["steps"]] == ["流转", "催办", "反馈"]
    status, told = line.ask("matter", "list")
    assert told["matters"] == []
    status, told = line.ask("matter", "list", "--part", "solved", "--line", "热线")
    assert [one["number"] for one in told["matters"]] == [NO]


def test_a_name_nobody_has_is_refused_and_nothing_is_written(line: Line) -> None:
    brought(line)
    status, told = line.ask("matter", "step", NO, "流转", "--to", "天兵天将")
    assert (status, told["refused"]) == (1, "people.no_such_name")
    status, told = line.ask("matter", "add", "--line", "飞鸽")
    assert (status, told["refused"]) == (1, "cli.no_such_kind")
    assert "网格（grid）" in told["sentence"]
    assert "红（red）" in line.ask("matter", "list", "--colour", "紫")[1]["sentence"]
    assert line.ask("matter", "list", "--colour", "红")[0] == 0
    future = ("--told", "漏水", "--at", "2030-01-01 08:00")
    assert line.ask("matter", "add", "--line", "网格", *future)[1]["refused"] == "matter.not_yet"
    status, told = line.ask("matter", "add", "--line", "网格", "--told", "")
    assert (status, told["refused"]) == (1, "matter.nothing_told")
    status, told = line.ask("matter", "add", "--place", "没有的村")
    assert (status, told["refused"]) == (1, "grids.no_such_name")


def test_one_matter_is_shown_with_all_that_is_known_and_where_it_was_merged(line: Line) -> None:
    brought(line, "--about", "柳林物业")
    line.run("matter", "step", NO, "反馈", "--solved", "--satisfaction", "满意")
    shown = line.run("matter", "show", NO)[1]
    assert shown.count("楼上漏水") == 1
    for words in ("收件 2026-03-02 09:00", "反映人 何小满", "已办结　满意"):
        assert words in shown
    second = NO.replace("第1号", "第2号")
    brought_again = ("--told", "楼上还漏水", "--tier", "简易", "--at", "2026-03-02 08:00")
    line.run("matter", "add", "--line", "热线", *brought_again)
    line.run("matter", "repeats", NO, "--merge", second)
    shown = line.run("matter", "show", NO)[1]
    assert f"并入 {second}  —" in shown
    assert line.ask("matter", "show", NO)[1]["merged_into"] == second


def test_it_becomes_a_case_by_one_word(line: Line) -> None:
    brought(line)
    status, told = line.ask("matter", "case", NO)
    assert (status, told["file_no"]) == (0, "（2026）柳人调字第1号")
    _, case = line.ask("case", "show", "（2026）柳人调字第1号")
    assert "何小满" in str(case)


def test_the_three_lists_add_up_and_go_on_paper(line: Line, tmp_path: Path) -> None:
    brought(line)
    line.run("matter", "add", "--told", "两家争晒场")
    line.run("matter", "step", NO, "反馈", "--solved")
    paper, book = tmp_path / "清单.pdf", tmp_path / "清单.xlsx"
    status, told = line.ask("matter", "lists", "--which", "told_back", "--out", str(paper))
    assert (status, told["balance"]) == (0, "2 = 1 + 1")
    assert [len(told["lists"][name]["rows"]) for name in told["lists"]] == [2, 0, 2]
    line.run("matter", "list", "--out", str(book))
    assert paper.read_bytes()[:5] == b"%PDF-"
    assert book.stat().st_size > 1000
    status, told = line.ask("matter", "lists", "--out", str(tmp_path / "清单.doc"))
    assert told["refused"] == "listed.ending"


def test_units_are_called_and_answer(line: Line, tmp_path: Path) -> None:
    brought(line)
    status, told = line.ask(
        "whistle",
        "blow",
        NO,
        "--unit",
        "环卫所",
        "--unit",
        "城管中队",
        "--lead",
        "城管中队",
        "--what",
        "漏水",
    )
    assert (status, told["of"]) == (0, NO)
    assert [(one["unit"], one["lead"]) for one in told["calls"]] == [
        ("城管中队", True),
        ("环卫所", False),
    ]
    number = told["number"]
    _, page = line.ask("today")
    assert any(number in one["sentence"] for one in page["reminders"])
    for unit in ("环卫所", "城管中队"):
        status, told = line.ask("whistle", "answer", number, unit, "--who", "老秦")
    assert {one["state"] for one in told["calls"]} == {"answered"}
    assert "这次记为进展" in line.run("whistle", "answer", number, "城管中队", "--told", "已修")[1]
    status, told = line.ask("whistle", "answer", number, "司法所")
    assert told["refused"] == "whistle.not_called"
    status, out = line.run("whistle", "times", "--from", "2026-03-01", "--to", "2026-03-31")
    assert "城管中队" in out
    status, out = line.run("whistle", "slip", number, "--out", str(tmp_path / "slip.pdf"))
    assert (status, (tmp_path / "slip.pdf").exists()) == (0, True)
    assert f"{number}  {NO}  漏水  未办结" in line.run("whistle", "list")[1]
    status, out = line.run("whistle", "finish", number, "--result", "已修好")
    assert (status, out) == (0, line.run("whistle", "list")[1])
    assert "已办结 2026-03-02" in out
    assert "：已修好" in out
    assert line.ask("whistle", "list", "--open")[1]["whistles"] == []


def test_today_tells_what_is_late(line: Line) -> None:
    brought(line)
    _, page = line.ask("today", "--on", "2026-03-03")
    (one,) = [told for told in page["reminders"] if told["key"].startswith("matters.")]
    assert (one["key"], one["late"]) == ("matters.today_late", True)


def test_a_matter_is_struck_out_with_its_reason(line: Line) -> None:
    brought(line)
    assert line.run("matter", "void", NO, "--why", "重复登记")[0] == 0
    assert line.ask("matter", "list", "--part", "all")[1]["matters"] == []


def test_items_come_from_a_file_once_and_their_states_go_back(line: Line, tmp_path: Path) -> None:
    file, back = tmp_path / "items.json", tmp_path / "back.json"
    file.write_text('[{"工单号": "M-1", "内容": "路灯不亮"}, {"工单号": "M-2"}]', encoding="utf-8")
    status, told = line.ask("matter", "import", str(file), "--preview")
    assert (status, told["new"], told["refused"], told["id"]) == (0, 1, 1, "")
    status, told = line.ask("matter", "import", str(file))
    assert told["new"] == 1
    assert line.ask("matter", "import", str(file))[1]["refused"] == "items.nothing_new"
    line.run("matter", "step", "M-1", "反馈", "--tracked")
    assert line.ask("matter", "export", str(back))[1]["count"] == 1
    assert '"feedback"' in back.read_text(encoding="utf-8")
    status, told = line.ask("matter", "undo", "items.json")
    assert (told["removed"], len(told["kept"])) == (0, 1)


def test_an_import_of_items_says_what_it_left_and_how_it_is_undone(
    line: Line, tmp_path: Path
) -> None:
    items = '[{"工单号": "M-1", "内容": "路灯不亮"}, {"工单号": "M-2", "时间": "去年"}%s]'
    first, second = tmp_path / "一.json", tmp_path / "二.json"
    first.write_text(items % "", encoding="utf-8")
    second.write_text(items % ', {"工单号": "M-3", "内容": "井盖坏了"}', encoding="utf-8")
    _, out = line.run("matter", "import", str(first))
    assert "备注" not in out  # nothing was kept of the one that was not taken
    command = out.strip().rpartition("：")[2].split()
    assert command[:2] == ["matter", "undo"]
    _, out = line.run("matter", "import", str(second))
    assert "第 1 件：M-1" in out
    assert line.ask(*command)[1]["removed"] == 1


def test_a_placard_is_drawn_with_the_text_of_the_room(line: Line, tmp_path: Path) -> None:
    out = tmp_path / "码.pdf"
    status, told = line.ask("matter", "placard", "--text", "室：{room}", "--out", str(out))
    assert (status, told["texts"]) == (0, ["室：老孟调解室"])
    status, told = line.ask("matter", "placard", "--text", "{host}", "--out", str(out))
    assert told["refused"] == "placard.unknown_token"


def test_the_three_lists_are_masked_unless_asked_for_whole(line: Line) -> None:
    told = ("--reporter", "何小满", "--phone", "19900001234", "--told", "楼上漏水")
    assert line.run("matter", "add", "--line", "热线", *told)[0] == 0
    assert "何小满" not in str(line.ask("matter", "lists")[1]["lists"])
    assert "19900001234" in str(line.ask("matter", "lists", "--whole")[1]["lists"])
    for verb in (("matter", "list"), ("matter", "list", "--find", "漏水")):
        assert "何小满" not in line.run(*verb)[1]


def test_a_line_that_the_place_has_not_is_kept_with_a_hint(line: Line) -> None:
    told = ("matter", "add", "--told", "网上说物业乱收费", "--line")
    assert "这条线" not in line.run(*told, "舆情")[1]
    line.run("practice", "use", "diaozhen")
    status, out = line.run(*told, "舆情")
    assert (status, "这条线" in out) == (0, True), out
    assert len(line.ask("matter", "list")[1]["matters"]) == 2


def test_each_step_says_whom_it_went_to(line: Line) -> None:
    brought(line)
    line.run("matter", "step", NO, "流转", "--to", "环卫所", "--told", "请到场")
    _, told = line.ask("matter", "show", NO)
    assert [one["to"] for one in told["steps"]] == ["环卫所"]
    assert "流转  交给环卫所　请到场" in line.run("matter", "show", NO)[1]


def test_a_double_is_told_where_it_is_typed(line: Line) -> None:
    brought(line, "--outside-no", "JN-77")
    again = ("matter", "add", "--line", "热线", "--told", "又来电话催", "--outside-no", "JN-77")
    status, out = line.run(*again)
    assert (status, "很可能" in out, f"{NO}" in out, "matter repeats" in out) == (
        0,
        True,
        True,
        True,
    )
    status, told = line.ask("matter", "lists")
    assert (told["collected"], told["maybe_same"]) == (2, 1)
    assert "其中可能重复 1 件" in line.run("matter", "lists")[1]


def test_who_comes_again_with_the_same_is_told_at_the_door(line: Line) -> None:
    told = ("visitor", "add", "--name", "张三", "--matter", "邻居漏水")
    assert "来过" not in line.run(*told)[1]
    status, out = line.ask(*told)
    assert (status, len(out["earlier"])) == (0, 1)


def test_a_matter_without_a_tier_says_that_no_clock_runs(line: Line) -> None:
    told = ("matter", "add", "--line", "网格", "--told", "路灯不亮")
    assert "没有写档次" in line.run(*told)[1]
    assert "没有写档次" not in line.run(*told, "--tier", "简易")[1]


def test_a_whistle_blown_by_telephone_is_written_down_as_it_was(line: Line) -> None:
    line.run("unit", "add", "执法中队")
    number = line.ask("matter", "add", "--line", "网格", "--told", "占道")[1]["number"]
    told = ("whistle", "blow", number, "--unit", "执法中队", "--what", "请到场", "--at")
    assert line.ask(*told, "2099-01-01 09:00")[1]["refused"] == "whistle.not_yet"
    assert line.ask(*told, "2020-01-02 09:00")[1]["blown_at"] == "2020-01-02 09:00:00"
