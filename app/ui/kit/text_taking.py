"""从文本放进来: a dictated text beside the tidy one; a person says which of both goes in, or neither."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QGridLayout,
    QPlainTextEdit,
    QVBoxLayout,
)

from app.desk import dictation
from app.rules import amounts_said, dictated
from app.trouble import Trouble
from app.ui import theme
from app.ui.kit import page
from app.words import say

LINES = 8


class TextTaking(QFrame):
    """Left what came, right what it becomes."""

    given = Signal(str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("taking")
        theme.role(self, "notice_told")
        self.came = _area("taking.came")
        self.came.setPlaceholderText(say("taking.paste_here"))
        self.came.textChanged.connect(self._show)
        self.becomes = _area("taking.becomes")
        self.becomes.setReadOnly(True)
        self.figures = QCheckBox(say("taking.figures"))
        self.figures.setObjectName("taking.figures")
        self.figures.toggled.connect(lambda _on: self._show())
        self.said = page.label("", "quiet")
        self.said.setObjectName("taking.said")
        self.tidied = page.button("taking.tidied", self._give_tidied, role="primary")
        self.as_it_is = page.button("taking.as_it_is", self._give_as_it_is)
        self._lay_out()
        self._show()

    def begin(self) -> None:
        """Empty, the hand where one pastes."""
        self.came.clear()
        self.figures.setChecked(False)
        self.came.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def choose(self) -> None:
        """A .txt file, looked at before anything of it goes in."""
        name, _ = QFileDialog.getOpenFileName(
            self, say("taking.choose"), "", say("taking.text_files")
        )
        if name:
            self.look_at(Path(name))

    def look_at(self, file: Path) -> None:
        """Show a file's text; what is no text is told and changes nothing."""
        try:
            text = dictation.read(file)
        except Trouble as why:
            self._say(str(why), bad=True)
            return
        self.came.setPlainText(text)
        self.tidied.setFocus(Qt.FocusReason.TabFocusReason)

    def _show(self) -> None:
        text = self.came.toPlainText()
        try:
            ready = bool(text.strip()) and bool(dictation.checked(text))
            told = dictated.tidy(text) if ready else ""
            self._say(_sums(told))
        except Trouble as why:
            ready, told = False, ""
            self._say(str(why), bad=True)
        self.figures.setVisible(bool(amounts_said.sums_said(told)))
        if self.figures.isChecked():
            told = amounts_said.in_figures(told)
        self.becomes.setPlainText(told)
        self.tidied.setEnabled(ready)
        self.as_it_is.setEnabled(ready)

    def _say(self, text: str, *, bad: bool = False) -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))
        theme.role(self.said, "problem" if bad else "quiet")

    def _give_tidied(self) -> None:
        self.given.emit(self.becomes.toPlainText())

    def _give_as_it_is(self) -> None:
        self.given.emit(self.came.toPlainText())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        across = QGridLayout()
        across.setHorizontalSpacing(12)
        for place, (words, area) in enumerate(
            ((say("taking.came"), self.came), (say("taking.becomes"), self.becomes))
        ):
            across.addWidget(page.label(words), 0, place)
            across.addWidget(area, 1, place)
            across.setColumnStretch(place, 1)
        file = page.button("taking.choose", self.choose, icon="open")
        close = page.button("taking.close", self.closed.emit, role="flat")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addLayout(across)
        column.addWidget(self.said)
        column.addLayout(page.row(file, self.figures, None))
        column.addLayout(page.row(self.tidied, self.as_it_is, None, close))


def _area(key: str) -> QPlainTextEdit:
    area = QPlainTextEdit()
    area.setObjectName(key)
    area.setAccessibleName(say(key))
    area.setTabChangesFocus(True)
    area.setFixedHeight(LINES * area.fontMetrics().lineSpacing() + 20)
    return area


def _sums(text: str) -> str:
    """The sums in words and what they are in figures, so that a person sees them before ticking."""
    told = [f"{one.said} → {one.figures}" for one in amounts_said.sums_said(text)]
    return say("taking.sums", sums="；".join(told)) if told else ""
