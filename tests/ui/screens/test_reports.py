"""Reports on the screen: chosen, mended, handed in, looked at again."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtWidgets import QPushButton

from app import clock
from app.desk import cases, submissions
from app.desk.edit import add
from app.records import Case
from app.ui.screens.report_parts.handed_in import ROOM


@pytest.fixture
def frame(desk, opened, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: dt.date(2026, 4, 2))
    for day in (3, 4):
        told = {"accepted_on": dt.date(2026, 3, day), "source": "own"}
        desk.do(cases.register_case, desk.shelf.log, dt.date(2026, 3, day), told)
    found = opened(desk)
    found.go("reports")
    return found


def test_the_report_of_last_month_stands_there_and_leads_to_what_is_missing(frame):
    screen = frame.screen_up()
    assert screen.made.table.total["total"] == 2
    assert "2026年03月" in screen.told.text()
    assert not screen.faults.isHidden()
    screen.faults.itemClicked.emit(screen.faults.item(1))
    assert frame.standing[0] == "case"


def test_one_press_turns_to_another_period_and_another_report(frame):
    screen = frame.screen_up()
    screen.asking.buttons["month"].click()
    assert screen.made.wanted.period == (dt.date(2026, 4, 1), dt.date(2026, 4, 30))
    screen.asking.name.setCurrentIndex(screen.asking.name.findData("three_volumes"))
    assert not screen.trend.isHidden()
    assert "热线" in screen.trend.accessibleDescription()
    screen.asking.since.setText("2026-05-01")
    screen.asking.since.editingFinished.emit()
    assert screen.asking.wanted() is None


def test_a_draft_is_printed_as_it_was_edited(frame):
    screen = frame.screen_up()
    screen.asking.name.setCurrentIndex(screen.asking.name.findData("memo"))
    screen.text.setPlainText("一、总体情况\n改过的一句话。")
    assert screen.bar.make().below == ["一、总体情况", "改过的一句话。"]
    assert screen.send.isHidden()


def test_a_report_is_handed_in_and_corrected(frame, desk):
    screen = frame.screen_up()
    screen.send.click()  # it does not add up, which is told first
    assert "对不上" in screen.handing_in.asked.text()
    assert "2026年03月" in screen.handing_in.asked.text()
    screen.send.click()  # pressing again asks again: nothing is frozen by a press too many
    assert desk.look(submissions.submitted, desk.shelf.log) == []
    screen.handing_in.keep.click()
    assert screen.handing_in.isHidden()
    screen.send.click()
    screen.handing_in.receiver.setText("柳河司法所")
    screen.handing_in.go.click()
    assert desk.look(submissions.submitted, desk.shelf.log)[0].to_name == "柳河司法所"
    assert screen.handed_in.table.rowCount() == 1
    assert screen.handed_in.view.isColumnHidden(ROOM)  # a room needs no name for itself
    (one,) = desk.look(submissions.handed_in, desk.shelf.log)
    assert one.title == "2026年03月 调解案件情况表（十五类）"
    screen.handed_in.load([one], {one.room_id: "柳林村调解室"})  # as at a centre
    assert screen.handed_in.table.index(0, ROOM).data() == "柳林村调解室"
    assert not screen.handed_in.view.isColumnHidden(ROOM)
    screen.handed_in.look.click()
    assert screen.listing.below[-1].startswith("2026-04-02报送")
    screen.records.click()
    desk.do(add, Case, {"accepted_on": dt.date(2026, 3, 9), "source": "own"})
    screen.handed_in.compare.click()
    assert "更正表" in screen.told.text()
    screen.send.click()
    assert screen.handing_in.receiver.text() == "柳河司法所"
    screen.handing_in.go.click()
    assert screen.handed_in.table.rowCount() == 2


def test_what_is_due_stands_there_until_it_is_handed_in(frame):
    screen = frame.screen_up()
    screen.asking.buttons["last_year"].click()
    due = screen.findChild(QPushButton, "reports.due.situation")
    due.click()
    assert screen.made.wanted.period == (dt.date(2026, 3, 1), dt.date(2026, 3, 31))
    screen.send.click()
    screen.handing_in.go.click()
    assert screen.due.count() == 0
