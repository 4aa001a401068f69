"""What of the merged list is shown: which part, which line, which grid and below, which colour, which words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from app.codes import code_list
from app.desk import grid, matter_list, practice
from app.desk import room as rooms
from app.desk.dispatches import below
from app.desk.matter_list import Wanted
from app.records.field import Field
from app.rules.matter_clock import COLOURS
from app.trouble import Trouble
from app.ui import theme
from app.ui.kit import flow
from app.ui.kit.place_editor import PlaceEditor
from app.words import language, say

if TYPE_CHECKING:
    from app.desk.desk import Desk

PAUSE = 250  # milliseconds without a key before the words are looked for


class Filters(QWidget):
    """One row; every change is told at once."""

    def __init__(self, desk: Desk, changed: Callable[[], object]) -> None:
        super().__init__()
        self.desk, self._changed = desk, changed
        self.part = self._box("matters.part")
        for name in matter_list.PARTS:
            self.part.addItem(say(f"matters.part.{name}"), name)
        self.line = self._box("matters.line")
        self.line.addItem(say("matters.any_line"), "")
        for code in desk.look(practice.standing, desk.shelf.log).lines:
            self.line.addItem(code_list("line").label(code, language()), code)
        self.colour = self._box("matters.colour")
        self.colour.addItem(say("matters.any_colour"), "")
        for name in COLOURS[:-1]:
            self.colour.addItem(say(f"matters.colour.{name}"), name)
        self.room = self._box("matters.room")
        self._rooms()
        self.place = PlaceEditor(Field("matters", "place", "ref", refers="place"))
        self.place.line.setAccessibleName(say("matters.place"))
        self.place.line.setPlaceholderText(say("matters.any_place"))
        self.place.setMaximumWidth(theme.scaled(230))
        self.place.show_value(None)
        self.place.left.connect(self._told)
        self.words = QLineEdit()
        self.words.setObjectName("matters.words")
        self.words.setAccessibleName(say("matters.words"))
        self.words.setPlaceholderText(say("matters.words"))
        self.words.setMaximumWidth(theme.scaled(190))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._told)
        self.words.textEdited.connect(lambda _text: self._pause.start())
        self.words.returnPressed.connect(self._told)
        self.setLayout(
            flow.row(self.part, self.line, self.colour, self.room, self.place, self.words)
        )

    def refresh(self) -> None:
        """The grid may have grown."""
        self.place.set_options(self.desk.look(grid.options, self.desk.shelf.log))

    def wanted(self) -> Wanted:
        """What is asked for now."""
        try:
            place = self.place.value() or ""
        except Trouble:
            place = ""  # its sentence stands under the line
        return Wanted(
            part=self.part.currentData(), line=self.line.currentData(),
            colour=self.colour.currentData(), room_id=self.room.currentData() or "",
            place_id=place, text=self.words.text(),
        )  # fmt: skip

    def show_all(self) -> None:
        """Nothing is hidden: somebody was led to one matter."""
        for box in (self.part, self.line, self.colour, self.room):
            box.blockSignals(True)
            box.setCurrentIndex(box.findData("all") if box is self.part else 0)
            box.blockSignals(False)
        self.place.show_value(None)
        self.words.clear()

    def _rooms(self) -> None:
        own = self.desk.look(rooms.own_room, self.desk.shelf.log)
        self.room.addItem(say("matters.any_room"), "")
        if own.is_centre:
            for one in self.desk.look(below):
                self.room.addItem(one.name, one.room)
        self.room.setVisible(bool(own.is_centre))

    def _box(self, key: str) -> QComboBox:
        box = QComboBox()
        box.setObjectName(key)
        box.setAccessibleName(say(key))
        box.activated.connect(lambda _place: self._told())
        return box

    def _told(self) -> None:
        self._pause.stop()
        self._changed()
