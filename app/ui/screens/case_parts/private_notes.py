"""私人笔记: notes for oneself beside a case. Folded until asked for: parties may look at the screen too."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app import clock
from app.desk import private_notes
from app.desk.private_notes import PrivateNote
from app.trouble import Trouble
from app.ui.kit import page
from app.ui.kit.area_editors import GrowingText
from app.ui.screens.case_parts.open_case import OpenCase
from app.words import say

LINES = 2


class PrivateNotes(QWidget):
    """Every note is a field one writes in; what is left is kept, what is emptied is thrown away."""

    def __init__(self, case: OpenCase) -> None:
        super().__init__()
        self.case = case
        self._case_id = ""
        self._lines: list[_Line] = []
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self.fold = page.button("private_note.hide", self._turn, role="flat")
        self.fold.setObjectName("private_note.fold")
        whole.addWidget(self.fold)
        self.inner = QWidget()
        self.column = QVBoxLayout(self.inner)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(6)
        whole.addWidget(self.inner)
        self.inner.setVisible(False)

    def show_file(self) -> None:
        """The notes of the case that is open; another case begins folded."""
        if self.case.case_id != self._case_id:
            self.settle()
            self._case_id = self.case.case_id
            self.inner.setVisible(False)
            page.clear(self.column)
            self._lines = []
        self._name_fold()

    def settle(self) -> None:
        """Keep what is still being typed."""
        for line in list(self._lines):
            line.keep()

    def _turn(self) -> None:
        self.settle()
        opening = self.inner.isHidden()
        if opening:
            self._lay_out()
        self.inner.setVisible(opening)
        self._name_fold()
        if opening:
            self._lines[0].text.setFocus()
            QTimer.singleShot(0, self, self._bring_into_sight)

    def _bring_into_sight(self) -> None:
        widget = self.parentWidget()
        while widget is not None and not isinstance(widget, QScrollArea):
            widget = widget.parentWidget()
        if widget is not None and self._lines:
            widget.ensureWidgetVisible(self._lines[0], 0, 60)

    def _name_fold(self) -> None:
        if not self.inner.isHidden():
            self.fold.setText(say("private_note.hide"))
            return
        count = len(private_notes.notes(self.case.desk, self._case_id)) if self._case_id else 0
        self.fold.setText(say("private_note.show", count=count))

    def _lay_out(self) -> None:
        page.clear(self.column)
        self.column.addWidget(page.label(say("private_note.told"), "quiet"))
        found = private_notes.notes(self.case.desk, self._case_id)
        self._lines = [_Line(self, None), *(_Line(self, note) for note in found)]
        for line in self._lines:
            self.column.addWidget(line)

    def written(self, line: _Line, note_id: str, text: str) -> str:
        """Keep one note; answers its id, empty where there is none now. A Trouble is told, the text stays."""
        desk = self.case.desk
        try:
            if note_id and text:
                private_notes.change_note(desk, note_id, text)
            elif note_id:
                private_notes.remove_note(desk, note_id)
            elif text:
                note_id = private_notes.add_note(desk, self._case_id, text)
                self._lines.insert(0, _Line(self, None))
                self.column.insertWidget(1, self._lines[0])
        except Trouble as why:
            self.case.notices.trouble(why)
            return note_id
        if not text and note_id:
            self._take_out(line)
            return ""
        return note_id

    def removed(self, line: _Line, note_id: str, text: str) -> None:
        """Thrown away by the button; it can be brought back as long as the notice stands."""
        try:
            private_notes.remove_note(self.case.desk, note_id)
        except Trouble as why:
            self.case.notices.trouble(why)
            return
        self._take_out(line)
        case_id = self._case_id

        def bring_back() -> None:
            private_notes.add_note(self.case.desk, case_id, text)
            if case_id == self._case_id and not self.inner.isHidden():
                self._lay_out()
            self._name_fold()

        action = (say("private_note.undo"), bring_back)
        self.case.notices.say(say("private_note.removed"), action=action)

    def _take_out(self, line: _Line) -> None:
        self._lines.remove(line)
        self.column.removeWidget(line)
        line.hide()
        line.deleteLater()


class _Line(QWidget):
    """One note, or the place where the next is written."""

    def __init__(self, notes: PrivateNotes, note: PrivateNote | None) -> None:
        super().__init__()
        self._notes = notes
        self.note_id = note.id if note else ""
        self._kept = note.text if note else ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.text = GrowingText(LINES)
        self.text.setObjectName("private_note.text" if note else "private_note.fresh")
        self.text.setAccessibleName(say("private_note.title"))
        self.text.setPlaceholderText(say("private_note.new"))
        self.text.setPlainText(self._kept)
        self.text.left.connect(self.keep)
        column.addWidget(self.text)
        if note is not None:
            self._foot(note.at)

    def _foot(self, at: str) -> None:
        moment = at[:16].replace("T", " ")
        when = page.label(say("private_note.at", at=moment), "quiet", wrap=False)
        bin_ = page.tool("private_note.remove", "void", self._remove)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addLayout(page.row(when, None, bin_))

    def keep(self) -> None:
        """What was typed and left is kept."""
        told = self.text.toPlainText().strip()
        if told == self._kept:
            return
        fresh = not self.note_id
        note_id = self._notes.written(self, self.note_id, told)
        if note_id:
            self.note_id, self._kept = note_id, told
            if fresh:
                self.text.setObjectName("private_note.text")
                self._foot(clock.now().isoformat())

    def _remove(self) -> None:
        self._notes.removed(self, self.note_id, self._kept)
