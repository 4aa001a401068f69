"""议程: what stands before the meeting, to be ticked and taken up as items; frozen, it is read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from app.desk.agenda import Agenda, Entry
from app.papers.wording import official
from app.ui import theme
from app.ui.kit import page
from app.words import say

if TYPE_CHECKING:
    from app.ui.screen import Frame

ROLE = Qt.ItemDataRole.UserRole
LINES_SHOWN = 11


class _Turned(QStyledItemDelegate):
    """A line that only just fits is measured as if it did not: Qt cuts the end of such a one."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        shown = QStyleOptionViewItem(option)
        shown.rect.setWidth(shown.rect.width() - 24)  # type: ignore[attr-defined]
        return super().sizeHint(shown, index)


class AgendaCard(QFrame):
    """A list with a heading a part; Enter or a double click leads to the case or the matter."""

    def __init__(self, frame: Frame, take_up: Callable[[Sequence[Entry]], object]) -> None:
        super().__init__()
        self.frame, self._take_up = frame, take_up
        self.shown: Agenda | None = None  # what is up, unless it is frozen
        theme.role(self, "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 10)
        column.setSpacing(6)
        self.heading = page.label("", "heading", wrap=False)
        self.take = page.button("talks.take_up", self._take, icon="add")
        column.addLayout(page.row(self.heading, None, self.take))
        self.lines = QListWidget()
        self.lines.setObjectName("talks.agenda")
        self.lines.setAccessibleName(say("meeting.agenda"))
        self.lines.setWordWrap(True)
        self.lines.setItemDelegate(_Turned(self.lines))
        self.lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lines.itemActivated.connect(self._open)
        column.addWidget(self.lines)

    def show_none(self) -> None:
        """While it is asked for."""
        self.shown = None
        self.lines.clear()
        self.take.setVisible(False)
        self.heading.setText(say("awaiting.looking"))
        self._measure()

    def show_agenda(self, agenda: Agenda, *, may_take: bool) -> None:
        """As things stand now."""
        self.shown = agenda
        self.lines.clear()
        self.take.setVisible(may_take)
        self.heading.setText(say("talks.agenda_now", since=agenda.since))
        for place, section in enumerate(agenda.sections, 1):
            self._head(section.title(place))
            for entry in section.entries:
                item = QListWidgetItem(entry.text, self.lines)
                item.setData(ROLE, entry)
                if may_take:
                    item.setCheckState(Qt.CheckState.Unchecked)
                if entry.late:
                    item.setForeground(theme.colour("bad"))
            left = section.count - len(section.entries)
            if left:
                self._plain(official("meeting", "more", count=left))
        if not agenda.sections:
            self._plain(official("meeting", "empty"))
        self._measure()

    def show_frozen(self, agenda: str) -> None:
        """As it was when the minutes were written."""
        self.shown = None
        self.lines.clear()
        self.take.setVisible(False)
        self.heading.setText(say("talks.agenda_frozen"))
        for line in agenda.splitlines():
            self._plain(line)
        self._measure()

    def _head(self, text: str) -> None:
        item = self._plain(text)
        font = item.font()
        font.setBold(True)
        item.setFont(font)

    def _plain(self, text: str) -> QListWidgetItem:
        item = QListWidgetItem(text, self.lines)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        return item

    def _measure(self) -> None:
        count = min(max(self.lines.count(), 2), LINES_SHOWN)
        self.lines.setFixedHeight(count * max(self.lines.sizeHintForRow(0), 1) + 10)

    def _take(self) -> None:
        items = [self.lines.item(n) for n in range(self.lines.count())]
        chosen = [x.data(ROLE) for x in items if x.checkState() == Qt.CheckState.Checked]
        self._take_up([x for x in chosen if isinstance(x, Entry)])

    def _open(self, item: QListWidgetItem) -> None:
        entry = item.data(ROLE)
        if isinstance(entry, Entry) and entry.case_id:
            self.frame.go("case", entry.case_id)
        elif isinstance(entry, Entry) and entry.matter_id:
            self.frame.go("matters", entry.matter_id)
