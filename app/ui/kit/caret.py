"""The caret in a long text, counted in characters; Qt counts a rare character of a name as two."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

WIDE = 0x10000


def place(area: QPlainTextEdit) -> tuple[str, int, int]:
    """The text, and where what is marked begins and ends; both are the caret where nothing is marked."""
    text, cursor = area.toPlainText(), area.textCursor()
    marked = (cursor.selectionStart(), cursor.selectionEnd())
    start, end = (_characters(text, units) for units in marked)
    return text, start, end


def replace(area: QPlainTextEdit, start: int, end: int, words: str) -> None:
    """Put words in the place of a stretch; Ctrl+Z takes them out in one step."""
    text = area.toPlainText()
    cursor = QTextCursor(area.document())
    cursor.setPosition(_units(text[:start]))
    cursor.setPosition(_units(text[:end]), QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(words)
    area.ensureCursorVisible()


def stand_at(area: QPlainTextEdit, at: int, marked: int = 0) -> None:
    """The caret behind so many characters, and so many after them marked."""
    text, cursor = area.toPlainText(), area.textCursor()
    cursor.setPosition(_units(text[:at]))
    cursor.setPosition(_units(text[: at + marked]), QTextCursor.MoveMode.KeepAnchor)
    area.setTextCursor(cursor)


def is_composing(area: QPlainTextEdit) -> bool:
    """Whether an input method still holds letters that are no text yet."""
    layout = area.textCursor().block().layout()
    return bool(layout is not None and layout.preeditAreaText())


def _units(text: str) -> int:
    return len(text) + sum(1 for one in text if ord(one) >= WIDE)


def _characters(text: str, units: int) -> int:
    told = 0
    for count, one in enumerate(text):
        if told >= units:
            return count
        told += 2 if ord(one) >= WIDE else 1
    return len(text)
