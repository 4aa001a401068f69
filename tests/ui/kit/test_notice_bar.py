"""Notices stand on the page, the newest few, and go when they are answered."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton, QToolButton

from app.trouble import Trouble
from app.ui.kit.notice_bar import MOST, NoticeBar


@pytest.fixture
def bar(shown):
    return shown(NoticeBar())


def test_a_notice_is_said_once_and_the_newest_stay(bar):
    for text in ("一", "二", "二", "三", "四"):
        bar.say(text, "warn")
    assert bar.texts() == ["二", "三", "四"]
    assert len(bar.texts()) == MOST


def test_an_action_is_done_and_its_notice_goes(bar):
    done = []
    bar.say("移除了", action=("撤销", lambda: done.append(1)))
    bar.findChild(QPushButton, "notice.action").click()
    assert done == [1]
    assert bar.texts() == []


def test_a_notice_can_be_closed(bar):
    bar.say("看一下", "bad")
    bar.findChild(QToolButton).click()
    assert bar.texts() == []


def test_good_words_go_by_themselves_and_warnings_stay(bar, qtbot, monkeypatch):
    monkeypatch.setattr("app.ui.kit.notice_bar.GOOD_STAYS", 1)
    bar.say("存好了", "good")
    bar.say("纸用完了", "warn")
    qtbot.waitUntil(lambda: bar.texts() == ["纸用完了"])


def test_what_was_said_goes_with_its_screen_and_faults_and_work_stay(bar):
    bar.say("存好了", "good", action=("撤销", lambda: None), stay=True)
    bar.say("记录出错", "bad")
    bar.say("导入完了", "good", lasting=True)
    bar.turn_page()
    assert bar.texts() == ["记录出错", "导入完了"]


def test_a_trouble_speaks_its_own_words(bar):
    why = Trouble("shelf.disk_full")
    bar.trouble(why)
    assert bar.texts() == [str(why)]


def test_the_strip_of_work_can_be_stopped(bar, qtbot):
    bar.work("正在导入", 3, 10)
    with qtbot.waitSignal(bar.stopped):
        bar.findChild(QPushButton, "kit.stop").click()
    bar.work_ended()
    assert not bar.findChild(QPushButton, "kit.stop").isVisible()
