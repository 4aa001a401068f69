"""What is missing or doubtful, one line each; pressing a line jumps to the gap.

gaps = FindingList()
gaps.jumped.connect(lambda finding: form.jump(finding.field))
gaps.load([(finding.said(say), finding.severity, finding) for finding in found])
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

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
    """One finding as a line one can press."""

    def __init__(self, sentence: str, weight: str) -> None:
        super().__init__(sentence)
        self.setObjectName("finding")
        self.setToolTip(sentence)
        self.setIcon(theme.icon(PICTURES.get(weight, "told")))
        self.setIconSize(QSize(20, 20))
        theme.role(self, "row")

    def minimumSizeHint(self) -> QSize:
        """A long sentence does not widen the page; the tool tip has it whole."""
        return QSize(60, super().minimumSizeHint().height())
