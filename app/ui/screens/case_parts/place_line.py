"""所属网格: a place picked from the grid tree, or typed as a path that is not there yet."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.desk import cases
from app.records import Case
from app.records.field import fields_of
from app.trouble import Trouble
from app.ui import theme
from app.ui.kit import page
from app.ui.kit.place_editor import PlaceEditor
from app.ui.screens.case_parts.open_case import OpenCase
from app.words import say

BETWEEN = re.compile(r"\s*[>＞→/／]\s*")


class PlaceLine(QWidget):
    """One line; a new path makes its places when the line is left."""

    left = Signal(dict)

    def __init__(self, case: OpenCase, label_width: int) -> None:
        super().__init__()
        self.case = case
        self.seen: dict[str, str] = {}
        self.editor = PlaceEditor(fields_of(Case)["place_id"])
        self.editor.show_value(None)  # nothing was shown yet, so nothing counts as changed
        self.editor.input.setToolTip(say("case.place_id.help"))
        self.editor.left.connect(self.settle)
        label = page.label(say("case.place_id"), "label")
        label.setFixedWidth(theme.scaled(label_width))
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        label.setContentsMargins(0, (theme.TARGET - self.fontMetrics().height()) // 2, 0, 0)
        label.setBuddy(self.editor)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(label)
        line.addWidget(self.editor, 1)

    def show_place(self) -> None:
        """The case's place as it now is, unless one is being typed."""
        self.editor.set_options(self.case.places)
        case = self.case.file.case if self.case.file else None
        self.seen = dict(case.v) if case else {}
        if not self.editor.is_changed or self._typed_id() == (case.place_id if case else None):
            self.editor.show_value(case.place_id if case else None)

    def forget(self) -> None:
        self.editor.show_value(None)

    def settle(self) -> None:
        """Keep the place; a path that is not known yet is made first."""
        if not self.editor.is_changed:
            return
        text = self.editor.line.text().strip()
        path = [name for name in BETWEEN.split(text) if name]
        if len(path) == 1 and self.editor.fits_several:
            return  # its sentence stands under the line; nothing is guessed, and nothing is made
        if path and self._typed_id() is None:
            room_id = self._room_id()
            place_id = self.case.do(cases.find_or_make_place, room_id, path) if room_id else None
            if place_id is None:
                return
            self.editor.set_options(self.case.places)
            self.editor.put(place_id)
        self.left.emit({"place_id": self._typed_id()})

    def jump(self) -> bool:
        self.editor.input.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def _typed_id(self) -> str | None:
        """The place that is meant; a piece that fits several, or none, is a new path."""
        try:
            value: str | None = self.editor.value()
        except Trouble:
            return None
        return value

    def _room_id(self) -> str:
        from app.desk.room import own_room

        return self.case.desk.look(own_room, self.case.desk.shelf.log).id
