"""clocks, escalate, consult and leaders at the command line."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from app import clock
from app.desk import cases, matters
from tests.cli.lines import Line
from tests.rooms import PASSWORD, moved_room

NO = "（2026）柳人调字第1号"
NOW = dt.datetime(2026, 10, 20, 9, 0)


@pytest.fixture
def line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Line:
    """A room with one hard case that was tried twice, and one matter of two hours."""
    monkeypatch.setenv("MEDIATION_ROOM_PASSWORD", PASSWORD)
    clock.hold(NOW)
    desk = moved_room(tmp_path / "room")
    told = {
        "file_no": NO,
        "accepted_on": dt.date(2026, 10, 8),
        "tier": "hard",
        "difficulty": "complex",
    }
    case_id = desk.do(cases.register_case, desk.shelf.log, NOW.date(), told)
    for day in (9, 12):
        at = dt.datetime(2026, 10, day, 9)
        desk.do(cases.add_session, case_id, {"at": at, "outcome": "not_agreed"})
    desk.do(
        matters.write_down, desk.shelf.log, NOW,
        {"line": "grid", "tier": "simple", "told": "楼道堆物", "came_at": dt.datetime(2026, 10, 20, 7, 20)},
    )  # fmt: skip
    desk.close()
    return Line(tmp_path / "room")


def test_clocks_of_cases_and_matters_run_with_their_colours(line: Line, tmp_path: Path) -> None:
    status, told = line.ask("clocks")
    assert status == 0
    assert [(one["kind"], one["colour"]) for one in told["clocks"]] == [
        ("matter", "orange"), ("case", "yellow"),
    ]  # fmt: skip
    assert told["clocks"][0]["hard"] == "2026-10-20 09:20:00"
    _, later = line.ask("clocks", "--on", "2026-10-28 10:00")
    assert [one["colour"] for one in later["clocks"]] == ["red", "orange"]
    out = tmp_path / "clocks.pdf"
    assert line.run("clocks", "--out", str(out))[0] == 0
    assert out.read_bytes().startswith(b"%PDF")


def test_a_case_goes_up_with_its_reason_and_comes_down(line: Line) -> None:
    assert line.ask("escalate", NO)[1]["refused"] == "escalation.early"
    told = line.ask("escalate", NO, "--to", "柳林镇调委会", "--reason", "涉及两个镇")[1]
    assert (told["level"], told["tries"]) == ("street", 2)
    assert line.ask("escalate", NO, "--answered", "请再做工作")[0] == 0
    assert line.ask("escalate", NO, "--answered", "再说")[1]["refused"] == "escalation.none"


def test_a_case_goes_up_and_its_handover_is_asked_for_at_once(line):
    assert line.ask("escalate", NO, "--hand-over")[1]["refused"] == "escalation.early"
    up = ("escalate", NO, "--reason", "涉及两个镇", "--hand-over")
    assert line.ask(*up)[1]["refused"] == "handover.incomplete"  # to whom is not known
    assert line.ask("escalate", NO, "--answered", "x")[1]["refused"] == "escalation.none"
    told = line.ask(*up, "石桥村调解室")[1]
    assert told["handover"]
    (asked,) = line.ask("dispatch", "list")[1]["handovers"]
    assert (asked["to"], asked["reason"], asked["file_no"]) == ("石桥村调解室", "涉及两个镇", NO)
    again = line.ask("escalate", NO, "--hand-over", "石桥村调解室")[1]
    assert again["refused"] == "handover.asked_already"


def test_departments_consult_and_the_minutes_are_drawn(line: Line, tmp_path: Path) -> None:
    told = (
        "--lead",
        "柳林司法所",
        "--unit",
        "派出所",
        "--decided",
        "三日内放线",
        "--due",
        "2026-10-25",
    )
    assert line.ask("consult", NO, *told)[0] == 0
    out = tmp_path / "minutes.pdf"
    assert line.run("paper", "consultation", NO, "--out", str(out))[0] == 0
    assert out.exists()
    page = line.ask("today", "--on", "2026-10-24")[1]["periods"]
    assert "会商定下的办理期限，牵头单位：柳林司法所" in [one["sentence"] for one in page]


def test_leaders_are_named_tell_and_are_struck_off(line: Line, tmp_path: Path) -> None:
    assert line.ask("leaders", "list")[1]["rows"][0][-1] == "未定包案人"
    assert line.ask("leaders", "strike", NO, "--by", "周正")[1]["refused"] == "leading.none"
    told = line.ask("leaders", "add", NO, "--plan", "约谈", "--leader", "司法干部:赵明:所长")[1]
    assert told["open_roles"] == ["leader", "village", "grid", "police"]
    more = line.ask("leaders", "add", NO, "--leader", "街道班子：林少平")[1]
    assert (more["no"], len(more["open_roles"])) == ("2026-001", 3)
    assert line.ask("leaders", "add", NO, "--leader", "赵明")[1]["refused"] == "leading.unreadable"
    assert line.ask("leaders", "progress", NO, "--told", "已约谈")[1]["due"] == "2026-10-27"
    assert line.ask("leaders", "strike", NO, "--by", "周正")[1]["refused"] == "leading.still_open"
    book = tmp_path / "leaders.xlsx"
    assert line.run("leaders", "list", "--out", str(book))[0] == 0
    assert book.exists()
