"""One field with its values side by side; two texts are compared character by character."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.desk.conflicts import AFTER_SEAL, GONE_AND_CHANGED, SEALED_TWICE, Conflict, Value
from app.desk.in_words import label
from app.records import RECORDS
from app.records.field import fields_of, from_json
from app.rules.differences import Span, spans
from app.ui.kit import page
from app.ui.kit.area_editors import TextEditor
from app.ui.kit.editor import Editor
from app.ui.kit.field_form import editor_for
from app.ui.kit.value_card import ValueCard
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk

ABREAST = 2
COMPARED = {"text", "lines"}
"""Kinds whose values are compared character by character."""
NEXT_STEPS = {
    AFTER_SEAL: "conflict.after_seal_next",
    SEALED_TWICE: "conflict.sealed_twice_next",
    GONE_AND_CHANGED: "conflict.gone_next",
}


class Comparison(QWidget):
    """甲说 | 乙说, and under them a place to write what holds of both."""

    taken = Signal(str)  # a version
    written = Signal(object)  # a value
    case_asked = Signal()
    seen = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.conflict: Conflict | None = None
        self.cards: list[ValueCard] = []
        self.editor: Editor | None = None
        area, self.column = page.sheet()
        self.column.setContentsMargins(0, 0, 6, 4)
        self.title = page.label("", "heading")
        self.title.setObjectName("conflict.title")
        self.open = page.button(
            "conflict.open_case", self.case_asked.emit, role="flat", icon="open"
        )
        self.next_step = page.label("", "warn")
        self.looked = page.button("conflict.see", self.seen.emit, role="primary", icon="good")
        self.seen_by = page.label("", "quiet")
        self.seen_by.setObjectName("conflict.seen_by")
        self.grid = QGridLayout()
        self.grid.setSpacing(12)
        self.together = page.button("conflict.together", self.write, icon="edit")
        self.place = QVBoxLayout()
        self.settle = page.button("conflict.settle", self._settle, role="primary", icon="good")
        self.leave = page.button("conflict.leave", self.stop_writing)
        head = page.row(self.title, self.open)
        head.setStretch(0, 1)
        self.column.addLayout(head)
        self.column.addWidget(self.next_step)
        self.column.addLayout(page.row(self.looked, None))
        self.column.addWidget(self.seen_by)
        self.column.addLayout(self.grid)
        self.column.addLayout(page.row(self.together, None))
        self.column.addLayout(self.place)
        self.column.addLayout(page.row(self.settle, self.leave, None))
        self.column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    @property
    def is_writing(self) -> bool:
        """Whether a third text is being written."""
        return self.editor is not None

    def show_conflict(self, one: Conflict) -> None:
        """Show all values of a field; the one shown elsewhere stands first."""
        self.stop_writing()
        self.conflict = one
        self.title.setText("　".join(_where(one)))
        self.open.setVisible(bool(one.case_id) and one.sort != GONE_AND_CHANGED)
        told = NEXT_STEPS.get(one.sort)
        self.next_step.setText(say(told) if told else "")
        self.next_step.setVisible(told is not None)
        self.looked.setVisible(not one.can_be_closed and not one.seen)
        self.seen_by.setText("\n".join(say("conflict.seen_by", hand=h.said) for h in one.seen))
        self.seen_by.setVisible(bool(one.seen))
        page.clear(self.grid)
        self.cards = []
        for number, value in enumerate(one.values, 1):
            card = ValueCard(number, shown=value.shown, can_be_taken=one.can_be_closed)
            card.taken.connect(lambda version=value.version: self.taken.emit(version))
            card.tell(_pieces(one, number - 1), _hands(value))
            self.grid.addWidget(card, (number - 1) // ABREAST, (number - 1) % ABREAST)
            self.cards.append(card)
        for place in range(ABREAST):
            self.grid.setColumnStretch(place, 1)
        self.together.setVisible(one.can_be_closed and one.field != "void")
        QTimer.singleShot(0, self, self._fit)

    def enter(self) -> None:
        """The hand comes from the list: to the first value's button."""
        if self.cards:
            target = self.open if self.cards[0].take.isHidden() else self.cards[0].take
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def choose(self, number: int) -> None:
        """Ctrl+1, Ctrl+2: take that value."""
        if 0 < number <= len(self.cards) and not self.cards[number - 1].take.isHidden():
            self.cards[number - 1].take.click()

    def write(self) -> None:
        """A third text: it begins as the value that is shown now."""
        one = self.conflict
        if one is None:
            return
        self.stop_writing()
        known = fields_of(RECORDS[one.kind])[one.field]
        self.editor = editor_for(known)
        options = _options(self._desk, one)
        if options:
            self.editor.set_options(options)
        self.editor.show_value(from_json(known, one.values[0].value))
        if isinstance(
            self.editor, TextEditor
        ):  # it wraps; a bar from its first, narrow moment stays
            bars = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            self.editor.area.setHorizontalScrollBarPolicy(bars)
        self.place.addWidget(self.editor)
        self.settle.show()
        self.leave.show()
        self.together.hide()
        self.editor.setFocus(Qt.FocusReason.TabFocusReason)

    def stop_writing(self) -> None:
        """Nothing is being written any more."""
        page.clear(self.place)
        self.editor = None
        self.settle.hide()
        self.leave.hide()
        one = self.conflict
        self.together.setVisible(one is not None and one.can_be_closed and one.field != "void")

    def _settle(self) -> None:
        """Settle with what was written; where it cannot be read, its sentence is said and it stays."""
        if self.editor is None:
            return
        if self.editor.problem():
            self.editor.show_problem()
            return
        self.written.emit(self.editor.value())

    def _fit(self) -> None:
        for card in self.cards:
            card.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def _where(one: Conflict) -> Iterable[str]:
    told = (one.file_no, say(f"record.{one.kind}"), one.of, label(one.kind, one.field))
    return (text for text in told if text)


def _hands(value: Value) -> Iterable[str]:
    return (hand.said for hand in value.hands)


def _pieces(one: Conflict, place: int) -> list[Span]:
    """Each text against the one shown now, that one against the first beside it; a word of a list stands whole."""
    values = one.values
    if fields_of(RECORDS[one.kind])[one.field].kind not in COMPARED or one.field == "void":
        return [(values[place].words, False)]
    if place == 0:
        return spans(values[0].words, values[1].words)[0]
    return spans(values[0].words, values[place].words)[1]


def _options(desk: Desk, one: Conflict) -> list[tuple[str, str]]:
    """What a field that points at records may be given: the room's people, or what was written."""
    known = fields_of(RECORDS[one.kind])[one.field]
    if known.refers == "mediator":
        from app.desk import room

        own = desk.look(room.own_room, desk.shelf.log)
        return [(m.id, m.name or "") for m in desk.look(room.mediators, own.id)]
    if known.kind == "ref":
        return [(str(v.value), v.words) for v in one.values if v.value]
    return []
