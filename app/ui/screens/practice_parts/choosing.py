"""选一个做法: the presets of the places with what each means, and a way as a file."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QVBoxLayout, QWidget

from app.desk import practice
from app.desk.room import own_room
from app.desk.way_in_words import paragraphs
from app.rules import mechanism
from app.rules.mechanism import Mechanism
from app.rules.mechanism_file import OWN
from app.ui import theme
from app.ui.kit import flow, page
from app.ui.kit.places import proposed
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.screen import Frame

KIND = "TOML (*.toml)"


class Choosing(QWidget):
    """A list to choose from, the meaning below it, and what can be done with it."""

    def __init__(self, desk: Desk, frame: Frame, changed: Callable[[], None]) -> None:
        super().__init__()
        self.desk, self.frame, self.changed = desk, frame, changed
        self.now = page.label("", "good")
        self.now.setObjectName("practice.now")
        self.amiss = page.label("", "problem")
        self.amiss.setObjectName("practice.amiss")
        self.presets = QComboBox()
        self.presets.setObjectName("practice.presets")
        self.presets.setAccessibleName(say("practice.choose"))
        self.presets.setMinimumHeight(theme.TARGET - 8)
        self.presets.setMinimumWidth(theme.scaled(200))
        for name, way in mechanism.presets().items():
            self.presets.addItem(way.name, name)
        self.presets.currentIndexChanged.connect(lambda _place: self._preview())
        self.use = page.button("practice.use", self._use, role="primary", icon="good")
        self.told = QLabel()
        self.told.setObjectName("practice.meaning")
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.RichText)
        save = page.button("practice.save", self._save, icon="save")
        take = page.button("practice.take", self._take, icon="back")
        self.down = page.button("practice.hand_down", self._hand_down, icon="told")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.now)
        column.addWidget(self.amiss)
        asked = page.label(say("practice.choose"), "label", wrap=False)
        column.addLayout(flow.row(asked, self.presets, self.use))
        column.addWidget(self.told)
        column.addLayout(flow.row(save, take, self.down))

    def load(self, way: Mechanism) -> None:
        """How the room works now."""
        chosen = self.desk.look(practice.chosen, self.desk.shelf.log)
        amiss = self.desk.look(practice.amiss, self.desk.shelf.log)
        key = "practice.now_own" if chosen == OWN else "practice.now"
        self.now.setText(say(key, name=way.name or say("practice.unnamed")))
        self.amiss.setText(str(amiss) if amiss else "")
        self.amiss.setVisible(amiss is not None)
        self.presets.setCurrentIndex(max(0, self.presets.findData(chosen)))
        self.down.setVisible(bool(self.desk.look(own_room, self.desk.shelf.log).is_centre))
        self._preview()

    def _preview(self) -> None:
        way = mechanism.preset(self.presets.currentData())
        lines = []
        for heading, told in paragraphs(way):
            body = "<br>".join(escape(line) for line in told)
            lines.append(f"<tr><td style='padding:3px 18px 3px 0'><b>{escape(say(heading))}</b></td>"
                         f"<td style='padding:3px 0'>{body}</td></tr>")  # fmt: skip
        self.told.setText(f"<table>{''.join(lines)}</table>")

    def _use(self) -> None:
        name = self.presets.currentData()
        self.desk.do(practice.use, self.desk.shelf.log, self.desk.today(), name)
        self.changed()
        self.frame.notices.say(say("practice.used", name=mechanism.preset(name).name), "good")

    def _save(self) -> None:
        way = self.desk.look(practice.standing, self.desk.shelf.log)
        told = proposed(f"{way.name or say('practice.unnamed')}.toml")
        name, _ = QFileDialog.getSaveFileName(self, say("practice.save"), told, KIND)
        if name:
            self.save(Path(name))

    def save(self, file: Path) -> None:
        """What stands here, as a file."""
        practice.save(self.desk.look(practice.standing, self.desk.shelf.log), file)
        self.frame.notices.say(say("practice.saved", file=str(file)), "good")

    def _take(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, say("practice.take"), "", KIND)
        if name:
            self.take(Path(name))

    def take(self, file: Path) -> None:
        """What a file says stands from today on."""
        way = practice.load(file)
        self.desk.do(practice.put, self.desk.shelf.log, self.desk.today(), way, OWN)
        self.changed()
        self.frame.notices.say(say("practice.used", name=way.name or file.stem), "good")

    def _hand_down(self) -> None:
        way = self.desk.look(practice.standing, self.desk.shelf.log)
        practice.hand_to_all(self.desk, way, self.desk.look(practice.chosen, self.desk.shelf.log))
        self.frame.notices.say(say("practice.handed", name=way.name), "good")
