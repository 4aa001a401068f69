"""重复件: what came before and may be the same as the marked matter, with why; a person says which it is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.desk import alike_told, repeats, step_holders
from app.desk.matter_list import Line
from app.desk.repeats import Family
from app.rules.repeats import LIKELY, Alike
from app.ui import theme
from app.ui.kit import page
from app.ui.screens.matter_parts.card import step_words
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk

SHOWN = 4
ROLE = {"yellow": "warn", "orange": "warn", "red": "problem"}


class AlikeCard(QFrame):
    """Nothing to see where nothing is alike; nothing is merged but by its button."""

    def __init__(self, desk: Desk, done: Callable[[], object]) -> None:
        super().__init__()
        self.desk, self._done = desk, done
        self.line: Line | None = None
        self.is_likely = False  # one of them is most likely the same: it is told first
        theme.role(self, "card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(page.MARGIN, 10, page.MARGIN, 12)
        self.column.setSpacing(6)
        self.hide()

    def show_line(self, line: Line | None) -> None:
        """Turn to a matter."""
        self.line = line
        page.clear(self.column)
        if line is None:
            self.hide()
            return
        log = self.desk.shelf.log
        found = self.desk.look(repeats.of_matter, log, line.id)
        family = self.desk.look(repeats.family, log, line.id)
        self._show_family(line, family)
        for one in found[:SHOWN]:
            self._show_alike(one)
        if len(found) > SHOWN:
            told = say("doubles.more", count=len(found) - SHOWN)
            self.column.addWidget(page.label(told, "quiet"))
        self.is_likely = any(one.verdict == LIKELY for one in found)
        self.setVisible(bool(found) or family.times > 1)

    def _show_family(self, line: Line, family: Family) -> None:
        if family.times < 2:
            return
        for text, colour in alike_told.of_family(family):
            self.column.addWidget(page.label(text, ROLE.get(colour, "heading")))
        for one in family.matters:
            if one.id == line.id:
                continue
            text = say("doubles.joined", number=one.number or "", told=(one.told or "")[:80])
            apart = page.button("doubles.apart", partial(self._part, one.id), role="flat")
            joined = page.row(page.label(text), apart)
            joined.setStretch(0, 1)
            self.column.addLayout(joined)
        to = self.desk.look(step_holders.named, family.steps)
        for step in family.steps:
            if step.matter_id != line.id:
                told = step_words(step, to.get(step.id, ""))
                self.column.addWidget(page.label(told, "quiet"))

    def _show_alike(self, one: Alike) -> None:
        told = page.label(alike_told.sentence(one), "warn" if one.verdict == LIKELY else "")
        same = page.button("doubles.same", partial(self._merge, one.told.id))
        apart = page.button("doubles.apart", partial(self._part, one.told.id), role="flat")
        line = page.row(told, same, apart)
        line.setStretch(0, 1)
        self.column.addLayout(line)
        if one.told.text:
            self.column.addWidget(page.label(" ".join(one.told.text.split())[:120], "quiet"))

    def _merge(self, other_id: str) -> None:
        assert self.line is not None
        self.desk.do(repeats.merge, self.line.id, other_id)
        self._done()

    def _part(self, other_id: str) -> None:
        assert self.line is not None
        self.desk.do(repeats.part, self.line.id, other_id)
        self._done()
