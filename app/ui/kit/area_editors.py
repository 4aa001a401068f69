"""Fields of several lines: long text, and lists with one text a line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from app.records.field import Field
from app.rules import amounts_said
from app.rules.questioning import spoken
from app.ui.kit import caret, page
from app.ui.kit.editor import Editor
from app.ui.kit.line_editors import counted, refuse_longer
from app.words import say

MOST_LINES = 18
CAPITAL = "Ctrl+D"
ALWAYS = Qt.ScrollBarPolicy.ScrollBarAlwaysOn
NEVER = Qt.ScrollBarPolicy.ScrollBarAlwaysOff


class GrowingText(QPlainTextEdit):
    """Plain text that grows with what is written; Tab goes on to the next field."""

    left = Signal()

    def __init__(self, lines: int) -> None:
        super().__init__()
        self.lines = lines
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(2)
        self.setHorizontalScrollBarPolicy(NEVER)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.follow_caret)
        self.cursorPositionChanged.connect(self._soon.start)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self.grow())
        self.grow()

    def grow(self) -> None:
        """As high as the text, between the declared lines and the most."""
        line = self.fontMetrics().lineSpacing()
        wanted = round(self._text_height() / line)
        most = max(MOST_LINES, self.lines)
        shown = min(max(wanted, self.lines), most)
        # a bar as needed takes width, the text grows, the bar goes, and so on without end
        self.setVerticalScrollBarPolicy(ALWAYS if wanted > most else NEVER)
        self.setFixedHeight(shown * line + 20)

    def follow_caret(self) -> None:
        """A text may be higher than the page that holds it: the line one writes stays in sight."""
        if self.hasFocus():
            caret_ = self.cursorRect().translated(self.viewport().mapTo(self, QPoint()))
            page.bring_into_sight(self, caret_)

    def _text_height(self) -> float:
        """Asked block by block: the document only guesses at what was not drawn yet."""
        layout, height = self.document().documentLayout(), 0.0
        block = self.document().firstBlock()
        while block.isValid():
            height += layout.blockBoundingRect(block).height()
            block = block.next()
        return height

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.grow()


class TextEditor(Editor):
    """Long text."""

    wide = True

    def __init__(self, field: Field) -> None:
        self.area = GrowingText(field.lines)
        self.helps: list[QWidget] = []
        self.voice: Callable[[], str] = lambda: (
            ""
        )  # that stands there by itself: alone it is no text
        super().__init__(field, self.area)
        self.area.textChanged.connect(self.typed)
        self.area.left.connect(self.left)
        page.on_keys(self, CAPITAL, self.write_capital)

    def face(self) -> str:
        return self.area.toPlainText()

    @property
    def is_changed(self) -> bool:
        """A voice that said nothing yet changes nothing."""
        voice, shown = self.voice(), self._shown
        before = spoken(shown, voice) if isinstance(shown, str) else shown
        return spoken(self.face(), voice) != before

    def put(self, value: Any) -> None:
        """Where only blanks or a voice at the ends differ, what stands there stays, with its caret and its Ctrl+Z."""
        face = self.face()
        same = spoken(face, self.voice()).strip() == value
        if face != (value or "") and (not value or not same):
            self.area.setPlainText(value or "")

    def add_above(self, helps: QWidget) -> None:
        """What helps to write this text; not shown where it cannot be written in."""
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(0, helps)
        self.helps.append(helps)

    def write_capital(self) -> None:
        """The marked sum, or the one before the caret, gets its capital characters."""
        if self.area.isReadOnly():
            return
        text, start, end = caret.place(self.area)
        found = amounts_said.with_capital(text, start, end)
        if found is None:
            self._say(say("writing.no_sum"), "hint")
            return
        caret.replace(self.area, found.start, found.end, found.figures)
        caret.stand_at(self.area, found.start + len(found.figures))

    def put_back(self, face: Any) -> None:
        self.area.setPlainText(face)

    def read(self) -> Any:
        text = spoken(self.face(), self.voice()).strip()
        refuse_longer(text, self.field.longest)
        return text or None

    def hint(self, value: Any) -> str:
        return counted(self.face(), self.field.longest)

    def set_read_only(self, read_only: bool) -> None:
        self.area.setReadOnly(read_only)
        for helps in self.helps:
            helps.setVisible(not read_only)


class LinesEditor(TextEditor):
    """Several texts in order, one a line; empty lines do not count."""

    prompt = "kit.lines_hint"

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.area.lines = max(field.lines, 3)
        self.area.grow()

    def put(self, value: list[str] | None) -> None:
        super().put("\n".join(value or []))

    def read(self) -> list[str] | None:
        lines = [line.strip() for line in self.face().splitlines()]
        for line in lines:
            refuse_longer(line, self.field.longest)
        return [line for line in lines if line] or None

    def hint(self, value: list[str] | None) -> str:
        return say("kit.lines_count", count=len(value)) if value and len(value) > 1 else ""
