"""From the window to the sheets in the printer, through the spooler of the system."""

from __future__ import annotations

import io
from datetime import datetime

import pypdf
import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QRadioButton, QSpinBox

from app import clock
from app.desk import edit, questions
from app.records import Case
from app.words import say
from tests import press as shop
from tests.desk.printed import a_case
from tests.player import Player

NOW = datetime(2026, 10, 9, 9, 30)


@pytest.fixture
def player(desk, opened, press):
    """The room as it is, with the printers of the print shop."""
    clock.hold(NOW)
    press.empty()
    return Player(opened(desk))


def pages(pdf):
    return ["".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def test_an_agreement_comes_out_for_everybody_and_once_more_for_the_file(player, desk, press):
    case_id = a_case(desk, clauses=12)
    clock.hold(NOW)
    player.frame.go("papers", (case_id, "agreement", None))
    shown = pages(player.frame.screen_up().view.pdf)
    player.print_it()
    player.press("paper_view.print")
    assert player.see(QComboBox, "print_pane.printer").currentText() == shop.OFFICE
    assert player.see(QSpinBox, "print_pane.copies").value() == 3
    player.see(QRadioButton, "print_pane.one").setChecked(True)
    player.see(QSpinBox, "print_pane.copies").setValue(1)
    player.write("print_pane.pages", "2")
    player.press("print_pane.print")
    whole, one = press.arrived()
    assert (whole.copies, whole.options["Duplex"], pages(whole.pdf)) == (3, "DuplexNoTumble", shown)
    assert (one.copies, one.options["Duplex"], pages(one.pdf)) == (1, "None", shown[1:2])
    assert whole.title == f"（2026）柳人调字第1号 {say('paper.agreement')}"
    kept = desk.look(questions.case_file, case_id).printed
    assert {(line.copies, line.sheets) for line in kept} == {(3, None), (1, "2")}


def test_a_whole_volume_comes_out_with_its_white_backs_or_without_them(player, desk, press):
    case_id = a_case(desk, clauses=12)
    clock.hold(NOW)
    desk.do(edit.edit, Case, case_id, {"closed_on": NOW.date(), "retention": "long"})
    player.frame.go("papers", case_id)
    player.press("binding.bind")
    shown = pages(player.frame.screen_up().view.pdf)
    player.print_it()
    player.press("paper_view.print")
    meant = player.see(QLabel, "print_pane.meant").text()
    assert f"共 {len(shown)} 面" in meant
    assert "空白面没有页号" in meant
    player.see(QRadioButton, "print_pane.one").setChecked(True)
    player.press("print_pane.print")
    both, one = (pages(job.pdf) for job in press.arrived())
    assert both == shown
    assert shown[0]
    assert shown[1] == ""  # the back of the cover
    assert one == [page for page in shown if page]
    assert "卷内目录" in one[1]
