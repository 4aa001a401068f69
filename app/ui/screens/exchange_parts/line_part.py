"""The line to the centre: one button that exchanges now, how far it is, what became of it; it can be stopped."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QProgressBar, QVBoxLayout

from app.desk import line_state
from app.ui import theme
from app.ui.kit import page
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.line_keeper import LineKeeper, LineState


class LinePart(QFrame):
    """Only to be seen where the centre can be reached over the network."""

    def __init__(self, desk: Desk, keeper: LineKeeper | None, ended: Callable[[], object]) -> None:
        super().__init__()
        self.desk, self.keeper, self._ended = desk, keeper, ended
        theme.role(self, "card")
        inner = QVBoxLayout(self)
        inner.setContentsMargins(page.MARGIN, 16, page.MARGIN, 16)
        inner.setSpacing(10)
        inner.addWidget(page.label(say("line_part.title"), "heading"))
        self.where = page.label("", "quiet")
        inner.addWidget(self.where)
        self.now = page.button("line_part.now", self._begin, role="primary", icon="exchange")
        self.halt = page.button("kit.stop", self._stop)
        self.halt.setObjectName("line_part.stop")
        self.bar = QProgressBar()
        self.bar.setObjectName("line_part.bar")
        self.bar.setTextVisible(False)
        line = page.row(self.now, self.halt, self.bar)
        line.setStretch(2, 1)
        line.addStretch(1)
        inner.addLayout(line)
        self.told = page.label("", "label")
        self.told.setObjectName("line_part.told")
        inner.addWidget(self.told)
        if keeper is not None:
            keeper.said.connect(self._said)
            self._show(keeper.state)

    def show_line(self) -> None:
        """Whom the line leads to now."""
        to = line_state.centre(self.desk)
        self.setVisible(to is not None and self.keeper is not None)
        if to is not None:
            self.where.setText(say("line_card.where", name=to.name, url=to.url))

    def _begin(self) -> None:
        if self.keeper is not None:
            self.keeper.sync_now()

    def _stop(self) -> None:
        if self.keeper is not None:
            self.keeper.stop()

    def _said(self, state: LineState | None) -> None:
        self._show(state)
        if self.keeper is not None and not self.keeper.is_under_way:
            self._ended()

    def _show(self, state: LineState | None) -> None:
        works = self.keeper is not None and self.keeper.is_under_way
        held = self.halt.hasFocus() or self.now.hasFocus()
        self.now.setVisible(not works)
        self.halt.setVisible(works)
        if held:  # the hand stays on whichever of the two is there
            (self.halt if works else self.now).setFocus()
        self.bar.setVisible(works)
        self.told.setVisible(state is not None)
        if state is None:
            return
        self.bar.setRange(0, int(str(state.facts.get("total", 0))))
        self.bar.setValue(int(str(state.facts.get("done", 0))))
        self.told.setText(state.sentence or state.word)
        theme.role(self.told, "label" if state.kind == "quiet" else state.kind)
