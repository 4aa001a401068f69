"""The door: the wizard where there is no room yet, else who comes in. Nothing heavy is loaded before it stands."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app import words
from app.desk import doorstep
from app.paths import DataDir
from app.settings import Settings
from app.ui import theme
from app.ui.jobs import Jobs, Report
from app.ui.kit import page
from app.ui.kit.notice_bar import NoticeBar
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.desk.restore import Restored

AFTER_FIRST_PAINT = 60
"""Milliseconds; loading aside would slow the first picture of the window down."""

LANGUAGES = {"zh_CN": "中文", "en": "English"}


class Door(QFrame):
    """Ends with `opened`: a desk somebody signed in at, or the desk of a throw-away room."""

    opened = Signal(object)
    language_asked = Signal(str)
    restoring = Signal()
    """A backup is about to take the place of what stands in the folder."""

    def __init__(
        self, data: DataDir, settings: Settings, jobs: Jobs, *, demo: bool = False
    ) -> None:
        super().__init__()
        self.data, self.settings, self.jobs, self.demo = data, settings, jobs, demo
        self.notices = NoticeBar()
        self._place = QStackedLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(page.MARGIN, 10, page.MARGIN, page.MARGIN)
        others = [told for told in words.languages() if told != words.language()]
        line = page.row(None)
        for other in others:
            press = page.button("door.language", partial(self.language_asked.emit, other))
            press.setText(LANGUAGES.get(other, other))
            press.setObjectName(f"door.language.{other}")
            theme.role(press, "flat")
            line.addWidget(press)
        column.addLayout(line)
        column.addWidget(self.notices)
        column.addLayout(self._place, 1)

    def begin(self) -> None:
        """Show the first page; what will be needed is loaded while a person reads it."""
        if self.demo:
            self.show_page(centred(self._demo_card(), 480))
            self.jobs.run(self._fill_demo, self._through)
            return
        if doorstep.exists(self.data):
            from app.ui.screens.sign_in import SignIn

            sign_in = SignIn(self.data, self.settings, self.jobs)
            sign_in.opened.connect(self._through)
            sign_in.restore_asked.connect(self.show_restore)
            self.show_page(centred(sign_in, 480))
            sign_in.begin()
        else:
            self.show_page(centred(self._welcome(), 620))
        QTimer.singleShot(AFTER_FIRST_PAINT, self, lambda: self.jobs.run(load_ahead))

    def show_page(self, widget: QWidget) -> None:
        """One page after the other; the one before is let go."""
        before = self._place.currentWidget()
        self._place.addWidget(widget)
        self._place.setCurrentWidget(widget)
        if before is not None:
            self._place.removeWidget(before)
            before.deleteLater()

    def _welcome(self) -> QWidget:
        card, column = page.card()
        column.setContentsMargins(36, 30, 36, 30)
        column.setSpacing(14)
        column.addWidget(page.label(say("wizard.welcome"), "title"))
        column.addWidget(page.label(say("wizard.welcome_told")))
        begin = page.button("wizard.begin", self._set_up, role="primary")
        column.addSpacing(8)
        join = page.button("newcomer.title", self._join)
        restore = page.button("care.restore", self.show_restore, role="flat")
        column.addLayout(page.row(begin, join, restore, None))
        QTimer.singleShot(0, begin, begin.setFocus)
        return card

    def _demo_card(self) -> QWidget:
        card, column = page.card()
        column.setContentsMargins(36, 30, 36, 30)
        column.addWidget(page.label(say("door.demo"), "title"))
        column.addWidget(page.label(say("door.demo_told")))
        return card

    def _fill_demo(self, _report: Report) -> Desk:
        from app.desk.demo import demo_room

        load_ahead(_report)
        return demo_room(self.settings)

    def _set_up(self) -> None:
        from app.ui.screens.wizard import Wizard

        wizard = Wizard(self.data, self.settings, self.jobs)
        wizard.opened.connect(self._through)
        self.show_page(wizard)
        wizard.begin()

    def _join(self) -> None:
        from app.ui.screens.newcomer import NewcomerCard

        card = NewcomerCard(self.data, self.settings, self.jobs)
        card.opened.connect(self._through)
        card.left.connect(self.begin)
        self.show_page(centred(card, 760))
        card.begin()

    def show_restore(self) -> None:
        """Ask for a backup and its password; what stands in the folder goes aside as a whole."""
        from app.ui.screens.restore import RestoreCard, restored_words

        def stand(done: Restored) -> None:
            self.begin()
            self.notices.say(restored_words(done), "good", stay=True)

        self.restoring.emit()
        card = RestoreCard(self.data, self.jobs)
        card.stands.connect(stand)
        card.left.connect(self.begin)
        self.show_page(centred(card, 620))

    def _through(self, desk: Desk) -> None:
        self.opened.emit(desk)


def centred(card: QWidget, width: int) -> QWidget:
    """A card in the middle of the page, scrolling where the window is low."""
    area, column = page.sheet()
    card.setMaximumWidth(theme.scaled(width))
    across = QHBoxLayout()
    across.addStretch(1)
    across.addWidget(card, 50)
    across.addStretch(1)
    column.addStretch(1)
    column.addLayout(across)
    column.addStretch(2)
    return area


def load_ahead(_report: Report) -> None:
    """What every room needs, loaded and tried aside while somebody types a password."""
    import app.desk.room
    import app.ui.frame
    import app.ui.kit.field_form
    import app.ui.kit.record_table
    import app.ui.kit.rows_form
    import app.ui.screens.today  # noqa: F401
    from app import clock
    from app.desk.rehearsal import rehearse

    rehearse(clock.today())
