"""scan … at the command line: taken in, told, placed, written out again as it came."""

from __future__ import annotations

from pathlib import Path

from app.words import say
from tests.cli.lines import Line
from tests.desk.printed import something_else


def test_a_scan_is_taken_placed_and_written_out_again(line: Line, tmp_path: Path) -> None:
    number = line.ask("case", "list")[1]["cases"][0]["id"][:8]
    content = something_else()
    (tmp_path / "x.pdf").write_bytes(content)
    status, told = line.ask("scan", "take", str(tmp_path / "x.pdf"))
    assert (status, told["files"][0]["pages"][0]["doubt"]) == (0, "no_code")
    one = line.ask("scan", "tray")[1]["scans"][0]["id"]
    assert line.ask("scan", "place", one[:8], "--case", number, "--title", "身份证")[0] == 0
    assert [s["title"] for s in line.ask("scan", "list", number)[1]["scans"]] == ["身份证"]
    assert line.ask("scan", "export", one, "--out", str(tmp_path / "out.pdf"))[0] == 0
    assert (tmp_path / "out.pdf").read_bytes() == content
    assert line.ask("scan", "back", one)[0] == 0
    assert line.ask("scan", "drop", one, "--why", "扫重了")[0] == 0
    assert line.ask("scan", "tray")[1]["scans"] == []


def test_a_folder_is_taken_once_and_says_what_it_refused(line: Line, tmp_path: Path) -> None:
    folder = tmp_path / "scans"
    folder.mkdir()
    content = something_else()
    (folder / "a.pdf").write_bytes(content)
    (folder / "b.docx").write_bytes(b"PK\x03\x04" + bytes(99))
    status, told = line.ask("scan", "take", str(folder))
    assert (status, len(told["files"]), told["refused"][0]["file"]) == (0, 1, "b.docx")
    (folder / "copy.pdf").write_bytes(content)
    told = line.ask("scan", "take", str(folder))[1]
    assert (told["files"], told["known"]) == ([], ["a.pdf", "copy.pdf"])
    assert say("scans.again", name="copy.pdf") in line.run("scan", "take", str(folder))[1]
    for number in range(10):
        (folder / f"{number}.pdf").write_bytes(content)
    assert say("scans.again_many", count=12) in line.run("scan", "take", str(folder))[1]


def test_a_page_number_beyond_the_paper_is_refused_in_a_sentence(
    line: Line, tmp_path: Path
) -> None:
    number = line.ask("case", "list")[1]["cases"][0]["id"][:8]
    (tmp_path / "x.pdf").write_bytes(something_else())
    one = line.ask("scan", "take", str(tmp_path / "x.pdf"))[1]["files"][0]["pages"][0]["id"]
    place = ("scan", "place", one, "--case", number, "--paper", "application", "--page")
    status, told = line.ask(*place, "77")
    assert (status, told["refused"]) == (1, "scans.no_such_page")
    assert line.ask(*place, "1")[0] == 0


def test_a_page_is_thrown_out_with_the_older_word_for_the_reason_too(
    line: Line, tmp_path: Path
) -> None:
    (tmp_path / "x.pdf").write_bytes(something_else())
    line.ask("scan", "take", str(tmp_path / "x.pdf"))
    one = line.ask("scan", "tray")[1]["scans"][0]["id"]
    assert line.ask("scan", "drop", one, "--reason", "扫重了")[0] == 0
    assert line.ask("scan", "tray")[1]["scans"] == []
