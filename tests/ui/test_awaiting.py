"""What takes long is asked aside, the newest question counts, and a person may stop it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from sqlalchemy import text

from app.desk import desk as desks
from app.ui.awaiting import Awaiting
from app.ui.jobs import Jobs
from app.ui.kit.notice_bar import NoticeBar
from app.words import say
from tests.machines import desk_in

LONG = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {}) SELECT max(i) FROM n"


class Frame:
    """As much of a window as a question needs."""

    def __init__(self) -> None:
        self.jobs, self.notices = Jobs(), NoticeBar()


@pytest.fixture
def asked(qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(desks, "GLANCE", 0.01)
    desk, frame, page = desk_in(tmp_path / "room"), Frame(), QWidget()
    qtbot.addWidget(page)
    qtbot.addWidget(frame.notices)

    def count(most):
        return lambda: desk.look(lambda db: db.scalar(text(LONG.format(most))))

    yield Awaiting(page, desk, frame), count, frame
    frame.jobs.close()
    desk.close()


def test_what_is_quick_is_shown_at_once(asked):
    awaiting, count, frame = asked
    shown = []
    awaiting.ask(count(10), shown.append)
    assert shown == [10]
    assert not frame.jobs.is_busy


def test_what_takes_long_comes_later_and_the_newest_counts(asked, qtbot):
    awaiting, count, frame = asked
    shown = []
    awaiting.ask(count(3_000_000_000), shown.append)  # nobody lives to see the end of it
    assert shown == []
    awaiting.ask(count(1_000_000), shown.append)
    qtbot.waitUntil(lambda: not frame.jobs.is_busy, timeout=60_000)
    assert shown == [1_000_000]


def test_a_person_stops_it_in_its_midst_and_the_page_stays(asked, qtbot):
    awaiting, count, frame = asked
    shown = []
    awaiting.ask(count(3_000_000_000), shown.append)
    frame.jobs.progressed.connect(lambda *_: frame.jobs.cancel())
    qtbot.waitUntil(lambda: not frame.jobs.is_busy, timeout=60_000)
    assert shown == []
    assert frame.notices.texts() == [say("awaiting.stopped")]


def test_who_leaves_the_page_waits_no_longer(asked, qtbot):
    awaiting, count, frame = asked
    shown = []
    awaiting.page.show()
    awaiting.ask(count(3_000_000_000), shown.append)
    awaiting.page.hide()
    qtbot.waitUntil(lambda: not frame.jobs.is_busy, timeout=60_000)
    assert (shown, frame.notices.texts()) == ([], [])


def test_a_trouble_aside_is_told(asked, qtbot):
    awaiting, count, frame = asked
    told = []
    frame.jobs.sorrow.connect(told.append)

    def troubled():
        count(1_000_000)()
        raise ZeroDivisionError

    awaiting.ask(troubled, told.append)
    qtbot.waitUntil(lambda: not frame.jobs.is_busy, timeout=60_000)
    assert [type(one) for one in told] == [ZeroDivisionError]
