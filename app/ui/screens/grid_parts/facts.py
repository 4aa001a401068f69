"""概况: the facts of one place, what it lacks, what may be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from app.desk import grid_changes, key_people, practice
from app.desk.edit import get
from app.records import Place
from app.rules.grid_tree import usual_kind
from app.ui.kit import page
from app.ui.kit.field_form import FieldForm
from app.ui.kit.void_reason import VoidReason
from app.ui.screens.grid_parts.grid_part import GridPart
from app.ui.screens.grid_parts.lacking import lack_words
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.screen import Frame

NAMES = ("name", "grid_kind", "parent_id", "code", "households", "group")


class FactsPart(GridPart):
    """One card of facts, one line for a new place below."""

    made = Signal(str)

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__(desk, frame)
        area, column = page.sheet()
        column.setContentsMargins(0, 0, 8, 8)
        card, inner = page.card()
        self.path = page.label("", "heading")
        self.path.setObjectName("grid_page.path")
        self.told = page.label("", "quiet")
        self.told.setObjectName("grid_page.told")
        self.lacks = page.label("", "warn")
        self.lacks.setObjectName("grid_page.lacks")
        self.rooms = desk.look(grid_changes.rooms_to_stand, self.log)
        names = (*NAMES, "stands_for_id") if self.rooms else NAMES
        self.form = FieldForm(Place, names, label_width=104, wide=("parent_id",))
        self.form.left.connect(self._keep)
        if self.rooms:
            self.form.set_options("stands_for_id", self.rooms)
        self.ask = VoidReason("place")
        self.ask.given.connect(self._void)
        self.up = page.button("grid_page.up", lambda: self._shift(-1), role="flat")
        self.down = page.button("grid_page.down", lambda: self._shift(1), role="flat")
        self.remove = page.button("kit.remove", self.ask.ask, icon="void", role="flat")
        self.remove.setObjectName("place.remove")
        for one in (self.path, self.told, self.lacks, self.form, self.ask):
            inner.addWidget(one)
        inner.addLayout(page.row(self.up, self.down, None, self.remove))
        self.card = card
        column.addWidget(card)
        below, line = page.card(say("grid_page.new"))
        self.new_told = page.label("", "quiet")
        self.new_name = QLineEdit()
        self.new_name.setObjectName("grid_page.new_name")
        self.new_name.setAccessibleName(say("place.name"))
        self.new_name.returnPressed.connect(self._add)
        self.inside = page.button("grid_page.add_inside", self._add, role="primary", icon="add")
        self.top = page.button("grid_page.add_top", lambda: self._add(top=True))
        row = page.row(self.new_name, self.inside, self.top)
        row.setStretch(0, 1)
        line.addWidget(self.new_told)
        line.addLayout(row)
        column.addWidget(below)
        column.addStretch(1)
        self.column.addWidget(area)

    def show_part(self) -> None:
        here = self.place_id in self.tree
        self.card.setVisible(here)
        self.inside.setVisible(here)
        name = self.tree.nodes[self.place_id].name if here else ""
        self.new_told.setText(
            say("grid_page.new_told", name=name) if here else say("grid_page.first")
        )
        if not here:
            return
        self.path.setText(self.tree.told(self.place_id))
        self.form.set_options("parent_id", self.known.options)
        self.form.load(self.desk.look(get, Place, self.place_id))
        counted = self.known.counted.get(self.place_id)
        cases = self.known.cases.get(self.place_id, 0)
        on = self.desk.today()
        key = self.desk.look(key_people.how_many, self.log, on, self.place_id)
        said = [say("grids.households", count=counted)] if counted is not None else []
        said += [say("grid_page.places", count=len(self.tree.below(self.place_id)) - 1)]
        said += [say("grids.cases", count=cases), say("grids.key_people", count=key)]
        self.told.setText("　".join(said))
        lack = self.known.lacks.get(self.place_id)
        self.lacks.setText("；".join(lack_words(lack)) if lack else "")
        self.lacks.setVisible(lack is not None)

    def settle(self) -> None:
        self.form.settle()

    def leave(self) -> None:
        self.form.forget()
        self.new_name.clear()
        self.ask.hide()

    def jump(self, name: str) -> bool:
        """Put the caret into a field."""
        return self.form.jump(name)

    def _keep(self, changes: dict[str, Any]) -> None:
        if self.form.record_id:
            self.desk.do(
                grid_changes.edit_place, self.log, self.form.record_id, changes, self.form.seen
            )

    def _add(self, *, top: bool = False) -> None:
        name = self.new_name.text().strip()
        above = None if top or self.place_id not in self.tree else self.place_id
        kinds = self.desk.look(practice.standing, self.log).grid.kinds
        kind = usual_kind(kinds, self.tree.nodes[above].kind if above else None)
        values = {"name": name, "parent_id": above, "grid_kind": kind}
        made = self.desk.do(grid_changes.add_place, self.log, values)
        self.new_name.clear()
        self.frame.notices.say(say("grids.added", path=name), "good")
        self.made.emit(made)

    def _void(self, reason: str) -> None:
        self.desk.do(grid_changes.void_place, self.log, self.place_id, reason)

    def _shift(self, step: int) -> None:
        siblings = list(self.tree.children[self.tree.parent[self.place_id]])
        at = siblings.index(self.place_id)
        to = at + step
        if 0 <= to < len(siblings):
            siblings[at], siblings[to] = siblings[to], siblings[at]
            self.desk.do(grid_changes.order_places, self.log, siblings)
