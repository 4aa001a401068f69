"""70/20/10 as a picture: a bar for what is, a mark for the goal, the figures beside them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app import words
from app.codes import code_list
from app.rules.statistics import UNKNOWN, Split, routes
from app.ui import theme
from app.words import say

LINE = 64
NAME, FIGURE = 150, 210  # pixels in base type: left of the bars, right of them


class SplitPicture(QWidget):
    """One line a route. A click, or the arrow keys, chooses the number whose cases are shown."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("split.picture")
        self.setAccessibleName(say("split.title"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.split: Split | None = None
        self.mark = 0

    def show_split(self, split: Split) -> None:
        """Draw this split; the words of every line are there for those who cannot see the picture."""
        self.split = split
        self.mark = min(self.mark, len(self.lines()) - 1)
        self.setAccessibleDescription("；".join(self.figure(key) for key in self.lines()))
        self.updateGeometry()
        self.update()

    def lines(self) -> list[str]:
        """The routes, and those without one where there are any."""
        unknown = bool(self.split and self.split.unknown)
        return [*routes(), *([UNKNOWN] if unknown else [])]

    def figure(self, key: str) -> str:
        """27 件　67.5%　目标 70%."""
        assert self.split is not None
        if key == UNKNOWN:
            return say("split.figure_unknown", count=self.split.unknown)
        share = self.split.share(key)
        percent = "—" if share is None else f"{float(share * 100):.1f}%"
        goal = self.split.goal.shares[key]
        return say("split.figure", count=self.split.counts[key], percent=percent, goal=goal)

    def sizeHint(self) -> QSize:
        return QSize(600, theme.scaled(LINE) * len(self.lines()))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.split is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, key in enumerate(self.lines()):
            self._line(painter, place, key)
        painter.end()

    def _line(self, painter: QPainter, place: int, key: str) -> None:
        assert self.split is not None
        high = theme.scaled(LINE)
        area = QRectF(0, place * high, self.width(), high)
        ink = self.palette()
        if place == self.mark:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("softer"))
            painter.drawRoundedRect(area.adjusted(0, 3, 0, -3), 8, 8)
            if self.hasFocus():
                painter.setPen(QPen(ink.color(QPalette.ColorRole.Highlight), 2))
                painter.drawRoundedRect(area.adjusted(1, 4, -1, -4), 8, 8)
        painter.setPen(ink.color(QPalette.ColorRole.Text))
        name = (
            say("split.no_route")
            if key == UNKNOWN
            else code_list("route").label(key, words.language())
        )
        left, right = theme.scaled(NAME), theme.scaled(FIGURE)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(
            QRectF(12, area.top(), left - 12, high), middle | Qt.TextFlag.TextWordWrap, name
        )
        figure = QRectF(self.width() - right + 12, area.top(), right - 16, high)
        painter.drawText(figure, middle | Qt.TextFlag.TextWordWrap, self.figure(key))
        bar = QRectF(
            left, area.top() + high * 0.3, max(40.0, self.width() - left - right), high * 0.4
        )
        if key != UNKNOWN:
            self._bar(painter, bar, key)

    def _bar(self, painter: QPainter, bar: QRectF, key: str) -> None:
        assert self.split is not None
        ink = self.palette()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.color(QPalette.ColorRole.Midlight))
        painter.drawRoundedRect(bar, 5, 5)
        share = self.split.share(key)
        if share:
            painter.setBrush(ink.color(QPalette.ColorRole.Highlight))
            painter.drawRoundedRect(
                QRectF(bar.left(), bar.top(), bar.width() * float(share), bar.height()), 5, 5
            )
        at = bar.left() + bar.width() * self.split.goal.shares[key] / 100
        painter.setPen(QPen(ink.color(QPalette.ColorRole.Text), 3))
        painter.drawLine(int(at), int(bar.top()) - 5, int(at), int(bar.bottom()) + 5)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._choose(int(event.position().y()) // theme.scaled(LINE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in steps:
            self._choose(self.mark + steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _choose(self, place: int) -> None:
        if 0 <= place < len(self.lines()):
            self.mark = place
            self.update()
            self.chosen.emit(self.lines()[place])
