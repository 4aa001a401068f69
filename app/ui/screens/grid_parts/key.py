"""重点人群: whom the room must not lose sight of. Who may not see them reads how many there are, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.desk import conflicts, grid_people, key_people
from app.records import KeyPerson
from app.ui import theme
from app.ui.kit import page
from app.ui.kit.rows_form import RowsForm
from app.ui.screens.grid_parts.grid_part import GridPart, narrow
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.screen import Frame

NAMES = ("name", "id_number", "phone", "keeper_id", "since", "until", "groups", "why")


class KeyPart(GridPart):
    """A count for everybody; the list for those who may see it."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__(desk, frame)
        self.told = page.label("", "heading")
        self.told.setObjectName("grid_page.key_told")
        self.why = page.label(say("grid_page.key_closed"), "quiet")
        self.allow = page.button("grid_page.key_allow", self._allow)
        self.column.addWidget(self.told)
        self.column.addWidget(self.why)
        self.column.addLayout(page.row(self.allow, None))
        self.area, column = page.sheet()
        column.setContentsMargins(0, 0, 8, 8)
        self.rows = RowsForm(
            KeyPerson, NAMES, title=lambda one: one.name or "", add="grid_page.add_key", drafts=True,
            folded=True, label_width=86, wide=("groups", "why"),
            columns=1 if theme.is_large() else 2,
        )  # fmt: skip
        narrow(self.rows, "groups")
        self.rows.form.conflicts_of = lambda one: desk.look(conflicts.marks_of, one.kind(), one.id)
        self.rows.form.conflict_asked.connect(
            lambda name: frame.go("conflicts", ("key_person", self.rows.current, name))
        )
        self.rows.begun.connect(self._begin)
        self.rows.changed.connect(self._change)
        self.rows.void_asked.connect(
            lambda id_, why: self.desk.do(key_people.void_key_person, self.desk.user, id_, why)
        )
        column.addWidget(self.rows)
        column.addStretch(1)
        self.column.addWidget(self.area, 1)
        self.column.addStretch(0)

    def show_part(self) -> None:
        on, user = self.desk.today(), self.desk.user
        place = self.place_id or None
        count = self.desk.look(key_people.how_many, self.log, on, place)
        self.told.setText(say("grids.key_people", count=count))
        may = self.desk.look(key_people.may_see, user)
        self.area.setVisible(may)
        self.why.setVisible(not may)
        self.allow.setVisible(not may and self.desk.look(key_people.may_grant, self.log, user))
        if not may:
            self.rows.forget()
            return
        people = self.desk.look(grid_people.people, self.log, on)
        self.rows.form.set_options("keeper_id", [(one.id, one.name) for one in people])
        self.rows.load(self.desk.look(key_people.key_people, self.log, user, on, place))

    def settle(self) -> None:
        self.rows.settle()

    def leave(self) -> None:
        self.rows.forget()

    def _begin(self, facts: dict[str, Any]) -> None:
        if facts.get("name"):
            told = {"place_id": self.place_id or None, "since": self.desk.today(), **facts}
            made = self.desk.do(key_people.add_key_person, self.log, self.desk.user, told)
            self.rows.adopt(made)

    def _change(self, one: str, changes: dict[str, Any]) -> None:
        self.desk.do(key_people.edit_key_person, self.desk.user, one, changes, self.rows.form.seen)

    def _allow(self) -> None:
        self.desk.do(key_people.let_see, self.log, self.desk.user, self.desk.user, may=True)
