"""从以前的案件抄: an agreement of the room, each clause as it stood and as it would come in."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from app.desk import clauses, questions
from app.records.masks import masked_name
from app.rules.earlier_clauses import Adapted, adapted
from app.ui.kit import page
from app.ui.screens.case_parts.clause_preview import item_line
from app.ui.screens.case_parts.found_list import FoundList
from app.ui.screens.case_parts.help_sheet import HelpSheet
from app.ui.screens.case_parts.open_case import OpenCase
from app.ui.screens.case_parts.wording import code_words
from app.words import say


class EarlierSheet(HelpSheet):
    """以前的协议."""

    title = "clause.earlier"

    def __init__(self, case: OpenCase) -> None:
        super().__init__(case)
        self.found = FoundList("earlier", say("clause.find_earlier"))
        self.found.sought.connect(lambda _text: self._seek())
        self.found.marked.connect(self._show)
        self.found.taken.connect(self._enter)
        self._lines: dict[str, clauses.Earlier] = {}
        self.adapted = Adapted()
        self.ticks: list[QCheckBox] = []
        self.with_items = QCheckBox(say("clause.with_items"))
        self.with_items.setObjectName("earlier.with_items")
        self.with_items.setChecked(True)
        self.with_items.toggled.connect(lambda _on: self.changed.emit())
        self.items = page.label("", "quiet")
        area, self.column = page.sheet()
        self.column.setContentsMargins(4, 0, 8, 4)
        self.pairs = QVBoxLayout()
        self.column.addWidget(page.label(say("clause.own_words"), "quiet"))
        self.column.addLayout(self.pairs)
        self.column.addWidget(self.with_items)
        self.column.addWidget(self.items)
        self.column.addStretch(1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(12)
        across.addWidget(self.found)
        across.addWidget(area, 1)

    def begin(self) -> None:
        self.found.seek.clear()
        self._seek()
        self.found.seek.setFocus(Qt.FocusReason.TabFocusReason)

    def told(self) -> tuple[list[str], list[dict[str, Any]]]:
        chosen = [
            pair.after
            for pair, tick in zip(self.adapted.clauses, self.ticks, strict=True)
            if tick.isChecked()
        ]
        items = self.adapted.items if chosen and self.with_items.isChecked() else ()
        return chosen, list(items)

    def inputs(self) -> list[QWidget]:
        return [self.found.seek, self.found.list, *self.ticks, self.with_items]

    def state(self) -> str:
        return say("clause.copy_told") if self.adapted.clauses else ""

    def forget(self) -> None:
        self._lines = {}
        self._show("")

    def _seek(self) -> None:
        file = self.case.file
        found = (
            self.case.desk.look(clauses.earlier_agreements, file, self.found.seek.text())
            if file
            else []
        )
        self._lines = {one.case_id: one for one in found}
        self.found.load([(one.case_id, _line(one)) for one in found])

    def _show(self, case_id: str) -> None:
        line, file = self._lines.get(case_id), self.case.file
        self.adapted = Adapted()
        if line is not None and file is not None:
            old = self.case.desk.look(questions.case_file, line.case_id)
            if old.agreement is not None:
                self.adapted = adapted(old, old.agreement, file)
        page.clear(self.pairs)
        self.ticks = []
        for number, pair in enumerate(self.adapted.clauses, 1):
            self.pairs.addWidget(self._pair(number, pair.before, pair.after))
        if not self.adapted.clauses:
            self.pairs.addWidget(page.label(say("clause.none_earlier"), "quiet"))
        items = self.adapted.items
        self.with_items.setVisible(bool(items))
        self.items.setText("\n".join(f"· {item_line(item, file)}" for item in items))
        self.items.setVisible(bool(items))
        self.laid_out.emit()
        self.changed.emit()

    def _pair(self, number: int, before: str, after: str) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(4)
        tick = QCheckBox(say("clause.take_this", number=number))
        tick.setObjectName(f"earlier.take.{number}")
        tick.setChecked(True)
        tick.toggled.connect(lambda _on: self.changed.emit())
        self.ticks.append(tick)
        column.addWidget(tick)
        column.addWidget(page.label(say("clause.stood", text=before), "quiet"))
        told = page.label(after, "clause")
        told.setObjectName(f"earlier.after.{number}")
        column.addWidget(told)
        return holder

    def _enter(self) -> None:
        if self.ticks:
            self.ticks[0].setFocus(Qt.FocusReason.TabFocusReason)


def _line(one: clauses.Earlier) -> str:
    """Number, kind, day and who, each on its line; names are masked as in every list."""
    names = "、".join(masked_name(name) for name in one.parties[:3])
    kind = code_words("dispute_type", one.dispute_type)
    return "\n".join(
        part for part in (one.file_no, f"{kind} {one.made_on or ''}".strip(), names) if part
    )
