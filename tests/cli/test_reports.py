"""Reports by the command line alone: made, written, handed in, corrected."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from openpyxl import load_workbook

from app.desk import cases
from app.words import say
from tests.cli.lines import Line
from tests.rooms import PASSWORD, moved_room

MARCH = ("--from", "2026-03-01", "--to", "2026-03-31")


@pytest.fixture
def line(tmp_path, monkeypatch, held_clock):
    monkeypatch.setenv("MEDIATION_ROOM_PASSWORD", PASSWORD)
    held_clock(dt.datetime(2026, 4, 2, 9, 0))
    desk = moved_room(tmp_path / "room")
    for day, told in ((5, {"source": "own", "dispute_type": "02"}), (6, {"source": "own"})):
        on = dt.date(2026, 3, day)
        desk.do(cases.register_case, desk.shelf.log, on, {"accepted_on": on, **told})
    desk.close()
    return Line(tmp_path / "room")


def told(line, *words):
    status, out = line.run("--json", "report", *words)
    return status, json.loads(out)


def test_the_situation_is_told_with_its_figures_and_what_does_not_add_up(line):
    status, found = told(line, "situation", *MARCH)
    assert status == 0
    assert (found["figures"]["total"], found["figures"]["type_02"]) == (2, 1)
    assert found["by_type"] == {"02": 1, "": 1}  # as before, beside the table
    rules = {one["rule"]: one for one in found["warnings"]}
    assert len(rules["by_type"]["cases"]) == 1
    assert "没有填纠纷类型" in rules["by_type"]["sentence"]
    status, lines = line.run("report", "situation", "--period", "last_month")
    assert "调解案件总数（件）: 2" in lines


def test_both_halves_of_the_situation_are_of_the_place_that_is_asked_for(line):
    assert line.run("grid", "add", "柳林小学")[0] == 0
    status, found = told(line, "situation", *MARCH, "--place", "柳林小学")
    assert (status, found["by_type"], found["figures"]["total"]) == (0, {}, 0)


def test_a_report_is_written_in_three_forms(line, tmp_path):
    for ending in ("pdf", "xlsx", "txt"):
        file = tmp_path / f"r.{ending}"
        assert line.run("report", "monthly", *MARCH, "--out", str(file))[0] == 0
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")
    assert "月调度表" in load_workbook(tmp_path / "r.xlsx").active["A1"].value
    assert "合计" in (tmp_path / "r.txt").read_text(encoding="utf-8")
    log = told(line, "printed")[1]["rows"]  # each that left has its line
    assert {row[4] for row in log} == {"存PDF", "存Excel", "存文本"}
    assert {row[2] for row in log} == {"2026-03-01至2026-03-31"}


def test_headings_above_several_columns_are_said_in_a_text(line):
    heads = line.run("report", "three_volumes", *MARCH)[1].splitlines()[1].split("\t")
    assert any("热线" in one for one in heads)
    assert len(set(heads)) == len(heads)


def test_a_report_is_handed_in_shown_again_and_corrected(line):
    status, made = told(line, "situation", *MARCH, "--submit", "--receiver", "司法局")
    assert (status, made["refused"]) == (1, "reports.does_not_balance")
    assert told(line, "list")[1]["submitted"] == []
    sure = ("--submit", "--although-unbalanced")
    status, made = told(line, "situation", *MARCH, *sure, "--receiver", "司法局")
    assert status == 0
    assert told(line, "situation", *MARCH, "--submit")[1]["refused"] == "reports.submitted_already"
    assert told(line, "list")[1]["submitted"][0]["receiver"] == "司法局"
    assert told(line, "corrections", made["id"][:8])[1]["cases"] == []
    shown = told(line, "show", made["id"])[1]
    assert shown["total"][1] == 2
    assert told(line, "show", "nothing")[1]["refused"] == "reports.no_such"


def test_what_is_due_and_what_there_is(line):
    assert [one["name"] for one in told(line, "due")[1]["due"]] == ["situation"]
    assert {"personnel", "memo", "quarterly"} <= {*told(line, "names")[1]["names"]}
    assert told(line, say("reports.personnel"), *MARCH)[0] == 0
    refused = told(line, "nothing", *MARCH)[1]
    assert (refused["refused"], f"{say('reports.memo')}（memo）" in refused["sentence"]) == (
        "report.unknown",
        True,
    )
    assert told(line, "situation")[1]["refused"] == "reports.period_needed"
