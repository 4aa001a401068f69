"""今日: what is due, what is late, what nobody has fixed a next step for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sqlalchemy import Select, and_, exists, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from app.desk import dossier, elsewhere, practice
from app.desk.as_of import as_of
from app.desk.questions import case_files
from app.desk.room import own_room
from app.holidays import Calendar
from app.records import Agreement, Case, CaseFile, Letter
from app.rules import confirmation, docking, hard_cases
from app.rules import lengths as _lengths
from app.rules.completeness import meter, step_words
from app.rules.deadlines import deadlines
from app.rules.followups import open_visits, tracked_for
from app.rules.handing_over import handed_to
from app.rules.lengths import Lengths
from app.rules.stages import CLOSE, Step, next_step
from app.settings import Settings
from app.store.watched import stoppable

if TYPE_CHECKING:
    from app.desk.desk import Desk

AHEAD = 7  # days
MANY = (
    2000  # open cases of a centre's rooms: more errands nobody reads, and they are each room's own
)
LAPSING = {
    "deadline.confirmation",
    "deadline.labour",
}  # once over there is nothing left to do about them


OVER = "finding.confirmation_over"
MEASURED = (
    20  # cases ready to close whose meter is asked: each costs some milliseconds of the start
)


@dataclass(frozen=True)
class Errand:
    """One thing to do: by which day, in which case, and where to answer it."""

    key: str  # words key
    on: dt.date | None
    days_left: int | None  # negative: late
    case_id: str
    file_no: str
    parties: tuple[str, ...]
    record: str
    record_id: str | None
    field: str
    facts: Mapping[str, object]
    missing_year: int | None = None  # the holiday table that would be needed to be sure


@dataclass
class Today:
    """The opening screen. Each list stands by day, the latest promise first."""

    day: dt.date
    visits: list[Errand] = field(default_factory=list)
    promises: list[Errand] = field(default_factory=list)
    periods: list[Errand] = field(default_factory=list)
    no_next_step: list[Errand] = field(default_factory=list)
    old_open: int = 0  # open cases of an imported ledger that nobody has taken up
    missing_years: list[int] = field(default_factory=list)
    only_ours: bool = False  # at a centre, whose rooms have too much open to be told here


def lengths_for(settings: Settings) -> Lengths:
    """The shipped lengths with what this room changed, in the usual way of working."""
    return replace(_lengths.shipped(), visit_after_item_days=settings.visit_days_after_due)


def lengths_of(desk: Desk) -> Lengths:
    """The lengths that stand in this room, in its own way of working (做法)."""
    return replace(lengths_for(desk.settings), way=desk.look(practice.standing, desk.shelf.log))


def today(
    db: Session, on: dt.date, calendar: Calendar, lengths: Lengths, *, ahead: int = AHEAD, log: str = ""
) -> Today:  # fmt: skip
    """Everything due up to `ahead` days from a day, as things stood then.

    Old ledgers' cases are counted, not listed. Told its log, a centre of very many open cases looks at its own alone.
    """
    page = Today(on)
    whose = _whose(db, on, log)
    page.only_ours = whose is not None
    for file in stoppable(db, case_files(db, _looked_at(db, on, lengths, whose))):
        then = as_of(file, on)
        _judge(page, then, calendar, lengths, on + dt.timedelta(days=ahead))
        _fix_next_step(db, page, then, calendar, lengths)
    for errands in (page.visits, page.promises, page.periods):
        errands.sort(key=lambda e: (e.on or on, e.file_no, e.key))
    page.no_next_step.sort(key=lambda e: e.file_no)
    page.old_open = (
        db.scalar(
            select(func.count()).where(
                Case.import_id.is_not(None),
                Case.void.is_(None),
                Case.closed_on.is_(None),
                or_(Case.result == "ongoing", Case.result.is_(None)),
                Case.id.not_in(elsewhere.taken()),
                ~exists().where(Agreement.case_id == Case.id, Agreement.void.is_(None)),
            )
        )
        or 0
    )
    page.missing_years = sorted(
        {e.missing_year for e in (*page.visits, *page.promises, *page.periods) if e.missing_year}
    )
    return page


def _whose(db: Session, on: dt.date, log: str) -> str | None:
    """The room whose cases alone are looked at; nothing where all of them are."""
    own = own_room(db, log) if log else None
    if own is None or not own.is_centre:
        return None
    is_open = or_(Case.closed_on.is_(None), Case.closed_on > on)
    many = select(Case.id).where(is_open, Case.import_id.is_(None)).offset(MANY).limit(1)
    return own.id if db.scalar(many) else None


def _looked_at(db: Session, on: dt.date, lengths: Lengths, whose: str | None) -> list[Case]:
    """The cases open on a day, and of the closed ones, asked by indexes, those somebody still waits for."""
    usual = (
        Case.room_id == whose if whose else true(),
        or_(Case.accepted_on.is_(None), Case.accepted_on <= on),
        Case.void.is_(None),
        Case.import_id.is_(None),
    )
    is_open = or_(Case.closed_on.is_(None), Case.closed_on > on)
    open_cases = db.scalars(select(Case).where(is_open, *usual))
    tracked = _tracked(on, tracked_for(lengths.way.visits))
    ids = {*db.scalars(_waited_for()), *db.scalars(_before_court()), *db.scalars(tracked)}
    waited = select(Case).where(
        Case.id.in_(sorted(filter(None, ids))), Case.closed_on <= on, *usual
    )
    return [*open_cases, *(db.scalars(waited) if ids else ())]


def _tracked(on: dt.date, days: int) -> Select[str]:
    """重点案件 that are closed and may still be tracked (by the index of key cases)."""
    since = on - dt.timedelta(days=min(days, 20 * 366))
    return select(Case.id).where(Case.key_case.is_(True), Case.closed_on >= since)


def _before_court() -> Select[str]:
    """Cases whose 司法确认 was applied for and is not decided."""
    told = or_(Case.confirmation.is_(None), Case.confirmation.in_(confirmation.WAITING))
    return select(Case.id).where(
        Case.confirmation_applied_on >= dt.date.min, Case.confirmation_on.is_(None), told
    )


def _waited_for() -> Select[str | None]:
    """Cases with a letter that nobody has answered, or a letter of the room without its 回执."""
    reply = aliased(Letter)
    answered = exists().where(reply.answers_id == Letter.id, reply.void.is_(None))
    wants_answer = or_(
        Letter.letter_kind.in_(docking.kinds_with("days", "working_days")),
        Letter.due_on.is_not(None),
    )
    wants_receipt = Letter.letter_kind.in_(docking.kinds_with("receipt"))
    return select(Letter.case_id).where(
        Letter.void.is_(None),
        or_(and_(wants_answer, ~answered), and_(wants_receipt, Letter.receipt_on.is_(None))),
    )


def _judge(
    page: Today, file: CaseFile, calendar: Calendar, lengths: Lengths, until: dt.date
) -> None:
    if handed_to(file) is not None:
        return  # the room that has it answers for it
    for visit in open_visits(file, lengths):
        if visit.due_on <= until:
            names = [i.what or "" for i in file.items if i.id in visit.item_ids]
            facts = {"what": "、".join(names), "who": file.name_of(visit.by_id)}
            page.visits.append(
                _errand(page, file, Step(visit.key, "visit", None, "done_on", visit.due_on), facts)
            )
    for clock in deadlines(file, calendar, lengths):
        lapsed = clock.key in LAPSING and clock.due.day < page.day
        if clock.due.day <= until and not lapsed:
            step = Step(clock.key, clock.record, clock.record_id, clock.field, clock.due.day)
            errand = _errand(page, file, step, clock.facts, clock.due.missing_year)
            (page.promises if clock.record == "performance_item" else page.periods).append(errand)
    for want in hard_cases.wants(file, lengths.way):
        step = Step(want.key, want.record, want.record_id, want.field)
        if want.record != "escalation":  # that one is the next step itself
            page.periods.append(_errand(page, file, step, want.facts))
    over = confirmation.over_since(file, page.day, calendar, lengths)
    if over and confirmation.is_prepared(file):
        step = Step(OVER, "case", file.case.id, "confirmation_applied_on", over)
        page.periods.append(_errand(page, file, step, {"day": over}))


def _fix_next_step(
    db: Session, page: Today, file: CaseFile, calendar: Calendar, lengths: Lengths
) -> None:
    """A case whose next step has no day; one ready to close is told as its meter has it."""
    following = next_step(file, page.day, lengths)
    if following is None or following.on is not None:
        return
    facts: dict[str, object] = {}
    if following.key == CLOSE and len(page.no_next_step) >= MEASURED:
        following = replace(following, key="step.close_look")
    elif following.key == CLOSE:
        seen = dossier.beside(db, file)
        key, facts = step_words(following, meter(file, page.day, calendar, lengths, seen))
        following = replace(following, key=key)
    page.no_next_step.append(_errand(page, file, following, facts))


def _errand(
    page: Today,
    file: CaseFile,
    step: Step,
    facts: Mapping[str, object],
    missing_year: int | None = None,
) -> Errand:
    return Errand(
        step.key, step.on, (step.on - page.day).days if step.on else None, file.case.id,
        file.case.file_no or "", tuple(p.name or "" for p in file.parties), step.record, step.record_id,
        step.field, facts, missing_year,
    )  # fmt: skip
