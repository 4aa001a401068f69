"""A trend in lines, as it is printed: a few series over the months, each with its figures."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.papers.listing_chart import BESIDE, STEPS, Chart, ceiling, coinciding, labelled
from app.ui import theme
from app.words import say

TALL, HEAD, FOOT, SIDE = 190, 30, 30, 56  # pixels in base type
INKS = ("link", "good", "warn", "bad")
DASHES = (
    Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine,
)  # fmt: skip


class TrendPicture(QWidget):
    """The chart; its figures are told in words to those who cannot see it."""

    def __init__(self) -> None:
        super().__init__()
        self.chart: Chart = ()
        self.setObjectName("reports.trend")
        self.setAccessibleName(say("reports.trend"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_chart(self, chart: Chart) -> None:
        """Draw this one; nothing hides it."""
        self.chart = chart
        told = (f"{name}：{'、'.join(f'{at} {n}' for at, n in points)}" for name, points in chart)
        self.setAccessibleDescription("；".join(told))
        self.setVisible(bool(chart))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(600, theme.scaled(TALL))

    def minimumSizeHint(self) -> QSize:
        return QSize(300, theme.scaled(TALL))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if not self.chart:
            return
        with QPainter(self) as pen:
            pen.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._draw(pen)

    def _draw(self, pen: QPainter) -> None:
        side, head, foot = (theme.scaled(one) for one in (SIDE, HEAD, FOOT))
        area = QRectF(side, head, self.width() - side - 16, self.height() - head - foot)
        most, ink = ceiling(self.chart), self.palette()
        for step in range(STEPS + 1):
            y = area.bottom() - area.height() * step / STEPS
            pen.setPen(QPen(ink.color(QPalette.ColorRole.Mid), 1))
            pen.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            pen.setPen(ink.color(QPalette.ColorRole.Text))
            box = QRectF(0, y - 12, side - 6, 24)
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            pen.drawText(box, flags, str(most * step // STEPS))
        at, hidden = area.left(), coinciding(self.chart)
        for number, (name, points) in enumerate(self.chart):
            line = QPen(_ink(number, ink), 2, DASHES[number % len(DASHES)])
            spots = [
                QPointF(spot.x(), spot.y() - BESIDE * over)
                for spot, over in zip(
                    _spots([value for _, value in points], area, most), hidden[number], strict=True
                )
            ]
            pen.setPen(line)
            pen.drawPolyline(spots)
            pen.drawLine(QPointF(at, head / 2), QPointF(at + 30, head / 2))
            pen.setPen(ink.color(QPalette.ColorRole.Text))
            for spot, (_, value), over in zip(spots, points, hidden[number], strict=True):
                pen.drawEllipse(spot, 2.5, 2.5)
                if over:
                    continue  # its figure stands there already
                box = QRectF(spot.x() - 40, spot.y() - 24, 80, 20)
                pen.drawText(box, Qt.AlignmentFlag.AlignCenter, str(value))
            pen.drawText(QRectF(at + 36, 0, 200, head), Qt.AlignmentFlag.AlignVCenter, name)
            at += 56 + pen.fontMetrics().horizontalAdvance(name)
        self._labels(pen, area)

    def _labels(self, pen: QPainter, area: QRectF) -> None:
        points = self.chart[0][1]
        each = area.width() / max(len(points), 1)
        wide = (
            max(pen.fontMetrics().horizontalAdvance(label) for label, _ in points) if points else 1
        )
        every = max(1, -(-int(wide + 12) // max(int(each), 1)))
        shown = labelled(len(points), every)
        for place, (label, _) in enumerate(points):
            if place in shown:
                x = area.left() + each * (place + 0.5)
                box = QRectF(x - wide, area.bottom() + 4, 2 * wide, 24)
                pen.drawText(box, Qt.AlignmentFlag.AlignCenter, label)


def _ink(number: int, palette: QPalette):  # type: ignore[no-untyped-def]
    return (
        palette.color(QPalette.ColorRole.Highlight)
        if not number
        else theme.colour(INKS[number % len(INKS)])
    )


def _spots(values: list[int], area: QRectF, most: int) -> list[QPointF]:
    each = area.width() / max(len(values), 1)
    return [
        QPointF(area.left() + each * (place + 0.5), area.bottom() - area.height() * value / most)
        for place, value in enumerate(values)
    ]
