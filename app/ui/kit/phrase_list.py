"""常用语: the list below a long text, narrowed while one types; what is marked is shown whole before it goes in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QVBoxLayout, QWidget

from app.rules.phrase_book import Ready, filled
from app.ui import theme
from app.ui.kit import page
from app.ui.kit.area_editors import GrowingText
from app.ui.kit.matching import matching
from app.words import say

SHOWN = 6
LONG_ROW, LONG_PREVIEW = 90, 260  # characters
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PhraseList(QFrame):
    """Enter puts the marked sentence in; Esc goes back to the text."""

    chosen = Signal(str)
    closed = Signal()
    kept = Signal(str, str, str)
    """A sentence of the room's own: its words, its id and the words before; both empty for a new one."""
    removed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        theme.role(self, "notice_told")
        self._all: list[Ready] = []
        self._found: list[Ready] = []
        self._facts: Mapping[str, str] = {}
        self._editing: Ready | None = None
        self.line = QLineEdit()
        self.line.setObjectName("phrases.find")
        self.line.setPlaceholderText(say("phrases.find"))
        self.line.setAccessibleName(say("phrases.find"))
        self.line.textEdited.connect(self._narrow)
        self.line.installEventFilter(self)
        self.list = QListWidget()
        self.list.setObjectName("phrases.list")
        self.list.setAccessibleName(say("phrases.title"))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.currentRowChanged.connect(lambda _row: self._show_marked())
        self.list.itemDoubleClicked.connect(lambda _item: self._take())
        self.list.installEventFilter(self)
        self.whole = page.label("", "quiet")
        self.whole.setObjectName("phrases.whole")
        self.take = page.button("phrases.take", self._take, role="primary")
        self.change = page.button("phrases.change", self._change, role="flat")
        self.remove = page.button("phrases.remove", self._remove, role="flat")
        self.text = GrowingText(3)
        self.text.setObjectName("phrases.text")
        self.text.setAccessibleName(say("phrases.keep_title"))
        self._lay_out()

    def offer(self, told: Sequence[Ready], facts: Mapping[str, str]) -> None:
        """The sentences one may choose from, and what their blanks stand for here."""
        self._all, self._facts = list(told), facts
        self.pick.show()
        self.pen.hide()
        self._narrow(self.line.text())

    def begin(self) -> None:
        """The hand goes to the line that finds."""
        self.line.clear()
        self._narrow("")
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def write(self, text: str, of: Ready | None = None) -> None:
        """A sentence to be kept: shown as it will be, for a person to look at and to change."""
        self._editing = of
        self.pick.hide()
        self.pen.show()
        self.text.setPlainText(text)
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def marked(self) -> Ready | None:
        row = self.list.currentRow()
        return self._found[row] if 0 <= row < len(self._found) else None

    def _narrow(self, typed: str) -> None:
        options = [(str(n), one.text) for n, one in enumerate(self._all)]
        wanted = matching(options, typed) if typed.strip() else options
        self._found = [self._all[int(n)] for n, _ in wanted]
        self.list.blockSignals(True)
        self.list.clear()
        self.list.addItems([_row(one, self._facts) for one in self._found])
        self.list.setCurrentRow(0 if self._found else -1)
        self.list.blockSignals(False)
        self._show_marked()

    def _show_marked(self) -> None:
        one = self.marked
        text = filled(one.text, self._facts) if one else say("phrases.none")
        self.whole.setText(text if len(text) <= LONG_PREVIEW else text[:LONG_PREVIEW] + "…")
        self.take.setEnabled(one is not None)
        for button in (self.change, self.remove):
            button.setVisible(bool(one and one.id))

    def _take(self) -> None:
        if self.marked is not None:
            self.chosen.emit(filled(self.marked.text, self._facts))

    def _change(self) -> None:
        if self.marked is not None and self.marked.id:
            self.write(self.marked.text, self.marked)

    def _remove(self) -> None:
        if self.marked is not None and self.marked.id:
            self.removed.emit(self.marked.id)

    def _keep(self) -> None:
        of = self._editing
        self.kept.emit(self.text.toPlainText(), of.id if of else "", of.text if of else "")

    def _leave_pen(self) -> None:
        self.pen.hide()
        self.pick.show()
        self.begin()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key = event.key()
        if key in ENTER:
            self._take()
            return True
        if watched is self.line and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            row = max(0, min(self.list.currentRow() + step, self.list.count() - 1))
            self.list.setCurrentRow(row)
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.pen.isVisible():
                self._leave_pen()
            else:
                self.closed.emit()
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self.pick, picking = _sheet()
        close = page.button("phrases.close", self.closed.emit, role="flat")
        picking.addWidget(self.line)
        picking.addWidget(self.list)
        picking.addWidget(self.whole)
        picking.addLayout(page.row(self.take, self.change, self.remove, None, close))
        self.pen, writing = _sheet()
        writing.addWidget(page.label(say("phrases.keep_title")))
        writing.addWidget(self.text)
        writing.addWidget(page.label(say("phrases.keep_told"), "quiet"))
        keep = page.button("phrases.keep_now", self._keep, role="primary")
        leave = page.button("phrases.keep_not", self._leave_pen, role="flat")
        writing.addLayout(page.row(keep, leave, None))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self.pick)
        column.addWidget(self.pen)
        self.pen.hide()
        self.list.setFixedHeight(SHOWN * (theme.TARGET - 2) + 8)


def _sheet() -> tuple[QWidget, QVBoxLayout]:
    inner = QWidget()
    column = QVBoxLayout(inner)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    return inner, column


def _row(one: Ready, facts: Mapping[str, str]) -> str:
    """What the sentence is for, and how it begins, on one line."""
    text = " ".join(filled(one.text, facts).split("\n"))
    return f"{say(f'phrases.moment.{one.moment}')}　{text[:LONG_ROW]}"
