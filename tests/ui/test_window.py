"""The window around the screens: navigation, find box, keys, notices, the lock."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout

from app import words
from app.desk.edit import add, edit
from app.records import Case
from app.settings import Settings
from app.trouble import Trouble
from app.ui import theme
from app.ui.jobs import InlineJobs
from app.ui.kit.field_form import FieldForm
from app.ui.kit.notice_bar import MOST
from app.ui.screen import Screen
from app.ui.screens import SCREENS, Entrance
from app.ui.screens.door import Door
from app.ui.window import Window
from app.words import say


class Plain(Screen):
    """A screen that remembers what it was asked."""

    def __init__(self, desk, frame):
        super().__init__(desk, frame)
        self.log = []
        self.fill(QLabel("plain"))

    def opened(self, target=None):
        self.log.append(("opened", target))

    def heard(self, touched):
        self.log.append(("heard", touched))

    def settle(self):
        self.log.append(("settle",))

    def seek(self, text):
        self.log.append(("seek", text))

    def seek_on(self):
        self.log.append(("seek_on",))


class Writing(Screen):
    """A screen with a form on the one case there is."""

    def __init__(self, desk, frame):
        super().__init__(desk, frame)
        self.form = FieldForm(Case, ("summary", "accepted_on"))
        self.form.left.connect(self.keep)
        QVBoxLayout(self).addWidget(self.form)

    def opened(self, target=None):
        self.form.load(self.desk.look(lambda db: db.query(Case).one()))

    def keep(self, changes):
        self.desk.do(edit, Case, self.form.record_id, changes, self.form.seen)

    def heard(self, touched):
        self.opened()

    def settle(self):
        self.form.settle()


ENTRANCES = (
    Entrance("today", "today", Plain),
    Entrance("split", "split", Writing),
    Entrance("ledger", "ledger", Plain, in_navigation=False, finds=True),
)


@pytest.fixture
def frame(desk, opened):
    made = opened(desk, ENTRANCES)
    made.go("today")
    return made


@pytest.fixture
def case_id(desk):
    return desk.do(add, Case, {"summary": "争水"})


def test_the_navigation_has_an_icon_and_a_word_and_marks_where_one_is(frame):
    presses = [frame.findChild(QPushButton, f"screen.{key}") for key in ("today", "split")]
    assert [press.text() for press in presses] == [say("screen.today"), say("screen.split")]
    assert all(not press.icon().isNull() for press in presses)
    assert [press.isChecked() for press in presses] == [True, False]
    assert all(press.height() >= theme.TARGET for press in presses)
    assert frame.findChild(QPushButton, "screen.ledger") is None


def test_alt_and_a_figure_turns_the_page_and_alt_left_turns_back(frame, hand, case_id):
    hand.press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert frame.up == "split"
    hand.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert frame.up == "today"


def test_a_screen_is_asked_to_keep_before_another_comes(frame, case_id):
    plain = frame.screen_up()
    plain.log.clear()
    frame.go("split")
    assert plain.log == [("settle",)]
    frame.go("today", "x")
    assert plain.log[-1] == ("opened", "x")


def test_what_is_typed_and_left_by_turning_the_page_is_kept(frame, hand, desk, case_id):
    frame.go("split")
    form = frame.screen_up().form
    hand.type(form.editors["summary"].input, "南院")
    hand.press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert desk.look(lambda db: db.get(Case, case_id).summary) == "南院争水"


def test_only_the_screen_that_is_up_hears(frame, desk, case_id):
    plain = frame.screen_up()
    desk.do(edit, Case, case_id, {"summary": "争路"})
    assert plain.log[-1] == ("heard", {("case", case_id)})
    frame.go("split")
    before = list(plain.log)
    desk.do(edit, Case, case_id, {"summary": "争墙"})
    assert plain.log == before
    assert frame.screen_up().form.value("summary") == "争墙"


def test_control_f_finds_from_anywhere(frame, hand):
    hand.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    box = frame.findChild(QLineEdit, "window.find")
    assert box.hasFocus()
    hand.press(Qt.Key.Key_C)
    hand.press(Qt.Key.Key_X)
    assert frame.up == "ledger"
    hand.press(Qt.Key.Key_Down)
    seeking = [told for told in frame.screen_up().log if told[0].startswith("seek")]
    assert seeking == [("seek", "c"), ("seek", "cx"), ("seek_on",)]
    box.setFocus()
    hand.press(Qt.Key.Key_Escape)
    assert frame.up == "today"
    assert box.text() == ""


def test_what_was_said_goes_when_another_screen_is_opened(frame, case_id):
    for text, kind in (("说过", "told"), ("好了", "good"), ("留意", "warn"), ("坏了", "bad")):
        frame.notices.say(text, kind, stay=True)
    frame.go("today")
    assert len(frame.notices.texts()) == MOST, "the same screen"
    frame.go("split")
    assert frame.notices.texts() == ["坏了"]
    frame.notices.say("留意", "warn")
    frame.back()
    assert frame.notices.texts() == ["坏了"]


def test_what_cannot_be_kept_is_said_on_the_next_screen(frame, monkeypatch):
    screen = frame.screen_up()
    monkeypatch.setattr(screen, "settle", lambda: frame.notices.say("没有存好", "warn"))
    frame.go("ledger")
    assert frame.notices.texts() == ["没有存好"]


def test_f1_says_what_the_screen_is_for(frame, hand):
    hand.press(Qt.Key.Key_F1)
    assert say("window.keys") in frame.notices.texts()[0]


def test_work_under_way_is_shown_and_then_gone(frame):
    seen = []

    def work(report):
        report(3, 10)
        seen.append(frame.notices._title.text())

    frame.jobs.run(work, title="正在导入")
    assert seen == ["正在导入　3 / 10"]
    assert not frame.notices._strip.isVisible()


@pytest.fixture
def settings():
    return Settings()


@pytest.fixture
def window(desk, shown, settings):
    jobs = InlineJobs()
    kept = []
    made = Window(
        settings, jobs, lambda: Door(desk.data, settings, jobs), entrances=ENTRANCES,
        keep_settings=lambda told: kept.append((told.language, told.large_type)),
    )  # fmt: skip
    made.kept = kept
    shown(made, 1366, 768)
    made.enter(desk)
    yield made
    made.close()


def test_a_trouble_of_a_job_is_said_on_the_page(window):
    def work(_report):
        raise Trouble("shelf.disk_full")

    window.jobs.run(work)
    assert window.notices.texts() == [say("shelf.disk_full")]


def test_faults_of_another_thread_are_said_on_this_one(window, qtbot):
    worker = threading.Thread(
        target=lambda: (
            window.trouble_told.emit(Trouble("shelf.disk_full")),
            window.mishap_told.emit(Path("mishap-1.txt")),
        )
    )
    worker.start()
    worker.join()
    qtbot.waitUntil(lambda: len(window.notices.texts()) == 2)
    assert window.notices.texts()[0] == say("shelf.disk_full")
    assert "mishap-1.txt" in window.notices.texts()[1]


def test_the_language_changes_every_page_and_is_remembered(window):
    window.room.speak("en")
    assert words.language() == "en"
    assert window.room.findChild(QPushButton, "screen.today").text() == say("screen.today")
    assert window.room.up == "today"
    assert window.kept == [("en", False)]


def test_the_type_grows_and_the_page_stays(window, qapp, case_id):
    try:
        window.room.go("split")
        window.room.enlarge(True)
        assert theme.is_large()
        assert window.room.up == "split"
        assert window.kept == [("zh_CN", True)]
    finally:
        theme.dress(qapp)


def test_the_lock_keeps_what_is_typed_and_asks_who_comes(window, hand, desk, case_id):
    window.room.go("split")
    hand.type(window.room.screen_up().form.editors["summary"].input, "北院")
    window.lock()
    assert window.room is None
    assert window.desk is None
    assert desk.look(lambda db: db.get(Case, case_id).summary) == "北院争水"
    assert window.findChild(QLineEdit, "sign_in.password") is not None


def test_closing_keeps_what_is_typed(window, hand, desk, case_id):
    window.room.go("split")
    hand.type(window.room.screen_up().form.editors["summary"].input, "西院")
    assert window.close()
    assert desk.look(lambda db: db.get(Case, case_id).summary) == "西院争水"


def test_what_cannot_be_kept_at_the_end_is_said_before_the_window_goes(window, monkeypatch):
    def full():
        raise Trouble("shelf.disk_full")

    monkeypatch.setattr(window.room.screen_up(), "settle", full)
    assert not window.close()
    assert window.notices.texts() == [say("shelf.disk_full")]
    assert window.close()


def test_the_window_fits_a_low_screen(window):
    assert window.minimumSizeHint().width() <= 1366
    assert window.minimumSizeHint().height() <= 700


def test_every_screen_of_the_navigation_has_its_words():
    for language in words.languages():
        words.speak(language)
        for entrance in SCREENS:
            assert words.has(f"screen.{entrance.key}"), entrance.key
