"""One value beside another: the text with its differences marked, who wrote it, and a button to take it."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QTextBrowser, QVBoxLayout

from app.rules.differences import Span
from app.ui import theme
from app.ui.kit import page
from app.words import say

LEAST, MOST = 76, 300
"""Pixels a text takes at least and at most; a longer one scrolls."""


class ValueCard(QFrame):
    """甲说 | 乙说: one side of a comparison."""

    taken = Signal()

    def __init__(self, number: int, *, shown: bool, can_be_taken: bool) -> None:
        super().__init__()
        theme.role(self, "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        mark = page.label(say("conflict.shown_now" if shown else "conflict.other_side"), "badge")
        column.addLayout(page.row(page.label(str(number), "heading", wrap=False), mark, None))
        self.text = QTextBrowser()
        self.text.setObjectName(f"conflict.value.{number}")
        self.text.setAccessibleName(say("conflict.value", number=number))
        self.text.setOpenLinks(False)
        self.text.setTabChangesFocus(True)
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self.text)
        self.hands = page.label("", "quiet")
        column.addWidget(self.hands)
        column.addStretch(1)
        self.take = page.button("conflict.take", self.taken.emit, role="primary" if shown else "")
        self.take.setObjectName(f"conflict.take.{number}")
        self.take.setAccessibleName(say("conflict.take_which", number=number))
        self.take.setToolTip(f"Ctrl+{number}")
        column.addLayout(page.row(self.take, None))
        self.take.setVisible(can_be_taken)

    def tell(self, pieces: Sequence[Span], lines: Iterable[str]) -> None:
        """Show a text in its pieces, and under it who wrote it where and when."""
        self.text.setHtml(_marked(pieces))
        self.hands.setText("\n".join(lines))
        self.fit()

    def fit(self) -> None:
        """As high as the text, within limits."""
        document = self.text.document()
        document.setTextWidth(max(self.text.viewport().width(), 200))
        height = round(document.size().height()) + 14
        self.text.setFixedHeight(max(theme.scaled(LEAST), min(height, theme.scaled(MOST))))


def _marked(pieces: Iterable[Span]) -> str:
    """The text as the browser draws it: every character of the user escaped, differences on a ground."""
    ground, ink = theme.colour("warn_soft").name(), theme.colour("warn").name()
    told = "".join(
        f'<span style="background-color:{ground};color:{ink};text-decoration:underline">{_plain(text)}</span>'
        if differs
        else _plain(text)
        for text, differs in pieces
    )
    return f'<div style="white-space:pre-wrap">{told}</div>'


def _plain(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")
