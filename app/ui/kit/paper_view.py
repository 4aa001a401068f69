"""A paper on the screen: look at it page by page, enlarge it, print it, save it.

view = PaperView(jobs=frame.jobs)
view.said.connect(frame.notices.say)
view.show_paper(draft.pdf, draft.drawn.title, Terms(draft.copies), print_log.of_draft(desk, draft))
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QFileDialog,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.desk import volumes
from app.desk.print_log import Keep, Left
from app.trouble import Trouble
from app.ui import theme
from app.ui.jobs import Cancelled, InlineJobs, Jobs, Report
from app.ui.kit import page
from app.ui.kit.paper_pages import PaperPages
from app.ui.kit.places import proposed
from app.ui.kit.print_habits import Habits
from app.ui.kit.print_pane import Order, PrintPane, Terms
from app.ui.kit.printer import Printer
from app.words import say

GAP = 16
KEPT = 6
"""Pages kept as pictures; the others are drawn again when one comes back to them."""

SMALLEST, LARGEST, STEP = 0.4, 4.0, 1.2


class PageSheets(QAbstractScrollArea):
    """The pages under each other; only what is in sight is drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: PaperPages | None = None
        self.zoom: float | None = None  # pixels a point; nothing fits the width
        self._pictures: dict[tuple[int, float], QPixmap] = {}
        self.setAccessibleName(say("paper_view.empty"))
        self.verticalScrollBar().setSingleStep(40)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)

    def load(self, pages: PaperPages | None) -> None:
        self.pages = pages
        self._pictures.clear()
        self.verticalScrollBar().setValue(0)
        self._measure()

    @property
    def scale(self) -> float:
        """Pixels a point as now shown."""
        if self.zoom is not None or self.pages is None or not self.pages.count:
            return self.zoom or 1.0
        widest = max(size.width() for size in self.pages.sizes)
        fitting = (self.viewport().width() - 2 * GAP) / widest
        return max(SMALLEST, min(fitting, 2.0))

    def enlarge(self, by: float) -> None:
        """Larger or smaller, the middle of the view staying where it is."""
        self.zoom = max(SMALLEST, min(self.scale * by, LARGEST))
        self._measure()

    def fit(self) -> None:
        """As wide as the view."""
        self.zoom = None
        self._measure()

    def place(self, number: int) -> QRect:
        """Where a page stands on the long sheet."""
        assert self.pages is not None
        top = GAP + sum(
            round(size.height() * self.scale) + GAP for size in self.pages.sizes[:number]
        )
        size = self.pages.sizes[number] * self.scale
        left = max((self.viewport().width() - round(size.width())) // 2, GAP)
        return QRect(left, top, round(size.width()), round(size.height()))

    def _measure(self) -> None:
        bar, across = self.verticalScrollBar(), self.horizontalScrollBar()
        if self.pages is None or not self.pages.count:
            bar.setRange(0, 0)
            across.setRange(0, 0)
        else:
            part = bar.value() / bar.maximum() if bar.maximum() else 0.0
            last = self.place(self.pages.count - 1)
            widest = max(self.place(n).width() for n in range(self.pages.count)) + 2 * GAP
            bar.setPageStep(self.viewport().height())
            bar.setRange(0, max(0, last.bottom() + GAP - self.viewport().height()))
            bar.setValue(round(part * bar.maximum()))
            across.setRange(0, max(0, widest - self.viewport().width()))
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as pen:
            pen.fillRect(event.rect(), self.palette().color(QPalette.ColorRole.Midlight))
            if self.pages is None:
                pen.setPen(theme.colour("quiet"))
                pen.drawText(
                    self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, say("paper_view.empty")
                )
                return
            shift = (-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
            for number in range(self.pages.count):
                spot = self.place(number).translated(*shift)
                if spot.intersects(event.rect()):
                    pen.setPen(self.palette().color(QPalette.ColorRole.Mid))
                    pen.drawRect(QRectF(spot).adjusted(-0.5, -0.5, 0.5, 0.5))
                    pen.drawPixmap(spot, self._picture(number))

    def _picture(self, number: int) -> QPixmap:
        assert self.pages is not None
        scale = self.scale * self.devicePixelRatioF()
        key = (number, scale)
        if key not in self._pictures:
            while len(self._pictures) >= KEPT:
                self._pictures.pop(next(iter(self._pictures)))
            self._pictures[key] = QPixmap.fromImage(self.pages.image(number, scale))
        return self._pictures[key]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.enlarge(STEP if event.angleDelta().y() > 0 else 1 / STEP)
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Home:
            bar.setValue(0)
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)


class PaperView(QWidget):
    """The pages with what one can do with them."""

    printed = Signal(object)
    """It came out: how (Left)."""

    saved = Signal()
    said = Signal(str, str)

    def __init__(
        self, printer: Printer | None = None, habits: Habits | None = None, jobs: Jobs | None = None
    ) -> None:
        super().__init__()
        self.printer = printer or Printer()
        self.jobs = jobs or InlineJobs()
        self.pdf = b""
        self.name = ""
        self.terms = Terms()
        self.keep: Keep | None = None
        self.sheets = PageSheets()
        self.sheets.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.pane = PrintPane(habits or Habits())
        self.pane.ordered.connect(self.print_paper)
        self.pane.to_save.connect(self.ask_where)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.tools = QWidget()
        line = self._tools()
        line.setContentsMargins(0, 0, 0, 0)
        self.tools.setLayout(line)
        column.addWidget(self.tools)
        column.addWidget(self.pane)
        column.addWidget(self.sheets, 1)
        self.pane.turned.connect(self._turn)
        self._enable()

    def show_paper(
        self, pdf: bytes, name: str, terms: Terms | None = None, keep: Keep | None = None
    ) -> None:
        """Show a PDF; `name` becomes the title of the print and the name of a saved file.

        `keep` is told once it left the program.
        """
        from app.papers import picked

        self.pane.shut()
        self.pdf, self.name, self.keep = pdf, name, keep
        self.terms = terms or Terms()
        self.sheets.load(PaperPages(pdf))
        self.terms = replace(self.terms, numbers=picked.said(pdf))
        self.count.setText(volumes.count_in_words(self.terms.numbers))
        self._enable()

    def clear(self) -> None:
        """Show nothing."""
        self.pane.shut()
        self.pdf, self.keep = b"", None
        self.sheets.load(None)
        self.count.setText("")
        self._enable()

    def ask_how(self) -> None:
        """What is to be printed, and how."""
        self.pane.open_for(self.terms, self.printer.names())

    def print_paper(self, order: Order) -> None:
        """Hand the pages to the printer; whether they come out is waited for aside."""
        pdf, keep, wish = self.pdf, self.keep, order.wish
        name = self.terms.job or self.name

        def work(report: Report) -> None:
            from app.papers import picked

            wanted = picked.numbers(order.sheets)
            sheets = picked.pick(pdf, wanted, two_sided=wish.two_sided)
            self.printer.send(sheets, wish, name, report)

        def done(_nothing: None) -> None:
            left = Left("printer", wish.copies, order.sheets, order.for_whom)
            if keep is not None:
                keep(left)
            self.pane.ready()
            if self.pdf == pdf:
                self.pane.shut()
            self.printed.emit(left)
            told = say("paper_view.sent", printer=wish.printer, copies=wish.copies)
            self.said.emit(told, "good")

        self.pane.busy()
        self.jobs.run(work, done, failed=self._not_printed, title=say("print_pane.working"))

    def _not_printed(self, why: Exception) -> None:
        if isinstance(why, Trouble):
            self.pane.refuse(str(why))
        elif isinstance(why, Cancelled):
            self.pane.refuse(say("print_pane.stopped"))
        else:
            self.pane.ready()
            self.jobs.sorrow.emit(why)

    def ask_where(self, order: Order | None = None) -> None:
        """Ask for a place and save there, all of it or what is asked for."""
        place, _ = QFileDialog.getSaveFileName(
            self, say("paper_view.save"), proposed(f"{self.name}.pdf"), "PDF (*.pdf)"
        )
        if place:
            self.save_paper(Path(place), order)

    def save_paper(self, place: Path, order: Order | None = None) -> None:
        """Write the paper as a file."""
        from app.papers import picked

        sheets, whom = (order.sheets, order.for_whom) if order else ("", "")
        pdf = picked.pick(self.pdf, picked.numbers(sheets), two_sided=True) if sheets else self.pdf
        try:
            place.write_bytes(pdf)
        except OSError as why:
            self.said.emit(say("paper_view.save_failed", reason=why.strerror or ""), "warn")
            return
        self.pane.shut()
        if self.keep is not None:
            self.keep(Left("file", sheets=sheets, for_whom=whom))
        self.saved.emit()
        self.said.emit(say("paper_view.saved", path=str(place)), "good")

    def _turn(self, asking: bool) -> None:
        """What is asked stands where one pressed; afterwards the hand is back there."""
        held = self.pane.isAncestorOf(self.focusWidget() or self)
        self.tools.setVisible(not asking)
        if not asking and held:
            self.press.setFocus()

    def _enable(self) -> None:
        for widget in (self.press, self.save, self.larger, self.smaller, self.fit):
            widget.setEnabled(bool(self.pdf))

    def _tools(self) -> QHBoxLayout:
        self.press = page.button("paper_view.print", self.ask_how, role="primary", icon="print")
        self.save = page.button("paper_view.save", self.ask_where, icon="save")
        self.larger = page.tool("paper_view.larger", "zoom_in", lambda: self.sheets.enlarge(STEP))
        self.smaller = page.tool(
            "paper_view.smaller", "zoom_out", lambda: self.sheets.enlarge(1 / STEP)
        )
        self.fit = page.tool("paper_view.fit", "fit", self.sheets.fit)
        self.count = page.label("", "quiet", wrap=False)
        return page.row(
            self.press, self.save, None, self.smaller, self.larger, self.fit, self.count
        )
