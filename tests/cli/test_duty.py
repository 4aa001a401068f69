"""duty, leave, visitor at the command line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from tests.cli.lines import Line


def test_a_month_is_proposed_put_down_swapped_signed_and_printed(
    line: Line, held_clock: Callable[[dt.datetime | None], None], tmp_path: Path
) -> None:
    held_clock(dt.datetime(2031, 3, 3, 8, 20))
    status, told = line.ask("duty", "plan", "--month", "2031-03-01")
    assert (status, len(told["sittings"]), told["put"]) == (0, 21, False)
    assert told["missing_year"] == 2031
    assert "2031年的放假安排还没有录入" in line.run("duty", "plan", "--month", "2031-03")[1]
    assert line.ask("duty", "show")[1]["seats"] == []
    line.ask("duty", "plan", "--month", "2031-03-01", "--put")
    seats = line.ask("duty", "show")[1]["seats"]
    one, other = seats[0], seats[1]
    assert line.ask("duty", "swap", *(f"{x['on']}:{x['name']}" for x in (one, other)))[0] == 0
    after = line.ask("duty", "show")[1]["seats"]
    assert [after[0]["name"], after[1]["name"]] == [other["name"], one["name"]]
    held_clock(dt.datetime(2031, 3, 3, 8, 30))
    signed = line.ask("duty", "sign")[1]
    assert signed["out"] is False
    out = tmp_path / "roster.pdf"
    assert line.run("duty", "show", "--out", str(out))[0] == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert line.ask("duty", "show", "--out", "roster.doc")[0] == 1


def test_a_leave_tells_the_duty_it_hits_and_ends(
    line: Line, held_clock: Callable[[dt.datetime | None], None]
) -> None:
    held_clock(dt.datetime(2031, 3, 3, 8, 20))
    line.run("duty", "plan", "--month", "2031-03-01", "--put")
    first = line.ask("duty", "show")[1]["seats"][3]
    status, told = line.ask("leave", "ask", "--who", first["name"], "--from", "2031-03-04")
    assert status == 0
    assert first["on"] in told["duty"]
    assert line.ask("duty", "show")[1]["on_leave"]
    assert line.ask("leave", "back", "--who", first["name"], "--on", "2031-03-04")[0] == 0
    assert line.ask("duty", "show")[1]["on_leave"] == []
    assert line.ask("leave", "back", "--who", first["name"])[0] == 1
    assert line.ask("leave", "drop", told["id"], "--why", "写错")[0] == 0


def test_a_visitor_is_entered_masked_and_becomes_a_case(
    line: Line, held_clock: Callable[[dt.datetime | None], None], tmp_path: Path
) -> None:
    held_clock(dt.datetime(2031, 3, 3, 9, 20))
    person = ("--name", "谷满仓", "--phone", "19900001234", "--matter", "邻居的树遮了窗")
    number = line.ask("visitor", "add", *person)[1]["number"]
    assert number == "访〔2031〕1号"
    again = line.ask("visitor", "add", *person)[1]
    assert again["earlier"] == [number]
    listed = line.ask("visitor", "list")[1]["visitors"]
    assert {one["name"] for one in listed} == {"谷某"}
    assert line.ask("visitor", "list", "--whole")[1]["visitors"][0]["phone"] == "19900001234"
    made = line.ask("visitor", "case", "1")[1]
    shown = line.ask("case", "show", made["file_no"])[1]
    assert shown["case"]["summary"] == "邻居的树遮了窗"
    heard = tmp_path / "heard.wav"
    heard.write_bytes(b"RIFF\x24\0\0\0WAVEfmt " + bytes(64))
    assert line.ask("visitor", "record", "1", str(heard))[1]["refused"] == "visitor.no_consent"


def test_a_visit_becomes_a_matter_or_is_void_and_kin_is_looked_for(
    line: Line, held_clock: Callable[[dt.datetime | None], None]
) -> None:
    held_clock(dt.datetime(2031, 3, 3, 9, 20))
    for matter in ("邻居的树遮了窗", "写错了"):
        line.run("visitor", "add", "--name", "谷满仓", "--matter", matter)
    assert line.ask("visitor", "matter", "1")[0] == 0
    assert line.ask("visitor", "drop", "2", "--why", "写错")[0] == 0
    assert len(line.ask("visitor", "list")[1]["visitors"]) == 1
    file_no = line.ask("visitor", "case", "1")[1]["file_no"]
    assert line.ask("duty", "kin", file_no)[1]["ties"] == []
    line.run("duty", "sign")
    who = line.ask("duty", "show")[1]["seats"][0]["name"]
    assert line.ask("duty", "lead", f"2031-03-03:{who}")[1]["lead"] is True


def test_a_month_is_named_as_a_month(
    line: Line, held_clock: Callable[[dt.datetime | None], None]
) -> None:
    held_clock(dt.datetime(2031, 3, 12, 9, 20))
    days = {one["on"] for one in line.ask("duty", "plan", "--month", "2031-04")[1]["sittings"]}
    assert {day[:7] for day in days} == {"2031-04"}
    own = {one["on"] for one in line.ask("duty", "plan", "--month", "2031-03")[1]["sittings"]}
    assert min(own) >= "2031-03-12"
    assert line.ask("duty", "show", "--month", "2031-04")[0] == 0
    assert line.run("duty", "show", "--month", "2031-13")[0] == 2


def test_what_came_before_is_told_when_a_visit_becomes_a_case(
    line: Line, held_clock: Callable[[dt.datetime | None], None]
) -> None:
    held_clock(dt.datetime(2031, 3, 3, 9, 20))
    for _ in range(2):
        line.run(
            "visitor",
            "add",
            "--name",
            "谷满仓",
            "--phone",
            "19900001234",
            "--matter",
            "邻居的树遮了窗",
        )
    first = line.ask("visitor", "case", "1")[1]
    assert first["earlier"][0]["number"] == "访〔2031〕2号"
    told = line.run("visitor", "case", "2")[1]
    assert f"已经立为纠纷 {first['file_no']}" in told
    assert line.ask("visitor", "matter", "2")[1]["refused"] == "visitor.is_case"
