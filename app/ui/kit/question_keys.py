"""一问一答: the keys of a text that is typed as question and answer; what they do tells app.rules.questioning.

Enter begins the next line with who speaks; Shift+Enter goes on in the same words; Backspace takes a voice away that
said nothing yet; F2 lets the next one of the list speak. While an input method composes, no key is touched.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit

from app.rules import questioning
from app.rules.questioning import Change
from app.ui.kit import caret

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
NO_MODIFIER, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier


class QuestionKeys(QObject):
    """Stands between the keyboard and one text; switched off it does nothing at all."""

    switched = Signal(bool)

    def __init__(self, area: QPlainTextEdit, voices: Callable[[], Sequence[str]]) -> None:
        super().__init__(area)
        self.area = area
        self.voices = voices
        self.on = False
        self.own = ""  # the voice that these keys wrote last; a person wrote the others
        area.installEventFilter(self)

    def switch(self, on: bool) -> None:
        """On: an empty line gets its voice. Off: a voice that said nothing yet goes."""
        if on == self.on:
            return
        self.on = on
        text, at, end = caret.place(self.area)
        rule = questioning.begun if on else questioning.taken_away
        if at == end and not self.area.isReadOnly():
            self._carry_out(rule(text, at, self.voices()))
        self.switched.emit(on)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or not self.on:
            return False
        if self.area.isReadOnly() or caret.is_composing(self.area):
            return False
        return self._press(event.key(), event.modifiers() & ~KEYPAD)

    def _press(self, key: int, modifier: Qt.KeyboardModifier) -> bool:
        voices = self.voices()
        if key in ENTER and modifier in (NO_MODIFIER, SHIFT):
            return self._enter(voices, plain=modifier == SHIFT)
        text, at, end = caret.place(self.area)
        if modifier != NO_MODIFIER or at != end:
            return False
        if key == Qt.Key.Key_Backspace:
            return self._carry_out(questioning.taken_away(text, at, voices))
        if key == Qt.Key.Key_F2:
            return self._carry_out(questioning.turned(text, at, voices))
        return False

    def _enter(self, voices: Sequence[str], *, plain: bool) -> bool:
        """The next line; what is marked gives way to it in the same step of Ctrl+Z."""
        text, start, end = caret.place(self.area)
        left = text[:start] + text[end:]
        change = Change(start, start, "\n") if plain else questioning.entered(left, start, voices)
        if start != end:
            change = Change(change.start, max(change.end, start) + end - start, change.text)
        self._carry_out(change)
        caret.stand_at(self.area, change.start + len(change.text))
        return True

    def _carry_out(self, change: Change | None) -> bool:
        if change is None:
            return False
        self.own = change.text.rpartition("\n")[2] or self.own
        caret.replace(self.area, change.start, change.end, change.text)
        return True
