"""Sheets of other systems from the command line."""

from __future__ import annotations

from pathlib import Path

from tests.cli.lines import Line
from tests.desk.test_sheet_formats import ANHUI


def test_a_sheet_is_shown_edited_taken_in_and_written(line: Line, tmp_path: Path) -> None:
    shipped = line.ask("exchange", "formats")[1]["formats"]
    assert {one["key"] for one in shipped} >= {"x25", "ajbl", "fq18", "nm", "ours"}
    assert len(line.ask("exchange", "show", "ajbl")[1]["columns"]) == 28
    assert line.ask("exchange", "show", "x25", "--out", str(tmp_path / "gansu.toml"))[0] == 0
    assert line.ask("exchange", "take", str(tmp_path / "gansu.toml"))[1]["key"] == "gansu"
    (tmp_path / "anhui.toml").write_text(ANHUI, encoding="utf-8")
    line.ask("exchange", "take", str(tmp_path / "anhui.toml"))
    out = str(tmp_path / "out.xlsx")
    done = line.ask("ledger", "export", out, "--format", "anhui")[1]
    assert done["count"] == 1
    assert line.ask("ledger", "import", out, "--preview")[1]["tally"]["skipped"] >= 2
    assert "行：列名行" in line.run("ledger", "import", out, "--preview")[1]
    refused = line.ask("ledger", "export", str(tmp_path / "b.xlsx"), "--format", "x26")
    assert refused[0] == 1
    assert line.ask("exchange", "drop", "anhui")[0] == 0
    assert "migrants" in line.ask("exchange", "facts")[1]["facts"]
