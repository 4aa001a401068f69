"""Papers from the command line: some of their pages, without persons, to a printer; and who printed what."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from app import clock
from app.desk import questions
from tests import press as shop
from tests.cli.lines import Line
from tests.desk.printed import a_case
from tests.rooms import PASSWORD, moved_room


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Line, str]:
    """A room with one case, and the number of it."""
    monkeypatch.setenv("MEDIATION_ROOM_PASSWORD", PASSWORD)
    desk = moved_room(tmp_path / "room")
    case_id = a_case(desk, clauses=2)
    number = desk.look(questions.case_file, case_id).case.file_no
    desk.close()
    clock.hold(None)
    return Line(tmp_path / "room"), str(number)


def test_a_paper_goes_to_the_printer_and_is_logged(
    room: tuple[Line, str], press: shop.Press
) -> None:
    line, number = room
    press.empty()
    status, _ = line.ask(
        "paper",
        "record",
        number,
        "--print",
        shop.OFFICE,
        "--copies",
        "2",
        "--pages",
        "1",
        "--for",
        "镇法庭",
    )
    assert status == 0
    (job,) = press.arrived()
    assert (job.copies, job.options["sides"], job.title) == (2, "two-sided-long-edge", number)
    with pikepdf.open(io.BytesIO(job.pdf)) as pdf:
        assert len(pdf.pages) == 1
    _, told = line.ask("paper", "printed", number)
    (log,) = told["printed"]
    assert (log["paper"], log["how"], log["copies"], log["sheets"], log["for_whom"], log["redacted"]) == (
        "record", "printer", 2, "1", "镇法庭", False,
    )  # fmt: skip
    assert log["who"]
    assert "镇法庭" in line.run("paper", "printed", number)[1]


def test_what_was_not_printed_is_not_logged(room: tuple[Line, str], press: shop.Press) -> None:
    line, number = room
    status, told = line.ask("paper", "record", number, "--print", shop.JAMMED)
    assert (status, told["refused"]) == (1, "printing.hands")
    status, told = line.ask("paper", "record", number, "--print", "--pages", "77")
    assert (status, told["refused"]) == (1, "printing.no_such_pages")
    assert line.ask("paper", "printed", number)[1]["printed"] == []


def test_a_copy_for_teaching_is_a_file_of_its_own(room: tuple[Line, str], tmp_path: Path) -> None:
    line, number = room
    for name in ("acceptance", "bind"):
        out = tmp_path / f"{name}.pdf"
        status, told = line.ask("paper", name, number, "--redacted", "--out", str(out))
        assert (status, told["redacted"]) == (0, True)
        assert "已隐名" in "".join(page.extract_text() for page in PdfReader(out).pages)
    log = line.ask("paper", "printed", number)[1]["printed"]
    assert {(one["paper"], one["how"], one["redacted"]) for one in log} == {
        ("acceptance", "file", True), ("volume", "file", True),
    }  # fmt: skip


def test_a_volume_tells_its_numbers_and_its_sides(room: tuple[Line, str], tmp_path: Path) -> None:
    line, number = room
    out = tmp_path / "bound.pdf"
    told = line.run("paper", "bind", number, "--out", str(out))[1]
    assert f"共 {len(PdfReader(out).pages)} 面" in told
    assert "卷内 " in told
    assert "从 1 到 " not in told
    assert "从 1 到 " in line.run("paper", "bind", number, "--pages", "1", "--out", str(out))[1]


def test_who_acts_for_the_room_can_be_left_out_too(room: tuple[Line, str], tmp_path: Path) -> None:
    line, number = room
    said = {}
    for more in ((), ("--nobody",)):
        out = tmp_path / "bound.pdf"
        told = ("paper", "bind", number, "--redacted", "--out", str(out), *more)
        assert line.ask(*told)[0] == 0
        said[more] = "".join(page.extract_text() for page in PdfReader(out).pages)
    assert "孟广田" in said[()]
    assert "孟广田" not in said["--nobody",]


def test_a_paper_goes_somewhere(room: tuple[Line, str]) -> None:
    line, number = room
    assert line.ask("paper", "record", number)[1]["refused"] == "cli.out_needed"
