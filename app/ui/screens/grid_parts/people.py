"""人员: who works in the marked place, with every post; or everybody of the room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox

from app.codes import code_list
from app.desk import grid_people, units
from app.desk import room as rooms
from app.desk.edit import get
from app.desk.grid_people import PersonLine
from app.records import Person, Post
from app.ui import theme
from app.ui.kit import page
from app.ui.kit.rows_form import RowsForm
from app.ui.screens.grid_parts.grid_part import GridPart, narrow
from app.words import language, say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.screen import Frame

NAMES = ("name", "phone", "title", "unit_id", "sex", "birth_on", "party_member", "remark")
MOST = 300  # lines shown at once


class PeoplePart(GridPart):
    """The people as lines; the marked one with facts and posts."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__(desk, frame)
        self.lines: dict[str, PersonLine] = {}
        self.fresh: set[str] = set()  # put down just now: they stay in sight until they have a post
        self.all = QCheckBox(say("grid_page.everybody"))
        self.all.setObjectName("grid_page.everybody")
        self.all.toggled.connect(lambda _on: self.show_part())
        self.own = page.label("", "quiet")
        self.many = page.label("", "quiet")
        self.column.addLayout(page.row(self.all, self.many, None))
        area, column = page.sheet()
        column.setContentsMargins(0, 0, 8, 8)
        self.rows = RowsForm(
            Person, NAMES, title=self._title, add="grid_page.add_person", drafts=True, folded=True,
            label_width=86, wide=("remark",), columns=1 if theme.is_large() else 2,
        )  # fmt: skip
        narrow(self.rows)
        self.rows.begun.connect(self._begin)
        self.rows.changed.connect(self._change)
        self.rows.void_asked.connect(self._void)
        self.rows.marked.connect(lambda _id: self._show_posts())
        column.addWidget(self.rows)
        self.card, inner = page.card(say("grid_page.posts"))
        self.posts = RowsForm(
            Post, ("role", "place_id", "since", "until"), title=self._post_title, add="grid_page.add_post",
            drafts=True, folded=True, label_width=86, wide=("place_id",), columns=1 if theme.is_large() else 2,
        )  # fmt: skip
        narrow(self.posts)
        self.posts.begun.connect(self._begin_post)
        self.posts.changed.connect(self._change_post)
        self.posts.void_asked.connect(
            lambda id_, why: self.desk.do(grid_people.void_post, id_, why)
        )
        inner.addWidget(self.own)
        inner.addWidget(self.posts)
        self.mediator = page.button("grid_page.make_mediator", self._make_mediator, icon="person")
        self.leaves = page.button("grid_page.leave", self._leave)
        inner.addLayout(page.row(self.mediator, self.leaves, None))
        column.addWidget(self.card)
        column.addStretch(1)
        self.column.addWidget(area, 1)

    def show_part(self) -> None:
        everybody = self.all.isChecked() or not self.place_id
        found = self.desk.look(
            grid_people.people, self.log, self.desk.today(),
            place_id=None if everybody else self.place_id,
        )  # fmt: skip
        if self.fresh and not everybody:
            here = {line.id for line in found}
            found += self.desk.look(
                grid_people.people, self.log, self.desk.today(), ids=sorted(self.fresh - here)
            )
        below = 0 if found or everybody else len(self._below())
        told = say("grid_page.people_first", count=len(found), shown=MOST)
        if below:
            told = say("grid_page.people_below", count=below, all=self.all.text())
        self.many.setText(told)
        self.many.setVisible(bool(below) or len(found) > MOST)
        found = found[:MOST]
        self.lines = {line.id: line for line in found}
        known = self.desk.look(units.units, self.log)
        self.rows.form.set_options("unit_id", [(one.id, one.name) for one in known])
        self.rows.load(self.desk.look(_shown, [line.id for line in found], self.lines))
        self._show_posts()

    def _below(self) -> list[PersonLine]:
        """The people of the grids under the marked place."""
        return self.desk.look(
            grid_people.people, self.log, self.desk.today(), place_id=self.place_id, deep=True
        )

    def _show_posts(self) -> None:
        line = self.lines.get(self.rows.current)
        self.card.setVisible(line is not None)
        if line is None:
            return
        staff = line.mediator_id is not None
        self.own.setText(say("grid_page.is_mediator") if staff else "")
        self.own.setVisible(staff)
        self.mediator.setVisible(not staff)
        self.posts.form.set_options("place_id", self.known.options)
        posts = [self.desk.look(get, Post, post.id) for post in line.posts if post.id]
        self.posts.load(posts)

    def settle(self) -> None:
        self.rows.settle()
        self.posts.settle()

    def leave(self) -> None:
        self.fresh.clear()
        self.rows.forget()
        self.posts.forget()

    def _title(self, person: Person) -> str:
        line = self.lines.get(person.id)
        roles = (
            "、".join(code_list("post_role").label(r, language()) for r in line.roles)
            if line
            else ""
        )
        return f"{person.name or ''}\n{roles}" if roles else person.name or ""

    def _post_title(self, post: Post) -> str:
        role = code_list("post_role").label(post.role, language())
        path = self.tree.path(post.place_id)
        return f"{role}\n{path[-1].name}" if path else role

    def _begin(self, facts: dict[str, Any]) -> None:
        """A name is enough for a new person; the next is to say what he does here."""
        if not facts.get("name"):
            return
        staff = self.desk.look(lambda db: rooms.mediators(db, rooms.own_room(db, self.log).id))
        same = [one.id for one in staff if one.name == facts["name"]]
        values = {**facts, "mediator_id": same[0], "name": None} if len(same) == 1 else facts
        self.fresh.add(made := self.desk.do(grid_people.add_person, self.log, values))
        self.show_part()
        self.rows.adopt(made)
        self._show_posts()
        self.posts.begin()

    def _change(self, person_id: str, changes: dict[str, Any]) -> None:
        self.desk.do(grid_people.edit_person, person_id, changes, self.rows.form.seen)

    def _void(self, person_id: str, reason: str) -> None:
        self.desk.do(grid_people.void_person, person_id, reason)

    def _begin_post(self, facts: dict[str, Any]) -> None:
        person = self.rows.current
        if not person or not facts.get("role"):
            return
        told = {"place_id": self.place_id or None, "since": self.desk.today(), **facts}
        made = self.desk.do(grid_people.add_post, person, told)
        self.posts.adopt(made)

    def _change_post(self, post_id: str, changes: dict[str, Any]) -> None:
        from app.desk import edit

        self.desk.do(edit.edit, Post, post_id, changes, self.posts.form.seen)

    def _make_mediator(self) -> None:
        self.desk.do(grid_people.make_mediator, self.log, self.rows.current, self.desk.today())
        name = self.lines[self.rows.current].name
        self.frame.notices.say(say("people.is_mediator", name=name), "good")

    def _leave(self) -> None:
        name = self.lines[self.rows.current].name
        self.desk.do(grid_people.leave, self.rows.current, self.desk.today())
        self.frame.notices.say(say("people.left", name=name), "good")


def _shown(db: Any, ids: list[str], lines: dict[str, PersonLine]) -> list[Person]:
    """The records with what a mediator's own record says of them: shown as one, kept each at its place."""
    found, rows = [], grid_people.records(db, ids)
    for id_ in ids:
        row, line = rows[id_], lines[id_]
        told = {name: getattr(row, name) for name in NAMES}
        told |= {"name": line.name or None, "phone": line.phone or None, "sex": line.sex or None}
        told |= {"birth_on": line.birth_on, "party_member": line.party_member}
        shown = Person(id=id_, mediator_id=row.mediator_id, **told)
        shown.v = dict(row.v)
        found.append(shown)
    return found
