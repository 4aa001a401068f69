"""群聊记录: pasted lines are split, and those that are ticked become matters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QPlainTextEdit, QVBoxLayout

from app.records import Meeting
from app.records.field import fields_of
from app.rules import chat
from app.rules.chat import Message
from app.trouble import Trouble
from app.ui import theme
from app.ui.kit import page
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk

ROLE = Qt.ItemDataRole.UserRole
LONGEST = fields_of(Meeting)["chat"].longest
SHOWN = 400  # characters of a message
LINES_SHOWN = 8


class ChatCard(QFrame):
    """Nothing is written before the last button is pressed."""

    def __init__(self, desk: Desk, take: Callable[[str, Sequence[Message]], object]) -> None:
        super().__init__()
        self.desk, self._taken = desk, take
        theme.role(self, "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 10)
        column.setSpacing(6)
        column.addWidget(page.label(say("meeting.chat"), "heading"))
        self.pasted = QPlainTextEdit()
        self.pasted.setObjectName("meeting.chat")
        self.pasted.setAccessibleName(say("meeting.chat"))
        self.pasted.setPlaceholderText(say("talks.paste"))
        self.pasted.setTabChangesFocus(True)
        self.pasted.setFixedHeight(theme.scaled(110))
        column.addWidget(self.pasted)
        self.split = page.button("talks.split", self._split)
        self.take = page.button("talks.take_messages", self._take, role="primary", icon="add")
        column.addLayout(page.row(self.split, self.take, None))
        self.lines = QListWidget()
        self.lines.setObjectName("talks.messages")
        self.lines.setAccessibleName(say("talks.messages"))
        self.lines.setWordWrap(True)
        self.lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self.lines)
        self.show_meeting("")

    def show_meeting(self, pasted: str, held_on: date | None = None) -> None:
        """Another meeting: what was pasted there, nothing split yet."""
        self.held_on = held_on
        self.pasted.setPlainText(pasted)
        self._fill([])

    def _fill(self, found: Sequence[Message]) -> None:
        self.lines.clear()
        for one in found:
            at = f"{one.at:%m-%d %H:%M}" if one.at else ""
            head = "　".join(filter(None, (one.who, at)))
            item = QListWidgetItem(
                f"{head}\n{one.text[:SHOWN]}" if head else one.text[:SHOWN], self.lines
            )
            item.setData(ROLE, one)
            item.setCheckState(Qt.CheckState.Checked if one.asks else Qt.CheckState.Unchecked)
        self.lines.setVisible(bool(found))
        self.take.setVisible(bool(found))
        row = max(self.lines.sizeHintForRow(0), 1)
        self.lines.setFixedHeight(min(max(len(found), 1), LINES_SHOWN) * row + 10)

    def _split(self) -> None:
        text = self.pasted.toPlainText()
        if len(text) > LONGEST:
            raise Trouble("talks.chat_too_long", longest=LONGEST)
        found = chat.split(text, self.desk.today(), self.held_on)
        if not found:
            raise Trouble("talks.chat_empty")
        self._fill(found)

    def _take(self) -> None:
        items = [self.lines.item(n) for n in range(self.lines.count())]
        chosen = [x.data(ROLE) for x in items if x.checkState() == Qt.CheckState.Checked]
        self._taken(self.pasted.toPlainText(), [x for x in chosen if isinstance(x, Message)])
        self._fill([])
