"""登录: who comes in, with a password or with the recovery sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.desk import doorstep
from app.paths import DataDir
from app.settings import Settings
from app.trouble import Trouble
from app.ui import theme
from app.ui.jobs import Jobs
from app.ui.kit import page
from app.ui.kit.password_line import PasswordLine
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk

MOST_SHOWN = 5


class SignIn(QFrame):
    """A list of people, a password, one button."""

    opened = Signal(object)
    restore_asked = Signal()

    def __init__(self, data: DataDir, settings: Settings, jobs: Jobs) -> None:
        super().__init__()
        self.data, self.settings, self.jobs = data, settings, jobs
        self._users: list[str] = []  # ids of the people, in the order of the list
        theme.role(self, "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(36, 30, 36, 26)
        column.setSpacing(10)
        self.title = page.label(say("sign_in.title"), "title")
        column.addWidget(self.title)
        column.addWidget(page.label(say("sign_in.who"), "label"))
        self.people = QListWidget()
        self.people.setObjectName("sign_in.people")
        self.people.setAccessibleName(say("sign_in.who"))
        self.people.itemActivated.connect(lambda _item: self.password.setFocus())
        column.addWidget(self.people)
        self.problem = page.label("", "problem")
        self.problem.setObjectName("sign_in.problem")
        self.ways = QStackedWidget()
        self.ways.addWidget(self._by_password())
        column.addWidget(self.ways)
        column.addWidget(self.problem)
        self._turn(0)

    def begin(self) -> None:
        """Fill the list; a file that cannot be read is said here."""
        try:
            told = doorstep.people(self.data)
        except Trouble as why:
            self.problem.setText(str(why))
            return
        self._users = [user for user, _ in told]
        self.people.addItems([name for _, name in told])
        height = self.people.sizeHintForRow(0) if told else theme.TARGET
        self.people.setFixedHeight(height * min(max(len(told), 1), MOST_SHOWN) + 6)
        self.people.setCurrentRow(0)
        first = self.password if len(told) == 1 else self.people
        QTimer.singleShot(0, first, first.setFocus)

    @property
    def user(self) -> str:
        """The id of the person who is marked."""
        line = self.people.currentRow()
        return self._users[line] if line >= 0 else ""

    def enter(self) -> None:
        """Open the room with the password."""
        user, password = self.user, self.password.text()

        def work(_report: object) -> Desk:
            from app.desk import room

            return room.sign_in(self.data, user, password, self.settings)

        self._try(work)

    def enter_by_sheet(self) -> None:
        """Open the room with the recovery sheet and a new password."""
        user, code, password = self.user, self.code.text(), self.fresh.text()
        if password != self.again.text():
            self.problem.setText(say("wizard.passwords_differ"))
            self.again.setFocus()
            return

        def work(_report: object) -> Desk:
            from app.desk import room

            return room.sign_in_by_recovery(self.data, code, user, password, self.settings)

        self._try(work)

    def _try(self, work: Any) -> None:
        self.problem.setText("")
        self.setEnabled(False)
        self._press.setText(say("sign_in.opening"))
        self.jobs.run(work, self._opened, failed=self._refused)

    def _opened(self, desk: Desk) -> None:
        for line in self.findChildren(QLineEdit):
            line.clear()
        self.opened.emit(desk)

    def _refused(self, why: Exception) -> None:
        self.setEnabled(True)
        self._press.setText(say("sign_in.enter"))
        if not isinstance(why, Trouble):
            raise why
        self.problem.setText(str(why))
        wrong = self.password if self.ways.currentIndex() == 0 else self.code
        wrong.setFocus()
        wrong.selectAll()

    def _by_password(self) -> QWidget:
        way = QWidget()
        column = QVBoxLayout(way)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.password = PasswordLine("sign_in.password")
        self.password.returnPressed.connect(self.enter)
        column.addWidget(named("sign_in.password", self.password))
        column.addWidget(self.password)
        column.addSpacing(6)
        self._press = page.button("sign_in.enter", self.enter, role="primary")
        column.addWidget(self._press)
        forgot = page.button("sign_in.forgot", lambda: self._turn(1), role="flat")
        restore = page.button("care.restore", self.restore_asked.emit, role="flat")
        column.addLayout(page.row(None, forgot, restore, None))
        column.addStretch(1)
        return way

    def _by_sheet(self) -> QWidget:
        way = QWidget()
        column = QVBoxLayout(way)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(page.label(say("sign_in.sheet_told"), "quiet"))
        self.code = QLineEdit()
        self.code.setObjectName("sign_in.code")
        self.code.setAccessibleName(say("sign_in.code"))
        self.fresh = PasswordLine("wizard.password")
        self.again = PasswordLine("wizard.password_again")
        self.again.returnPressed.connect(self.enter_by_sheet)
        for key, line in (
            ("sign_in.code", self.code),
            ("wizard.password", self.fresh),
            ("wizard.password_again", self.again),
        ):
            column.addWidget(named(key, line))
            column.addWidget(line)
        for line in (self.code, self.fresh, self.again):
            line.textEdited.connect(lambda _text: self.problem.setText(""))
        column.addSpacing(6)
        column.addWidget(page.button("sign_in.by_sheet", self.enter_by_sheet, role="primary"))
        back = page.button("sign_in.back", lambda: self._turn(0), role="flat")
        column.addLayout(page.row(None, back, None))
        return way

    def _turn(self, way: int) -> None:
        """One of the two ways; the other takes no room."""
        self.problem.setText("")
        if way == self.ways.count():  # the sheet's page waits until somebody asks for it
            self.ways.addWidget(self._by_sheet())
        self.ways.setCurrentIndex(way)
        for number in range(self.ways.count()):
            widget = self.ways.widget(number)
            widget.setVisible(number == way)
        self.ways.setFixedHeight(self.ways.widget(way).sizeHint().height())


def named(key: str, widget: QWidget) -> QLabel:
    """The name above a line, tied to it."""
    told = page.label(say(key), "label")
    told.setBuddy(widget)
    return told
