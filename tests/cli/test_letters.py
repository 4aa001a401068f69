"""Letters and notices by the command line alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.lines import Line
from tests.machines import register
from tests.rooms import PASSWORD, moved_room

NO = "（2026）柳人调字第1号"


@pytest.fixture
def line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Line:
    """A room with one numbered case."""
    monkeypatch.setenv("MEDIATION_ROOM_PASSWORD", PASSWORD)
    desk = moved_room(tmp_path / "room")
    desk.do(register, file_no=NO)
    desk.close()
    return Line(tmp_path / "room")


def court(line: Line, *more: str) -> None:
    status, out = line.run(
        "letter", "add", NO, "--kind", "委派调解函", "--organ", "章丘区人民法院",
        "--letter-number", "（2026）鲁0114诉前调12号", "--received", "2026-09-28", *more,
    )  # fmt: skip
    assert status == 0, out


def test_a_letter_of_a_court_tells_its_two_days(line: Line) -> None:
    court(line, "--enclosure", "起诉状副本")
    status, told = line.ask("letter", "list", NO)
    (letter,) = told["letters"]
    assert status == 0
    assert (letter["confirm_by"], letter["due_on"]) == ("2026-10-08", "2026-10-28")
    _, page = line.ask("today", "--on", "2026-10-05")
    sentences = [errand["sentence"] for errand in page["periods"]]
    assert any("章丘区人民法院来函" in told and "是否接受" in told for told in sentences)


def test_a_letter_is_answered_once(line: Line) -> None:
    court(line)
    status, told = line.ask("letter", "answer", NO)
    assert (status, told["kind"]) == (0, "reply")
    _, told = line.ask("letter", "list", NO)
    assert [one["kind"] for one in told["letters"]] == ["court_assign", "reply"]
    assert told["letters"][0]["answered_on"]
    status, told = line.ask("letter", "answer", NO)
    assert (status, told["refused"]) == (1, "cli.letter_which")


def test_a_day_that_is_still_to_come_is_told(line: Line) -> None:
    _, told = line.run(
        "letter", "add", NO, "--kind", "委派调解函", "--organ", "章丘区人民法院", "--received", "2099-01-01",
    )  # fmt: skip
    assert "2099-01-01 这一天还没有到" in told


def test_where_two_wait_one_is_named(line: Line) -> None:
    court(line)
    court(line)
    assert line.ask("letter", "answer", NO)[1]["refused"] == "cli.letter_which"
    assert line.ask("letter", "answer", NO, "--which", "9")[1]["refused"] == "cli.no_such_which"
    status, told = line.ask("letter", "answer", NO, "--which", "2", "--decline")
    assert (status, told["kind"]) == (0, "declined")


def test_a_notice_names_its_paper(line: Line) -> None:
    status, told = line.ask("notice", "add", NO, "--kind", "受理通知书")
    assert (status, told["paper"]) == (0, "acceptance_notice")


def test_an_unknown_kind_or_party_is_told_and_changes_nothing(line: Line) -> None:
    refused = line.ask("letter", "add", NO, "--kind", "情书", "--organ", "甲")[1]
    assert refused["refused"] == "cli.no_such_kind"
    refused = line.ask("notice", "add", NO, "--kind", "summons", "--party", "没有的人")[1]
    assert refused["refused"] == "told.no_such_party"
    assert line.run("letter", "list", NO)[1].strip() == "这个案件没有来往函件。"


def test_a_case_is_shown_with_its_letters_and_notices(line: Line) -> None:
    court(line)
    line.run("notice", "add", NO, "--kind", "summons", "--party", "欧阳𬭎")
    _, whole = line.ask("case", "show", NO)
    assert [one["letter_kind"] for one in whole["letters"]] == ["court_assign"]
    assert [one["notice_kind"] for one in whole["notices"]] == ["summons"]
    told = line.run("case", "show", NO)[1]
    assert "章丘区人民法院" in told
    assert "送给谁: 欧阳𬭎" in told
