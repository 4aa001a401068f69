"""blank … at the command line: reserved, listed, registered under the number, spoiled."""

from __future__ import annotations

from pathlib import Path

import pikepdf

from tests.cli.lines import Line


def test_blank_sets_are_made_listed_used_and_spoiled(line: Line, tmp_path: Path) -> None:
    out = tmp_path / "blank.pdf"
    status, made = line.ask(
        "blank", "make", "--sets", "2", "--papers", "acceptance,人民调解回访记录", "--out", str(out)
    )
    assert (status, made["papers"], made["pages"]) == (0, ["acceptance", "visit"], 4)
    with pikepdf.open(out) as book:
        assert len(book.pages) == 4
    first, second = made["numbers"]
    status, used = line.ask("blank", "use", first)
    assert (status, used["file_no"]) == (0, first)
    assert line.ask("case", "show", first)[1]["case"]["file_no"] == first
    assert line.ask("blank", "use", first)[0] == 1
    assert line.ask("blank", "spoil", second, "--why", "弄湿了")[0] == 0
    told = line.ask("blank", "list")[1]["numbers"]
    assert {one["number"]: one["state"] for one in told} == {first: "used", second: "spoiled"}


def test_a_file_that_cannot_be_written_reserves_nothing(line: Line, tmp_path: Path) -> None:
    assert line.ask("blank", "make", "--out", str(tmp_path / "no" / "x.pdf"))[0] == 1
    assert line.ask("blank", "list")[1]["numbers"] == []
