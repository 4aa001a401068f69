"""包案: the plan, the named leaders, how it goes, and the striking off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.desk import grid_people, leaders
from app.records import LeaderCase, LeaderPost, LeaderProgress
from app.rules import hard_cases
from app.ui.kit import page
from app.ui.screens.case_parts.part import fields, told
from app.ui.screens.case_parts.wording import code_words, day_words
from app.words import say

if TYPE_CHECKING:
    from app.ui.screens.case_parts.part import Part

NAMES = ("begun_on", "due_on", "plan")
POST = ("role", "person_id", "name", "title", "phone")
PROGRESS = ("on_day", "told", "by_name")
STRIKE = ("struck_by", "struck_on", "struck_told")


class Leading:
    """The card of the named leaders on a part."""

    def __init__(self, part: Part) -> None:
        self.part, self.case = part, part.case
        self.rows = part.row_form(
            LeaderCase, NAMES, title=_title, add="case_page.add_leader_case", drafts=True
        )
        self.rows.form.propose("begun_on", lambda: self.case.today)
        self.rows.marked.connect(lambda _id: self._show_marked())
        self.rows.begun.connect(lambda _facts: self._show_marked())
        self.posts = part.row_form(
            LeaderPost, POST, title=_post_title, add="case_page.add_leader_post", drafts=True
        )
        self.progress = part.row_form(
            LeaderProgress,
            PROGRESS,
            title=_progress_title,
            add="case_page.add_leader_progress",
            drafts=True,
        )
        self.progress.form.propose("on_day", lambda: self.case.today)
        self.state = told()
        self.state.setObjectName("leaders.state")
        self.strike = fields(LeaderCase, STRIKE)
        self.strike.propose("struck_on", lambda: self.case.today)
        self.strike_now = page.button("leading.strike", self._strike, role="primary", icon="good")
        self.again = page.button("leading.again", self._again, icon="back", role="flat")
        self.print = page.button("case_page.print_leader_card", self._print, icon="print")
        column = part.card(say("record.leader_case"))
        column.addWidget(self.state)
        column.addWidget(self.rows)
        self.headings = []
        for title, rows in (
            ("record.leader_post", self.posts),
            ("record.leader_progress", self.progress),
        ):
            heading = page.label(say(title), "heading")
            self.headings.append(heading)
            column.addWidget(heading)
            column.addWidget(rows)
        self.ending = page.label(say("leading.ending"), "heading")
        for widget in (self.ending, self.strike):
            column.addWidget(widget)
        column.addLayout(page.row(self.strike_now, self.again, None, self.print))

    @property
    def marked(self) -> LeaderCase | None:
        """The 包案 one looks at."""
        row = self.rows.rows.get(self.rows.current)
        return row if isinstance(row, LeaderCase) else None

    def load(self) -> None:
        """As the file now is."""
        file, desk = self.case.file, self.case.desk
        people = desk.look(grid_people.people, desk.shelf.log, self.case.today)
        options = tuple((one.id, " ".join(filter(None, (one.name, one.title)))) for one in people)
        self.posts.form.set_options("person_id", options)
        self.rows.load(file.leader_cases if file else [])
        self._show_marked()

    def _show_marked(self) -> None:
        file, one = self.case.file, self.marked
        there = file is not None and one is not None
        struck = bool(one and one.struck_on)
        self.posts.load(hard_cases.posts_of(file, one) if file and one else [])
        self.progress.load(hard_cases.progress_of(file, one) if file and one else [])
        for widget in (
            *self.headings,
            self.posts,
            self.progress,
            self.ending,
            self.strike,
            self.print,
        ):
            widget.setVisible(there)
        for rows in (self.posts, self.progress):
            rows.set_read_only(struck)
        self.strike_now.setVisible(there and not struck)
        self.again.setVisible(struck)
        if not self.strike.changes() or struck:
            self.strike.load(one)
        self.strike.set_read_only(struck)
        self.state.setText(self._state(one))
        self.state.setVisible(there)

    def _state(self, one: LeaderCase | None) -> str:
        file, way = self.case.file, self.case.lengths.way
        if file is None or one is None:
            return ""
        if one.struck_on:
            return say("leading.struck_now", day=day_words(one.struck_on))
        told = [say("leading.number", number=one.number or "")]
        roles = [code_words("leader_role", role) for role in hard_cases.open_roles(file, one, way)]
        told += [say("hard.open_roles", roles="、".join(roles))] if roles else []
        due = hard_cases.progress_due(file, one, way)
        told += [say("leading.progress_due", day=day_words(due))] if due else []
        return "　".join(told)

    def _strike(self) -> None:
        """销号: refused with a sentence while the quarrel goes on or nobody approved."""
        self.part.settle()
        one = self.marked
        if one is not None:
            told = {name: self.strike.value(name) for name in STRIKE}
            self.case.do(leaders.strike, one.id, {k: v for k, v in told.items() if v is not None})

    def _again(self) -> None:
        one = self.marked
        if one is not None:
            self.case.do(leaders.take_up_again, one.id)

    def _print(self) -> None:
        self.part.settle()
        if self.rows.current:
            self.part.papers_asked.emit("leader_card", self.rows.current)


def _title(one: LeaderCase) -> str:
    ended = say("leading.struck_short") if one.struck_on else ""
    return " ".join(part for part in (one.number, day_words(one.begun_on), ended) if part)


def _post_title(post: LeaderPost) -> str:
    parts = (code_words("leader_role", post.role), post.name)
    return " ".join(part for part in parts if part) or say("case_page.untold")


def _progress_title(one: LeaderProgress) -> str:
    return day_words(one.on_day) or say("case_page.untold")
