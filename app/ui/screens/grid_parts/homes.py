"""住户: the households of the marked grid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.desk import households
from app.records import Household
from app.ui import theme
from app.ui.kit import page
from app.ui.kit.rows_form import RowsForm
from app.ui.screens.grid_parts.grid_part import GridPart, narrow
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.screen import Frame

NAMES = ("number", "head", "people", "phone", "address", "care", "gone_on", "remark")
MOST = 300  # listed of one grid; a micro-grid has some twenty


class HomesPart(GridPart):
    """The households as lines, the marked one with its facts."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__(desk, frame)
        self.told = page.label("", "quiet")
        self.told.setObjectName("grid_page.homes_told")
        self.column.addWidget(self.told)
        area, column = page.sheet()
        column.setContentsMargins(0, 0, 8, 8)
        self.rows = RowsForm(
            Household, NAMES, title=_title, add="grid_page.add_home", drafts=True, folded=True,
            label_width=86, wide=("address", "remark"), columns=1 if theme.is_large() else 2,
        )  # fmt: skip
        narrow(self.rows, "care")
        self.rows.begun.connect(self._begin)
        self.rows.changed.connect(self._change)
        self.rows.void_asked.connect(
            lambda id_, why: self.desk.do(households.void_household, id_, why)
        )
        column.addWidget(self.rows)
        column.addStretch(1)
        self.column.addWidget(area, 1)

    def show_part(self) -> None:
        if not self.place_id:
            return
        found = self.desk.look(households.households, self.log, self.place_id)
        below = self.tree.added_up(self.desk.look(households.listed)).get(self.place_id, 0)
        key = "grid_page.homes_told" if len(found) <= MOST else "grid_page.homes_first"
        self.told.setText(say(key, here=len(found), below=below, shown=MOST))
        self.rows.load(found[:MOST])

    def settle(self) -> None:
        self.rows.settle()

    def leave(self) -> None:
        self.rows.forget()

    def _begin(self, facts: dict[str, Any]) -> None:
        if not {"number", "head", "address"} & facts.keys():
            return
        told = {"place_id": self.place_id, **facts}
        self.rows.adopt(self.desk.do(households.add_household, self.log, told))

    def _change(self, home_id: str, changes: dict[str, Any]) -> None:
        self.desk.do(households.edit_household, home_id, changes, self.rows.form.seen)


def _title(home: Household) -> str:
    return " ".join(filter(None, (home.number, home.head))) or home.address or ""
