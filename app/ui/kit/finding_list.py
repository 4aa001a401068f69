"""What is missing or doubtful, one line each; pressing a line jumps to the gap.

gaps = FindingList()
gaps.jumped.connect(lambda finding: form.jump(finding.field))
gaps.load([(finding.said(say), finding.severity, finding) for finding in found])
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.kit import page
from app.words import say

PICTURES = {"stop": "bad", "warn": "warn", "told": "told", "good": "good"}


class FindingList(QWidget):
    """Lines of (sentence, weight, target); `jumped` carries the target."""

    jumped = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.lines: list[QPushButton] = []

    def load(self, lines: Iterable[tuple[str, str, object]], *, none: str | None = None) -> None:
        """Show these lines; without any, the sentence that all is well (`none`)."""
        page.clear(self._column)
        self.lines = []
        for sentence, weight, target in lines:
            press = FindingLine(sentence, weight)
            press.clicked.connect(partial(self._jump, target))
            self._column.addWidget(press)
            self.lines.append(press)
        if not self.lines:
            self._column.addWidget(
                page.label(say("kit.findings_none") if none is None else none, "good")
            )

    def texts(self) -> list[str]:
        return [line.text() for line in self.lines]

    def _jump(self, target: object, *_click: object) -> None:
        self.jumped.emit(target)


class FindingLine(QPushButton):
    """One finding as a line one can press; a long sentence takes several lines of the page."""

    def __init__(self, sentence: str, weight: str) -> None:
        super().__init__()
        self.setObjectName("finding")
        self.setAccessibleName(sentence)
        picture = QLabel()
        picture.setPixmap(theme.icon(PICTURES.get(weight, "told")).pixmap(QSize(20, 20)))
        self.words = page.label(sentence)
        self.across = across = QHBoxLayout(self)
        across.setContentsMargins(8, 8, 6, 8)
        across.setSpacing(8)
        across.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(self.words, 1)
        for inside in (picture, self.words):
            inside.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.role(self, "row")

    def text(self) -> str:
        return self.words.text()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(self.across.heightForWidth(width), theme.TARGET - 4)

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    def minimumSizeHint(self) -> QSize:
        """A long sentence does not widen the page."""
        return QSize(60, self.heightForWidth(max(self.width(), 60)))
