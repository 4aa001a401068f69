"""A paper on the screen: look at it page by page, enlarge it, print it, save it.

view = PaperView()
view.said.connect(frame.notices.say)
view.printed.connect(lambda copies: printing.keep(desk, draft, "printer", copies))
view.saved.connect(lambda: printing.keep(desk, draft, "file", 1))
view.show_paper(draft.pdf, draft.drawn.title, copies=draft.copies)
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
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
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.desk.spooling import Wish
from app.trouble import Trouble
from app.ui import theme
from app.ui.kit import page
from app.ui.kit.paper_pages import PaperPages
from app.ui.kit.places import proposed
from app.ui.kit.printer import Printer
from app.words import say

GAP = 16
KEPT = 6
"""Pages kept as pictures; the others are drawn again when one comes back to them."""

SMALLEST, LARGEST, STEP = 0.4, 4.0, 1.2
MOST_COPIES = 99


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

    printed = Signal(int)
    saved = Signal()
    said = Signal(str, str)

    def __init__(self, printer: Printer | None = None) -> None:
        super().__init__()
        self.printer = printer or Printer()
        self.pdf = b""
        self.name = ""
        self.sheets = PageSheets()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(self._tools())
        column.addWidget(self.sheets, 1)
        self._enable()

    def show_paper(self, pdf: bytes, name: str, *, copies: int = 1) -> None:
        """Show a PDF; `name` becomes the title of the print and the name of a saved file."""
        self.pdf, self.name = pdf, name
        self.sheets.load(PaperPages(pdf))
        self.copies.setValue(copies)
        assert self.sheets.pages is not None
        self.count.setText(say("paper_view.page_of", count=self.sheets.pages.count))
        self._find_printers()
        self._enable()

    def clear(self) -> None:
        """Show nothing."""
        self.pdf = b""
        self.sheets.load(None)
        self.count.setText("")
        self._enable()

    def print_paper(self) -> None:
        """Hand the paper to the chosen printer."""
        name, copies = self.printers.currentText(), self.copies.value()
        if not name:
            self.said.emit(say("paper_view.no_printer"), "warn")
            return
        try:
            self.printer.send(self.pdf, Wish(name, copies), self.name, _silent)
        except Trouble as why:
            self.said.emit(str(why), "warn")
            return
        self.printed.emit(copies)
        self.said.emit(say("paper_view.sent", printer=name, copies=copies), "good")

    def ask_where(self) -> None:
        """Ask for a place and save there."""
        place, _ = QFileDialog.getSaveFileName(
            self, say("paper_view.save"), proposed(f"{self.name}.pdf"), "PDF (*.pdf)"
        )
        if place:
            self.save_paper(Path(place))

    def save_paper(self, place: Path) -> None:
        """Write the paper as a file."""
        try:
            place.write_bytes(self.pdf)
        except OSError as why:
            self.said.emit(say("paper_view.save_failed", reason=why.strerror or ""), "warn")
            return
        self.saved.emit()
        self.said.emit(say("paper_view.saved", path=str(place)), "good")

    def _find_printers(self) -> None:
        chosen = self.printers.currentText()
        self.printers.clear()
        self.printers.addItems(self.printer.names())
        self.printers.setVisible(self.printers.count() > 0)
        self.printers.setCurrentIndex(max(0, self.printers.findText(chosen)))

    def _enable(self) -> None:
        for widget in (self.press, self.save, self.copies, self.larger, self.smaller, self.fit):
            widget.setEnabled(bool(self.pdf))

    def _tools(self) -> QHBoxLayout:
        self.press = page.button("paper_view.print", self.print_paper, role="primary", icon="print")
        self.save = page.button("paper_view.save", self.ask_where, icon="save")
        self.copies = QSpinBox()
        self.copies.setObjectName("paper_view.copies")
        self.copies.setAccessibleName(say("paper_view.copies"))
        self.copies.setRange(1, MOST_COPIES)
        self.copies.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.copies.setMinimumSize(QSize(theme.scaled(60) + 80, theme.TARGET))
        self.printers = QComboBox()
        self.printers.setObjectName("paper_view.printer")
        self.printers.setAccessibleName(say("paper_view.printer"))
        self.printers.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.printers.hide()
        self.larger = page.tool("paper_view.larger", "zoom_in", lambda: self.sheets.enlarge(STEP))
        self.smaller = page.tool(
            "paper_view.smaller", "zoom_out", lambda: self.sheets.enlarge(1 / STEP)
        )
        self.fit = page.tool("paper_view.fit", "fit", self.sheets.fit)
        self.count = page.label("", "quiet", wrap=False)
        named = page.label(say("paper_view.copies"), "label", wrap=False)
        return page.row(
            self.press, named, self.copies, self.printers, self.save, None,
            self.smaller, self.larger, self.fit, self.count,
        )  # fmt: skip


def _silent(done: int, total: int) -> None:
    del done, total
