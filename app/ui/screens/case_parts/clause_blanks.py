"""空: the blanks of a clause as fields, each read and helped by its kind; Enter goes on to the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from app.records import CaseFile
from app.records.field import Field
from app.rules.clause_book import SIDES, Blank
from app.trouble import Trouble
from app.ui import theme
from app.ui.kit import page
from app.ui.kit.choice_editors import ChoiceEditor
from app.ui.kit.choice_line import ChoiceLine
from app.ui.kit.editor import Editor, Options
from app.ui.kit.line_editors import CountEditor, DayEditor, LineEditor, MoneyEditor

LABELS = 112
LONGEST = 500
FIELD_KINDS = {
    "money": "money",
    "day": "day",
    "count": "count",
    "manner": "choice",
    "choice": "choice",
}
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True)
class BlankField(Field):
    """A field of no record; its kind says what it is called where nothing else does."""

    @property
    def label(self) -> str:
        return f"clause.kind.{self.record}"


class PickEditor(LineEditor):
    """A line of free text that suggests: people of the case, places it knows."""

    def __init__(self, field: Field, options: Options) -> None:
        self.line = ChoiceLine(free=True)
        Editor.__init__(self, field, self.line)
        self.line.options = options
        self.line.textChanged.connect(self.typed)
        self.line.chosen.connect(self.left)
        self.line.editingFinished.connect(self.left)


class BlankForm(QWidget):
    """One line a blank. What was typed under a name stays for the next clause that has it."""

    changed = Signal()
    ended = Signal()
    """Enter in the last blank."""

    def __init__(self, labels: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self.editors: dict[str, Editor] = {}
        self._blanks: tuple[Blank, ...] = ()
        self._labels = labels or {}
        self._typed: dict[tuple[str, str], object] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)

    def load(
        self,
        blanks: Iterable[Blank],
        defaults: Mapping[str, Any],
        options: Mapping[str, Options],
    ) -> None:
        """The blanks of another clause."""
        self._remember()
        page.clear(self._grid)
        self._blanks = tuple(blanks)
        self.editors = {}
        for row, one in enumerate(self._blanks):
            editor = _editor(one, options)
            name = self._labels.get(one.name, one.name)
            editor.input.setObjectName(f"clause.blank.{one.name}")
            editor.input.setAccessibleName(name)
            label = page.label(name, "label")
            label.setFixedWidth(theme.scaled(LABELS))
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            label.setContentsMargins(0, (theme.TARGET - label.fontMetrics().height()) // 2, 0, 0)
            label.setBuddy(editor)
            editor.show_value(defaults.get(one.name))
            kept = self._typed.get((one.name, one.kind))
            if kept:
                editor.put_back(kept)
            editor.typed.connect(self.changed)
            editor.input.installEventFilter(self)
            if isinstance(editor.input, ChoiceLine):
                editor.input.chosen.connect(partial(self._go_on, editor.input))
            self._grid.addWidget(label, row, 0)
            self._grid.addWidget(editor, row, 1)
            self.editors[one.name] = editor

    def forget(self) -> None:
        """Nothing typed stays for the next clause."""
        self.editors, self._blanks = {}, ()
        self._typed.clear()
        page.clear(self._grid)

    def values(self) -> dict[str, object]:
        """What stands in each blank: read where it can be, else as typed."""
        return {name: _read(editor) for name, editor in self.editors.items()}

    def inputs(self) -> list[QWidget]:
        """The lines one writes in, in their order."""
        return [editor.input for editor in self.editors.values()]

    def jump(self) -> None:
        """The caret into the first blank with nothing in it, else into the first."""
        empty = [one for one in self.editors.values() if not one.face()]
        for editor in [*empty, *self.editors.values()][:1]:
            editor.input.setFocus(Qt.FocusReason.TabFocusReason)

    def _remember(self) -> None:
        for one in self._blanks:
            editor = self.editors[one.name]
            if editor.is_changed:
                self._typed[one.name, one.kind] = editor.face()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self._bring_into_sight(watched)
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() not in ENTER or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        if isinstance(watched, ChoiceLine) and watched.is_open:
            if watched.popup.currentIndex().isValid():
                return False  # Enter takes the marked line, and that goes on
            watched.shut()
        self._go_on(watched)
        return True

    def _bring_into_sight(self, widget: QWidget) -> None:
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        if parent is not None:
            parent.ensureWidgetVisible(widget, 20, 60)

    def _go_on(self, source: QObject) -> None:
        """To the next blank; behind the last one everything is typed."""
        inputs = self.inputs()
        place = inputs.index(source) + 1 if source in inputs else 0
        if place >= len(inputs):
            self.ended.emit()
        else:
            inputs[place].setFocus(Qt.FocusReason.TabFocusReason)


def people(file: CaseFile | None) -> list[tuple[str, str]]:
    """Each party, and those of one side together."""
    if file is None:
        return []
    names = [party.name for party in file.parties if party.name]
    sides = [[p.name for p in file.side(role) if p.name] for role in ("applicant", "respondent")]
    names += ["、".join(side) for side in sides if len(side) > 1]
    return [(name, name) for name in names]


def places(file: CaseFile | None) -> list[tuple[str, str]]:
    """Where it happened and where the parties live."""
    if file is None:
        return []
    told = [file.case.happened_at, *(party.address for party in file.parties)]
    return [(place, place) for place in dict.fromkeys(told) if place]


def offers(file: CaseFile | None, blanks: Iterable[Blank]) -> dict[str, Options]:
    """What each blank suggests."""
    who, where = people(file), places(file)
    known = {**dict.fromkeys(SIDES, who), "place": where}
    return {one.name: known[one.kind] for one in blanks if one.kind in known}


def _editor(blank: Blank, options: Mapping[str, Options]) -> Editor:
    kind = FIELD_KINDS.get(blank.kind, "text")
    codes = "payment_manner" if blank.kind == "manner" else ""
    field = BlankField(blank.kind, blank.name, kind, longest=LONGEST, codes=codes)
    if kind == "choice":
        return ChoiceEditor(field, options.get(blank.name, ()))
    shaped: dict[str, type[Editor]] = {"money": MoneyEditor, "day": DayEditor, "count": CountEditor}
    if kind in shaped:
        return shaped[kind](field)  # type: ignore[call-arg]
    return PickEditor(field, options.get(blank.name, ()))


def _read(editor: Editor) -> object:
    try:
        return editor.value()
    except Trouble:
        return editor.face()
