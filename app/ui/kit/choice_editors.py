"""Fields that are chosen: one of a list, several of a list, yes or no."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QStringListModel, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QWidget,
)  # fmt: skip

from app.codes import code_list
from app.records.field import Field
from app.trouble import Trouble
from app.ui import theme
from app.ui.kit.editor import Editor, Options
from app.ui.kit.matching import exact, matching
from app.words import language, say

MOST_SHOWN = 9


class ChoiceLine(QLineEdit):
    """A line that finds in a list while one types; ↓ or a click shows the whole list."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.options: Options = ()
        self._found: Options = ()
        self._lines = QStringListModel(self)
        self.popup = QListView(self)
        self.popup.setWindowFlags(Qt.WindowType.ToolTip)
        self.popup.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.popup.setModel(self._lines)
        self.popup.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.popup.setUniformItemSizes(True)
        self.popup.setFont(theme.font())
        theme.role(self.popup, "popup")
        self.popup.clicked.connect(lambda index: self._take(index.row()))
        self.popup.hide()
        arrow = QAction(theme.icon("arrow_down"), "", self)
        arrow.triggered.connect(self.show_all)
        self.addAction(arrow, QLineEdit.ActionPosition.TrailingPosition)
        self.textEdited.connect(self._narrow)

    def show_all(self) -> None:
        """The whole list, with the line that stands marked."""
        if not self.isReadOnly():
            self._open(self.options, self.text())

    def _narrow(self, text: str) -> None:
        self._open(matching(self.options, text) if text.strip() else self.options, "")

    def _open(self, found: Options, marked: str) -> None:
        self._found = found
        labels = [label for _, label in found]
        self._lines.setStringList(labels or [say("kit.nothing_matches")])
        row = labels.index(marked) if marked in labels else 0
        self.popup.setCurrentIndex(self._lines.index(row, 0))
        height = self.popup.sizeHintForRow(0)
        shown = min(max(len(labels), 1), MOST_SHOWN)
        self.popup.resize(max(self.width(), theme.scaled(220)), shown * height + 12)
        self.popup.move(self._place(self.popup.height()))
        self.popup.show()
        self.popup.scrollTo(self._lines.index(row, 0))
        self.window().installEventFilter(self)

    def _place(self, height: int) -> QPoint:
        """Under the line, or above it where the screen ends."""
        below = self.mapToGlobal(QPoint(0, self.height() + 2))
        screen = self.screen().availableGeometry()
        if below.y() + height <= screen.bottom():
            return below
        return self.mapToGlobal(QPoint(0, -height - 2))

    def _take(self, row: int) -> None:
        self.popup.hide()
        if 0 <= row < len(self._found):
            self.setText(self._found[row][1])
            self.chosen.emit()

    def mark(self, step: int) -> None:
        row = self.popup.currentIndex().row() + step
        self.popup.setCurrentIndex(self._lines.index(max(0, min(row, len(self._found) - 1)), 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self.popup.isVisible():
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.mark(1 if key == Qt.Key.Key_Down else -1)
                return
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.popup.currentIndex().row())
                return
            if key == Qt.Key.Key_Escape:
                self.popup.hide()
                return
        elif key == Qt.Key.Key_Down:
            self.show_all()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if self.popup.isVisible():
            self.popup.hide()
        elif event.button() == Qt.MouseButton.LeftButton:
            self.show_all()

    def event(self, event: QEvent) -> bool:
        """Tab takes the marked line of a narrowed list and goes on."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            tab = event.key() == Qt.Key.Key_Tab
            if tab and self.popup.isVisible() and self.text().strip():
                self._take(self.popup.currentIndex().row())
        return bool(super().event(event))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.popup.hide()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.popup.hide()
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The list never hangs in the air when the window moves or goes."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.WindowDeactivate):
            self.popup.hide()
        return False


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
        self.grid.setColumnStretch(self.columns, 1)
        self.boxes: dict[str, QCheckBox] = {}
        self._order: list[str] = []
        super().__init__(field, self.sheet)
        self.set_options(options or coded(field))

    columns = 4

    def set_options(self, options: Options) -> None:
        told = self._order
        for box in self.boxes.values():
            self.grid.removeWidget(box)
            box.deleteLater()
        self.boxes = {}
        known = dict(options)
        for code in (*known, *(code for code in told if code not in known)):
            self._box(code, known.get(code, code))
        if self.boxes:
            self.sheet.setFocusProxy(next(iter(self.boxes.values())))
        self._tick(told)

    def _box(self, code: str, label: str) -> None:
        box = QCheckBox(label)
        box.setObjectName(f"{self.field.label}.{code}")
        box.setAccessibleName(f"{say(self.field.label)} {label}")
        box.clicked.connect(lambda on, code=code: self._clicked(code, on))
        place = len(self.boxes)
        self.grid.addWidget(box, place // self.columns, place % self.columns)
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
        for code in self._order:
            if code not in self.boxes:
                self._box(code, self._label(code))
        self._tick(self._order)

    def read(self) -> list[str] | None:
        return list(self._order) or None

    def set_read_only(self, read_only: bool) -> None:
        self.sheet.setEnabled(not read_only)

    def _label(self, code: str) -> str:
        return code_list(self.field.codes).label(code, language()) if self.field.codes else code


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
            button.setAutoDefault(False)
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
