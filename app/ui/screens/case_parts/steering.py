"""提级与包案: what drives a hard case on: the level above, departments together, named leaders."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from app.desk import consultations, escalations, helpers, leaders
from app.records import (
    Assistance,
    Consultation,
    Escalation,
    LeaderCase,
    LeaderPost,
    LeaderProgress,
    Record,
)
from app.ui import theme
from app.ui.kit.field_form import FieldForm
from app.ui.kit.headings import Headings
from app.ui.screens.case_parts.asking_help import AskingHelp
from app.ui.screens.case_parts.came_in import CameIn
from app.ui.screens.case_parts.consulting import Consulting
from app.ui.screens.case_parts.going_up import GoingUp
from app.ui.screens.case_parts.leading import Leading
from app.ui.screens.case_parts.open_case import OpenCase
from app.ui.screens.case_parts.part import Part


class Steering(Part):
    """提级包案."""

    kinds = (
        "escalation",
        "consultation",
        "leader_case",
        "leader_post",
        "leader_progress",
        "assistance",
    )
    folded = True

    def __init__(self, case: OpenCase) -> None:
        super().__init__(case)
        self.headings = Headings(self.area, across=3 if theme.is_large() else 6)
        self.outside.insertWidget(0, self.headings)
        self.up = GoingUp(self)
        self.consulting = Consulting(self)
        self.leading = Leading(self)
        self.came_in = CameIn(self)
        self.asking = AskingHelp(self)
        self.column.addStretch(1)

    def card(self, title: str = "") -> QVBoxLayout:
        """Each card has its heading above the page."""
        column = super().card(title)
        self.headings.add(title, column.parentWidget())
        return column

    def show_file(self) -> None:
        for card in (self.up, self.consulting, self.leading, self.asking):
            card.load()
            self.headings.count(card.rows.parentWidget(), len(card.rows.rows))
        self.came_in.load()
        self.headings.count(self.came_in.holder.parentWidget(), self.came_in.count)

    def enter(self) -> None:
        self.headings.enter()

    def jump(self, record: str, record_id: str | None, field: str) -> bool:
        if record == "leader_case" and field.startswith("struck"):
            return self.leading.strike.jump("struck_by")
        return super().jump(record, record_id, field)

    def add_row(self, record: type[Record], told: dict[str, Any]) -> str:
        """Each kind has its own verb at the desk."""
        case, log = self.case, self.case.desk.shelf.log
        case_id = case.begin()
        if not case_id:
            return ""
        hand = {"by_id": case.person_id} if case.person_id else {}
        if record is Escalation:
            return case.do(escalations.escalate, case_id, case.lengths.way, {**hand, **told}) or ""
        if record is Consultation:
            facts = {**hand, **self.consulting.named(told)}
            return case.do(consultations.consult, case_id, facts) or ""
        if record is Assistance:
            return case.do(helpers.begin, case_id, case.today, told) or ""
        if record is LeaderCase:
            return case.do(leaders.take_on, log, case_id, told) or ""
        one = self.leading.marked
        if one is None:
            return ""
        if record is LeaderPost:
            return case.do(leaders.name_leader, one.id, told) or ""
        assert record is LeaderProgress
        return case.do(leaders.tell_progress, one.id, told) or ""

    def keep(
        self, form: FieldForm, record: type[Record], record_id: str, changes: dict[str, Any]
    ) -> None:
        if record is Consultation:
            changes = self.consulting.named(changes)
        if record is LeaderPost and changes.get("person_id"):
            changes = {**self.case.desk.look(leaders.known_of, changes["person_id"]), **changes}
        super().keep(form, record, record_id, changes)
