"""What cannot be read on a command line is refused in the user's language, and nothing is done."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.cli.run import run

Capture = pytest.CaptureFixture[str]


def asked(*told: str) -> int:
    return run(told, lambda *_told: 0, lambda *_told, **_more: "")


@pytest.mark.parametrize(
    ("told", "wrong", "says"),
    [
        (("today", "--on", "2026-13-45"), "2026-13-45", "日期"),
        (("case", "list", "--limit", "三"), "三", "整数"),
        (("paper", "record", "1", "--copies", "0"), "0", "整数"),
        (("notice", "add", "1", "--kind", "x", "--at", "早上"), "早上", "时间"),
    ],
)
def test_a_sentence_names_what_is_wrong(
    tmp_path: Path, capsys: Capture, told: tuple[str, ...], wrong: str, says: str
) -> None:
    assert asked("--data", str(tmp_path), "--language", "zh_CN", *told) == 2
    said = capsys.readouterr().err
    assert f"“{wrong}”" in said
    assert says in said
    assert "invalid" not in said
    assert not list(tmp_path.iterdir())


def test_a_program_is_told_as_well_and_english_is_spoken(tmp_path: Path, capsys: Capture) -> None:
    assert asked("today", "--on", "x", "--json", "--language", "en", "--data", str(tmp_path)) == 2
    told = json.loads(capsys.readouterr().out)
    assert told["refused"] == "cli.no_day"
    assert "is no day" in told["sentence"]


@pytest.mark.parametrize(
    "verb", ["relapse", "figures mediators", "radar", "matter lists", "report situation"]
)
def test_no_period_ends_before_it_begins(tmp_path: Path, capsys: Capture, verb: str) -> None:
    days = ("--from", "2026-06-01", "--to", "2026-05-01")
    assert asked("--data", str(tmp_path), "--language", "zh_CN", *verb.split(), *days) == 1
    assert "2026-06-01" in capsys.readouterr().err
