"""打印, 存为PDF, 存为Excel: what can be done with a list that stands on the page.

    bar = ListingBar(desk, frame, lambda: visitors.listing(desk, since, until))
    column.addWidget(bar)

The listing is made when a button is pressed; what it becomes is made aside.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app.desk import list_log
from app.trouble import Trouble
from app.ui.jobs import Cancelled
from app.ui.kit import page
from app.ui.kit.places import proposed
from app.ui.kit.print_habits import Habits
from app.ui.kit.print_pane import Order, PrintPane, Terms
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.rules.listing import Listing
    from app.ui.jobs import Report
    from app.ui.kit.printer import Printer
    from app.ui.screen import Frame

Make = Callable[[], "Listing"]


class ListingBar(QWidget):
    """The three buttons, and the questions of a print below them while they are asked."""

    def __init__(
        self, desk: Desk, frame: Frame, make: Make, *, printer: Printer | None = None
    ) -> None:
        super().__init__()
        self.desk, self.frame, self.make = desk, frame, make
        self._machine, self._pdf, self._name = printer, b"", ""
        self._drawn: Listing | None = None
        self.press = page.button("listing_bar.print", self.ask_how, icon="print")
        self.paper = page.button("listing_bar.pdf", self.ask_pdf, icon="save")
        self.book = page.button("listing_bar.excel", self.ask_excel, icon="save")
        self.pane: PrintPane | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.buttons = QWidget()
        line = page.row(self.press, self.paper, self.book)
        line.setContentsMargins(0, 0, 0, 0)
        self.buttons.setLayout(line)
        self._column.addWidget(self.buttons, 0, Qt.AlignmentFlag.AlignLeft)  # never stretched

    # on paper

    def ask_how(self) -> None:
        """Draw it, then ask for printer and copies."""
        self._draw(self._ask)

    def _ask(self, pdf: bytes) -> None:
        from app.papers import picked

        self._pdf = pdf
        pane = self._pane()
        pane.open_for(Terms(two_sided=False, numbers=picked.said(pdf)), self.printer.names())

    def print_paper(self, order: Order) -> None:
        """Hand the pages to the printer; whether they come out is waited for aside."""
        pdf, wish, name, pane = self._pdf, order.wish, self._name, self._pane()

        def work(report: Report) -> None:
            from app.papers import picked

            sheets = picked.pick(pdf, picked.numbers(order.sheets), two_sided=wish.two_sided)
            self.printer.send(sheets, wish, name, report)

        def done(_nothing: None) -> None:
            pane.ready()
            pane.shut()
            self._keep(list_log.PRINTER, pdf, copies=wish.copies, sheets=order.sheets)
            told = say("paper_view.sent", printer=wish.printer, copies=wish.copies)
            self.frame.notices.say(told, "good")

        pane.busy()
        self.frame.jobs.run(work, done, failed=self._not_printed, title=say("print_pane.working"))

    # as a file

    def ask_pdf(self) -> None:
        """Ask for a place and save the table there as it would be printed."""
        self._draw(self._ask_place)

    def _ask_place(self, pdf: bytes) -> None:
        self._pdf = pdf
        if place := self._place("pdf", "PDF (*.pdf)"):
            self.save_pdf(place)

    def save_pdf(self, place: Path) -> None:
        """Write what was drawn last."""
        try:
            place.write_bytes(self._pdf)
        except OSError as why:
            told = say("paper_view.save_failed", reason=why.strerror or "")
            self.frame.notices.say(told, "warn")
            return
        self._keep(list_log.PDF, self._pdf)
        self._saved(place)

    def ask_excel(self) -> None:
        """Ask for a place and write the workbook there."""
        self._name = self.make().title
        if place := self._place("xlsx", "Excel (*.xlsx)"):
            self.save_excel(place)

    def save_excel(self, place: Path) -> None:
        """Write the workbook aside."""
        from app.desk import listing_sheet

        listing = self._drawn = self.make()

        def done(_nothing: None) -> None:
            self._keep(list_log.EXCEL)
            self._saved(place)

        self.frame.jobs.run(
            lambda _report: listing_sheet.write(listing, place),
            done,
            title=say("listing_bar.working"),
        )

    # how

    @property
    def printer(self) -> Printer:
        """The printers of this computer, looked for when first asked."""
        if self._machine is None:
            from app.ui.kit.printer import Printer

            self._machine = Printer()
        return self._machine

    def _draw(self, then: Callable[[bytes], None]) -> None:
        from app.desk import room as rooms
        from app.papers import listing as listings

        listing = self._drawn = self.make()
        room = self.desk.look(rooms.own_room, self.desk.shelf.log)
        self._name = listing.title
        self.frame.jobs.run(
            lambda _report: listings.draw(listing, room), then, title=say("listing_bar.working")
        )

    def _pane(self) -> PrintPane:
        if self.pane is None:
            self.pane = PrintPane(Habits(self.desk.settings, self.desk.data.settings))
            self.pane.ordered.connect(self.print_paper)
            self.pane.to_save.connect(lambda _order: self._ask_place(self._pdf))
            self.pane.turned.connect(lambda asking: self.buttons.setVisible(not asking))
            self._column.addWidget(self.pane)
        return self.pane

    def _place(self, ending: str, kind: str) -> Path | None:
        told = proposed(f"{self._name}.{ending}")
        place, _ = QFileDialog.getSaveFileName(self, say("paper_view.save"), told, kind)
        return Path(place) if place else None

    def _saved(self, place: Path) -> None:
        self.frame.notices.say(say("paper_view.saved", path=str(place)), "good")

    def _keep(self, how: str, pdf: bytes = b"", *, copies: int = 1, sheets: str = "") -> None:
        """The line of the log: which list it was, and nothing of what stood in it."""
        if self._drawn is not None:
            list_log.keep(self.desk, self._drawn, how, pdf=pdf, copies=copies, sheets=sheets)

    def _not_printed(self, why: Exception) -> None:
        if isinstance(why, Trouble):
            self._pane().refuse(str(why))
        elif isinstance(why, Cancelled):
            self._pane().refuse(say("print_pane.stopped"))
        else:
            self._pane().ready()
            self.frame.jobs.sorrow.emit(why)
