"""What will go into the agreement: the clause as it will stand, and each promise it makes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.records import CaseFile
from app.ui.kit import page, typed
from app.ui.screens.case_parts.wording import code_words
from app.words import say

MOST = 14
"""Promises told one by one; of a longer row the last ones are counted."""


class Preview(QWidget):
    """The clause in a frame, the promises under it; as high as there is room, and scrolled."""

    def __init__(self) -> None:
        super().__init__()
        self.text = page.label("", "clause")
        self.text.setObjectName("clause.preview")
        self.items = page.label("", "quiet")
        self.items.setObjectName("clause.preview_items")
        area, column = page.sheet()
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addWidget(page.label(say("clause.will_read"), "quiet"))
        column.addWidget(self.text)
        column.addWidget(self.items)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def show_clauses(
        self, texts: Iterable[str], items: Sequence[dict[str, Any]], file: CaseFile | None
    ) -> None:
        self.text.setText("\n".join(texts))
        lines = [item_line(item, file) for item in items[:MOST]]
        if len(items) > MOST:
            lines.append(say("clause.more_items", count=len(items) - MOST))
        told = "\n".join(f"· {line}" for line in lines)
        head = say("clause.items_made" if items else "clause.no_items_made")
        self.items.setText(f"{head}\n{told}" if told else head)


def item_line(item: dict[str, Any], file: CaseFile | None) -> str:
    """钱二：支付修理费 10,500.00元，现金，2026-12-01前."""
    party = file.party(item.get("party_id")) if file else None
    told = item.get("what") or ""
    if item.get("amount"):
        told = say("case_page.item_sum", what=told, amount=f"{item['amount']:,.2f}")
    parts = [told, code_words("payment_manner", item.get("manner"))]
    parts.append(
        say("clause.item_by", day=typed.show_day(item["due_on"]))
        if item.get("due_on")
        else say("clause.item_no_day")
    )
    line = "，".join(part for part in parts if part)
    return say("case_page.item", who=party.name, what=line) if party and party.name else line
