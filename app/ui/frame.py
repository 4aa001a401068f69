"""The room after signing in: navigation, find box, notices, the screen that is up, the help line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from app.ui import theme
from app.ui.bridge import Bridge
from app.ui.kit import page
from app.ui.kit.backup_age import BackupAge
from app.ui.kit.line_word import LineWord
from app.ui.kit.navigation import Navigation
from app.ui.kit.notice_bar import NoticeBar
from app.ui.screens import Entrance
from app.words import has, say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.jobs import Jobs
    from app.ui.line_keeper import LineKeeper, LineState
    from app.ui.screen import Screen, Touched

NEW = "case"
"""The screen that begins a new case where it is given none."""

EXCHANGE = "exchange"
"""The screen that tells how one stands with every place."""

CARE = "care"
"""The screen where a backup is made."""


class RoomFrame(QFrame):
    """What stands around every screen, and turns from one to another."""

    lock_asked = Signal()
    language_asked = Signal(str)
    size_asked = Signal(bool)
    _indexed = Signal()
    restore_asked = Signal()

    def __init__(self, desk: Desk, jobs: Jobs, entrances: Sequence[Entrance]) -> None:
        super().__init__()
        self.desk, self.jobs = desk, jobs
        self.notices = NoticeBar()
        self._entrances = {entrance.key: entrance for entrance in entrances}
        self.line: LineKeeper | None = None
        self._screens: dict[str, Screen] = {}
        self._up = ""
        self._before: list[tuple[str, object]] = []
        self._target: object = None
        self._stack = QStackedWidget()
        self.help_line = page.label(say("window.keys"), "help", wrap=False)
        self.find_line = FindLine()
        self._lay_out()
        self._listen()
        self._keys()

    # what a screen may ask

    def go(self, key: str, target: object = None) -> None:
        """Turn to a screen; what was typed on the one before is kept first."""
        turned = (key, target) != self.standing
        if turned:
            self.notices.turn_page()
        self.settle()
        if turned:
            self._remember()
        self._show(key, target)

    def back(self) -> None:
        """Turn to the screen that was up before."""
        if self._before:
            self.notices.turn_page()
            self.settle()
            self._show(*self._before.pop())

    def seek(self, text: str = "") -> None:
        """Put the caret into the find box, perhaps with a text."""
        self.find_line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.find_line.selectAll()
        if text:
            self.find_line.setText(text)
            self._find(text)

    def restore(self) -> None:
        self.restore_asked.emit()

    def speak(self, language: str) -> None:
        self.language_asked.emit(language)

    def enlarge(self, large: bool) -> None:
        self.size_asked.emit(large)

    # what the window asks

    def show_backup_age(self) -> None:
        """How long nothing was carried away from this computer, in sight on every screen."""
        if CARE in self._entrances:
            self._backup_age.show_age()

    @property
    def up(self) -> str:
        """The key of the screen that is up."""
        return self._up

    @property
    def standing(self) -> tuple[str, object]:
        """The screen that is up and what it shows: enough to come back to it."""
        screen = self.screen_up()
        told = screen.standing() if screen is not None else None
        return self._up, self._target if told is None else told

    def screen_up(self) -> Screen | None:
        return self._screens.get(self._up)

    def settle(self) -> None:
        """Keep what is being typed on the screen that is up."""
        screen = self.screen_up()
        if screen is not None:
            screen.settle()

    def close_room(self) -> None:
        """Stop listening; the desk itself is closed by whoever opened it."""
        self._bridge.close()
        self.desk.indexing.attend()
        self.jobs.started.disconnect(self._work_started)
        self.jobs.progressed.disconnect(self._work_progressed)
        self.jobs.ended.disconnect(self.notices.work_ended)

    def help(self) -> None:
        """F1: what this screen is for, and the keys that work everywhere."""
        key = f"screen.{self._up}.help"
        told = say(key) + "\n" if has(key) else ""
        self.notices.say(told + say("window.keys"), stay=True)

    def _show(self, key: str, target: object) -> None:
        screen = self._screens.get(key)
        if screen is None:
            screen = self._screens[key] = self._entrances[key].make(self.desk, self)
            self._stack.addWidget(screen)
        self._up, self._target = key, target
        self._navigation.mark(key)
        self._stack.setCurrentWidget(screen)
        screen.opened(target)
        self.show_backup_age()
        self._show_entrances()

    def _show_entrances(self) -> None:
        self._navigation.refresh(self.desk, self._up)

    def _remember(self) -> None:
        if self._up:
            self._before = [*self._before[-19:], self.standing]

    def _find(self, text: str) -> None:
        finder = next((key for key, told in self._entrances.items() if told.finds), None)
        if finder is None:
            return
        if self._up != finder:
            self.go(finder)
        self._screens[finder].seek(text)

    def _find_nothing(self) -> None:
        """The box was emptied: what it found is no longer asked for, and one goes back."""
        for key, screen in self._screens.items():
            if self._entrances[key].finds:
                screen.seek("")
        self.back()

    def _found(self) -> None:
        screen = self.screen_up()
        if screen is not None and self._entrances[self._up].finds:
            screen.seek_on()

    def follow_line(self, keeper: LineKeeper) -> None:
        """Say from now on how the line to the centre stands."""
        self.line = keeper
        self.line_word.follow(keeper)
        keeper.said.connect(self._line_said)

    def _line_said(self, state: LineState | None) -> None:
        screen = self.screen_up()
        if state is not None and state.brought_receipt and screen is not None:
            screen.delivered()

    def _find_anew(self) -> None:
        """What came can be found now."""
        screen = self.screen_up()
        if screen is not None and self._entrances[self._up].finds:
            screen.heard({("case", "")})

    def _heard(self, touched: Touched) -> None:
        screen = self.screen_up()
        if screen is not None:
            screen.heard(touched)
        self._show_entrances()

    def _listen(self) -> None:
        self._bridge = Bridge(self.desk)
        self._bridge.touched.connect(self._heard)
        self._indexed.connect(self._find_anew)
        self.desk.indexing.attend(self._indexed.emit)
        self._title = ""
        self.jobs.started.connect(self._work_started)
        self.jobs.progressed.connect(self._work_progressed)
        self.jobs.ended.connect(self.notices.work_ended)
        self.notices.stopped.connect(self.jobs.cancel)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._say_help)

    def _work_started(self, title: str) -> None:
        self._title = title
        if title:
            self.notices.work(title)

    def _work_progressed(self, done: int, total: int) -> None:
        if self._title:
            self.notices.work(self._title, done, total)

    def _say_help(self, _old: QWidget | None, new: QWidget | None) -> None:
        """The line at the foot says what the field under the caret wants."""
        key = f"{new.objectName()}.help" if new is not None else ""
        self.help_line.setText(say(key) if key and has(key) else say("window.keys"))

    def _keys(self) -> None:
        def on(keys: str | QKeySequence.StandardKey, act: Callable[[], object]) -> None:
            QShortcut(QKeySequence(keys), self, act)

        on(QKeySequence.StandardKey.Find, self.seek)
        on("F1", self.help)
        if NEW in self._entrances:
            on("Ctrl+N", partial(self.go, NEW))
        on("Alt+Left", self.back)
        on("Ctrl+L", self.lock_asked.emit)
        for number, key in enumerate(self._navigation.keys(), 1):
            on(f"Alt+{number}", partial(self.go, key))

    def _lay_out(self) -> None:
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        self._navigation = Navigation(self._room_name(), self._entrances, self.go)
        across.addWidget(self._navigation)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self._top())
        said = QVBoxLayout()
        said.setContentsMargins(page.MARGIN, 8, page.MARGIN, 0)
        said.addWidget(self.notices)
        column.addLayout(said)
        column.addWidget(self._stack, 1)
        column.addWidget(page.rule())
        column.addWidget(self.help_line)
        across.addLayout(column, 1)

    def _top(self) -> QWidget:
        bar = QFrame()
        theme.role(bar, "top")
        line = QHBoxLayout(bar)
        line.setContentsMargins(page.MARGIN, 10, page.MARGIN, 10)
        line.setSpacing(8)
        self.find_line.textEdited.connect(self._find)
        self.find_line.onward.connect(self._found)
        self.find_line.left_empty.connect(self._find_nothing)
        line.addWidget(self.find_line, 1)
        line.addSpacing(12)
        self._backup_age = BackupAge(self.desk, partial(self.go, CARE))
        if CARE in self._entrances:
            line.addWidget(self._backup_age)
        self.line_word = LineWord(partial(self.go, EXCHANGE))
        if EXCHANGE in self._entrances:
            line.addWidget(self.line_word)
        picture = QLabel()
        picture.setPixmap(theme.icon("person").pixmap(QSize(20, 20)))
        line.addWidget(picture)
        line.addWidget(page.label(self._person_name(), wrap=False))
        larger = page.tool("window.larger", "larger", self._switch_size)
        line.addWidget(larger)
        line.addWidget(page.tool("window.help", "help", self.help))
        line.addWidget(page.tool("window.lock", "lock", self.lock_asked.emit))
        return bar

    def _switch_size(self) -> None:
        self.enlarge(not theme.is_large())

    def _room_name(self) -> str:
        from app.desk.room import own_room

        room = self.desk.look(own_room, self.desk.shelf.log)
        return room.room_name or room.committee or say("window.title")

    def _person_name(self) -> str:
        from app.desk.edit import get
        from app.records import Mediator

        return self.desk.look(get, Mediator, self.desk.user).name or ""


class FindLine(QLineEdit):
    """The one box to find any case."""

    onward = Signal()
    left_empty = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("window.find")
        self.setAccessibleName(say("window.find"))
        self.setPlaceholderText(say("window.find"))
        self.setClearButtonEnabled(True)
        self.addAction(theme.icon("find"), QLineEdit.ActionPosition.LeadingPosition)
        theme.role(self, "find")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.onward.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left_empty.emit()
        else:
            super().keyPressEvent(event)
