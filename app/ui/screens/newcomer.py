"""加入已有的调解室: a second computer asks with a stick, compares eight characters and comes in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QFrame,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
)

from app.desk import recovery
from app.desk.room import RoomTold
from app.paths import DataDir
from app.settings import Settings
from app.trouble import Trouble
from app.ui import theme
from app.ui.jobs import Jobs
from app.ui.kit import page
from app.ui.kit.password_line import PasswordLine
from app.ui.screens.wizard_pages import SHORTEST_PASSWORD, RecoveryPage
from app.words import say

if TYPE_CHECKING:
    from app.desk.mates import Asking
    from app.desk.newcomer import Newcomer

ANOTHER = -2  # the choice below the room's people; -1 is Qt's word for none


class NewcomerCard(QFrame):
    """One step after the other; ends with `opened`, the desk of this computer, or `left`."""

    opened = Signal(object)
    left = Signal()

    def __init__(self, data: DataDir, settings: Settings, jobs: Jobs) -> None:
        super().__init__()
        self.data, self.settings, self.jobs = data, settings, jobs
        self.new: Newcomer | None = None
        self.code = recovery.new_code()
        theme.role(self, "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(36, 26, 36, 24)
        column.setSpacing(10)
        self.title = page.label(say("newcomer.title"), "title")
        column.addWidget(self.title)
        self.body = QVBoxLayout()
        self.body.setSpacing(10)
        column.addLayout(self.body)
        self.problem = page.label("", "problem")
        self.problem.setObjectName("newcomer.problem")
        column.addWidget(self.problem)
        self.folder = QLineEdit(settings.last_stick)
        self.name, self.another = QLineEdit(), QLineEdit()
        self.password, self.again = (
            PasswordLine("wizard.password"),
            PasswordLine("wizard.password_again"),
        )
        self.people = QButtonGroup(self)

    def begin(self) -> None:
        """Make what is this computer's own, or go on with what was begun."""
        from app.desk.newcomer import asked

        if asked(self.data):
            self._turn(page.label(say("newcomer.resume_told")))
            self._line("wizard.password", self.password)
            self._buttons("newcomer.go_on", self._resume)
            self.password.returnPressed.connect(self._resume)
        else:
            self._turn(page.label(say("newcomer.told")))
            self._line("newcomer.name", self.name)
            self.name.setPlaceholderText(say("newcomer.name_sample"))
            self._line("wizard.password", self.password)
            self._line("wizard.password_again", self.again)
            self._buttons("wizard.next", self._sheet)
            self.name.setFocus()

    def _sheet(self) -> None:
        """The recovery sheet, before anything is written."""
        self.problem.setText(self._wanting())
        if self.problem.text():
            return
        sheet = RecoveryPage(RoomTold(committee=self.name.text().strip()), self.code, self.jobs)
        name, password = self.name.text(), self.password.text()
        self._turn(sheet)

        def go_on() -> None:
            self.problem.setText(sheet.problem())
            if not self.problem.text():
                self._run(lambda: _begun(self.data, name, password, self.code), self._ask)

        sheet.onward.connect(go_on)
        self._buttons("wizard.next", go_on)
        sheet.opened()
        self._password = password

    def _wanting(self) -> str:
        if not self.name.text().strip():
            return say("mates.no_name")
        if len(self.password.text()) < SHORTEST_PASSWORD:
            return say("keys.password_short", shortest=SHORTEST_PASSWORD)
        return "" if self.password.text() == self.again.text() else say("wizard.passwords_differ")

    def _resume(self) -> None:
        self._password = self.password.text()
        self._run(lambda: _resumed(self.data, self._password), self._ask)

    def _ask(self, new: Newcomer) -> None:
        self.new = new
        code = _code(new.fingerprint)
        code.setObjectName("newcomer.fingerprint")
        self._turn(page.label(say("newcomer.ask_told")), code)
        self._stick()
        self.said = page.label("", "good")
        self.said.setObjectName("newcomer.said")
        ask = page.button("newcomer.ask", self._write, role="primary", icon="stick")
        read = page.button("newcomer.read", self._read, icon="open")
        self.next_step = (ask, read)
        self.body.addLayout(page.row(ask, read, None, self._back()))
        self.body.addWidget(self.said)
        self.answers = QVBoxLayout()
        self.body.addLayout(self.answers)

    def _write(self) -> None:
        self._with_stick(self._there().ask, self._asked)

    def _asked(self, _card: object) -> None:
        """The stick goes to the first computer; what is pressed after that stands out now."""
        self._say("newcomer.asked", "good")
        ask, read = self.next_step
        theme.role(ask, "")
        theme.role(read, "primary")
        ask.setIcon(theme.icon("stick"))
        read.setIcon(theme.icon("open", on_accent=True))

    def _read(self) -> None:
        """Which computer let this one in: what its screen shows is compared here."""
        self._with_stick(self._there().answers, self._show)

    def _show(self, found: list[Asking]) -> None:
        page.clear(self.answers)
        self._say("" if found else "newcomer.no_answer", "warn")
        for one in found:
            told = say("newcomer.answer", name=one.name)
            same = page.button(
                "newcomer.same", partial(self._enter, one.fingerprint), role="primary"
            )
            self.answers.addWidget(page.label(told))
            self.answers.addWidget(_code(one.fingerprint))
            self.answers.addLayout(page.row(same, None))

    def _say(self, key: str, meaning: str) -> None:
        self.said.setText(say(key) if key else "")
        theme.role(self.said, meaning)

    def _enter(self, fingerprint: str) -> None:
        new = self._there()
        self._with_stick(lambda folder: new.enter(folder, fingerprint), self._who)

    def _who(self, people: list[tuple[str, str]]) -> None:
        self._turn(page.label(say("newcomer.who")))
        self._ids = [id_ for id_, _ in people]
        for number, (_, name) in enumerate(people):
            self._choice(name, number)
        self._choice(say("newcomer.another"), ANOTHER)
        self.body.addWidget(self.another)
        self.another.setObjectName("newcomer.another_name")
        self.another.setAccessibleName(say("newcomer.another"))
        self.another.textEdited.connect(lambda _text: self.people.button(ANOTHER).setChecked(True))
        self.people.buttons()[0].setChecked(True)
        self._buttons("wizard.finish", self._finish)

    def _choice(self, text: str, number: int) -> None:
        choice = QRadioButton(text)
        choice.setObjectName(f"newcomer.me.{number}")
        self.people.addButton(choice, number)
        self.body.addWidget(choice)

    def _finish(self) -> None:
        new, password, chosen = self._there(), self._password, self.people.checkedId()
        me = "" if chosen == ANOTHER else self._ids[chosen]
        name = self.another.text().strip() if chosen == ANOTHER else ""
        if not me and not name:
            self.problem.setText(say("wizard.name_wanting"))
            return
        self._run(lambda: new.finish(me, password, name, self.settings), self.opened.emit)

    def _with_stick(self, act: Callable[[Path], Any], then: Callable[[Any], object]) -> None:
        folder = self.folder.text().strip()
        if folder:
            self._run(lambda: act(Path(folder)), then)
        else:
            self.problem.setText(say("mates.no_stick"))

    def _there(self) -> Newcomer:
        assert self.new is not None
        return self.new

    def _run(self, act: Callable[[], Any], then: Callable[[Any], object]) -> None:
        self.problem.setText("")
        self.setEnabled(False)

        def done(answer: Any) -> None:
            self.setEnabled(True)
            then(answer)

        self.jobs.run(lambda _report: act(), done, failed=self._refused)

    def _refused(self, why: Exception) -> None:
        self.setEnabled(True)
        if not isinstance(why, Trouble):
            raise why
        self.problem.setText(str(why))

    def _turn(self, *parts: Any) -> None:
        self.problem.setText("")
        page.clear(self.body)
        for part in parts:
            self.body.addWidget(part)

    def _line(self, key: str, line: QLineEdit) -> None:
        told = page.label(say(key), "label")
        told.setBuddy(line)
        line.setObjectName(key)
        line.setAccessibleName(say(key))
        self.body.addWidget(told)
        self.body.addWidget(line)

    def _stick(self) -> None:
        self.folder.setObjectName("newcomer.folder")
        self.folder.setAccessibleName(say("newcomer.folder"))
        self.folder.setPlaceholderText(say("newcomer.folder"))
        self.body.addLayout(
            page.row(self.folder, page.button("newcomer.choose", self._choose, icon="open"))
        )

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, say("newcomer.choose"), self.folder.text())
        if folder:
            self.folder.setText(folder)

    def _buttons(self, key: str, onward: Callable[[], object]) -> None:
        self.body.addLayout(page.row(page.button(key, onward, role="primary"), None, self._back()))

    def _back(self) -> Any:
        return page.button("newcomer.back", self._leave, role="flat")

    def _leave(self) -> None:
        if self.new is not None:
            self.new.close()
        self.left.emit()


def _begun(data: DataDir, name: str, password: str, code: str) -> Newcomer:
    from app.desk.newcomer import Newcomer

    return Newcomer.begin(data, name, password, code)


def _resumed(data: DataDir, password: str) -> Newcomer:
    from app.desk.newcomer import Newcomer

    return Newcomer.resume(data, password)


def _code(fingerprint: str) -> QLabel:
    """What two people compare, never broken in its middle."""
    told = QLabel(fingerprint)
    told.setAlignment(Qt.AlignmentFlag.AlignCenter)
    theme.role(told, "code")
    return told
