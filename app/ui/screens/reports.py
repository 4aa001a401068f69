"""报表: which report, of when, of where; what does not add up in it; handed in, printed, written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from app.desk import all_rooms, grid, list_log, questions, report_book, reports_due, submissions
from app.desk.edit import get
from app.desk.report_book import Made
from app.desk.submissions import Corrections, Handed
from app.records import Submission
from app.rules import period as periods
from app.rules.listing import Listing
from app.trouble import Trouble
from app.ui import theme
from app.ui.jobs import Cancelled
from app.ui.kit import flow, page
from app.ui.kit.listing_bar import ListingBar
from app.ui.kit.listing_table import ListingTable
from app.ui.kit.trend_picture import TrendPicture
from app.ui.screen import Screen
from app.ui.screens.report_parts.asking import Asking
from app.ui.screens.report_parts.faults import Faults
from app.ui.screens.report_parts.handed_in import HandedIn
from app.ui.screens.report_parts.handing_in import HandingIn
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.jobs import Report
    from app.ui.screen import Frame, Touched

MOST_DUE = 2  # told above the report; the others with report due


class ReportsScreen(Screen):
    """The choices, the report as it stands now, and what was handed in."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__(desk, frame)
        self.made: Made | None = None
        self.found: Corrections | None = None
        self.listing: Listing | None = None
        self.asking = Asking(desk.today())
        self.asking.changed.connect(self._make)
        self.due = flow.row()
        self.told = page.label("", "heading", wrap=False)
        self.told.setObjectName("reports.told")
        self.bar = ListingBar(desk, frame, self._listing)
        self.send = page.button("reports.submit", self._submit, icon="forward", role="primary")
        self.handing_in = HandingIn()
        self.handing_in.agreed.connect(self._hand_in)
        self.records = page.button("reports.records", self._show_records, icon="ledger")
        self.printed = page.button("reports.printed", self._show_printed, icon="print")
        self.back = page.button("reports.back", self._make, icon="back")
        self.faults = Faults()
        self.faults.chosen.connect(lambda case_id: frame.go("case", case_id))
        self.table = ListingTable()
        self.trend = TrendPicture()
        self.notes = page.label("", "quiet")
        self.notes.setObjectName("reports.notes")
        self.text = QPlainTextEdit()
        self.text.setObjectName("reports.text")
        self.text.setAccessibleName(say("reports.memo"))
        self.handed_in = HandedIn()
        self.handed_in.shown.connect(self._show_again)
        self.handed_in.compared.connect(self._compare)
        self._lay_out()

    def opened(self, target: object = None) -> None:
        tree = self.desk.look(grid.tree, self.desk.shelf.log)
        self.asking.offer_places((tree.told(one), one) for one in tree.order)
        self._say_due()
        if isinstance(target, tuple):  # a report that is due
            self.asking.take(*target)
        elif self.made is None:
            self._make()

    def heard(self, touched: Touched) -> None:
        if self.handed_in.isVisible() and any(kind == "submission" for kind, _ in touched):
            self._show_records()

    def _say_due(self) -> None:
        """Which reports of the place wait to be handed in; a press turns to one."""
        page.clear(self.due)
        found = self.desk.look(reports_due.owed, self.desk.shelf.log, self.desk.today())
        for one in found[:MOST_DUE]:
            name, period = reports_due.meant(one)
            button = QPushButton(one.sentence())
            theme.role(button, "warn_flat" if one.late else "flat")
            button.setObjectName(f"reports.due.{name}")
            button.setIcon(theme.icon("clock"))
            button.clicked.connect(lambda _on, told=(name, period): self.asking.take(*told))
            self.due.addWidget(button)

    # what is shown

    def _make(self) -> None:
        """Count it anew, aside: a large centre takes its time, and can be stopped."""
        wanted = self.asking.wanted()
        if wanted is None:
            self.told.setText(say("reports.no_period"))
            return
        self.told.setText(say("reports.working"))

        def work(report: Report) -> Made:
            with self.desk.watching(report) as told:
                return report_book.make(self.desk, wanted, told)

        self.frame.jobs.run(
            work,
            self._show,
            failed=self._not_made,
            title=say("reports.working"),
        )

    def _show(self, made: Made) -> None:
        if made.wanted != self.asking.wanted():
            return  # another was asked for meanwhile
        self.made, self.found = made, None
        self.faults.show_faults(made.warnings, self._numbers)
        self._turn(made.listing)
        self.send.setVisible(made.wanted.name != "memo")

    def _turn(self, listing: Listing) -> None:
        """Let a table, or a text, be the page."""
        self.handing_in.hide()
        self.listing = listing
        is_text = not listing.columns
        self.told.setText(listing.title)
        self.table.show_listing(listing)
        self.text.setPlainText("\n".join(listing.below) if is_text else "")
        self.notes.setText("" if is_text else "　".join(listing.below))
        self.trend.show_chart(listing.chart)
        for part, shows in (
            (self.table, not is_text), (self.text, is_text), (self.notes, not is_text and bool(listing.below)),
            (self.handed_in, False), (self.bar, True), (self.records, True),
            (self.printed, True), (self.back, False),
        ):  # fmt: skip
            part.setVisible(shows)

    def _listing(self) -> Listing:
        """What is printed: a draft as it was edited."""
        assert self.listing is not None
        if self.listing.columns:
            return self.listing
        return replace(self.listing, below=self.text.toPlainText().splitlines())

    def _numbers(self, cases: Sequence[str]) -> list[str]:
        lines = {one.id: one for one in self.desk.look(questions.register, ids=list(cases))}
        return [lines[one].file_no or one[:8] if one in lines else one[:8] for one in cases]

    def _not_made(self, why: Exception) -> None:
        if isinstance(why, Cancelled):
            self.told.setText(say("reports.stopped"))
        elif isinstance(why, Trouble):
            self.told.setText(str(why))
        else:
            self.frame.jobs.sorrow.emit(why)

    # what is handed in

    def _submit(self) -> None:
        """Asked once in the page: to whom, of when, and what does not add up. It stands for ever."""
        made = self.found.made if self.found is not None else self.made
        if made is None or self.listing is None:
            return
        log = self.desk.shelf.log
        to = self.desk.look(submissions.receiver, log, made.wanted.name)
        if self.found is not None:
            to = self.found.submission.to_name or to
        period = periods.said(made.wanted.period)
        last = made.wanted.period[1]
        running = say("reports.running", day=last) if last > self.desk.today() else ""
        self.handing_in.ask(self.listing.title, period, to, made.warnings, running)

    def _hand_in(self, to: str) -> None:
        if self.found is not None:
            made = submissions.correct(self.desk, self.found, to=to, although_unbalanced=True)
        else:
            assert self.made is not None
            made = submissions.submit(
                self.desk, self.made, to=to, although_unbalanced=True, although_running=True
            )
        self.frame.notices.say(say("reports.submitted", id=made[:8]), "good")
        self._say_due()
        self._show_records()

    def _show_records(self) -> None:
        log = self.desk.shelf.log
        found = self.desk.look(submissions.handed_in, log)
        self.handed_in.load(found, self.desk.look(all_rooms.names, log))
        self.told.setText(say("reports.records"))
        for part in (
            self.table,
            self.text,
            self.notes,
            self.faults,
            self.trend,
            self.bar,
            self.send,
            self.handing_in,
        ):
            part.hide()
        self.records.hide()
        self.handed_in.show()
        self.back.show()

    def _show_again(self, line: Handed) -> None:
        """As it was handed in, figure for figure."""
        one = self.desk.look(get, Submission, line.id)
        self.faults.hide()
        self._turn(submissions.printed(one))
        self.back.show()

    def _show_printed(self) -> None:
        """Which lists and reports left the program, of when, by whom."""
        self.faults.hide()
        self.send.hide()
        self._turn(self.desk.look(list_log.listing, self.desk.shelf.log, None, None))
        self.printed.hide()
        self.back.show()

    def _compare(self, one: Handed) -> None:
        """What it would say otherwise today; that is handed in as a correction."""
        found = submissions.corrections(self.desk, one.id)
        if not found.is_any:
            self.frame.notices.say(say("reports.unchanged"), "good")
            return
        self._turn(self.desk.look(submissions.correction_listing, self.desk.shelf.log, found))
        self.found = found
        self.send.setVisible(self.desk.look(submissions.is_own, self.desk.shelf.log, one))
        self.back.show()

    def _lay_out(self) -> None:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(page.MARGIN, 12, page.MARGIN, 8)
        column.setSpacing(8)
        column.addWidget(self.asking)
        column.addLayout(self.due)
        column.addLayout(flow.row(self.send, self.bar, None, self.printed, self.records, self.back))
        column.addWidget(self.handing_in)
        column.addWidget(self.told)
        column.addWidget(self.faults)
        for part in (self.table, self.text, self.handed_in):
            column.addWidget(part, 1)
        column.addWidget(self.trend)
        column.addWidget(self.notes)
        for hidden in (self.text, self.handed_in, self.back):
            hidden.hide()
        self.fill(holder)
