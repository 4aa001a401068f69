"""单位: who is called, sits together with us or helps; those usual at the place are offered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.desk import units
from app.desk.edit import get
from app.records import Unit
from app.ui import theme
from app.ui.kit import page
from app.ui.kit.rows_form import RowsForm
from app.ui.screens.grid_parts.grid_part import GridPart, narrow
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.screen import Frame

NAMES = ("name", "unit_kind", "contact", "phone", "response_hours", "place_id", "left_on")


class UnitsPart(GridPart):
    """The units of the room, whatever place is marked."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__(desk, frame)
        self.offer, inner = page.card()
        self.offered = page.label("")
        self.offered.setObjectName("unit_list.offered")
        take = page.button("grid_page.take_units", self._take, icon="add")
        line = page.row(self.offered, take)
        line.setStretch(0, 1)
        inner.addLayout(line)
        self.column.addWidget(self.offer)
        area, column = page.sheet()
        column.setContentsMargins(0, 0, 8, 8)
        self.rows = RowsForm(
            Unit, NAMES, title=lambda unit: unit.name or "", add="grid_page.add_unit", drafts=True,
            folded=True, label_width=104, wide=("place_id",), columns=1 if theme.is_large() else 2,
        )  # fmt: skip
        narrow(self.rows)
        self.rows.begun.connect(self._begin)
        self.rows.changed.connect(self._change)
        self.rows.void_asked.connect(lambda id_, why: self.desk.do(units.void_unit, id_, why))
        column.addWidget(self.rows)
        column.addStretch(1)
        self.column.addWidget(area, 1)

    def show_part(self) -> None:
        offered = self.desk.look(units.offered, self.log)
        self.offer.setVisible(bool(offered))
        names = "、".join(one.name for one in offered)
        self.offered.setText(say("unit_list.offered", names=names))
        self.rows.form.set_options("place_id", self.known.options)
        known = self.desk.look(units.units, self.log, gone_too=True)
        self.rows.load([self.desk.look(get, Unit, one.id) for one in known])

    def settle(self) -> None:
        self.rows.settle()

    def _take(self) -> None:
        made = self.desk.do(units.take_offered, self.log)
        self.frame.notices.say(say("unit_list.taken", count=len(made)), "good")

    def _begin(self, facts: dict[str, Any]) -> None:
        if facts.get("name"):
            self.rows.adopt(self.desk.do(units.add_unit, self.log, facts))

    def _change(self, unit_id: str, changes: dict[str, Any]) -> None:
        self.desk.do(units.edit_unit, self.log, unit_id, changes, self.rows.form.seen)
