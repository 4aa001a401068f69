"""household join, part: who lives where, by the command line alone."""

from __future__ import annotations

from pathlib import Path

from tests.cli.lines import Line


def test_a_mediator_and_a_party_of_one_household_are_noted(line: Line, tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(
        "case: {accepted_on: 2026-09-01, lead: 孟广田}\n"
        "parties: [{role: applicant, name: 张三}, {role: respondent, name: 李四}]\n",
        encoding="utf-8",
    )
    number = line.ask("case", "add", "--from", str(case))[1]["file_no"]
    assert line.run("grid", "add", "东院", "--kind", "微网格")[0] == 0
    home = line.ask("household", "add", "东院", "--number", "1号", "--head", "甘草")[1]["id"]
    assert line.ask("household", "join", "gc", "--mediator", "孟广田")[1]["household"] == home
    told = line.ask("household", "join", home[:8], "--case", number, "--party", "张三")
    assert told[0] == 0
    status, shown = line.run("case", "show", number)
    assert (status, "住户: 东院 > 1号 甘草" in shown) == (0, True)
    assert line.run("household", "part", "--case", number, "--party", "张三")[0] == 0
    assert "住户" not in line.run("case", "show", number)[1]
    assert line.ask("household", "part")[1]["refused"] == "households.who"
    assert line.ask("household", "join", "没有", "--mediator", "孟广田")[0] == 1
