"""What happened and what to do next, said on the page; never a box that must be answered."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.trouble import Trouble
from app.ui import theme
from app.words import say

KINDS = {"told": "told", "good": "good", "warn": "warn", "bad": "bad"}
MOST = 3
GOOD_STAYS = 8000
"""Milliseconds a good word stays; a warning stays until it is closed."""

Action = tuple[str, Callable[[], object]]


class Notice(QFrame):
    """One notice with its picture, its sentence, perhaps something to press."""

    closed = Signal()

    def __init__(self, text: str, kind: str, action: Action | None, *, lasting: bool) -> None:
        super().__init__()
        self.text, self.kind = text, kind
        self.lasting = lasting or kind == "bad"
        theme.role(self, f"notice_{kind}")
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 4, 6, 4)
        line.setSpacing(10)
        picture = QLabel()
        picture.setPixmap(theme.icon(kind).pixmap(QSize(22, 22)))
        line.addWidget(picture)
        words = QLabel(text)
        words.setWordWrap(True)
        words.setMinimumHeight(theme.TARGET - 8)
        line.addWidget(words, 1)
        if action is not None:
            name, pressed = action
            press = QPushButton(name)
            press.setObjectName("notice.action")
            press.setAutoDefault(True)
            theme.role(press, "flat")
            press.clicked.connect(self.close_notice)
            press.clicked.connect(lambda: pressed())  # noqa: PLW0108  a click's state is not for it
            line.addWidget(press)
        close = QToolButton()
        close.setIcon(theme.icon("close"))
        close.setToolTip(say("kit.close_notice"))
        close.setAccessibleName(say("kit.close_notice"))
        close.clicked.connect(self.close_notice)
        line.addWidget(close)
        self.setAccessibleName(text)

    def close_notice(self) -> None:
        self.closed.emit()


class NoticeBar(QWidget):
    """The newest few notices, and the strip of the work under way."""

    stopped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._shown: list[Notice] = []
        self._strip = self._work_strip()
        self._column.addWidget(self._strip)

    def say(
        self,
        text: str,
        kind: str = "told",
        *,
        action: Action | None = None,
        stay: bool | None = None,
        lasting: bool = False,
    ) -> None:
        """Say a sentence. Good words go by themselves unless told to `stay`.

        What is `lasting` was work under way for every screen: it stays when another one comes up.
        """
        for same in [notice for notice in self._shown if notice.text == text]:
            self._drop(same)
        notice = Notice(text, KINDS[kind], action, lasting=lasting)
        notice.closed.connect(lambda: self._drop(notice))
        self._shown.append(notice)
        self._column.addWidget(notice)
        while len(self._shown) > MOST:
            self._drop(self._shown[0])
        goes = kind == "good" and action is None if stay is None else not stay
        if goes:
            QTimer.singleShot(GOOD_STAYS, notice, lambda: self._drop(notice))
        _read_aloud(notice)

    def trouble(self, why: Trouble, *, lasting: bool = False) -> None:
        """The world's fault in its own words."""
        self.say(str(why), "warn", lasting=lasting)

    def turn_page(self) -> None:
        """Another screen comes up: what was said for the one before goes with it."""
        for notice in [one for one in self._shown if not one.lasting]:
            self._drop(notice)

    def clear(self) -> None:
        for notice in list(self._shown):
            self._drop(notice)

    def texts(self) -> list[str]:
        """What is being said now, oldest first."""
        return [notice.text for notice in self._shown]

    def work(self, title: str, done: int = 0, total: int = 0) -> None:
        """Show the work under way; an unknown total moves without a figure."""
        self._title.setText(title if not total else f"{title}　{done} / {total}")
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._strip.show()

    def work_ended(self) -> None:
        self._strip.hide()

    def _work_strip(self) -> QFrame:
        strip = QFrame()
        theme.role(strip, "notice")
        line = QHBoxLayout(strip)
        line.setContentsMargins(14, 4, 6, 4)
        line.setSpacing(14)
        self._title = QLabel()
        line.addWidget(self._title)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        line.addWidget(self._bar, 1)
        stop = QPushButton(say("kit.stop"))
        stop.setObjectName("kit.stop")
        stop.setAutoDefault(True)
        theme.role(stop, "flat")
        stop.clicked.connect(self.stopped)
        line.addWidget(stop)
        strip.hide()
        return strip

    def _drop(self, notice: Notice) -> None:
        if notice in self._shown:
            self._shown.remove(notice)
            notice.hide()
            notice.deleteLater()


def _read_aloud(notice: Notice) -> None:
    """A screen reader says what is said."""
    from PySide6.QtGui import QAccessible, QAccessibleEvent

    QAccessible.updateAccessibility(QAccessibleEvent(notice, QAccessible.Event.Alert))
