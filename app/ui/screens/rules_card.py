"""卷宗评查规则: the 25 rules, each with what it weighs in this room."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QVBoxLayout, QWidget

from app.desk import dossier
from app.desk.room import own_room
from app.rules.rule_book import OFF, STOP, WARN, book_of, shipped
from app.ui.kit import page
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk


class RulesCard(QWidget):
    """A switch and a weight a line; a change is kept at once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.switches: dict[int, QCheckBox] = {}
        self.weights: dict[int, QComboBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page.label(say("dossier.card_told"), "quiet"))
        lines = QGridLayout()
        lines.setColumnStretch(0, 1)
        for place, number in enumerate(shipped().rules):
            rule = say(f"dossier.rule.{number}")
            switch = QCheckBox(f"{number}　{rule}")
            switch.setObjectName(f"dossier.on.{number}")
            switch.clicked.connect(partial(self._switch, number))
            weight = QComboBox()
            weight.setObjectName(f"dossier.weight.{number}")
            weight.setAccessibleName(rule)
            for key in (STOP, WARN):
                weight.addItem(say(f"dossier.weight.{key}"), key)
            weight.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            weight.activated.connect(partial(self._weigh, number))
            lines.addWidget(switch, place, 0)
            lines.addWidget(weight, place, 1)
            self.switches[number], self.weights[number] = switch, weight
        column.addLayout(lines)
        anew = page.button("dossier.as_shipped", self._as_shipped, icon="back")
        column.addLayout(page.row(anew, None))

    def load(self) -> None:
        """Show how the room weighs them now."""
        book = book_of(self.desk.look(own_room, self.desk.shelf.log))
        for number, rule in book.rules.items():
            severity = book.severity_of(number)
            weight = self.weights[number]
            self.switches[number].setChecked(severity != OFF)
            weight.setEnabled(severity != OFF)
            shown = rule.severity if severity == OFF else severity
            weight.setCurrentIndex(max(0, weight.findData(shown)))

    def _switch(self, number: int, *_click: object) -> None:
        """Back on it weighs what it weighed as shipped."""
        weight = None if self.switches[number].isChecked() else OFF
        self.desk.do(dossier.weigh_rule, self.desk.shelf.log, number, weight)

    def _weigh(self, number: int, *_place: object) -> None:
        weight = self.weights[number].currentData()
        self.desk.do(dossier.weigh_rule, self.desk.shelf.log, number, weight)

    def _as_shipped(self) -> None:
        self.desk.do(dossier.weigh_as_shipped, self.desk.shelf.log)
