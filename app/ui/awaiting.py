"""What a page asks for again and again: answered at a glance, or aside, seen and stopped where it takes long.

    self.awaiting = Awaiting(self, desk, frame)
    self.awaiting.ask(lambda: desk.look(matter_list.listing, log, now, calendar, wanted), self._show)

A newer question takes the place of the one under way. What was shown before stands until the answer comes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEvent, QObject
from shiboken6 import isValid

from app.desk.desk import TooLong
from app.ui.jobs import Cancelled
from app.words import say

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.desk.desk import Desk
    from app.ui.jobs import Report
    from app.ui.screen import Frame

T = TypeVar("T")


class Awaiting(QObject):
    """One place of a page that shows an answer; who leaves the page waits no longer, and asks again on coming back."""

    def __init__(
        self, page: QWidget, desk: Desk, frame: Frame, title: str = "awaiting.looking"
    ) -> None:
        super().__init__(page)
        self.page, self.desk, self.frame, self.title = page, desk, frame, title
        self._newest = 0
        page.installEventFilter(self)

    def ask(self, look: Callable[[], T], show: Callable[[T], object]) -> None:
        """`look` asks the desk and touches no widget; `show` gets what it answers, unless it was stopped."""
        self._newest += 1
        try:
            with self.desk.glance():
                answer = look()
        except TooLong:
            self._ask_aside(look, show)
        else:
            show(answer)

    def drop(self) -> None:
        """Nobody waits any more for what was asked."""
        self._newest += 1

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another page took the place of this one."""
        if event.type() == QEvent.Type.Hide and watched is self.page:
            self.drop()
        return False

    def _ask_aside(self, look: Callable[[], T], show: Callable[[T], object]) -> None:
        asked = self._newest

        def work(report: Report) -> T:
            def told(done: int, total: int) -> None:
                if not self._waits(asked):
                    raise Cancelled
                report(done, total)

            with self.desk.watching(told):
                return look()

        def came(answer: T) -> None:
            if self._waits(asked):
                show(answer)

        def failed(why: Exception) -> None:
            if not isinstance(why, Cancelled):
                self.frame.jobs.sorrow.emit(why)
            elif self._waits(asked):
                self.frame.notices.say(say("awaiting.stopped"), "warn")

        self.frame.jobs.run(work, came, failed=failed, title=say(self.title))

    def _waits(self, asked: int) -> bool:
        """Whether the page still stands and nothing else was asked."""
        return asked == self._newest and isValid(self.page)
