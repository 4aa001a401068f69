"""Widgets in a row that goes on below where the row is full: nothing widens the window.

    column.addLayout(flow.row(self.kind, self.hold, None, self.bar))

As in `page.row`, `None` is a spring: what stands after it goes to the right, on whatever line it comes to.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QSpacerItem, QWidget

GAP = 10


class Flow(QLayout):
    """As wide as its widest part may become, as high as its lines."""

    def __init__(self, gap: int = GAP) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self.setSpacing(gap)
        self.setContentsMargins(0, 0, 0, 0)

    def spring(self) -> None:
        """What follows stands at the right."""
        self.addItem(QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum))

    # what Qt asks of a layout

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        if not 0 <= index < len(self._items):
            return None
        self.invalidate()
        return self._items.pop(index)

    def invalidate(self) -> None:
        self._heights = {}
        super().invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """All in one line."""
        parts = [one.sizeHint() for one in self._items if not one.isEmpty()]
        width = sum(one.width() for one in parts) + self.spacing() * max(0, len(parts) - 1)
        return self._framed(width, max((one.height() for one in parts), default=0))

    def minimumSize(self) -> QSize:
        """Each in a line of its own."""
        parts = [one.minimumSize() for one in self._items if not one.isEmpty()]
        width = max((one.width() for one in parts), default=0)
        return self._framed(width, max((one.height() for one in parts), default=0))

    # how

    def _framed(self, width: int, height: int) -> QSize:
        edge = self.contentsMargins()
        return QSize(width + edge.left() + edge.right(), height + edge.top() + edge.bottom())

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Put every line where it belongs; how high all of it is."""
        edge = self.contentsMargins()
        inner = rect.marginsRemoved(edge)
        top = inner.top()
        for line in self._lines(inner.width()):
            shown = [one for one, _width in line if one.spacerItem() is None]
            room = inner.width() - sum(width for _one, width in line)
            room -= self.spacing() * (len(shown) - 1)
            widths = _stretched(line, room)
            high = max(_height(one, width) for one, width in widths if one in shown)
            left = inner.left()
            for one, width in widths:
                if one.spacerItem() is not None:
                    left += width
                    continue
                if move:
                    own = min(high, one.maximumSize().height())
                    one.setGeometry(QRect(left, top + (high - own) // 2, width, own))
                left += width + self.spacing()
            top += high + self.spacing()
        high = max(0, top - inner.top() - self.spacing())
        return high + edge.top() + edge.bottom()

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, int]]]:
        """The parts of each line, each as wide as it likes to be, or as the line is."""
        lines: list[list[tuple[QLayoutItem, int]]] = []
        line: list[tuple[QLayoutItem, int]] = []
        spring: list[tuple[QLayoutItem, int]] = []
        taken = 0
        for one in self._items:
            if one.spacerItem() is not None:
                spring = [(one, 0)]
                line += spring
                continue
            if one.isEmpty():
                continue
            wants = max(one.minimumSize().width(), min(one.sizeHint().width(), width))
            if taken and taken + self.spacing() + wants > width:
                lines.append(line[:-1] if line[-1] in spring else line)
                line, taken = [*spring], 0
            line.append((one, wants))
            taken += wants + (self.spacing() if taken else 0)
        lines.append(line)
        return [line for line in lines if any(one.spacerItem() is None for one, _ in line)]


def row(*parts: QWidget | None, gap: int = GAP) -> Flow:
    """Widgets side by side, in as many lines as they need; `None` is a spring."""
    made = Flow(gap)
    for part in parts:
        if part is None:
            made.spring()
        else:
            made.addWidget(part)
    return made


def _stretched(line: list[tuple[QLayoutItem, int]], room: int) -> list[tuple[QLayoutItem, int]]:
    """What is left of a line goes to its springs, or else to what likes to grow."""
    across = Qt.Orientation.Horizontal
    growing = [one for one, _width in line if one.spacerItem() is not None] or [
        one
        for one, width in line
        if one.expandingDirections() & across and one.maximumSize().width() > width
    ]
    if room <= 0 or not growing:
        return line
    more = room // len(growing)
    return [
        (one, min(width + more, one.maximumSize().width()) if one in growing else width)
        for one, width in line
    ]


def _height(one: QLayoutItem, width: int) -> int:
    if one.hasHeightForWidth():
        return max(one.minimumHeightForWidth(width), one.minimumSize().height())
    return min(one.sizeHint().height(), one.maximumSize().height())
