"""A person who only has a keyboard and a mouse: every way to a field is gone and counted."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLineEdit, QPushButton, QWidget

from app.ui.frame import RoomFrame
from app.ui.kit.choice_line import ChoiceLine
from app.ui.kit.matching import initials, matching
from tests.player import CONTROL, Player
from tests.typing_count.tally import Tally, by_input_method, model

PLAIN = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
FARTHEST = 400
"""Tabs after which a widget counts as out of reach."""


class Hand(Player):
    """Nothing is focused, chosen or pressed but by events; the nearer of Tab and mouse is taken."""

    def __init__(self, frame: RoomFrame, tally: Tally, *, mouse: bool = True) -> None:
        super().__init__(frame)
        self.tally = tally
        self.mouse = mouse

    # getting there

    def reach(self, widget: QWidget) -> None:
        """By Tab or Shift+Tab where it is near, else by a click."""
        widget = _proxied(widget)
        if widget.hasFocus():
            return
        forward, back = self._tabs(widget)
        steps = min(forward, back)
        if steps <= (int(model()["near"]) if self.mouse else FARTHEST):
            while not widget.hasFocus():  # a field that is left may bring others into sight
                self.hit(Qt.Key.Key_Tab, PLAIN if forward <= back else SHIFT)
                steps -= 1
                assert steps > -9, f"{widget.objectName()}: Tab leads elsewhere"
            return
        assert self.mouse, f"{widget.objectName()}: out of reach of the keyboard"
        self.point(widget)

    def point(self, widget: QWidget) -> None:
        """A click; what is out of sight is scrolled to first, notch by notch."""
        area = _area(widget)
        for _ in range(200):
            if _in_sight(widget, area):
                break
            assert area is not None
            bar, before = area.verticalScrollBar(), area.verticalScrollBar().value()
            below = widget.mapTo(area, QPoint(0, 0)).y() > 0
            bar.setValue(before + (bar.singleStep() * 3 if below else -bar.singleStep() * 3))
            assert bar.value() != before, widget.objectName()
            self.tally.add("notches")
        spot = QPoint(min(widget.width() // 2, 40), min(widget.height() // 2, 14))
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, PLAIN, spot)
        self.tally.add("clicks")
        QApplication.processEvents()

    def hit(self, key: Qt.Key, modifier: Any = PLAIN) -> None:
        """One key, alone or with another held down."""
        alone = modifier in (PLAIN, SHIFT)
        tab = key == Qt.Key.Key_Tab
        self.tally.add("tab" if tab else "press" if alone else "shortcut")
        self.key(key, modifier)

    # writing

    def fill(self, name: str, text: str, *, within: QWidget | None = None) -> None:
        """A field written, over what stood there; the next reach leaves it."""
        field = self.see(QWidget, name, within=within)
        self.reach(field)
        if _stands(field) and not (isinstance(field, QLineEdit) and field.selectedText()):
            self.hit(Qt.Key.Key_A, CONTROL)
        self.enter_text(field, text)

    def enter_text(self, field: QWidget, text: str) -> None:
        """Letters and figures key by key, Chinese as the input method hands it over."""
        for number, line in enumerate(text.split("\n")):
            if number:
                self.hit(Qt.Key.Key_Return)
            self.tally.wrote(line)
            for piece in _pieces(line):
                if piece.isascii():
                    QTest.keyClicks(field, piece)
                else:
                    self._commit(field, piece)
        QApplication.processEvents()

    def choose(self, name: str, label: str, *, within: QWidget | None = None) -> None:
        """One of a list, by the fewest letters or by the arrows; it is taken by Tab or Enter."""
        line = self.see(ChoiceLine, name, within=within)
        label = next(told for _, told in line.options if label in told.split())
        if line.text() == label:
            return  # it was proposed, and is left as it stands
        self.reach(line)
        letters = _letters_for(line, label)
        place = [told for _, told in line.options].index(label)
        if letters and len(letters) <= place + 2:
            if line.text() and not line.selectedText():
                self.hit(Qt.Key.Key_A, CONTROL)
            self.enter_text(line, letters)
            self.hit(Qt.Key.Key_Tab)
        else:
            for _ in range(place + 1):
                self.hit(Qt.Key.Key_Down)
            self.hit(Qt.Key.Key_Return)
        assert line.text() == label, f"{name}: {line.text()}"

    def take(self, name: str, text: str = "", *, within: QWidget | None = None) -> None:
        """What is proposed in an empty field is read, and taken by Enter."""
        line = self.see(QLineEdit, name, within=within)
        self.reach(line)
        assert not line.text(), f"{name}: nothing is proposed where {line.text()} stands"
        self.hit(Qt.Key.Key_Return)
        assert text in line.text(), f"{name}: {line.text()}"

    def take_and_mend(self, name: str, text: str) -> None:
        """The same, and what is different at its end is written over."""
        line = self.see(QLineEdit, name)
        self.take(name)
        told = line.text()
        pairs = enumerate(zip(told, text, strict=False))
        same = next((n for n, (old, new) in pairs if old != new), min(len(told), len(text)))
        for _ in told[same:]:
            self.hit(Qt.Key.Key_Backspace)
        self.enter_text(line, text[same:])
        assert line.text() == text

    # pressing

    def use(self, name: str, *, within: QWidget | None = None) -> None:
        """A button, where it is near by Tab and Space, else by a click."""
        self.use_widget(self.see(QPushButton, name, within=within))

    def use_widget(self, button: QWidget) -> None:
        """The same, of a widget already found."""
        assert button.isEnabled(), button.objectName()
        before = self.tally.total()["clicks"]
        self.reach(button)
        if self.tally.total()["clicks"] == before:
            self.hit(Qt.Key.Key_Space)

    def back(self) -> None:
        """Alt+←: the page before."""
        self.hit(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)

    def further(self) -> None:
        """Ctrl+Enter: one more of these."""
        self.hit(Qt.Key.Key_Return, CONTROL)

    def mark(self, box: Any, *, on: bool = True) -> None:
        """A box ticked or left alone."""
        if box.isChecked() != on:
            self.use_widget(box)

    def part(self, number: int) -> None:
        """Ctrl+1 … Ctrl+0: a part of the case page."""
        self.hit(Qt.Key(Qt.Key.Key_0 + number % 10), CONTROL)

    def _tabs(self, widget: QWidget) -> tuple[int, int]:
        """How many Tabs, and how many Shift+Tabs, lead there."""
        start = QApplication.focusWidget()
        if start is None:
            return FARTHEST + 1, FARTHEST + 1
        return (
            _steps(start, widget, QWidget.nextInFocusChain),
            _steps(start, widget, QWidget.previousInFocusChain),
        )


def _steps(start: QWidget, goal: QWidget, onward: Any) -> int:
    count, now = 0, start
    while count <= FARTHEST:
        now = onward(now)
        if now is start:
            break
        tabs = now.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
        if tabs and now.isVisible() and now.isEnabled() and now.focusProxy() is None:
            count += 1
            if now is goal:
                return count
    return FARTHEST + 1


def _proxied(widget: QWidget) -> QWidget:
    while widget.focusProxy() is not None:
        widget = widget.focusProxy()
    return widget


def _area(widget: QWidget) -> QAbstractScrollArea | None:
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QAbstractScrollArea):
        parent = parent.parentWidget()
    return parent


def _in_sight(widget: QWidget, area: QAbstractScrollArea | None) -> bool:
    """Its upper left corner, where the mouse goes."""
    if area is None:
        return True
    spot = QRect(widget.mapTo(area, QPoint(0, 0)), widget.size())
    spot.setHeight(min(spot.height(), 28))
    return bool(area.viewport().geometry().contains(spot.center()))


def _stands(field: Any) -> str:
    return str(field.text() if isinstance(field, QLineEdit) else field.toPlainText())


def _pieces(text: str) -> list[str]:
    """Runs that keys carry and runs that they do not."""
    told: list[str] = []
    for character in text:
        if told and (told[-1][-1].isascii() == character.isascii()):
            told[-1] += character
        else:
            told.append(character)
    return told


def _letters_for(line: ChoiceLine, label: str) -> str:
    """The fewest first letters of pinyin, or figures, that bring the line to the top of the list."""
    first = initials(label)
    for length in range(1, len(first) + 1):
        found = matching(line.options, first[:length])
        if found and found[0][1] == label:
            return first[:length]
    plain = "".join(c for c in label if not by_input_method(c))
    return plain if plain and matching(line.options, plain)[:1] == [(plain, label)] else ""
