"""A form of the fields of one record: fields give widgets, the screen gives their order.

    form = FieldForm(Case, ("accepted_on", "dispute_type", "summary"))
    form.left.connect(lambda changes: desk.do(edit, Case, case.id, changes, form.seen))
    form.load(case)

`left` comes whenever a field was left (or chosen, or ticked) and something can be kept; `changes()` goes on
holding it until a record is loaded that carries it. What cannot be read stays on the screen with its
sentence and blocks nothing. Each input has its field's label key as object name: `case.summary`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QWidget,
)  # fmt: skip

from app.records import Record
from app.records.field import Field, fields_of
from app.trouble import Trouble
from app.ui import theme
from app.ui.kit import page
from app.ui.kit.area_editors import LinesEditor, TextEditor
from app.ui.kit.choice_editors import ChecksEditor, ChoiceEditor, YesNoEditor
from app.ui.kit.editor import Editor, Options
from app.ui.kit.household_editor import HouseholdEditor
from app.ui.kit.line_editors import (
    CountEditor,
    DayEditor,
    IdEditor,
    LineEditor,
    MomentEditor,
    MoneyEditor,
)  # fmt: skip
from app.ui.kit.place_editor import PlaceEditor
from app.words import has, say

KINDS: dict[str, type[Editor]] = {
    "choice": ChoiceEditor, "ref": ChoiceEditor, "choices": ChecksEditor, "refs": ChecksEditor,
    "lines": LinesEditor, "day": DayEditor, "moment": MomentEditor, "money": MoneyEditor,
    "count": CountEditor, "yes_no": YesNoEditor,
}  # fmt: skip

FOUND: dict[str, type[PlaceEditor]] = {"place": PlaceEditor, "household": HouseholdEditor}
"""What there are thousands of is looked up while one types."""


def editor_for(field: Field) -> Editor:
    """The widget a field asks for by its kind."""
    if field.kind == "text":
        if field.lines > 1:
            return TextEditor(field)
        return IdEditor(field) if field.privacy == "id" else LineEditor(field)
    if field.kind == "ref" and field.refers in FOUND:
        return FOUND[field.refers](field)
    return KINDS[field.kind](field)  # type: ignore[call-arg]


class FieldForm(QWidget):
    """The fields of one record, in the order a screen gives."""

    left = Signal(dict)
    typed = Signal(str)
    conflict_asked = Signal(str)
    """The mark of a field with more than one value was pressed (待核对)."""

    def __init__(
        self,
        record: type[Record],
        names: Iterable[str],
        *,
        columns: int = 2,
        options: Mapping[str, Options] | None = None,
        label_width: int = 148,
        wide: Iterable[str] = (),
    ) -> None:
        super().__init__()
        self.record_kind = record
        self.record_id = ""
        self.seen: dict[str, str] = {}
        """The versions of the record a person looked at; `edit` refuses to overwrite newer ones."""
        self._columns = columns
        self._label_width = label_width  # pixels in base type
        self._unread: dict[tuple[str, str], object] = {}
        self._held: set[str] = set()
        self.conflicts_of: Callable[[Record], Mapping[str, str]] = lambda _record: {}
        self._marks: dict[str, QPushButton] = {}
        self._options: dict[str, Options] = {}
        known = fields_of(record)
        self.editors = {name: editor_for(known[name]) for name in names}
        for name in wide:
            self.editors[name].wide = True
        for name, told in (options or {}).items():
            self.editors[name].set_options(told)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._labels = {name: self._label(editor) for name, editor in self.editors.items()}
        for name, editor in self.editors.items():
            self._labels[name].setParent(self)
            editor.setParent(self)
        self._shown = list(self.editors)
        self._lay_out(self._shown)
        for name, editor in self.editors.items():
            editor.show_value(None)  # nothing was shown yet, so nothing counts as changed
            editor.beside = self.value
            editor.typed.connect(lambda name=name: self.typed.emit(name))
            editor.left.connect(lambda name=name: self._left(name))
            for widget in (editor.input, *editor.input.findChildren(QWidget)):
                widget.installEventFilter(self)
        self.load(None)

    def _label(self, editor: Editor) -> QLabel:
        label = QLabel(say(editor.field.label))
        label.setWordWrap(True)
        label.setFixedWidth(theme.scaled(self._label_width))
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        label.setContentsMargins(0, (theme.TARGET - self.fontMetrics().height()) // 2, 0, 0)
        label.setBuddy(editor)
        theme.role(label, "label")
        return label

    def _lay_out(self, names: Iterable[str]) -> None:
        """These fields without holes between them, in the order of the form."""
        row = column = 0
        wanted = set(names)
        for name, editor in self.editors.items():
            self._grid.removeWidget(self._labels[name])
            self._grid.removeWidget(editor)
            self._labels[name].setVisible(name in wanted)
            editor.setVisible(name in wanted)
            if name not in wanted:
                continue
            if column and (editor.wide or column >= self._columns):
                row, column = row + 1, 0
            self._grid.addWidget(self._labels[name], row, column * 2)
            span = self._columns * 2 - 1 if editor.wide else 1
            self._grid.addWidget(editor, row, column * 2 + 1, 1, span, Qt.AlignmentFlag.AlignTop)
            column = self._columns if editor.wide else column + 1
        for place in range(self._columns):
            self._grid.setColumnStretch(place * 2 + 1, 1)
        self._grid.setRowStretch(len(self.editors) + 1, 1)

    def load(self, record: Record | None) -> None:
        """Show a record. Fields somebody is still writing in the same record keep what was typed."""
        same = record is not None and record.id == self.record_id
        if not same:
            self._set_aside()
            self._held.clear()
        self.record_id = record.id if record else ""
        before, self.seen = self.seen, dict(record.v) if record and record.v else {}
        for name, editor in self.editors.items():
            kept = getattr(record, name) if record else None
            if not (same and self._still_written(editor, kept)):
                editor.show_value(kept)
            elif before:  # what is being written was begun on the older version
                self.seen[name] = before.get(name, before.get("*", ""))
            face = self._unread.pop((self.record_id, name), None)
            if face is not None:
                editor.put_back(face)
                editor.show_problem()
        self.set_read_only(bool(record is not None and record.frozen))
        self._mark(self.conflicts_of(record) if record is not None else {})

    def _mark(self, names: Mapping[str, str]) -> None:
        """A field with more than one value carries a mark (a words key) that leads to where they are compared."""
        for name in names.keys() & self.editors.keys() - self._marks.keys():
            mark = page.button("conflict.mark", role="warn_flat")
            mark.setObjectName(f"{self.editors[name].field.label}.conflict")
            mark.setToolTip(say("conflict.mark_told"))
            mark.clicked.connect(lambda _on, name=name: self.conflict_asked.emit(name))
            self.editors[name].row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
            self._marks[name] = mark
        for name, mark in self._marks.items():
            mark.setVisible(name in names)
            mark.setText(say(names.get(name, "conflict.mark")))

    def show_anew(self, record: Record) -> None:
        """Show a record whole: what was being typed gives way."""
        self.forget()
        self.load(record)

    def forget(self) -> None:
        """Nothing that was typed stays, readable or not."""
        self.record_id = ""
        self._unread.clear()
        self._held.clear()
        for editor in self.editors.values():
            editor.show_value(None)
        self.load(None)

    def changes(self) -> dict[str, Any]:
        """What a person changed and what can be read of it."""
        told = {}
        for name, editor in self.editors.items():
            if editor.is_changed and name not in self._held:
                try:
                    told[name] = editor.value()
                except Trouble:
                    continue
        return told

    def problems(self) -> dict[str, str]:
        """The fields that cannot be read, each with its sentence."""
        told = ((name, editor.problem()) for name, editor in self.editors.items())
        return {name: problem for name, problem in told if problem}

    def value(self, name: str) -> Any:
        """One field as it stands, or nothing where it cannot be read or is not on this form."""
        editor = self.editors.get(name)
        if editor is None:
            return None
        try:
            return editor.value()
        except Trouble:
            return None

    def settle(self) -> None:
        """Keep what was typed: called when a field is left, a page is turned, the window closes."""
        changes = self.changes()
        if changes:
            self.left.emit(changes)

    def hold(self, names: Iterable[str], seen: Mapping[str, str]) -> None:
        """Somebody else wrote here meanwhile: what was typed waits until its own field is left again.

        `seen` is the versions a person is told of now.
        """
        self._held.update(names)
        self.seen = dict(seen)

    def _left(self, name: str) -> None:
        self._held.discard(name)
        self.settle()

    def jump(self, name: str) -> bool:
        """Put the caret into a field and bring it into sight."""
        editor = self.editors.get(name)
        if editor is None:
            return False
        editor.input.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._bring_into_sight(editor)
        return True

    def set_options(self, name: str, options: Options) -> None:
        """What a ref or refs field offers: (id, what the person reads)."""
        editor = self.editors.get(name)
        told = tuple(options)
        if editor is not None and self._options.get(name) != told:
            self._options[name] = told
            editor.set_options(told)

    def propose(self, name: str, proposal: Callable[[], Any]) -> None:
        """What Enter fills into this field while it is empty; it is asked for when the caret comes."""
        self.editors[name].proposal = proposal

    def shorten(self, name: str, lines: int) -> None:
        """A long text takes fewer lines here while little is written in it."""
        editor = self.editors[name]
        assert isinstance(editor, TextEditor)
        editor.area.lines = lines
        editor.area.grow()

    def set_read_only(self, read_only: bool) -> None:
        for editor in self.editors.values():
            editor.set_read_only(read_only)

    def show_only(self, names: Iterable[str]) -> None:
        """Show these fields and hide the others; what stands in them stays."""
        wanted = [name for name in self.editors if name in set(names)]
        if wanted != self._shown:
            self._shown = wanted
            self._lay_out(wanted)

    def count_ages_on(self, day: dt.date | None) -> None:
        """The day an age beside an ID number is counted for; without one, today."""
        for editor in self.editors.values():
            editor.on_day = day

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusIn:
            assert isinstance(watched, QWidget)
            self._bring_into_sight(watched)
        return False

    def help_for(self, name: str) -> str:
        """The help line of a field, where the words have one."""
        key = f"{self.editors[name].field.label}.help"
        return say(key) if has(key) else ""

    def _still_written(self, editor: Editor, kept: Any) -> bool:
        if not editor.is_changed:
            return False
        try:
            return bool(editor.value() != kept)
        except Trouble:
            return True

    def _set_aside(self) -> None:
        """What could not be read waits until its record is shown again."""
        for name, editor in self.editors.items():
            if editor.is_changed and editor.problem():
                self._unread[(self.record_id, name)] = editor.face()

    def _bring_into_sight(self, widget: QWidget) -> None:
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        if parent is not None and QApplication.activePopupWidget() is None:
            parent.ensureWidgetVisible(widget, 20, 60)
