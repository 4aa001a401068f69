"""Fields that are chosen: one of a list, several of a list, yes or no."""

from __future__ import annotations

from itertools import pairwise
from textwrap import wrap
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QWidget,
)  # fmt: skip

from app.codes import code_list
from app.records.field import Field
from app.trouble import Trouble
from app.ui import theme
from app.ui.kit.choice_line import ChoiceLine
from app.ui.kit.editor import Editor, Options
from app.ui.kit.matching import exact, matching
from app.words import language, say

MOST_COLUMNS = 4  # of boxes to tick
LONG = 12  # Chinese characters; longer labels stand one under the other
ROW = 20  # Chinese characters in a line of a label


class ChoiceEditor(Editor):
    """One code of a list, or one record by its id; typed characters find it."""

    prompt = "kit.choice_hint"

    def __init__(self, field: Field, options: Options = ()) -> None:
        self.line = ChoiceLine()
        super().__init__(field, self.line)
        self.set_options(options or coded(field))
        self.line.textChanged.connect(self.typed)
        self.line.chosen.connect(self.left)
        self.line.editingFinished.connect(self.left)

    def set_options(self, options: Options) -> None:
        value, changed = (self._told, self.is_changed) if self._shown is not None else (None, True)
        self.options = tuple(options)
        self.line.options = self.options
        if not changed:
            self.show_value(value)

    def face(self) -> str:
        return self.line.text()

    def put(self, value: Any) -> None:
        self.line.setText(self._label(value))
        self.line.setCursorPosition(0)

    def put_back(self, face: Any) -> None:
        self.line.setText(face)

    def read(self) -> str | None:
        text = self.line.text().strip()
        if not text:
            return None
        found = exact(self.options, text) or self._by_alias(text)
        if found:
            return found[0]
        fits = matching(self.options, text)
        if len(fits) == 1:
            return fits[0][0]
        if fits:
            raise Trouble("typed.several_choices", typed=text, count=len(fits))
        raise Trouble("typed.no_such_choice", typed=text)

    def show_problem(self) -> None:
        super().show_problem()
        if self.is_changed and not self.problem():
            label = self._label(self.value())
            if label != self.line.text():
                self.line.setText(label)

    def set_read_only(self, read_only: bool) -> None:
        self.line.setReadOnly(read_only)

    def proposed(self) -> str:
        if self.line.text() or self.line.isReadOnly() or self.line.is_open:
            return ""
        return self._label(self.proposal())

    def accept(self) -> None:
        self.line.setText(self.proposed())
        self.focusNextChild()

    def _prompt(self) -> str:
        told = self.proposed()
        return say("kit.proposed_or_choose", value=told) if told else super()._prompt()

    def _label(self, value: str | None) -> str:
        return next((label for code, label in self.options if code == value), self._known(value))

    def _known(self, value: str | None) -> str:
        """A retired code still has its label; an id that is not offered has none."""
        if self.field.codes:
            return code_list(self.field.codes).label(value, language())
        return ""

    def _by_alias(self, text: str) -> tuple[str, str] | None:
        found = code_list(self.field.codes).find(text) if self.field.codes else None
        return (found.code, found.label(language())) if found else None


class ChecksEditor(Editor):
    """Several codes or several records: one box to tick for each."""

    wide = True

    def __init__(self, field: Field, options: Options = ()) -> None:
        self.sheet = QWidget()
        self.grid = QGridLayout(self.sheet)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(14)
        self.grid.setVerticalSpacing(2)
        self.grid.setColumnStretch(MOST_COLUMNS, 1)
        self.boxes: dict[str, QCheckBox] = {}
        self._labels: dict[str, str] = {}
        self.columns = 1
        self.most = MOST_COLUMNS
        self._order: list[str] = []
        super().__init__(field, self.sheet)
        self.set_options(options or coded(field))

    def set_options(self, options: Options) -> None:
        """Other boxes; the same ones stay, with the caret in them."""
        told = self._order
        known = dict(options)
        for code in told:
            known.setdefault(code, self._label(code))
        if known == self._labels:
            return
        self._labels = known
        longest = max(map(_ems, known.values()), default=0)
        self.columns = 1 if longest > LONG else 2 if theme.is_large() else self.most
        before, self.boxes = self.boxes, {}
        for box in before.values():
            self.grid.removeWidget(box)
        for code, label in known.items():
            self._box(code, label)
        for code, box in before.items():
            if box.hasFocus() and code in self.boxes:
                self.boxes[code].setFocus()  # before the old one hides: else the caret runs off
            box.hide()
            box.deleteLater()
        self._chain()
        self._tick(told)

    def at_most(self, columns: int) -> None:
        """Stand in fewer columns, where there is less room."""
        options, self.most, self._labels = [*self._labels.items()], columns, {}
        self.set_options(options)

    def _chain(self) -> None:
        """Tab finds the boxes where the field stands: Qt puts what comes later at the end of the page."""
        self.sheet.setFocusProxy(None)  # type: ignore[arg-type]
        self.sheet.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for before, box in pairwise([self.sheet, *self.boxes.values()]):
            QWidget.setTabOrder(before, box)
        self.sheet.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if self.boxes:
            self.sheet.setFocusProxy(next(iter(self.boxes.values())))

    def _box(self, code: str, label: str) -> None:
        box = QCheckBox(_folded(label))
        box.setObjectName(f"{self.field.label}.{code}")
        box.setAccessibleName(f"{say(self.field.label)} {label}")
        box.clicked.connect(lambda on, code=code: self._clicked(code, on))
        place = len(self.boxes)
        self.grid.addWidget(box, place // self.columns, place % self.columns)
        box.show()
        self.boxes[code] = box

    def _clicked(self, code: str, on: bool) -> None:
        self._order = [*(x for x in self._order if x != code), *([code] if on else [])]
        self.typed.emit()
        self.left.emit()

    def _tick(self, codes: list[str]) -> None:
        for code, box in self.boxes.items():
            box.setChecked(code in codes)

    def face(self) -> tuple[str, ...]:
        return tuple(self._order)

    def put(self, value: Any) -> None:
        self._order = list(value or [])
        unknown = [code for code in self._order if code not in self.boxes]
        for code in unknown:
            self._box(code, self._label(code))
        if unknown:
            self._chain()
        self._tick(self._order)

    def read(self) -> list[str] | None:
        return list(self._order) or None

    def set_read_only(self, read_only: bool) -> None:
        self.sheet.setEnabled(not read_only)

    def _label(self, code: str) -> str:
        return code_list(self.field.codes).label(code, language()) if self.field.codes else code


def _ems(label: str) -> float:
    """How wide a label is, in Chinese characters."""
    return sum(0.5 if char.isascii() else 1 for char in label)


def _folded(label: str) -> str:
    """A label of more than a line; a box that is ticked folds nothing by itself."""
    per_line = ROW if _ems(label) > len(label) / 2 else 2 * ROW
    return "\n".join(wrap(label, per_line)) or label


class YesNoEditor(Editor):
    """Yes, no, or not told: pressing the chosen one again takes it back."""

    def __init__(self, field: Field) -> None:
        self.sheet = QWidget()
        row = QHBoxLayout(self.sheet)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.buttons: dict[bool, QPushButton] = {}
        for answer, key in ((True, "yes"), (False, "no")):
            button = QPushButton(say(f"kit.{key}"))
            button.setCheckable(True)
            button.setAutoDefault(True)
            button.setObjectName(f"{field.label}.{key}")
            button.setAccessibleName(f"{say(field.label)} {button.text()}")
            theme.role(button, "chip")
            button.clicked.connect(lambda on, answer=answer: self._clicked(answer, on))
            row.addWidget(button)
            self.buttons[answer] = button
        row.addStretch(1)
        super().__init__(field, self.sheet)
        self.sheet.setFocusProxy(self.buttons[True])

    def _clicked(self, answer: bool, on: bool) -> None:
        if on:
            self.buttons[not answer].setChecked(False)
        self.typed.emit()
        self.left.emit()

    def face(self) -> bool | None:
        return next((answer for answer, button in self.buttons.items() if button.isChecked()), None)

    def put(self, value: Any) -> None:
        for answer, button in self.buttons.items():
            button.setChecked(value is answer)

    def read(self) -> bool | None:
        return self.face()

    def set_read_only(self, read_only: bool) -> None:
        self.sheet.setEnabled(not read_only)


def coded(field: Field) -> Options:
    """The lines of a field's code list that may be chosen today."""
    if not field.codes:
        return ()
    told = language()
    return tuple((line.code, line.label(told)) for line in code_list(field.codes).active())
