"""A list on the page is printed, saved as PDF and as a workbook."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QFileDialog

from app.desk import list_log
from app.desk.spooling import Wish
from app.rules.listing import Column, Listing
from app.ui.frame import RoomFrame
from app.ui.jobs import InlineJobs
from app.ui.kit.listing_bar import ListingBar
from app.ui.kit.printer import Printer
from app.ui.screens import SCREENS


class Spooler(Printer):
    """A printer of paper: keeps what it was sent."""

    def __init__(self) -> None:
        self.sent: list[tuple[bytes, Wish, str]] = []

    def names(self):
        return ["一楼打印机"]

    def send(self, pdf, wish, title, report):
        self.sent.append((pdf, wish, title))


@pytest.fixture
def bar(shown, desk):
    frame = shown(RoomFrame(desk, InlineJobs(), SCREENS))
    made = Listing("值班表", [Column("日期"), Column("谁")], [("周一", "老孟")])
    return shown(ListingBar(desk, frame, lambda: made, printer=Spooler()))


def test_a_list_is_printed_without_a_case(bar):
    bar.press.click()
    bar.pane.press.click()
    ((pdf, wish, title),) = bar.printer.sent
    assert pdf.startswith(b"%PDF")
    assert (wish.printer, wish.copies, title) == ("一楼打印机", 1, "值班表")
    assert bar.pane.isHidden()
    (line,) = bar.desk.look(list_log.lines, bar.desk.shelf.log, None, None)
    assert (line.title, line.how, line.copies, line.pages) == ("值班表", "printer", 1, 1)


def test_a_list_is_saved_as_pdf_and_as_a_workbook(bar, tmp_path, monkeypatch):
    answers = iter([tmp_path / "a.pdf", tmp_path / "a.xlsx"])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(next(answers)), ""))
    bar.paper.click()
    bar.book.click()
    assert Path(tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    assert load_workbook(tmp_path / "a.xlsx").active["A1"].value == "值班表"
    log = bar.desk.look(list_log.lines, bar.desk.shelf.log, None, None)
    assert {(one.how, one.pages) for one in log} == {("pdf", 1), ("excel", None)}


def test_the_buttons_of_a_wide_bar_are_not_stretched(bar):
    bar.resize(1100, 60)
    bar.layout().activate()
    assert bar.press.width() == bar.press.sizeHint().width()
