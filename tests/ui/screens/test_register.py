"""The register: newest first, found while typing, names hidden, smooth with ten thousand cases."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QPushButton, QTableView

from app.desk import cases, questions
from app.desk import room as rooms
from app.records import Case, Party
from app.ui import theme
from app.ui.screens.register import FOUND, PAGE
from app.words import say
from tests.machines import change, desk_in
from tests.town import Village

FIRST = date(2026, 1, 5)


def register(desk, number, summary="为排水争吵", name="陈㛃喆"):
    def act(db):
        on = FIRST + timedelta(days=number)
        told = {"accepted_on": on, "dispute_type": "02", "summary": summary, "route": "people"}
        case_id = cases.register_case(db, desk.shelf.log, on, told)
        cases.add_party(db, case_id, {"role": "applicant", "name": name})
        return case_id

    return desk.do(act)


@pytest.fixture
def many(desk):
    """More cases than three pages hold, in one go."""

    def fill(db):
        room = rooms.own_room(db, desk.shelf.log)
        for number in range(PAGE * 3 + 7):
            on = FIRST + timedelta(hours=number)
            case = Case(
                room_id=room.id,
                file_no=f"（2026）柳人调字第{number + 1}号",
                accepted_on=on,
                summary="争水",
            )
            db.add_all([case, Party(case_id=case.id, position=1, name="陈㛃喆")])

    desk.do(fill)
    return PAGE * 3 + 7


def lines_of(player):
    view = player.see(QTableView, "register.lines")
    table = view.model()
    return [
        [table.data(table.index(row, column)) for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


def test_the_newest_stands_first_and_names_are_hidden(player, desk):
    register(desk, 1)
    register(desk, 2, "陈㛃喆说邻居占路", "陈㛃喆")
    player.frame.go("register")
    lines = lines_of(player)
    assert [line[1] for line in lines] == ["2026-01-07", "2026-01-06"]
    assert lines[0][2] == "陈某"
    assert lines[0][4] == "陈某说邻居占路"
    assert player.text("register.shown") == say("register.count", count=2)


def test_names_are_shown_when_one_asks_for_them(player, desk):
    register(desk, 1, "陈㛃喆说邻居占路")
    player.frame.go("register")
    player.see(QCheckBox, "register.masks").click()
    assert lines_of(player)[0][2] == "陈㛃喆"
    assert lines_of(player)[0][4] == "陈㛃喆说邻居占路"


def test_typing_finds_and_down_and_enter_open(player, desk):
    wanted = register(desk, 1, name="欧阳𬭎")
    register(desk, 2)
    player.frame.go("today")
    player.key(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(player.frame.find_line, "oy")
    assert player.frame.up == "register"
    assert player.frame.find_line.hasFocus()
    assert [line[2] for line in lines_of(player)] == ["欧阳某"]
    assert player.text("register.shown") == say("register.found", count=1, text="oy")
    player.key(Qt.Key.Key_Down)
    player.key(Qt.Key.Key_Return)
    assert player.frame.up == "case"
    assert player.frame.screen_up().standing() == wanted


def test_the_find_box_and_the_register_keep_in_step(player, desk):
    register(desk, 1, name="欧阳𬭎")
    register(desk, 2)
    player.frame.go("today")
    player.key(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(player.frame.find_line, "oy")
    player.click("screen.split")
    player.click("screen.register")
    assert (player.frame.find_line.text(), len(lines_of(player))) == ("oy", 1)
    player.key(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    player.key(Qt.Key.Key_Escape)
    assert player.frame.up == "split"
    assert player.frame.find_line.text() == ""
    player.click("screen.register")
    assert len(lines_of(player)) == 2
    assert player.text("register.shown") == say("register.count", count=2)


def test_control_n_begins_a_case_from_every_screen(player, desk):
    for key in ("today", "split", "register", "settings"):
        player.frame.go(key)
        player.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        assert player.frame.up == "case", key
        assert player.frame.standing == ("case", None)
    first = register(desk, 1)
    player.frame.go("case", first)
    player.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert player.frame.standing == ("case", None)
    assert "Ctrl+N" in say("window.keys")


def test_enter_presses_the_button_that_has_the_keyboard(player):
    player.frame.go("today")
    assert QApplication.focusWidget() is player.see(QPushButton, "today.register")
    player.key(Qt.Key.Key_Return)
    assert player.frame.up == "case"
    player.see(QPushButton, "screen.register").setFocus()
    player.key(Qt.Key.Key_Enter)
    assert player.frame.up == "register"
    player.see(QPushButton, "register.new").setFocus()
    player.key(Qt.Key.Key_Return)
    assert player.frame.up == "case"


def test_nothing_found_says_what_else_to_try(player, desk):
    register(desk, 1)
    player.frame.seek("查无此人")
    assert not player.sees(QTableView, "register.lines")
    assert player.text("register.empty_told") == say("register.none_found", text="查无此人")
    player.frame.seek("")
    player.frame.find_line.clear()
    player.frame.screen_up().seek("")
    assert len(lines_of(player)) == 1


def test_an_empty_register_says_how_to_begin(player, desk):
    player.frame.go("register")
    assert player.text("register.empty_told") == say("register.empty")
    player.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert player.frame.up == "case"


def test_only_pages_are_fetched_until_one_scrolls(player, many, desk):
    player.frame.go("register")
    view = player.see(QTableView, "register.lines")
    assert player.text("register.shown") == say("register.count", count=many)
    assert view.model().rowCount() <= 2 * PAGE
    while view.model().canFetchMore(view.rootIndex()):
        view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
        view.model().fetchMore(view.rootIndex())
    assert view.model().rowCount() == many
    numbers = [line[0] for line in lines_of(player)]
    assert len(set(numbers)) == many


def test_a_search_shows_the_best_and_says_when_there_are_more(player, many):
    player.frame.seek("争水")
    assert len(lines_of(player)) == FOUND
    assert player.text("register.shown") == say("register.found_many", count=FOUND, text="争水")
    view = player.see(QTableView, "register.lines")
    view.model().fetchMore(view.rootIndex())
    assert len(lines_of(player)) == FOUND


def test_the_marked_line_stays_marked_when_a_case_comes_in(player, desk):
    wanted = register(desk, 1)
    player.frame.go("register")
    register(desk, 2)
    view = player.see(QTableView, "register.lines")
    assert len(lines_of(player)) == 2
    assert view.current().id == wanted
    assert view.hasFocus()


def test_every_case_the_register_holds_is_counted(desk, many):
    assert desk.look(questions.how_many) == many


def marks(player):
    """What stands in the column of the road, or nothing where it is not shown."""
    view = player.see(QTableView, "register.lines")
    column = view.table.column("case_sync.column")
    return [] if view.isColumnHidden(column) else [line[column] for line in lines_of(player)]


def test_each_line_says_whether_the_centre_has_the_case(player, desk, tmp_path):
    register(desk, 1)
    wanted = register(desk, 2)
    player.frame.go("register")
    assert marks(player) == []  # it reports to nobody
    town = Village(desk, desk_in(tmp_path / "centre", "刁镇综治中心", centre=True), tmp_path)
    town.enrol()
    player.frame.screen_up().opened()
    assert marks(player) == [say("case_sync.not_reached")] * 2
    town.there_and_back()
    player.frame.screen_up().delivered()
    assert marks(player) == [say("case_sync.reached")] * 2
    desk.do(change, wanted, remark="又吵了一次")
    QApplication.processEvents()
    assert marks(player) == [say("case_sync.not_reached"), say("case_sync.reached")]
    player.frame.seek("陈㛃喆")
    assert marks(player) == [say("case_sync.not_reached"), say("case_sync.reached")]
    town.centre.close()


def test_in_large_type_the_facts_keep_room_beside_the_mark(desk, any_type, opened, tmp_path, qapp):
    register(desk, 1)
    town = Village(desk, desk_in(tmp_path / "centre", "刁镇综治中心", centre=True), tmp_path)
    town.enrol()
    theme.dress(qapp, large=True)
    frame = opened(desk)
    frame.go("register")
    QApplication.processEvents()
    view = frame.screen_up().view
    assert view.columnWidth(view.table.column("case.summary")) >= theme.scaled(100)
    assert view.horizontalScrollBar().maximum() == 0
    town.centre.close()


def choose(player, mark):
    part = player.see(QComboBox, "register.part")
    part.setCurrentIndex(part.findData(mark))


def test_one_sees_only_what_the_centre_does_not_have(player, desk, tmp_path):
    register(desk, 1)
    wanted = register(desk, 2)
    player.frame.go("register")
    assert not player.sees(QComboBox, "register.part")  # it reports to nobody
    town = Village(desk, desk_in(tmp_path / "centre", "刁镇综治中心", centre=True), tmp_path)
    town.enrol()
    town.there_and_back()
    player.frame.screen_up().opened()
    choose(player, "not_reached")
    assert player.text("register.empty_told") == say("register.none_not_reached")
    desk.do(change, wanted, remark="又吵了一次")
    QApplication.processEvents()
    part = say("case_sync.not_reached")
    assert marks(player) == [part]
    assert player.text("register.shown") == say("register.part_count", part=part, count=1)
    player.frame.seek("陈㛃喆")
    assert marks(player) == [part]
    assert say("register.of_these", part=part, count=1) in player.text("register.shown")
    player.frame.seek("")
    player.frame.screen_up().seek("")
    town.there_and_back()
    player.frame.screen_up().delivered()
    assert player.text("register.empty_told") == say("register.none_not_reached")
    choose(player, "")
    assert len(lines_of(player)) == 2
    town.centre.close()


def test_what_the_centre_lacks_comes_by_pages(player, many, desk, tmp_path):
    town = Village(desk, desk_in(tmp_path / "centre", "刁镇综治中心", centre=True), tmp_path)
    town.enrol()
    player.frame.go("register")
    choose(player, "not_reached")
    view = player.see(QTableView, "register.lines")
    while view.model().canFetchMore(view.rootIndex()):
        view.model().fetchMore(view.rootIndex())
    assert view.model().rowCount() == many
    assert len({line[0] for line in lines_of(player)}) == many
    town.centre.close()
