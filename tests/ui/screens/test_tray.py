"""待归档 in the window: what came is seen, placed, confirmed; the navigation counts what waits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QListWidget, QPushButton, QWidget

from app import clock
from app.desk import blank_forms, cases, questions, scan_folder, scanning, tray
from app.desk import room as rooms
from app.desk.desk import Desk
from app.papers import blank
from app.papers.page_code import PageCode
from app.ui.folder_greeter import FolderGreeter
from app.words import say
from tests.desk.printed import NOW, a_case, photo, printed, something_else
from tests.player import Player
from tests.scans.degraded import Sheet


def test_the_navigation_counts_what_waits(player: Player, desk: Desk) -> None:
    player.frame.go("register")
    assert not player.sees(QPushButton, "screen.tray")
    scanning.take(desk, something_else(2), "x.pdf")
    player.frame.go("today")
    press = player.see(QPushButton, "screen.tray")
    assert press.text() == say("tray.counted", name=say("screen.tray"), count=2)


def test_a_page_in_the_tray_is_placed_under_a_title(player: Player, desk: Desk) -> None:
    case_id = a_case(desk)
    number = desk.look(questions.case_file, case_id).case.file_no
    scanning.take(desk, something_else(), "x.pdf")
    player.frame.go("tray")
    pages = player.see(QListWidget, "tray.pages")
    assert say("scans.doubt.no_code") in pages.item(0).text()
    case: Any = player.see(QLineEdit, "tray.case")
    case.setText(next(told for _, told in case.options if told.startswith(number)))
    case.editingFinished.emit()
    player.see(QLineEdit, "tray.title").setText("身份证")
    player.press("tray.place")
    assert [s.title for s in desk.look(questions.case_file, case_id).scans] == ["身份证"]
    assert desk.look(tray.waiting, desk.shelf.log) == 0


def test_files_are_added_from_the_case_and_signatures_confirmed(
    player: Player, desk: Desk, tmp_path: Path
) -> None:
    case_id = a_case(desk, clauses=1)
    paths = []
    for number, sheet in enumerate(printed(desk, case_id), 1):
        paths.append(tmp_path / f"{number}.jpg")
        paths[-1].write_bytes(photo(sheet))
    player.frame.go("case", case_id)
    player.press("case_page.scans")
    screen: Any = player.frame.screen_up()
    screen.take(paths)
    QApplication.processEvents()
    assert player.see(QComboBox, "tray.paper").currentText() == say("paper.agreement")
    player.press("tray.confirm")
    QApplication.processEvents()
    assert all(scan.signed for scan in desk.look(questions.case_file, case_id).scans)
    assert not player.sees(QPushButton, "tray.confirm")


def test_what_the_scanner_lays_down_is_taken_while_the_window_is_open(
    player: Player, desk: Desk, tmp_path: Path
) -> None:
    import os

    scan_folder.choose(desk, tmp_path)
    (tmp_path / "a.pdf").write_bytes(something_else())
    os.utime(tmp_path / "a.pdf", (1, 1))
    greeter = FolderGreeter(lambda: player.frame, player.frame)
    greeter.look()
    assert desk.look(tray.waiting, desk.shelf.log) == 0  # it may still be written
    greeter.look()
    assert desk.look(tray.waiting, desk.shelf.log) == 1
    assert say("tray.taken", count=1, filed=0, waits=1) in player.frame.notices.texts()


def test_a_chosen_folder_is_told_in_the_settings(
    player: Player, desk: Desk, tmp_path: Path
) -> None:
    player.frame.go("settings")
    screen: Any = player.frame.screen_up()
    screen.scans.watch(tmp_path)
    assert str(tmp_path) in player.text("scan_folder.where")
    assert player.sees(QWidget, "scan_folder.none")


def test_a_blank_form_in_the_tray_leads_to_the_case_of_its_number(
    player: Player, desk: Desk
) -> None:
    clock.hold(NOW)
    made = blank_forms.make(desk, 1, ["visit"])
    blank_forms.left(desk, made)
    room = desk.look(rooms.own_room, desk.shelf.log)
    (laid,) = blank.lay_set(room, made.numbers[0], ["visit"])
    code = PageCode(room.id[:8], made.numbers[0], "visit", laid.digest, blank=True)
    scanning.take(desk, photo(Sheet(made.pdf, 1, code.text())), "1.jpg")
    player.frame.go("tray")
    assert made.numbers[0] in player.text("tray.what")
    player.press("blank.use")
    page: Any = player.frame.screen_up()
    page.case.begin({"summary": "停电时来的人"})
    file = desk.look(questions.case_file, page.case.case_id)
    assert file.case.file_no == made.numbers[0]
    desk.do(cases.record_visit, file.case.id, {})
    player.frame.go("tray")
    assert not desk.look(tray.in_tray, desk.shelf.log)


def test_an_emptied_tray_shows_no_page_and_keeps_the_caret(player: Player, desk: Desk) -> None:
    case_id = a_case(desk)
    scanning.take(desk, something_else(), "x.pdf")
    player.frame.go("tray")
    screen: Any = player.frame.screen_up()
    page = desk.look(tray.in_tray, desk.shelf.log)[0].id
    screen.card.file.setFocus(Qt.FocusReason.TabFocusReason)
    assert screen.area.isVisible()
    desk.do(tray.place_scan, page, case_id, title="身份证")
    QApplication.processEvents()
    assert not screen.area.isVisible()
    assert QApplication.focusWidget() is screen.choose
