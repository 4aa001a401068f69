"""打印还没打过的: every paper of the case nobody printed yet, at one press."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QPushButton

from app.desk import print_round
from app.desk.spooling import Wish
from app.records import CaseFile
from app.trouble import Trouble
from app.ui import theme
from app.ui.kit.paper_view import PaperView
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.screen import Frame


class RoundButton(QPushButton):
    """Says how many wait; goes when none does."""

    over = Signal()

    def __init__(self, desk: Desk, frame: Frame, view: PaperView, large: QCheckBox) -> None:
        super().__init__()
        self.desk, self.frame, self.view, self.large = desk, frame, view, large
        self.case_id = ""
        self.busy = False  # what is printed meanwhile is shown at the end
        self.lines: list[print_round.Line] = []
        self.setObjectName("papers_page.print_waiting")
        self.setAutoDefault(True)
        self.setIcon(theme.icon("print"))
        self.clicked.connect(lambda _on: self._print())

    def load(self, file: CaseFile, lines: list[print_round.Line]) -> None:
        """What waits now."""
        self.case_id, self.lines = file.case.id, print_round.waiting(file, lines)
        self.setText(say("papers_page.print_waiting", count=len(self.lines)))
        self.setVisible(bool(self.lines))

    def _print(self) -> None:
        names, habits = self.view.printer.names(), self.view.pane.habits
        if not names:
            self.frame.notices.say(say("paper_view.no_printer"), "warn")
            return
        name = habits.printer if habits.printer in names else names[0]
        case_id, lines, large = self.case_id, self.lines, self.large.isChecked()

        def send(pdf: bytes, copies: int, title: str) -> None:
            wish = Wish(name, copies, habits.two_sided)
            self.view.printer.send(pdf, wish, title, lambda _done, _total: None)

        def work(report: print_round.Report) -> int:
            return print_round.print_all(self.desk, case_id, lines, send, report, large=large)

        self.busy = True
        self.frame.jobs.run(
            work,
            then=partial(self._printed, name),
            failed=self._stopped,
            title=say("papers_page.printing"),
        )

    def _stopped(self, why: Exception) -> None:
        """What came out before counts; the rest goes on waiting."""
        self.busy = False
        self.over.emit()
        if not isinstance(why, Trouble):
            raise why
        self.frame.notices.trouble(why)

    def _printed(self, name: str, count: int) -> None:
        self.busy = False
        self.over.emit()
        self.frame.notices.clear()
        self.frame.notices.say(say("papers_page.printed_all", printer=name, count=count), "good")
