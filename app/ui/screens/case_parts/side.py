"""Beside every part: what comes next, which clocks run, what is still missing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.desk.private_notes import can_be_kept
from app.rules.completeness import Meter, beyond, step_words
from app.rules.handing_over import handed_to
from app.rules.reliefs import taken_over_by
from app.rules.rule_book import STOP, TOLD, WARN
from app.rules.stages import Step
from app.ui import theme
from app.ui.kit import page
from app.ui.kit.finding_list import FindingList
from app.ui.screens.case_parts.meter_card import MeterCard
from app.ui.screens.case_parts.open_case import OpenCase
from app.ui.screens.case_parts.private_notes import PrivateNotes
from app.ui.screens.case_parts.wording import clock_weight, clock_words, day_words
from app.words import say

WIDTH = 270
BY_CLOSING = object()
"""Where a line leads that speaks of what closing asks for: the whole list."""


class Side(QWidget):
    """Always in sight; every line leads to its field."""

    jumped = Signal(object)
    """A Step, a Deadline or a Finding: each names its record and field."""

    def __init__(self, case: OpenCase) -> None:
        super().__init__()
        self.case = case
        self.setFixedWidth(theme.scaled(WIDTH))
        area, column = page.sheet()
        column.setContentsMargins(0, 4, 4, 4)
        column.setSpacing(10)
        self.step: Step | None = None
        next_card, inner = _card("case_page.next_step")
        self.next = page.label("")
        self.next.setObjectName("case_page.next")
        self.go = page.button("case_page.go", self._go, role="primary", icon="forward")
        self.heir = page.label("", "label")
        self.heir.setObjectName("case_page.heir")
        inner.addWidget(self.heir)
        inner.addWidget(self.next)
        inner.addWidget(self.go)
        column.addWidget(next_card)
        self.meter_card, inner = page.card()
        inner.setContentsMargins(12, 8, 8, 10)
        self.meter = MeterCard()
        inner.addWidget(self.meter)
        column.addWidget(self.meter_card)
        self.missing_card, inner = _card("case_page.missing")
        self.missing = FindingList()
        self.missing.jumped.connect(self._jump)
        inner.addWidget(self.missing)
        column.addWidget(self.missing_card)
        self.clocks_card, inner = _card("case_page.clocks")
        self.clocks = FindingList()
        self.clocks.jumped.connect(self.jumped)
        inner.addWidget(self.clocks)
        column.addWidget(self.clocks_card)
        self.notes_card, inner = _card("private_note.title")
        self.notes = PrivateNotes(case)
        inner.addWidget(self.notes)
        column.addWidget(self.notes_card)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def show_file(self) -> None:
        """What the rules now say."""
        self.step = self.case.next_step()
        fresh, standing = self.case.file is None, self.case.meter()
        if fresh:
            self.next.setText(say("case_page.begin"))
        elif self.step is None:
            self.next.setText(self._nothing_left())
        else:
            on = say("case_page.on_day", day=day_words(self.step.on)) if self.step.on else ""
            key, facts = step_words(self.step, standing) if standing else (self.step.key, {})
            self.next.setText(say(key, **facts) + on)
        self.go.setVisible(self.step is not None)
        today = self.case.today
        heir = taken_over_by(self.case.file, today) if self.case.file else ""
        self.heir.setText(say("relief.taken_over", name=heir))
        self.heir.setVisible(bool(heir))
        wanted = [(say(one.key, **one.facts), "warn", one) for one in self.case.wants()]
        running = [
            (clock_words(one, today), clock_weight(one, today), one) for one in self.case.clocks()
        ]
        self.clocks.load([*wanted, *running])
        self.clocks_card.setVisible(bool(wanted or running))
        self._say_missing(standing)
        self.missing_card.setVisible(not fresh)
        self.meter_card.setVisible(standing is not None)
        if standing is not None:
            self.meter.load(standing)
        self.notes_card.setVisible(not fresh and can_be_kept(self.case.desk))
        self.notes.show_file()

    def _say_missing(self, standing: Meter | None) -> None:
        """What this step lacks; what only closing asks for is told beside it, never that all is well."""
        found = self.case.findings()
        lines: list[tuple[str, str, object]] = [(one.said(say), one.severity, one) for one in found]
        if standing is not None and beyond(found, standing, STOP):
            key = "missing.also_stops" if found else "missing.then_stops"
            lines.append((say(key, count=standing.count(STOP)), TOLD, BY_CLOSING))
        elif standing is not None and not found and beyond(found, standing, WARN):
            count = standing.count(WARN)
            lines.append((say("missing.then_warns", count=count), TOLD, BY_CLOSING))
        self.missing.load(lines)

    def _jump(self, spot: object) -> None:
        if spot is BY_CLOSING:
            self.meter.asked.emit()
        else:
            self.jumped.emit(spot)

    def _nothing_left(self) -> str:
        to = handed_to(self.case.file) if self.case.file else None
        if to is None:
            return say("case_page.bind_next" if self._is_unbound() else "case_page.all_done")
        return say("case_page.handed_over", to=to.name or "—", number=to.number or "—")

    def _is_unbound(self) -> bool:
        """Closed here and not bound; what came from an old ledger has its volume on the shelf."""
        file = self.case.file
        return file is not None and not file.volumes and not file.case.import_id

    def settle(self) -> None:
        """Keep a note that is still being written."""
        self.notes.settle()

    def _go(self) -> None:
        self.jumped.emit(self.step)


def _card(key: str) -> tuple[QWidget, QVBoxLayout]:
    frame, column = page.card(say(key))
    column.setContentsMargins(12, 8, 8, 10)
    column.setSpacing(4)
    return frame, column
