"""The way of a case from left to right: one button a part, what is in it, how far the case has come."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from app.records import CaseFile
from app.rules.performance import item_states
from app.ui import theme
from app.ui.kit.typed import show_day
from app.words import say

KEYS = (
    "acceptance", "parties", "requests", "inquiry", "sessions", "agreement", "performance", "visits", "closing",
    "paperwork", "steering",
)  # fmt: skip
DIGITS = "1234567890-"
"""With Ctrl, the key that turns to each part."""
REACHED = {
    "registered": 0, "accepted": 1, "inquiry": 4, "mediating": 4, "agreed": 5, "performing": 6, "visiting": 7,
    "ready": 8, "ended": 8, "handed_over": 8, "closed": 9,
}  # fmt: skip
"""How many parts lie behind a case of each stage."""
FRAME = 8
"""Pixels of a button that its frame and padding take, left and right together."""


class Steps(QWidget):
    """Ctrl+1 … Ctrl+9, Ctrl+0 and Ctrl+- turn to a part as well."""

    turned = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        group = QButtonGroup(self)
        self.buttons: dict[str, QPushButton] = {}
        for digit, key in zip(DIGITS, KEYS, strict=True):
            press = QPushButton()
            press.setObjectName(f"case_page.part.{key}")
            press.setCheckable(True)
            press.setAutoDefault(True)
            press.setToolTip(f"Ctrl+{digit}")
            press.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            press.setFixedHeight(theme.scaled(60))
            theme.role(press, "step")
            press.clicked.connect(partial(self._turn, key))
            group.addButton(press)
            line.addWidget(press)
            self.buttons[key] = press
        self.show_file(None, "registered", {})

    def show_file(self, file: CaseFile | None, stage: str, gaps: dict[str, int]) -> None:
        """What is in each part, or how much is missing there."""
        behind = REACHED.get(stage, 0)
        for place, (key, press) in enumerate(self.buttons.items()):
            missing = gaps.get(key, 0)
            told = say("case_page.gaps", count=missing) if missing else _said(key, file)
            name = say(f"case_page.part.{key}")
            press.setText(f"{name}\n{told}" if told else name)
            press.setAccessibleName(f"{name} {told}".strip())
            state = "gap" if missing else "done" if place < behind and told else "later"
            if press.property("state") != state:
                press.setProperty("state", state)
                press.style().unpolish(press)
                press.style().polish(press)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def mark(self, key: str) -> None:
        self.buttons[key].setChecked(True)

    def _fit(self) -> None:
        """All parts share the width of the window: where the longest word asks for more, all are written smaller."""
        type_ = theme.font("base")
        metrics = QFontMetricsF(type_)
        texts = [press.text() for press in self.buttons.values()]
        widest = max(metrics.horizontalAdvance(line) for text in texts for line in text.split("\n"))
        there = min(press.width() for press in self.buttons.values()) - FRAME
        if 0 < there < widest:
            type_.setPointSizeF(type_.pointSizeF() * there / widest)
        for press in self.buttons.values():
            press.setFont(type_)

    def _turn(self, key: str, _on: bool = False) -> None:  # noqa: FBT002
        self.turned.emit(key)


def _said(key: str, file: CaseFile | None) -> str:
    if file is None:
        return ""
    if key == "acceptance":
        return show_day(file.case.accepted_on)
    if key == "agreement":
        return _agreement(file)
    if key == "performance":
        states = item_states(file)
        kept = sum(1 for state in states if state.kept)
        return say("case_page.kept_of", kept=kept, count=len(states)) if states else ""
    if key == "closing":
        return show_day(file.case.closed_on)
    lists = {
        "parties": file.parties, "requests": file.case.requests, "inquiry": file.inquiries,
        "sessions": file.sessions, "visits": file.visits,
        "paperwork": [*file.agencies, *file.evidence, *file.letters, *file.notices, *file.services],
        "steering": [*file.escalations, *file.consultations, *file.leader_cases],
    }  # fmt: skip
    count = len(lists[key] or ())
    return say(f"case_page.count.{key}", count=count) if count else ""


def _agreement(file: CaseFile) -> str:
    agreement = file.newest_agreement
    if agreement is None:
        return ""
    return say("case_page.sealed_short" if agreement.frozen else "case_page.draft_short")
