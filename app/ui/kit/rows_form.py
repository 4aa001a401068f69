"""Several records of one kind: a short list beside a form, with a button to add and one to void.

parties = RowsForm(Party, NAMES, title=lambda party: party.name or "", add="party.add")
parties.add_asked.connect(lambda: parties.load(reread(), mark=desk.do(add_party, case.id, {})))
parties.changed.connect(lambda party_id, changes: desk.do(edit, Party, party_id, changes, parties.form.seen))
parties.void_asked.connect(lambda party_id, reason: desk.do(void, Party, party_id, reason))
parties.load(file.parties)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.records import Record
from app.ui import theme
from app.ui.kit import page
from app.ui.kit.editor import Options
from app.ui.kit.field_form import FieldForm
from app.words import say

MOST_SHOWN = 7


class RowsForm(QWidget):
    """One line a record; the marked one stands in the form."""

    add_asked = Signal()
    changed = Signal(str, dict)
    void_asked = Signal(str, str)
    marked = Signal(str)

    def __init__(
        self,
        record: type[Record],
        names: Iterable[str],
        *,
        title: Callable[[Any], str],
        add: str = "kit.add",
        columns: int = 2,
        options: Mapping[str, Options] | None = None,
    ) -> None:
        super().__init__()
        self.title = title
        self.rows: dict[str, Record] = {}
        self.kind = record.kind()
        self.list = QListWidget()
        self.list.setObjectName(f"{self.kind}.rows")
        self.list.setAccessibleName(say(f"record.{self.kind}"))
        self.list.setFixedWidth(theme.scaled(190))
        self.list.currentItemChanged.connect(self._marked)
        self.add = page.button(add, self._add, icon="add", role="flat")
        self.form = FieldForm(record, names, columns=columns, options=options)
        self.form.left.connect(self._left)
        self.empty = page.label(say("kit.rows_empty", add=self.add.text()), "quiet")
        self.remove = page.button("kit.remove", self._ask_reason, icon="void", role="flat")
        self.remove.setObjectName(f"{self.kind}.remove")
        self.ask = self._ask()
        self._lay_out()
        self.load(())

    def load(self, rows: Sequence[Any], *, mark: str = "") -> None:
        """Show these records; `mark` is the id of the one to write in (a new one gets the caret)."""
        wanted = mark or self.current
        self.rows = {row.id: row for row in rows}
        self.list.blockSignals(True)
        self.list.clear()
        for row in rows:
            line = QListWidgetItem(self.title(row) or say("kit.row_unnamed"))
            line.setData(Qt.ItemDataRole.UserRole, row.id)
            self.list.addItem(line)
        places = list(self.rows)
        self.list.setCurrentRow(places.index(wanted) if wanted in self.rows else 0 if rows else -1)
        self.list.blockSignals(False)
        height = max(self.list.sizeHintForRow(0), theme.TARGET - 2)
        self.list.setFixedHeight(height * min(max(len(rows), 2), MOST_SHOWN) + 6)
        self._show()
        if mark and mark in self.rows:
            self.form.jump(next(iter(self.form.editors)))

    @property
    def current(self) -> str:
        """The id of the marked record, or nothing."""
        line = self.list.currentItem()
        return str(line.data(Qt.ItemDataRole.UserRole)) if line else ""

    def mark(self, record_id: str, name: str = "") -> bool:
        """Mark a record and put the caret into one of its fields."""
        if record_id not in self.rows:
            return False
        self.list.setCurrentRow(list(self.rows).index(record_id))
        return not name or self.form.jump(name)

    def settle(self) -> None:
        """Keep what is being typed."""
        self.form.settle()

    def set_read_only(self, read_only: bool) -> None:
        """A sealed agreement's rows are shown, not changed."""
        self.add.setVisible(not read_only)
        self.remove.setVisible(not read_only and bool(self.rows))
        self.form.set_read_only(read_only)

    def _add(self) -> None:
        self.form.settle()
        self.add_asked.emit()

    def _left(self, changes: dict[str, Any]) -> None:
        if self.form.record_id:
            self.changed.emit(self.form.record_id, changes)

    def _marked(self, _new: object, _old: object) -> None:
        self.form.settle()
        self._show()
        self.marked.emit(self.current)

    def _show(self) -> None:
        row = self.rows.get(self.current)
        self.ask.hide()
        for widget in (self.form, self.remove, self.list):
            widget.setVisible(row is not None)
        self.empty.setVisible(row is None)
        self.form.load(row)

    def _ask_reason(self) -> None:
        self.reason.clear()
        self.ask.show()
        self.reason.setFocus()

    def _void(self) -> None:
        reason = self.reason.text().strip()
        if not reason:
            self.reason.setFocus()
            return
        self.ask.hide()
        self.void_asked.emit(self.current, reason)

    def _ask(self) -> QFrame:
        """Removing asks for its reason on the page."""
        strip = QFrame()
        theme.role(strip, "notice_warn")
        line = QHBoxLayout(strip)
        line.setContentsMargins(12, 6, 12, 6)
        line.addWidget(page.label(say("kit.remove_reason"), wrap=False))
        self.reason = QLineEdit()
        self.reason.setObjectName(f"{self.kind}.remove_reason")
        self.reason.setAccessibleName(say("kit.remove_reason"))
        self.reason.returnPressed.connect(self._void)
        line.addWidget(self.reason, 1)
        void = page.button("kit.remove", self._void, role="danger")
        void.setObjectName(f"{self.kind}.remove_now")
        line.addWidget(void)
        line.addWidget(page.button("kit.keep", strip.hide))
        strip.hide()
        return strip

    def _lay_out(self) -> None:
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(14)
        side = QVBoxLayout()
        side.setSpacing(6)
        side.addWidget(self.list)
        side.addWidget(self.add)
        side.addStretch(1)
        across.addLayout(side)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(self.empty)
        column.addWidget(self.form)
        column.addWidget(self.ask)
        column.addLayout(page.row(None, self.remove))
        column.addStretch(1)
        across.addLayout(column, 1)
