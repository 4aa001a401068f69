"""The page 来件 with real hands: written down, passed on, told back, made a case; the lists add up."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QTableView

from app.desk import matter_list, matters, practice, questions, units, whistles
from app.desk import room as rooms
from app.desk.desk import Desk
from app.desk.matter_list import Line, Wanted
from app.records import Case
from app.rules import mechanism
from app.ui.screens.matter_parts.items_part import ItemsPart
from app.ui.screens.matter_parts.lists_part import ListsPart
from tests.player import Player


@pytest.fixture
def player(desk: Desk, opened: Any, held_clock: Any) -> Player:
    """Somebody at the page of a room that works as 吉州 does, with one unit in its list."""
    held_clock(dt.datetime(2026, 3, 2, 9, 0))
    desk.do(practice.put, desk.shelf.log, dt.date(2026, 1, 1), mechanism.preset("jizhou"))
    desk.do(units.take_offered, desk.shelf.log, ["环卫所"])
    frame = opened(desk)
    frame.go("matters")
    return Player(frame)


def lines(desk: Desk, part: str = "all") -> list[Line]:
    now = dt.datetime(2026, 3, 2, 9, 0)
    found = desk.look(matter_list.listing, desk.shelf.log, now, desk.calendar(), Wanted(part=part))
    return found.lines


def write(player: Player, told: str = "楼上漏水", tier: str = "简易") -> None:
    player.press("matters.new")
    player.write("matter.told", told)
    player.write("matter.line", "热线")
    player.write("matter.tier", tier)
    player.write("matter.reporter", "何小满")
    player.press("matters.save")


def test_a_matter_is_written_goes_to_a_unit_and_comes_back(desk: Desk, player: Player) -> None:
    write(player)
    (line,) = lines(desk)
    assert (line.told, line.line, line.tier) == ("楼上漏水", "hotline", "simple")
    player.write("matter_step.to_person_id", "环卫所")
    player.write("matter_step.told", "请到场")
    player.press("matters.step_pass")
    (line,) = lines(desk)
    assert line.holders == ("环卫所",)
    player.press("matters.step_remind")
    player.press("matters.step_solved")
    assert lines(desk)[0].is_solved
    assert lines(desk, "open") == []
    assert not player.sees(QPushButton, "matters.step_pass")


def test_one_key_makes_it_a_case_and_opens_it(desk: Desk, player: Player) -> None:
    write(player)
    view = player.see(QTableView, "matters.lines")
    QTest.keyClick(view, Qt.Key.Key_J)
    case_id = desk.look(lambda db: db.query(Case).one().id)
    file = desk.look(questions.case_file, case_id)
    assert [one.name for one in file.parties] == ["何小满"]
    assert player.frame.findChild(QLabel, "matters.shown").isVisible() is False


def test_it_is_struck_out_with_a_reason_and_changed_in_its_form(desk: Desk, player: Player) -> None:
    write(player)
    player.press("matters.change")
    player.write("matter.phone", "19900001234")
    player.press("matters.save")
    with desk.shelf.reading() as db:
        from app.records import Matter

        assert db.query(Matter).one().phone == "19900001234"
    player.press("matters.void")
    player.write("matter.remove_reason", "重复登记")
    player.press("matter.remove_now")
    assert lines(desk) == []


def test_units_are_called_and_the_silent_one_answers(desk: Desk, player: Player) -> None:
    write(player)
    player.press("matters.whistle")
    player.write("whistle.what", "请到场")
    boxes = [
        b for b in player.frame.findChildren(QCheckBox) if b.isVisible() and b.text() == "环卫所"
    ]
    boxes[0].click()
    player.press("matters.blow")
    (line,) = desk.look(whistles.listing, desk.shelf.log, dt.datetime(2026, 3, 2, 9, 0))
    assert [one.unit for one in line.calls] == ["环卫所"]
    player.press("matters.came")
    player.write("whistle.result", "修好了")
    player.press("matters.finish")
    (line,) = desk.look(whistles.listing, desk.shelf.log, dt.datetime(2026, 3, 2, 9, 0))
    assert (line.result, line.calls[0].state) == ("修好了", "answered")


def test_every_part_says_above_what_it_shows(player: Player) -> None:
    for part, told in (("whistles", "吹哨 0 次"), ("items", "码上办"), ("list", "来件 0 件")):
        player.press(f"matters.view_{part}")
        assert player.text("matters.shown").startswith(told)


def test_five_matters_and_the_steps_of_the_marked_one_are_in_sight(
    desk: Desk, player: Player
) -> None:
    for n in range(7):
        told = {"told": f"第{n}件", "reporter": "何小满", "line": "grid", "tier": "simple"}
        desk.do(matters.write_down, desk.shelf.log, dt.datetime(2026, 3, 1, 9), told)
    player.frame.resize(1366, 738)
    player.press("matters.view_list")
    QApplication.processEvents()
    view = player.see(QTableView, "matters.lines")
    assert view.viewport().height() >= 5 * view.rowHeight(0)
    for name in ("matters.step_handle", "matters.step_solved"):
        button = player.see(QPushButton, name)
        assert button.visibleRegion().boundingRect().height() == button.height()


def test_the_three_lists_stand_with_their_sum(desk: Desk, player: Player) -> None:
    for told in ("一", "二"):
        desk.do(matters.write_down, desk.shelf.log, dt.datetime(2026, 3, 1, 9), {"told": told})
    done = lines(desk)[0].id
    desk.do(matters.take_step, dt.datetime(2026, 3, 1, 10), done, "feedback", {"solved": True})
    assert player.text("matters.shown").startswith("来件 1 件")
    player.press("matters.view_lists")
    assert player.text("matters.shown") == "三张清单：收集 2 件"
    assert "收集 2 ＝ 办结 1 ＋ 跟踪 1" in player.text("matters.balance")
    assert player.see(QTableView, "matters.listing").model().rowCount() == 2
    player.write("matters.until", "2026-02-28")
    assert "收集 0 ＝" in player.text("matters.balance")


def test_a_file_of_items_is_seen_then_taken_then_undone(
    desk: Desk, player: Player, tmp_path: Path
) -> None:
    file = tmp_path / "items.csv"
    file.write_text("工单号,反映内容,电话\nM-1,路灯不亮,1\nM-2,树倒了,2\n", encoding="utf-8")
    player.press("matters.view_items")
    part = player.frame.findChild(ItemsPart)
    part.look_at(file)
    assert "新 2 件" in player.text("items.told")
    assert lines(desk) == []
    player.press("items.take")
    assert len(lines(desk)) == 2
    part.give_to(tmp_path / "back.csv")
    assert (tmp_path / "back.csv").exists()
    player.write("room.scan_text", "码：{grid}")
    part.placard.draw_to(tmp_path / "code.pdf")
    assert (tmp_path / "code.pdf").read_bytes()[:5] == b"%PDF-"
    with desk.shelf.reading() as db:
        assert rooms.own_room(db, desk.shelf.log).scan_text == "码：{grid}"
    player.press("items.undo")
    assert lines(desk) == []


def test_a_case_knows_how_it_came_in_and_calls_units(desk: Desk, player: Player) -> None:
    write(player)
    QTest.keyClick(player.see(QTableView, "matters.lines"), Qt.Key.Key_J)
    player.press("case_page.part.steering")
    player.press("case_page.blow")
    player.write("whistle.what", "请到场")
    next(
        b for b in player.frame.findChildren(QCheckBox) if b.isVisible() and b.text() == "环卫所"
    ).click()
    player.press("matters.blow")
    case_id = desk.look(lambda db: db.query(Case).one().id)
    now = dt.datetime(2026, 3, 2, 9, 0)
    (line,) = desk.look(whistles.listing, desk.shelf.log, now, case_id=case_id)
    assert line.of == "（2026）柳人调字第1号"
    player.frame.go("case", case_id)
    player.press("case_page.part.steering")
    player.press("case_page.matter")
    assert player.see(QTableView, "matters.lines").model().rowCount() == 1


def test_the_three_lists_hide_names_and_show_numbers_and_times_whole(
    desk: Desk, player: Player
) -> None:
    told = {"reporter": "何小满", "phone": "19900001234", "told": "楼上漏水"}
    desk.do(matters.write_down, desk.shelf.log, dt.datetime(2026, 3, 1, 9), told)
    player.press("matters.view_lists")
    part = player.frame.findChild(ListsPart)
    view = player.see(QTableView, "matters.listing")
    cells = [str(view.model().index(0, n).data()) for n in range(view.model().columnCount())]
    assert "何某" in cells
    assert "19900001234" not in cells
    for place in (cells.index(lines(desk)[0].number), cells.index("2026-03-01 09:00")):
        assert view.columnWidth(place) > view.fontMetrics().horizontalAdvance(cells[place]) + 8
    assert "何小满" not in str(part.listing().rows)
    part.whole.setChecked(True)
    assert "何小满" in str(part.listing().rows)
