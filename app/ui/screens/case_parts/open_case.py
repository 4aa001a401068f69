"""The case that lies open on the page: what was last looked up, and the one way the page changes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from app.desk import cases, edit, questions
from app.desk.concluded import conclude
from app.desk.today import lengths_for
from app.records import (
    Agreement,
    Case,
    CaseFile,
    Inquiry,
    MediationSession,
    Mediator,
    Party,
    Performance,
    PerformanceItem,
    Record,
    Visit,
)  # fmt: skip
from app.rules.completeness import findings, stops
from app.rules.deadlines import Deadline, deadlines
from app.rules.findings import Finding
from app.rules.followups import VisitDue, visits_due
from app.rules.stages import Step, next_step
from app.trouble import Trouble

if TYPE_CHECKING:
    from app.desk.desk import Desk

T = TypeVar("T")

ADDING: dict[type[Record], Callable[..., str]] = {
    Party: cases.add_party,
    Inquiry: cases.add_inquiry,
    MediationSession: cases.add_session,
    Agreement: cases.make_agreement,
    Visit: cases.record_visit,
    PerformanceItem: cases.add_item,
    Performance: cases.record_performance,
}
"""The verb that adds each kind: to the case, an item to its agreement, a performance to its item."""


@dataclass
class NewCase:
    """What the register hands over for a case that is not there yet; it learns its id with the first fact."""

    case_id: str = ""


class OpenCase:
    """Asks and changes; a Trouble is told and ends in `None`, for the page must go on."""

    def __init__(
        self,
        desk: Desk,
        trouble: Callable[[Trouble], object],
        begun: Callable[[], object] = lambda: None,
    ) -> None:
        self.desk = desk
        self._trouble = trouble
        self._begun = begun
        self._place = NewCase()
        self.file: CaseFile | None = None
        self.people: list[Mediator] = []
        self.lengths = lengths_for(desk.settings)
        self.calendar = desk.calendar()

    @property
    def case_id(self) -> str:
        return self._place.case_id

    def open(self, place: NewCase) -> None:
        """Turn to a case, or to one that is not there yet."""
        from app.desk.room import mediators, own_room

        self._place = place
        self.lengths = lengths_for(self.desk.settings)
        self.calendar = self.desk.calendar()
        room = self.desk.look(own_room, self.desk.shelf.log)
        self.people = self.desk.look(mediators, room.id)
        self.look()

    def look(self) -> None:
        """Look the file up again."""
        self.file = self.desk.look(questions.case_file, self.case_id) if self.case_id else None

    # changing

    def do(self, action: Callable[..., T], *args: Any, **kwargs: Any) -> T | None:
        """Carry out an action; what stands in its way is told."""
        try:
            return self.desk.do(action, *args, **kwargs)
        except Trouble as why:
            self._trouble(why)
            return None

    def begin(self, values: dict[str, Any] | None = None) -> str:
        """登记: the file number is issued with the first fact; empty where it could not be."""
        if not self.case_id:
            fresh = self.do(
                cases.register_case, self.desk.shelf.log, self.desk.today(), values or {}
            )
            if fresh:
                self._place.case_id = fresh
                self._begun()
        return self.case_id

    def keep(
        self, record: type[Record], record_id: str, changes: dict[str, Any], seen: dict[str, str]
    ) -> bool:
        """Keep what was typed in a record that is there; says whether it was kept."""
        try:
            self.desk.do(edit.edit, record, record_id, changes, seen=seen)
        except Trouble as why:
            self._trouble(why)
            return False
        return True

    def keep_case(self, changes: dict[str, Any], seen: dict[str, str]) -> bool:
        """Keep facts of the case itself; the first ones register it."""
        if not self.case_id:
            return bool(self.begin(changes))
        return self.keep(Case, self.case_id, changes, seen)

    def add(self, record: type[Record], values: dict[str, Any], owner: str = "") -> str:
        """A new record of the case, or of its `owner`; answers its id, or nothing where it was refused."""
        owner = owner or self.begin()
        if not owner:
            return ""
        return self.do(ADDING[record], owner, values) or ""

    def void(self, record: type[Record], record_id: str, reason: str) -> bool:
        """作废, with its reason."""
        try:
            self.desk.do(edit.void, record, record_id, reason)
        except Trouble as why:
            self._trouble(why)
            return False
        return True

    # what the rules say of it

    @property
    def today(self) -> dt.date:
        return self.desk.today()

    def concluded(self) -> dict[str, Any]:
        """Every concluded value by name; nothing where there is no case yet."""
        if self.file is None:
            return {}
        return conclude(self.file, self.calendar, self.lengths, self.today)

    def clocks(self) -> list[Deadline]:
        return deadlines(self.file, self.calendar, self.lengths) if self.file else []

    def next_step(self) -> Step | None:
        return next_step(self.file, self.today, self.lengths) if self.file else None

    def findings(self, by: str | None = None) -> list[Finding]:
        """What is missing or does not fit, at this stage or before a named step."""
        if self.file is None:
            return []
        return findings(self.file, self.today, self.calendar, self.lengths, by)

    def stops(self, by: str) -> list[Finding]:
        """What holds up sealing or closing."""
        return stops(self.file, self.today, self.calendar, self.lengths, by) if self.file else []

    def visits(self) -> list[VisitDue]:
        return visits_due(self.file, self.lengths) if self.file else []
