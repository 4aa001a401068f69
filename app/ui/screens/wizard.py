"""Setting up a room: the room, its people, who I am, the recovery sheet. Nothing is written before the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget

from app.desk import recovery
from app.desk.room import RoomTold
from app.paths import DataDir
from app.settings import Settings
from app.trouble import Trouble
from app.ui import theme
from app.ui.jobs import Jobs, Report
from app.ui.kit import page
from app.ui.screens.wizard_pages import MePage, PeoplePage, RecoveryPage, RoomPage, WizardPage
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk


class Wizard(QFrame):
    """Four pages forward and back; ends with `opened`, the desk of the new room."""

    opened = Signal(object)

    def __init__(self, data: DataDir, settings: Settings, jobs: Jobs) -> None:
        super().__init__()
        self.data, self.settings, self.jobs = data, settings, jobs
        self.told = RoomTold(committee="")
        self.code = recovery.new_code()
        self.room_page, self.people_page = RoomPage(self.told), PeoplePage(self.told)
        self.me_page = MePage(self.told)
        self.recovery_page = RecoveryPage(self.told, self.code, self.jobs)
        self.pages: tuple[WizardPage, ...] = (
            self.room_page, self.people_page, self.me_page, self.recovery_page,
        )  # fmt: skip
        self.stack = QStackedWidget()
        for one in self.pages:
            self.stack.addWidget(one)
            one.onward.connect(self.forward)
            one.mended.connect(lambda: self.problem.setText(""))
        self._lay_out()

    def begin(self) -> None:
        self._turn(0)

    def forward(self) -> None:
        """The next page, once this one has what it needs; at the end the room is made."""
        place = self.stack.currentIndex()
        problem = self.pages[place].problem()
        self.problem.setText(problem)
        if problem:
            return
        if place + 1 < len(self.pages):
            self._turn(place + 1)
        else:
            self._create()

    def back(self) -> None:
        self._turn(self.stack.currentIndex() - 1)

    def _turn(self, place: int) -> None:
        self.problem.setText("")
        self.stack.setCurrentIndex(place)
        one = self.pages[place]
        self.title.setText(say(one.title))
        self.step.setText(say("wizard.step", step=place + 1, steps=len(self.pages)))
        self.back_press.setVisible(place > 0)
        last = place + 1 == len(self.pages)
        self.next_press.setText(say("wizard.finish" if last else "wizard.next"))
        one.opened()

    def _create(self) -> None:
        password = self.me_page.password.text()
        self.setEnabled(False)
        self.next_press.setText(say("wizard.making"))

        def work(_report: Report) -> Desk:
            from app.desk.room import create_room

            return create_room(self.data, self.told, password, self.code, self.settings)

        self.jobs.run(work, self._created, failed=self._refused)

    def _created(self, desk: Desk) -> None:
        self.me_page.forget()
        self.opened.emit(desk)

    def _refused(self, why: Exception) -> None:
        self.setEnabled(True)
        self.next_press.setText(say("wizard.finish"))
        if not isinstance(why, Trouble):
            raise why
        self.problem.setText(str(why))

    def _lay_out(self) -> None:
        card, column = page.card()
        card.setMaximumWidth(theme.scaled(940))
        column.setContentsMargins(36, 24, 36, 22)
        self.title = page.label("", "title", wrap=False)
        self.step = page.label("", "badge", wrap=False)
        column.addLayout(page.row(self.title, None, self.step))
        area, inner = page.sheet()
        inner.setContentsMargins(0, 6, 10, 6)
        inner.addWidget(self.stack)
        column.addWidget(area, 1)
        self.problem = page.label("", "problem")
        self.problem.setObjectName("wizard.problem")
        column.addWidget(self.problem)
        self.back_press = page.button("wizard.back", self.back)
        self.next_press = page.button("wizard.next", self.forward, role="primary")
        self.next_press.setMinimumWidth(theme.scaled(150))
        column.addLayout(page.row(self.back_press, None, self.next_press))
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addStretch(1)
        across.addWidget(card, 50)
        across.addStretch(1)
