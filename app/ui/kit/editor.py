"""One field on the screen: shows a value, reads what was typed, says when it was left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app import clock
from app.records.field import Field
from app.trouble import Trouble
from app.ui import theme
from app.words import say

NO_KEY = Qt.KeyboardModifier.NoModifier

Options = Sequence[tuple[str, str]]
"""What may be chosen: (id or code, what the person reads)."""


class Editor(QWidget):
    """What all kinds share. A kind says `face`, `put`, `read`, and perhaps `hint`.

    A value is only read where the face differs from the one that was shown, so that looking at a record
    never changes it.
    """

    typed = Signal()
    left = Signal()
    wide = False  # whether it wants the whole width of a form
    prompt = ""  # words key of what an empty line says while the caret stands in it

    def __init__(self, field: Field, source: QWidget) -> None:
        super().__init__()
        self.field = field
        self.input = source
        self.on_day: dt.date | None = None  # the day an age is counted for
        self.beside: Callable[[str], Any] = lambda _name: None  # another field of the same form
        self.proposal: Callable[[], Any] = lambda: None  # what Enter fills into an empty line
        self._told: Any = None
        self._shown: object = None
        source.setObjectName(field.label)
        source.setAccessibleName(say(field.label))
        source.installEventFilter(self)
        self.setFocusProxy(source)
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.note.setObjectName(f"{field.label}.note")
        self.note.hide()
        self.row = QHBoxLayout()
        self.row.setSpacing(6)
        self.row.addWidget(source, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(self.row)
        column.addWidget(self.note)
        self.typed.connect(self.show_hint)
        self.left.connect(self.show_problem)

    def face(self) -> object:
        """What stands on the screen, whether it can be read or not."""
        raise NotImplementedError

    def put(self, value: Any) -> None:
        """Write a value on the face."""
        raise NotImplementedError

    def put_back(self, face: Any) -> None:
        """Write a face again that could not be read."""
        self.put(face)

    def read(self) -> Any:
        """The value the face stands for; raises a Trouble where there is none."""
        raise NotImplementedError

    def hint(self, value: Any) -> str:
        """What can be said about a value beside it, live."""
        return ""

    def show_value(self, value: Any) -> None:
        """Show what is kept; nothing counts as changed afterwards."""
        blocked = self.blockSignals(True)
        self.put(value)
        self.blockSignals(blocked)
        self._told = value
        self._shown = self.face()
        self.show_hint()

    def add_below(self, told: QWidget) -> None:
        """What is told of this very field stands right under it."""
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.addWidget(told)

    @property
    def is_changed(self) -> bool:
        """Whether a person changed what was shown."""
        return self.face() != self._shown

    def value(self) -> Any:
        """The value as it now stands; raises a Trouble where it cannot be read."""
        return self.read() if self.is_changed else self._told

    def problem(self) -> str:
        """The sentence about what cannot be read, or nothing."""
        try:
            self.value()
        except Trouble as why:
            return str(why)
        return ""

    def show_hint(self) -> None:
        """While typing: the hint, and no reproach."""
        try:
            self._say(self.hint(self.value()), "hint")
        except Trouble:
            self._say("", "hint")

    def show_problem(self) -> None:
        """When the field was left: the sentence, where there is one."""
        problem = self.problem()
        if problem:
            self._say(problem, "problem")

    def set_read_only(self, read_only: bool) -> None:
        """A frozen or foreign record is shown, not changed."""
        self.input.setEnabled(not read_only)

    def set_options(self, options: Options) -> None:
        """What may be chosen, where the field is a choice."""

    def _say(self, text: str, role: str) -> None:
        self.note.setText(text)
        self.note.setVisible(bool(text))
        theme.role(self.note, role)
        bad = role == "problem"
        if bool(self.input.property("problem")) != bad:
            self.input.setProperty("problem", bad)
            theme.repolish(self.input)

    def proposed(self) -> str:
        """What Enter would fill in, in words; nothing where something stands."""
        return ""

    def accept(self) -> None:
        """Take what is proposed, as if it had been typed."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The prompt shows while the caret stands here; an empty form stays calm."""
        # a page hears tens of thousands of events: the class is known at once, the type is asked for
        if not isinstance(event, QFocusEvent | QKeyEvent):
            return False
        if not isinstance(watched, QLineEdit | QPlainTextEdit):
            return False
        if isinstance(event, QKeyEvent):
            return event.type() == QEvent.Type.KeyPress and self._accepted(event)
        if event.type() == QEvent.Type.FocusIn:
            watched.setPlaceholderText(self._prompt())
        elif event.type() == QEvent.Type.FocusOut:
            watched.setPlaceholderText("")
        return False

    def _prompt(self) -> str:
        proposed = self.proposed()
        if proposed:
            return say("kit.proposed", value=proposed)
        return say(self.prompt) if self.prompt else ""

    def _accepted(self, event: QKeyEvent) -> bool:
        """Enter in an empty line that has a proposal; nothing is ever filled in by itself."""
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == NO_KEY
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not (enter and plain and self.proposed()):
            return False
        self.accept()
        return True

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel over a field scrolls the page and never changes the field."""
        event.ignore()


def today() -> dt.date:
    return clock.today()
