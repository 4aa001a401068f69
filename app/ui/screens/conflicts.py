"""待核对: what two sides wrote differently, side by side; a person takes one, or writes a third.

`frame.go("conflicts", target)`: (kind, row id, field) opens that field, a case id the first of that case.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.desk import conflicts
from app.desk.conflicts import TWO_VALUES, Conflict
from app.desk.in_words import label
from app.trouble import Trouble
from app.ui import theme
from app.ui.kit import page
from app.ui.screen import Screen
from app.ui.screens.conflict_parts.comparison import Comparison
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.screen import Frame, Touched

MOST_LISTED = 200
MOST_KEYS = 9
Target = tuple[str, str, str]


class ConflictScreen(Screen):
    """A list on the left, the marked field on the right."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__(desk, frame)
        self.heading = page.label("", "title", wrap=False)
        self.heading.setObjectName("conflict.heading")
        self.list = QListWidget()
        self.list.setObjectName("conflict.list")
        self.list.setAccessibleName(say("screen.conflicts"))
        self.list.setWordWrap(True)
        self.list.setSpacing(3)
        self.list.setFixedWidth(theme.scaled(270))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(lambda *_: self._show())
        self.list.itemActivated.connect(lambda *_: self.comparison.enter())
        self.more = page.label("", "quiet")
        self.nothing = page.label(say("conflict.nothing_left"), "good")
        self.nothing.setObjectName("conflict.nothing_left")
        self.what_it_is = page.label(say("conflict.what_it_is"), "quiet")
        self.what_it_is.setObjectName("conflict.what_it_is")
        self.comparison: Comparison = Comparison(desk)
        self.comparison.taken.connect(self._take)
        self.comparison.written.connect(self._write)
        self.comparison.seen.connect(self._see)
        self.comparison.case_asked.connect(self._open_case)
        self._lay_out()
        for number in range(1, MOST_KEYS + 1):
            keys = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
            keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            keys.activated.connect(lambda number=number: self.comparison.choose(number))

    def opened(self, target: object = None) -> None:
        self._load(target)
        self.list.setFocus()

    def standing(self) -> object:
        one = self._current()
        return (one.kind, one.row, one.field) if one else None

    def heard(self, touched: Touched) -> None:
        if not self.comparison.is_writing:
            self._load(self.standing())

    def _load(self, target: object) -> None:
        """The list as it now is, the caret where it was, or where one was sent."""
        before = max(self.list.currentRow(), 0)
        found = self.desk.look(conflicts.open_conflicts, limit=MOST_LISTED)
        late = self.desk.look(conflicts.after_seal, limit=MOST_LISTED)
        late += self._seen_one(target, [*found, *late])
        count = self.desk.look(conflicts.count)
        key = "conflict.heading_late" if late else "conflict.heading"
        self.heading.setText(say(key, count=count, late=len(late)))
        self.more.setText(say("conflict.first_listed", count=count, shown=len(found)))
        self.more.setVisible(count > len(found))
        self.list.blockSignals(True)
        self.list.clear()
        for one in [*found, *late]:
            item = QListWidgetItem(_line(one), self.list)
            item.setData(Qt.ItemDataRole.UserRole, one)
            if not one.can_be_closed:
                item.setForeground(theme.colour("quiet"))
        rows = [place for place, one in enumerate([*found, *late]) if _is_meant(one, target)]
        last = self.list.count() - 1
        self.list.setCurrentRow(rows[0] if rows else min(before, last))
        self.list.blockSignals(False)
        self._show()

    def _seen_one(self, target: object, listed: list[Conflict]) -> list[Conflict]:
        """What somebody looked at stands in no list; whoever comes from its case finds it all the same."""
        if not isinstance(target, tuple) or any(_is_meant(one, target) for one in listed):
            return []
        try:
            return [self.desk.look(conflicts.find, *target)]
        except Trouble:
            return []  # settled meanwhile

    def _current(self) -> Conflict | None:
        item = self.list.currentItem()
        one = item.data(Qt.ItemDataRole.UserRole) if item else None
        return one if isinstance(one, Conflict) else None

    def _show(self) -> None:
        one = self._current()
        self.nothing.setVisible(one is None)
        self.what_it_is.setVisible(one is not None and one.can_be_closed)
        self.comparison.setVisible(one is not None)
        self.list.setVisible(one is not None)
        if one is not None:
            self.comparison.show_conflict(one)

    def _take(self, version: str) -> None:
        one = self._current()
        if one is not None:
            self._do(conflicts.take, one, version)

    def _write(self, value: Any) -> None:
        one = self._current()
        if one is not None:
            self._do(conflicts.close, one, value)

    def _see(self) -> None:
        """It leaves the list and stays with its case; what arrived meanwhile is shown first."""
        one = self._current()
        if one is None:
            return
        try:
            self.desk.do(conflicts.mark_seen, one.kind, one.row, one.field, one.versions)
        except Trouble as why:
            self.frame.notices.trouble(why)
            self._load((one.kind, one.row, one.field))
            return
        self.frame.notices.say(say("conflict.seen_done", field=label(one.kind, one.field)), "good")
        self._load(None)
        self.list.setFocus()

    def _do(self, action: Any, one: Conflict, told: Any) -> None:
        """Settle it; where another value arrived meanwhile, that is said and all are shown."""
        self.comparison.stop_writing()
        try:
            self.desk.do(action, one.kind, one.row, one.field, told, one.versions)
        except Trouble as why:
            self.frame.notices.trouble(why)
            self._load((one.kind, one.row, one.field))
            return
        self.frame.notices.say(say("conflict.done", field=label(one.kind, one.field)), "good")
        self._load(None)
        self.list.setFocus()

    def _open_case(self) -> None:
        one = self._current()
        if one is not None and one.case_id:
            self.frame.go("case", (one.case_id, one.kind, one.row, one.field))

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(page.MARGIN, 12, page.MARGIN, 8)
        column.setSpacing(8)
        column.addLayout(page.row(self.heading, None))
        column.addWidget(self.what_it_is)
        column.addWidget(self.nothing)
        rest = QWidget()  # takes the room below also where there is nothing to see
        across = QHBoxLayout(rest)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(14)
        side = QVBoxLayout()
        side.addWidget(self.list, 1)
        side.addWidget(self.more)
        across.addLayout(side)
        across.addWidget(self.comparison, 1)
        column.addWidget(rest, 1)
        holder = QWidget()
        holder.setLayout(column)
        self.fill(holder)


def _line(one: Conflict) -> str:
    """Two lines: which case, and which of its fields; what is no mere difference says what it is."""
    where = one.file_no or one.of or say(f"record.{one.kind}")
    if one.sort != TWO_VALUES:
        return f"{where}\n{say(f'conflict.sort.{one.sort}')}"
    what = say("conflict.line", record=say(f"record.{one.kind}"), field=label(one.kind, one.field))
    return f"{where}\n{what}"


def _is_meant(one: Conflict, target: object) -> bool:
    return target == (one.kind, one.row, one.field) or (bool(target) and target == one.case_id)
