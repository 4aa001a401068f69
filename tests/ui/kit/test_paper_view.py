"""A paper is looked at, printed in its copies, saved; what goes wrong is said and loses nothing."""

from __future__ import annotations

import sys
from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt

from app.desk import recovery
from app.desk.room import RoomTold
from app.desk.spooling import Wish
from app.trouble import Trouble
from app.ui.kit.paper_pages import PaperPages
from app.ui.kit.paper_view import PaperView
from app.ui.kit.printer import Printer
from app.words import say


@pytest.fixture(scope="module")
def pdf():
    from datetime import date

    told = RoomTold(committee="柳林镇人民调解委员会", room_name="老孟调解室")
    return recovery.sheet(told, recovery.new_code(), date(2026, 3, 2))


class Spooler(Printer):
    """A printer of paper: keeps what it was sent."""

    def __init__(self, trouble: Trouble | None = None) -> None:
        self.sent: list[tuple[bytes, Wish, str]] = []
        self.trouble = trouble

    def names(self):
        return ["一楼打印机", "PDF"]

    def send(self, pdf, wish, title, report):
        if self.trouble:
            raise self.trouble
        self.sent.append((pdf, wish, title))


@pytest.fixture
def spooler():
    return Spooler()


@pytest.fixture
def view(shown, spooler):
    return shown(PaperView(spooler))


def test_pages_are_drawn_dark_on_white(qapp, pdf):
    pages = PaperPages(pdf)
    picture = pages.image(0, 1.0)
    assert (picture.width(), picture.height()) == (596, 842)
    lights = [
        picture.pixelColor(x, y).lightness() for x in range(0, 595, 3) for y in range(0, 842, 3)
    ]
    assert picture.pixelColor(2, 2).lightness() == 255
    assert min(lights) < 100
    assert sum(light > 250 for light in lights) > len(lights) * 0.8


def test_a_broken_paper_has_its_sentence(qapp):
    with pytest.raises(Trouble) as told:
        PaperPages(b"no pdf at all")
    assert told.value.key == "paper_view.unreadable"


def test_only_pages_in_sight_are_drawn(view, pdf, qtbot):
    from pypdf import PdfWriter

    writer, out = PdfWriter(), BytesIO()
    for _ in range(12):
        writer.append(BytesIO(pdf))
    writer.write(out)
    view.show_paper(out.getvalue(), "十二页")
    assert view.sheets.pages.count == 12
    view.grab()
    assert 1 <= len(view.sheets._pictures) <= 2
    view.sheets.setFocus()
    bar = view.sheets.verticalScrollBar()
    bar.setValue(bar.maximum())
    view.grab()
    assert max(number for number, _ in view.sheets._pictures) == 11


def test_it_is_enlarged_and_fits_again(view, pdf):
    view.show_paper(pdf, "恢复单")
    fitting = view.sheets.scale
    view.sheets.enlarge(2)
    assert view.sheets.scale == pytest.approx(min(fitting * 2, 4.0))
    view.sheets.fit()
    assert view.sheets.scale == fitting


def test_the_paper_goes_to_the_printer_in_its_copies(view, spooler, pdf, hand):
    printed, said = [], []
    view.printed.connect(printed.append)
    view.said.connect(lambda text, kind: said.append(kind))
    view.show_paper(pdf, "人民调解协议书", copies=3)
    view.press.setFocus()
    hand.press(Qt.Key.Key_Space)
    assert spooler.sent == [(pdf, Wish("一楼打印机", 3), "人民调解协议书")]
    assert printed == [3]
    assert said == ["good"]


def test_a_printer_that_refuses_is_said_and_nothing_counts_as_printed(shown, pdf):
    view = shown(PaperView(Spooler(Trouble("printing.no_paper", printer="一楼打印机"))))
    printed, said = [], []
    view.printed.connect(printed.append)
    view.said.connect(lambda text, kind: said.append(text))
    view.show_paper(pdf, "协议")
    view.press.click()
    assert printed == []
    assert "没有纸" in said[0]
    assert say("paper_view.save") in said[0]


def test_a_paper_is_saved_as_it_is(view, pdf, tmp_path):
    saved = []
    view.saved.connect(lambda: saved.append(1))
    view.show_paper(pdf, "恢复单")
    view.save_paper(tmp_path / "恢复单.pdf")
    assert (tmp_path / "恢复单.pdf").read_bytes() == pdf
    assert saved == [1]
    view.save_paper(tmp_path / "gone" / "x.pdf")
    assert saved == [1]


def test_nothing_can_be_printed_before_a_paper_is_shown(view, pdf):
    assert not view.press.isEnabled()
    view.show_paper(pdf, "恢复单")
    assert view.press.isEnabled()
    view.clear()
    assert not view.save.isEnabled()


@pytest.mark.skipif(sys.platform == "win32", reason="the drawn road is Windows' own there")
def test_pages_can_be_drawn_for_a_printer_without_a_road_for_pdf(qapp, tmp_path, pdf, monkeypatch):
    """The Windows road, led into a file."""
    from PySide6.QtPrintSupport import QPrinter

    out = tmp_path / "drawn.pdf"

    class ToFile(QPrinter):
        def __init__(self, *_told):
            super().__init__()
            self.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            self.setOutputFileName(str(out))

        PrinterMode, DuplexMode = QPrinter.PrinterMode, QPrinter.DuplexMode

    monkeypatch.setattr("PySide6.QtPrintSupport.QPrinter", ToFile)
    Printer()._draw(pdf, Wish("x", 2), "恢复单", lambda _done, _of: None)
    assert len(PdfReader(out).pages) == PaperPages(pdf).count
