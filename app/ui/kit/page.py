"""The pieces every page is laid out from: a scrolling sheet, headings, cards, buttons."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.ui import theme
from app.words import say

MARGIN = 20
BAR = 14  # pixels a bar to scroll takes
NEAR = 20
"""Pixels kept free above and below what is brought into sight."""

# Told by number: the namespace Qt builds its ninety enumerations when it is first touched, a tenth of the
# time until the window stands.
PLAIN_TEXT, NO_FOCUS, NEVER = 0, 0, 1


def label(text: str = "", role: str = "", *, wrap: bool = True) -> QLabel:
    """A text on the page; roles: title heading quiet problem warn good badge huge code."""
    told = QLabel(text)
    told.setWordWrap(wrap)
    told.setProperty("textFormat", PLAIN_TEXT)
    if role:
        theme.role(told, role)
    return told


def button(
    key: str, pressed: Callable[[], object] | None = None, *, role: str = "", icon: str = ""
) -> QPushButton:
    """A button named after its words key; roles: primary flat danger."""
    told = QPushButton(say(key))
    told.setObjectName(key)
    told.setAutoDefault(True)  # Enter presses it as Space does
    if icon:
        told.setIcon(theme.icon(icon, on_accent=role == "primary"))
        told.setIconSize(QSize(20, 20))
    if role:
        theme.role(told, role)
    if pressed is not None:
        told.clicked.connect(lambda: pressed())  # noqa: PLW0108  a click's state is not for it
    return told


def tool(key: str, icon: str, pressed: Callable[[], object]) -> QToolButton:
    """A picture one can press; its words are the tool tip and the accessible name."""
    told = QToolButton()
    told.setIcon(theme.icon(icon))
    told.setIconSize(QSize(22, 22))
    told.setObjectName(key)
    told.setToolTip(say(key))
    told.setAccessibleName(say(key))
    told.clicked.connect(lambda: pressed())  # noqa: PLW0108  a click's state is not for it
    return told


def on_keys(widget: QWidget, keys: str, pressed: Callable[[], object]) -> None:
    """A key that works while the caret stands in a widget or inside it.

    The context is set by itself: told beside what is called, PySide leaves it aside.
    """
    from PySide6.QtCore import Qt  # not before the window stands

    shortcut = QShortcut(QKeySequence(keys), widget)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(lambda: pressed())  # noqa: PLW0108


def card(title: str = "") -> tuple[QFrame, QVBoxLayout]:
    """A white card, with its heading and the column to fill."""
    frame = QFrame()
    theme.role(frame, "card")
    column = QVBoxLayout(frame)
    column.setContentsMargins(MARGIN, 16, MARGIN, 16)
    column.setSpacing(10)
    if title:
        column.addWidget(label(title, "heading"))
    return frame, column


def sheet() -> tuple[QScrollArea, QVBoxLayout]:
    """A page that scrolls when the window is low, and the column to fill."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setProperty("horizontalScrollBarPolicy", NEVER)
    inner = QWidget()
    column = QVBoxLayout(inner)
    column.setContentsMargins(MARGIN, 16, MARGIN, MARGIN)
    column.setSpacing(14)
    area.setWidget(inner)
    area.setProperty("focusPolicy", NO_FOCUS)
    return area, column


class Upright(QScrollArea):
    """As wide as what stands in it, with room for the bar that comes on a low window."""

    def sizeHint(self) -> QSize:
        inner = self.widget()
        high = super().sizeHint().height()
        return QSize(inner.sizeHint().width() + BAR, high) if inner else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width(), super().minimumSizeHint().height())


def upright(widget: QWidget) -> QScrollArea:
    """A column as wide as it is; on a low window it scrolls."""
    area = Upright()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setProperty("horizontalScrollBarPolicy", NEVER)
    area.setProperty("focusPolicy", NO_FOCUS)
    inner = QWidget()
    column = QVBoxLayout(inner)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(widget)
    column.addStretch(1)
    area.setWidget(inner)
    area.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
    return area


def bring_into_sight(widget: QWidget, part: QRect | None = None) -> None:
    """Let the page that holds a widget scroll to it, or to a part of it."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    if parent is None:
        return
    wanted = part or widget.rect()
    told = widget.mapTo(parent.widget(), wanted.center())
    parent.ensureVisible(0, told.y(), 0, wanted.height() // 2 + NEAR)


def row(*parts: QWidget | None) -> QHBoxLayout:
    """Widgets side by side; `None` is a spring."""
    line = QHBoxLayout()
    line.setSpacing(10)
    for part in parts:
        if part is None:
            line.addStretch(1)
        else:
            line.addWidget(part)
    return line


def rule() -> QFrame:
    """A thin line."""
    line = QFrame()
    theme.role(line, "line")
    return line


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
