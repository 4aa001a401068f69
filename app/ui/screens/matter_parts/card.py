"""The card of one matter: who has it, since when, until when; what was said; the steps that can follow."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from app import clock
from app.codes import code_list
from app.desk import called_by_name, grid_people, loop_steps, matters, questions, step_holders
from app.desk.matter_list import Line
from app.records import MatterStep
from app.rules.matter_states import in_order
from app.ui.kit import flow, page
from app.ui.kit.field_form import FieldForm
from app.ui.kit.typed import show_day
from app.ui.kit.void_reason import VoidReason
from app.ui.screens.matter_parts.dispatch_row import DispatchRow
from app.words import language, say

if TYPE_CHECKING:
    from app.desk.desk import Desk

ASKED = ("to_person_id", "due_on", "satisfaction", "told")
ROLE = {"red": "problem", "orange": "warn", "yellow": "warn", "green": "good", "none": "quiet"}
"""Of a label, by the colour of the clock."""


class MatterCard(QFrame):
    """Everything about the marked matter; one press is one step."""

    def __init__(
        self, desk: Desk, done: Callable[[], object], turn: Callable[[str, str], object]
    ) -> None:
        super().__init__()
        self.desk, self._done, self._turn = desk, done, turn
        self.line: Line | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        card, inner = page.card()
        inner.setContentsMargins(page.MARGIN, 10, page.MARGIN, 12)
        inner.setSpacing(6)
        self.ways, self.steps = flow.row(gap=8), flow.row()
        self.now, self.story = QVBoxLayout(), QVBoxLayout()
        for part in (self.now, self.story):
            part.setSpacing(4)
        self.form = FieldForm(MatterStep, ASKED, columns=3, label_width=94, wide=("told",))
        self.form.shorten("told", 1)
        self.void = VoidReason("matter")
        self.void.given.connect(self._strike)
        self.join = QLineEdit()
        self.join.setObjectName("matters.join_no")
        self.join.setAccessibleName(say("matters.join_no"))
        self.join.setPlaceholderText(say("matters.join_no"))
        self.join.returnPressed.connect(self._join)
        inner.addLayout(self.ways)
        inner.addWidget(self.join)
        inner.addWidget(self.void)
        inner.addLayout(self.now)
        inner.addWidget(self.form)
        inner.addLayout(self.steps)
        self.rooms = DispatchRow(desk, self.form, done)
        inner.addWidget(self.rooms)
        inner.addLayout(self.story)  # below: the steps that can be taken are seen without scrolling
        column.addWidget(card)
        self.join.hide()

    def show_line(self, line: Line | None) -> None:
        """Turn to a matter; what was being typed for another one is let go."""
        other = self.line is None or line is None or line.id != self.line.id
        self.line = line
        self.setVisible(line is not None)
        page.clear(self.now)
        page.clear(self.story)
        page.clear(self.steps)
        page.clear(self.ways)
        if line is None:
            return
        self.ways.addWidget(page.label(head_words(line), "heading", wrap=False))
        for column, told in ((self.now, stands(line)), (self.story, story(self.desk, line))):
            for text, role in told:
                column.addWidget(page.label(text, role))
        self._offer(line)
        self.rooms.show_line(line)
        if other:
            self._empty()

    def become_case(self) -> None:
        """立为纠纷 by one key."""
        if self.line is None:
            return
        case_id = self.desk.do(
            matters.become_case, self.desk.shelf.log, self.desk.today(), self.line.id
        )
        self._turn("case", case_id)

    def _empty(self) -> None:
        log = self.desk.shelf.log
        units = self.desk.look(called_by_name.callable_units, log)
        people = self.desk.look(grid_people.people, log, self.desk.today())
        self.form.set_options("to_person_id", [*units, *((one.id, one.name) for one in people)])
        self.form.forget()
        self.join.hide()
        self.void.hide()

    def _offer(self, line: Line) -> None:
        if not line.case_id:
            self.ways.addWidget(
                page.button(
                    "matters.become_case", self.become_case, role="primary", icon="new_case"
                )
            )
            self.ways.addWidget(page.button("matters.join", self._ask_join))
        else:
            self.ways.addWidget(page.button("matters.open_case", self._open_case, icon="open"))
            self.ways.addWidget(page.button("matters.leave_case", self._leave_case))
        self.ways.addWidget(page.button("matters.whistle", lambda: self._turn("whistle", line.id)))
        self.ways.addWidget(
            page.button("matters.change", lambda: self._turn("change", line.id), icon="edit")
        )
        if not line.case_id:
            self.ways.addWidget(page.button("matters.void", self.void.ask, icon="void"))
        self.form.setVisible(bool(line.may))
        self.form.show_only(_asked(line.may))
        for name in line.may:
            for key, more in _buttons(name):
                self.steps.addWidget(page.button(key, partial(self._step, name, more)))

    def _step(self, name: str, more: dict[str, Any]) -> None:
        assert self.line is not None
        told = {**self.form.changes(), **more}
        to = told.pop("to_person_id", None) or ""  # a unit or a person
        self.desk.do(
            called_by_name.step_to, self.desk.shelf.log, clock.now(), self.line.id, name, told, to
        )
        self._empty()
        self._done()

    def _ask_join(self) -> None:
        self.join.clear()
        self.join.show()
        self.join.setFocus()

    def _join(self) -> None:
        assert self.line is not None
        case_id = self.desk.look(questions.by_number, self.join.text())
        self.desk.do(matters.join_case, self.line.id, case_id)
        self.join.hide()
        self._done()

    def _open_case(self) -> None:
        assert self.line is not None
        self._turn("case", self.line.case_id)

    def _leave_case(self) -> None:
        assert self.line is not None
        self.desk.do(matters.leave_case, self.line.id)
        self._done()

    def _strike(self, reason: str) -> None:
        assert self.line is not None
        self.desk.do(matters.strike_out, self.line.id, reason)
        self._done()


def head_words(line: Line) -> str:
    """Number, line and state."""
    label = code_list("line").label(line.line, language()) or "—"
    return say("matters.head", number=line.number, line=label, state=state_words(line))


def stands(line: Line) -> list[tuple[str, str]]:
    """How a matter stands and what was told, as (text, role) lines."""
    standing = line.standing
    if line.into:
        behind = (say("matters.goes_on", number=line.into), "quiet")
        return [behind, *([(line.told, "")] if line.told else [])]
    told: list[tuple[str, str]] = []
    if line.mediation_first and not line.case_id:
        told.append((say("matters.mediation_first"), "warn"))
    who = "、".join(filter(None, line.holders)) or say("matters.with_us")
    since = f"{standing.since:%m-%d %H:%M}" if standing.since else "—"
    due = f"{line.due:%Y-%m-%d %H:%M}" if line.due else say("matters.no_due")
    colour = say(f"matters.colour.{line.colour}")
    told.append(
        (say("matters.who", who=who, since=since, due=due, colour=colour), ROLE[line.colour])
    )
    if line.clock and line.clock.missing_year:
        told.append((say("today.missing_year", year=line.clock.missing_year), "warn"))
    return told + ([(line.told, "")] if line.told else [])


def story(desk: Desk, line: Line) -> list[tuple[str, str]]:
    """Whose it is and what was done with it so far."""
    people = [
        say("matters.reporter", name=line.reporter) if line.reporter else "",
        say("matters.about", name=line.about) if line.about else "", line.place,
        say("matters.outside", number=line.outside_no) if line.outside_no else "",
    ]  # fmt: skip
    told = [("　".join(filter(None, people)), "quiet")] if any(people) else []
    steps = in_order(desk.look(loop_steps.steps_of, [line.id])[line.id])
    to = desk.look(step_holders.named, steps)
    return told + [
        (step_words(one, to.get(one.id, "")), "quiet") for one in steps if one.void is None
    ]


def state_words(line: Line) -> str:
    """Its state of the loop, and what is more to say of it."""
    standing = line.standing
    if line.into:
        return say("matters.merged", number=line.into)
    if line.is_solved:
        return say("matters.solved")
    told = [code_list("matter_step").label(standing.state, language())]
    told += [say("matters.tracked")] if standing.tracked else []
    told += [say("matters.returned")] if standing.returned else []
    told += [say("matters.reopened", count=standing.reopened)] if standing.reopened else []
    told += [say("matters.reminded", count=standing.reminded)] if standing.reminded else []
    told += [say("matters.in_case", number=line.file_no)] if line.case_id else []
    return " ".join(told)


def step_words(step: MatterStep, to: str = "") -> str:
    """One step as a line of its story."""
    label = code_list("matter_step").label(step.step, language())
    more = [say("matters.step_to", name=to) if to else "", step.told or ""]
    more += [say("matters.step_due", day=show_day(step.due_on))] if step.due_on else []
    if step.step == "feedback":
        more.insert(0, say("matters.solved" if step.solved else "matters.tracked"))
        more.insert(1, code_list("satisfaction").label(step.satisfaction or "", language()))
    at = f"{step.at:%m-%d %H:%M}" if step.at else "—"
    return say("matters.step_line", at=at, step=label, told="　".join(filter(None, more)))


def _asked(may: tuple[str, ...]) -> tuple[str, ...]:
    """What can be filled in for the steps that can follow."""
    to = ("to_person_id", "due_on") if {"pass", "assign"} & set(may) else ()
    return (*to, *(("satisfaction",) if "feedback" in may else ()), "told")


def _buttons(name: str) -> list[tuple[str, dict[str, Any]]]:
    """A 反馈 is told in one of two ways; every other step in one."""
    if name == "feedback":
        return [
            ("matters.step_solved", {"solved": True}),
            ("matters.step_tracked", {"solved": False}),
        ]
    return [(f"matters.step_{name}", {})]
