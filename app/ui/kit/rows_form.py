"""Several records of one kind: a short list beside a form, with a button to add and one to void.

parties = RowsForm(Party, NAMES, title=lambda party: party.name or "", add="party.add")
parties.add_asked.connect(lambda: parties.load(reread(), mark=desk.do(add_party, case.id, {})))
parties.changed.connect(lambda party_id, changes: desk.do(edit, Party, party_id, changes, parties.form.seen))
parties.void_asked.connect(lambda party_id, reason: desk.do(void, Party, party_id, reason))
parties.load(file.parties)

With `drafts`, adding makes nothing yet: an empty form stands there, and its first facts come as `begun`.

    parties.begun.connect(lambda facts: parties.adopt(desk.do(add_party, case.id, facts)))

With `folded`, that empty form is there only once it was asked for; a list of nothing is its sentence and its button.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
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
from app.ui.kit.void_reason import VoidReason
from app.words import say

MOST_SHOWN = 7


class RowsForm(QWidget):
    """One line a record; the marked one stands in the form."""

    add_asked = Signal()
    begun = Signal(dict)
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
        drafts: bool = False,
        folded: bool = False,
        above: bool = False,
        label_width: int = 148,
        wide: Iterable[str] = (),
    ) -> None:
        super().__init__()
        self.record = record
        self.title = title
        self.rows: dict[str, Record] = {}
        self.drafts, self.folded = drafts, folded
        self.above = above  # the lines stand in a row over the form, which has the whole width
        self._draft_asked = False
        self.kind = record.kind()
        self.list = QListWidget()
        self.list.setObjectName(f"{self.kind}.rows")
        self.list.setAccessibleName(say(f"record.{self.kind}"))
        self.list.currentItemChanged.connect(self._marked)
        self.add = page.button(add, self._add, icon="add", role="flat")
        self.form = FieldForm(
            record, names, columns=columns, options=options, label_width=label_width, wide=wide
        )
        self.form.left.connect(self._left)
        self.empty = page.label(say("kit.rows_empty", add=self.add.text()), "quiet")
        self.ask = VoidReason(self.kind)
        self.ask.given.connect(lambda reason: self.void_asked.emit(self.current, reason))
        self.remove = page.button("kit.remove", self.ask.ask, icon="void", role="flat")
        self.remove.setObjectName(f"{self.kind}.remove")
        self._lay_out()
        self.load(())

    def load(self, rows: Sequence[Any], *, mark: str = "") -> None:
        """Show these records; `mark` is the id of the one to write in (a new one gets the caret)."""
        wanted = mark or self.current
        drafting = (
            not mark and self.is_drafting and (self._draft_asked or bool(self.form.changes()))
        )
        self._draft_asked = drafting
        self.rows = {row.id: row for row in rows}
        self.list.blockSignals(True)
        self.list.clear()
        for row in rows:
            line = QListWidgetItem(self.title(row) or say("kit.row_unnamed"))
            line.setData(Qt.ItemDataRole.UserRole, row.id)
            self.list.addItem(line)
        places = list(self.rows)
        first = 0 if rows and not drafting else -1
        self.list.setCurrentRow(places.index(wanted) if wanted in self.rows else first)
        self.list.blockSignals(False)
        self._measure(len(rows))
        self._show()
        if mark and mark in self.rows:
            self.form.jump(next(iter(self.form.editors)))

    @property
    def current(self) -> str:
        """The id of the marked record, or nothing."""
        line = self.list.currentItem()
        return str(line.data(Qt.ItemDataRole.UserRole)) if line else ""

    @property
    def is_drafting(self) -> bool:
        """Whether the form stands for a row that is not there yet."""
        return self.drafts and not self.current

    def begin(self, name: str = "") -> bool:
        """An empty form for a new row, the caret in its first field or the named one."""
        self.form.settle()
        self._draft_asked = True
        self.list.setCurrentRow(-1)
        self._show()
        return self.form.jump(name or next(iter(self.form.editors)))

    def adopt(self, record_id: str) -> None:
        """The new row is there under this id: the form goes on in it."""
        if record_id not in self.rows:
            return
        self._draft_asked = False
        self.form.record_id = record_id
        self.list.blockSignals(True)
        self.list.setCurrentRow(list(self.rows).index(record_id))
        self.list.blockSignals(False)
        self._show()

    def forget(self) -> None:
        """Other rows come: nothing typed in these stays."""
        self._draft_asked = False
        self.form.forget()
        self.load(())

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
        if self.drafts:
            self.begin()
            return
        self.form.settle()
        self.add_asked.emit()

    def _left(self, changes: dict[str, Any]) -> None:
        if self.form.record_id:
            self.changed.emit(self.form.record_id, changes)
        else:
            self.begun.emit(changes)

    def _marked(self, new: object, _old: object) -> None:
        self.form.settle()
        self._draft_asked = self._draft_asked and new is None
        self._show()
        self.marked.emit(self.current)

    def _show(self) -> None:
        row = self.rows.get(self.current)
        drafting = self.is_drafting and (self._draft_asked or not self.folded)
        self.ask.hide()
        self.form.setVisible(row is not None or drafting)
        self.remove.setVisible(row is not None)
        self.list.setVisible(bool(self.rows))
        self.empty.setVisible(row is None and not drafting)
        if not drafting or self.form.record_id:
            self.form.load(row)

    def _measure(self, count: int) -> None:
        """As high as its lines; in a row, as high as the highest and a bar below it where they are many."""
        height = max([theme.TARGET - 2, *(self.list.sizeHintForRow(n) for n in range(count))])
        if self.above:
            wide = sum(self.list.sizeHintForIndex(self._index(n)).width() for n in range(count))
            bar = 14 if wide > self.list.width() > 200 else 0
            self.list.setFixedHeight(height + 8 + bar)
        else:
            self.list.setFixedHeight(height * min(max(count, 2), MOST_SHOWN) + 6)

    def _index(self, place: int) -> QModelIndex:
        return self.list.model().index(place, 0)

    def _lay_out(self) -> None:
        across = QBoxLayout(
            QBoxLayout.Direction.TopToBottom if self.above else QBoxLayout.Direction.LeftToRight,
            self,
        )
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(14)
        if self.above:
            self.list.setFlow(QListWidget.Flow.LeftToRight)
            self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            side: QBoxLayout = page.row(self.list, self.add)
            side.setStretch(0, 1)
            side.addStretch(0)
        else:
            self.list.setFixedWidth(theme.scaled(190))
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
