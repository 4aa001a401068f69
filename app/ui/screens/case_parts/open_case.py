"""The case that lies open on the page: what was last looked up, and the one way the page changes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from app.desk import cases, conflicts, dossier, edit, grid, paperwork, questions, reopening, tray
from app.desk.concluded import conclude
from app.desk.today import lengths_of
from app.records import (
    Agency,
    Agreement,
    CaseFile,
    Evidence,
    Inquiry,
    Letter,
    MediationSession,
    Mediator,
    Notice,
    Party,
    Performance,
    PerformanceItem,
    Record,
    Service,
    Visit,
    Volume,
)  # fmt: skip
from app.rules.beside import NOTHING
from app.rules.completeness import Meter, findings, meter, stops
from app.rules.deadlines import Deadline, deadlines
from app.rules.findings import Finding
from app.rules.followups import VisitDue, visits_due
from app.rules.hard_cases import Want, wants
from app.rules.stages import Step, next_step
from app.rules.volume_check import changed_after
from app.trouble import Trouble
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.kit.notice_bar import NoticeBar

T = TypeVar("T")

ADDING: dict[type[Record], Callable[..., str]] = {
    Party: cases.add_party,
    Inquiry: cases.add_inquiry,
    MediationSession: cases.add_session,
    Agreement: cases.make_agreement,
    Visit: cases.record_visit,
    PerformanceItem: cases.add_item,
    Performance: cases.record_performance,
    Agency: paperwork.add_agency,
    Evidence: paperwork.add_evidence,
    Letter: paperwork.add_letter,
    Notice: paperwork.add_notice,
    Service: paperwork.add_service,
    Volume: paperwork.add_volume,
}
"""The verb that adds each kind: to the case, an item to its agreement, a performance to its item."""


@dataclass
class NewCase:
    """What the register hands over for a case that is not there yet; it learns its id with the first fact."""

    case_id: str = ""
    number: str = ""  # one that was reserved for it on a blank form


class OpenCase:
    """Asks and changes; a Trouble is told and ends in `None`, for the page must go on."""

    def __init__(
        self,
        desk: Desk,
        notices: NoticeBar,
        begun: Callable[[], object] = lambda: None,
    ) -> None:
        self.desk = desk
        self.notices = notices
        self._begun = begun
        self._place = NewCase()
        self.file: CaseFile | None = None
        self.people: list[Mediator] = []
        self.lengths = lengths_of(desk)
        self.calendar = desk.calendar()
        self.places: list[tuple[str, str]] = []
        self._conflicts: dict[tuple[str, str], dict[str, str]] = {}
        self._beside = NOTHING

    @property
    def case_id(self) -> str:
        return self._place.case_id

    @property
    def number(self) -> str:
        """The reserved number a new case is registered under."""
        return self._place.number

    def open(self, place: NewCase) -> None:
        """Turn to a case, or to one that is not there yet."""
        from app.desk.room import mediators, own_room

        self._place = place
        self.lengths = lengths_of(self.desk)
        self.calendar = self.desk.calendar()
        room = self.desk.look(own_room, self.desk.shelf.log)
        self.people = self.desk.look(mediators, room.id)
        self.look()
        self.places = self._places()

    def look(self) -> None:
        """Look the file up again; a case that is gone leaves an empty page."""
        try:
            self.file = self.desk.look(questions.case_file, self.case_id) if self.case_id else None
        except Trouble as why:
            self._place, self.file = NewCase(), None
            self.notices.trouble(why)
        self._conflicts = self.desk.look(conflicts.places, self.case_id) if self.case_id else {}
        self._beside = self.desk.look(dossier.beside, self.file) if self.file else NOTHING

    def heard(self, touched: set[tuple[str, str]]) -> None:
        """Something changed, here or in a bundle that came in."""
        self.look()
        if any(kind == "place" for kind, _ in touched):
            self.places = self._places()

    def conflicts_of(self, record: Record) -> dict[str, str]:
        """The fields of a record of the case that have more than one value (待核对), with their marks."""
        return self._conflicts.get((record.kind(), record.id), {})

    def record(self, record_id: str) -> Record | None:
        """A record of the file as it now is."""
        if self.file is None:
            return None
        file = self.file
        lists: tuple[Sequence[Record], ...] = (
            [file.case], file.parties, file.inquiries, file.sessions, file.agreements, file.items,
            file.performances, file.visits, file.agencies, file.evidence, file.letters, file.notices,
            file.services, file.volumes, file.escalations, file.consultations, file.leader_cases,
            file.leader_posts, file.leader_progress,
        )  # fmt: skip
        return next((one for some in lists for one in some if one.id == record_id), None)

    def _places(self) -> list[tuple[str, str]]:
        """Every place with its whole path, in the order of the tree; that of a case of another room too."""
        here = self.file.case.place_id if self.file else None
        return self.desk.look(grid.options, self.desk.shelf.log, here)

    # changing

    def do(self, action: Callable[..., T], *args: Any, **kwargs: Any) -> T | None:
        """Carry out an action; what stands in its way is told."""
        try:
            return self.desk.do(action, *args, **kwargs)
        except Trouble as why:
            self.notices.trouble(why)
            return None

    def begin(self, values: dict[str, Any] | None = None) -> str:
        """登记: the file number is issued with the first fact; empty where it could not be."""
        if not self.case_id:
            told = {**({"file_no": self.number} if self.number else {}), **(values or {})}
            fresh = self.do(cases.register_case, self.desk.shelf.log, self.desk.today(), told)
            if fresh:
                self._place.case_id = fresh
                if self.number:
                    tray.file_again(self.desk)  # pages that came back before their case
                self._begun()
        return self.case_id

    def keep(
        self, record: type[Record], record_id: str, changes: dict[str, Any], seen: dict[str, str]
    ) -> None:
        """Keep what was typed in a record that is there; a Trouble rises."""
        if record is Visit:
            self.desk.do(reopening.keep_visit, record_id, changes, seen)
            return
        self.desk.do(edit.edit, record, record_id, changes, seen=seen)

    def add(self, record: type[Record], values: dict[str, Any], owner: str = "") -> str:
        """A new record of the case, or of its `owner`; answers its id, or nothing where it was refused."""
        owner = owner or self.begin()
        if not owner:
            return ""
        asked = {"handler": self.lengths.way.visits.handler} if record is Visit else {}
        return self.do(ADDING[record], owner, values, **asked) or ""

    def void(self, record: type[Record], record_id: str, reason: str) -> None:
        """作废, with its reason."""
        self.do(edit.void, record, record_id, reason)

    # what the rules say of it

    @property
    def today(self) -> dt.date:
        return self.desk.today()

    @property
    def person_id(self) -> str | None:
        """Who is signed in, where he is one of the room's people."""
        user = self.desk.user
        return user if any(person.id == user for person in self.people) else None

    @property
    def duties(self) -> dict[str, str]:
        """What each of the room's people does there, by id."""
        return {person.id: person.duty or "" for person in self.people}

    def concluded(self) -> dict[str, Any]:
        """Every concluded value by name; nothing where there is no case yet."""
        if self.file is None:
            return {}
        return conclude(self.file, self.calendar, self.lengths, self.today)

    def clocks(self) -> list[Deadline]:
        return deadlines(self.file, self.calendar, self.lengths) if self.file else []

    def wants(self) -> list[Want]:
        """What a hard case wants: a level up, a consultation, its leaders."""
        return wants(self.file, self.lengths.way) if self.file else []

    def next_step(self) -> Step | None:
        return next_step(self.file, self.today, self.lengths) if self.file else None

    def findings(self, by: str | None = None) -> list[Finding]:
        """What is missing or does not fit, at this stage or before a named step."""
        if self.file is None:
            return []
        return findings(self.file, self.today, self.calendar, self.lengths, by, self._beside)

    def meter(self) -> Meter | None:
        """How the 25 rules of the case file stand."""
        if self.file is None:
            return None
        return meter(self.file, self.today, self.calendar, self.lengths, self._beside)

    def since_binding(self) -> str:
        """In words, what was changed after the volume was bound."""
        found = changed_after(self._beside) if self.file else None
        return found.said(say) if found else ""

    def stops(self, by: str) -> list[Finding]:
        """What holds up sealing or closing."""
        if self.file is None:
            return []
        return stops(self.file, self.today, self.calendar, self.lengths, by, self._beside)

    def visits(self) -> list[VisitDue]:
        return visits_due(self.file, self.lengths) if self.file else []
