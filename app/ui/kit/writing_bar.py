"""The helps over a long text: 一问一答, 常用语, a text taken in, a sum in capital characters. Each has its key.

The buttons take no Tab: whoever types goes on to the next field. What opens is made when it is first asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from app.rules import questioning
from app.rules.phrase_book import UNKNOWN, Ready, without_persons
from app.ui.kit import caret, page
from app.ui.kit.area_editors import CAPITAL, TextEditor
from app.ui.kit.phrase_list import PhraseList
from app.ui.kit.question_keys import QuestionKeys
from app.ui.kit.text_taking import TextTaking
from app.words import say

PHRASES, KEEPING, TAKING, ASKING = ("F7", "Ctrl+;"), ("F6",), ("F5",), ("F9",)
NEXT_BLANK = "F3"


@dataclass(frozen=True)
class Sources:
    """Where the helps of a text get what they offer, and whom they tell."""

    ready: Callable[[], Sequence[Ready]]
    facts: Callable[[], Mapping[str, str]]
    keep: Callable[[str, str, str], bool]
    """Keep a sentence of the room's own: its words, its id and its words before; both empty for a new one."""
    remove: Callable[[str], bool]
    tell: Callable[[str], object]
    voices: Callable[[], Sequence[str]] | None = None  # None: no text of questions and answers
    told: str = ""  # the keys of one
    asking: bool = False
    switched: Callable[[bool], object] = lambda _on: None


class WritingBar(QWidget):
    """A line of buttons, and under it the one help that is open."""

    def __init__(self, editor: TextEditor, sources: Sources) -> None:
        super().__init__()
        self.editor, self.area, self.sources = editor, editor.area, sources
        self.setObjectName(f"{editor.field.label}.helps")
        self.list: PhraseList | None = None
        self.taking: TextTaking | None = None
        buttons: list[QPushButton] = []
        self.keys: QuestionKeys | None = None
        if sources.voices is not None:
            buttons.append(self._asking(sources.voices))
        buttons += [
            self._button("phrases.title", PHRASES, self.open_phrases),
            taking := self._button("taking.title", TAKING, self.open_taking),
            self._button("writing.capital", (), editor.write_capital),
        ]
        self.keeping = self._button("phrases.keep", KEEPING, self.keep_marked)
        self.keeping.hide()
        page.on_keys(editor, NEXT_BLANK, self.next_blank)
        self.in_its_place = taking
        self.area.selectionChanged.connect(self._selection_changed)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)
        line = page.row(*buttons, self.keeping, None)
        line.setSpacing(2)
        self.column.addLayout(line)
        editor.add_above(self)

    # 一问一答

    def _asking(self, voices: Callable[[], Sequence[str]]) -> QPushButton:
        self.keys = keys = QuestionKeys(self.area, voices)
        self.editor.voice = lambda: keys.own
        button = self._button("writing.asking", ASKING, lambda: None)
        button.setToolTip(self.sources.told)
        button.setCheckable(True)
        button.setChecked(self.sources.asking)
        self.keys.on = self.sources.asking
        button.toggled.connect(self._switch)
        return button

    def _switch(self, on: bool) -> None:
        assert self.keys is not None
        self.keys.switch(on)
        self.sources.switched(on)
        self.area.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # 常用语

    def open_phrases(self) -> None:
        """The list, the hand where one finds; once more closes it."""
        if self.list is not None and self.list.isVisible():
            self.close_helps()
            return
        shown = self._list()
        shown.offer(self.sources.ready(), self.sources.facts())
        self._open(shown)
        shown.begin()

    def keep_marked(self) -> None:
        """存为常用语: the marked words, names of this case as blanks, to be looked at first."""
        text, start, end = caret.place(self.area)
        if start == end:
            self.sources.tell(say("phrases.mark_first"))
            return
        facts = self.sources.facts()
        shown = self._list()
        shown.offer(self.sources.ready(), facts)
        self._open(shown)
        shown.write(without_persons(text[start:end].strip(), facts))

    def _list(self) -> PhraseList:
        if self.list is None:
            self.list = PhraseList()
            self.list.chosen.connect(self._put_in)
            self.list.closed.connect(self.close_helps)
            self.list.kept.connect(self._keep)
            self.list.removed.connect(self._remove)
        return self.list

    def _keep(self, text: str, phrase_id: str, before: str) -> None:
        if self.sources.keep(text, phrase_id, before) and self.list is not None:
            self.list.offer(self.sources.ready(), self.sources.facts())
            self.list.begin()

    def _remove(self, phrase_id: str) -> None:
        if self.sources.remove(phrase_id) and self.list is not None:
            self.list.offer(self.sources.ready(), self.sources.facts())

    def next_blank(self) -> None:
        """The next place to be filled is marked; behind the last one the first again."""
        text, _start, at = caret.place(self.area)
        found = text.find(UNKNOWN, at)
        found = text.find(UNKNOWN) if found < 0 else found
        if found >= 0 and not self.area.isReadOnly():
            caret.stand_at(self.area, found, len(UNKNOWN))

    # 从文本放进来

    def open_taking(self) -> None:
        if self.taking is None:
            self.taking = TextTaking()
            self.taking.given.connect(self._take_in)
            self.taking.closed.connect(self.close_helps)
        if self.taking.isVisible():
            self.close_helps()
            return
        self._open(self.taking)
        self.taking.begin()

    # what they share

    def fold(self) -> None:
        """Nothing is open: another record came into the fields."""
        for one in (self.list, self.taking):
            if one is not None:
                one.hide()

    def close_helps(self) -> None:
        """Back to the text."""
        self.fold()
        self.area.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _put_in(self, words: str) -> None:
        """What was chosen, behind what is marked; its first blank is marked, so that typing fills it."""
        text, _start, at = caret.place(self.area)
        voices = self.sources.voices() if self.sources.voices else ()
        change = questioning.put_in(text, at, words, voices)
        caret.replace(self.area, change.start, change.end, change.text)
        blank = change.text.find(UNKNOWN)
        if blank < 0:
            caret.stand_at(self.area, change.start + len(change.text))
        else:
            caret.stand_at(self.area, change.start + blank, len(UNKNOWN))
        self.close_helps()

    def _take_in(self, words: str) -> None:
        """A text that was taken in begins a line."""
        text, _start, at = caret.place(self.area)
        line = questioning.line_at(text, at)
        self._put_in("\n" + words if text[line.start : at].strip() and not line.voice else words)

    def _open(self, help_: QFrame) -> None:
        if self.column.indexOf(help_) < 0:
            self.column.addWidget(help_)
        for one in (self.list, self.taking):
            if one is not None:
                one.setVisible(one is help_)
        QTimer.singleShot(0, help_, lambda: page.bring_into_sight(help_))

    def _selection_changed(self) -> None:
        """存为常用语 stands there while something is marked; both side by side are too wide in large type."""
        marked = self.area.textCursor().hasSelection()
        self.keeping.setVisible(marked)
        self.in_its_place.setVisible(not marked)

    def _button(self, key: str, keys: Sequence[str], pressed: Callable[[], object]) -> QPushButton:
        button = page.button(key, pressed, role="flat")
        button.setObjectName(f"{self.editor.field.label}.{key}")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setToolTip(say("writing.by_key", act=say(key), keys=" / ".join(keys or (CAPITAL,))))
        for one in keys:
            page.on_keys(self.editor, one, button.click)
        return button
