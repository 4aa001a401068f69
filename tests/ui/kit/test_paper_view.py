"""A paper is looked at, printed in its copies, saved; what goes wrong is said and loses nothing."""

from __future__ import annotations

import sys
from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from app.desk import recovery
from app.desk.print_log import Left
from app.desk.room import RoomTold
from app.desk.spooling import Wish
from app.settings import Settings
from app.trouble import Trouble
from app.ui.jobs import Cancelled
from app.ui.kit.paper_pages import PaperPages
from app.ui.kit.paper_view import PaperView
from app.ui.kit.print_habits import Habits
from app.ui.kit.print_pane import Terms
from app.ui.kit.printer import Printer
from app.words import say
from tests.desk.printed import something_else


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
    kept, said = [], []
    view.said.connect(lambda text, kind: said.append(kind))
    view.show_paper(pdf, "人民调解协议书", Terms(copies=3), kept.append)
    view.press.setFocus()
    hand.press(Qt.Key.Key_Space)
    hand.press(Qt.Key.Key_Space)
    assert spooler.sent == [(pdf, Wish("一楼打印机", 3, two_sided=True), "人民调解协议书")]
    assert kept == [Left("printer", 3)]
    assert said == ["good"]
    assert not view.pane.isVisible()
    assert view.press.hasFocus()


def test_a_printer_that_refuses_is_said_and_nothing_counts_as_printed(shown, pdf):
    view = shown(PaperView(Spooler(Trouble("printing.no_paper", printer="一楼打印机"))))
    kept = []
    view.show_paper(pdf, "协议", keep=kept.append)
    view.press.click()
    view.pane.press.click()
    assert kept == []
    assert "没有纸" in view.pane.told.text()
    assert say("paper_view.save") in view.pane.told.text()
    assert view.pane.save.property("role") == "primary"
    assert view.pane.press.isEnabled()


def test_without_a_printer_the_pdf_is_the_next_step(shown, pdf, spooler):
    spooler.names = list
    view = shown(PaperView(spooler))
    view.show_paper(pdf, "协议")
    view.press.click()
    assert view.pane.told.text() == say("paper_view.no_printer")
    assert not view.pane.press.isEnabled()
    assert view.pane.save.hasFocus()


def test_some_pages_for_somebody_on_one_side(view, spooler, hand):
    kept = []
    view.show_paper(something_else(5), "协议", Terms(2, receivers=["张三"]), kept.append)
    view.press.click()
    assert view.pane.told.text() == say("print_pane.paper", leaves=6)
    view.pane.one.setChecked(True)
    hand.type(view.pane.some_pages, "1-2，5")
    assert view.pane.some.isChecked()
    assert view.pane.told.text() == say("print_pane.paper", leaves=6)
    view.pane.whom.setCurrentText("镇法庭")
    view.pane.press.click()
    (sent, wish, _), (left,) = spooler.sent[0], kept
    assert len(PdfReader(BytesIO(sent)).pages) == 3
    assert (wish.copies, wish.two_sided) == (2, False)
    assert left == Left("printer", 2, "1-2，5", "镇法庭")


@pytest.mark.parametrize("told", ["一到三", "9", ""])
def test_pages_that_are_not_there_are_said_before_anything_is_printed(view, spooler, pdf, told):
    view.show_paper(pdf, "协议")
    view.press.click()
    view.pane.some.setChecked(True)
    view.pane.some_pages.setText(told)
    view.pane.press.click()
    assert spooler.sent == []
    assert view.pane.told.property("role") == "warn"


def test_printer_and_sides_are_as_they_were_last(shown, pdf, spooler, tmp_path):
    path = tmp_path / "settings.toml"
    first = shown(PaperView(spooler, Habits(Settings(), path)))
    first.show_paper(pdf, "协议")
    first.press.click()
    first.pane.printers.setCurrentText("PDF")
    first.pane.one.setChecked(True)
    first.pane.press.click()
    second = shown(PaperView(spooler, Habits(Settings.load(path), path)))
    second.show_paper(pdf, "协议")
    second.press.click()
    assert second.pane.printers.currentText() == "PDF"
    assert second.pane.one.isChecked()
    second.show_paper(pdf, "卷宗", Terms(two_sided=True))  # a volume is always printed so
    second.press.click()
    assert second.pane.both.isChecked()
    second.pane.press.click()
    assert Settings.load(path).two_sided is False


def test_what_was_asked_of_the_printer_goes_into_the_file(shown, tmp_path, monkeypatch):
    place = tmp_path / "协议.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_told: (str(place), ""))
    kept = []
    view = shown(PaperView(Spooler(Trouble("printing.silent", printer="一楼打印机"))))
    view.show_paper(something_else(4), "协议", Terms(receivers=["张三"]), kept.append)
    view.press.click()
    view.pane.some.setChecked(True)
    view.pane.some_pages.setText("2-4")
    view.pane.whom.setCurrentText("张三")
    view.pane.press.click()
    view.pane.save.click()
    assert len(PdfReader(place).pages) == 3
    assert kept == [Left("file", 1, "2-4", "张三")]
    assert not view.pane.isVisible()


def test_escape_prints_nothing(view, spooler, pdf, hand):
    view.show_paper(pdf, "协议")
    view.press.click()
    hand.press(Qt.Key.Key_Escape)
    assert not view.pane.isVisible()
    assert spooler.sent == []


def test_who_stops_it_has_not_printed(shown, pdf):
    class Slow(Spooler):
        def send(self, pdf, wish, title, report):
            raise Cancelled

    kept = []
    view = shown(PaperView(Slow()))
    view.show_paper(pdf, "协议", keep=kept.append)
    view.press.click()
    view.pane.press.click()
    assert view.pane.told.text() == say("print_pane.stopped")
    assert kept == []


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
