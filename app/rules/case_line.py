"""One case as the reports count it: concluded, narrow, and the same on whatever day it is concluded.

What depends on the day (overdue, days open) follows from the days in it, so a line that was written down stays true.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.codes import code_list
from app.records import CaseFile, Reopening
from app.rules import ladder
from app.rules.agreement_dates import effective_on, reached
from app.rules.performance import open_items, performance_of, standing_items, sum_of
from app.rules.results import AGREED, result_of

UNKNOWN = ""
CONFIRMED = "confirmed"


@dataclass(frozen=True)
class CaseLine:
    """What the figures need of one case, concluded."""

    case_id: str
    dispute_type: str = UNKNOWN
    source: str = UNKNOWN
    result: str = UNKNOWN
    form: str = UNKNOWN
    performance: str = UNKNOWN
    knotty: bool = False
    confirmation_applied: bool = False
    parties: int = 0
    amount: Decimal = Decimal(0)
    room_id: str = ""
    place_id: str = ""
    lead_id: str = ""
    accepted_on: date | None = None
    mediated_on: date | None = None
    closed_on: date | None = None
    due_on: date | None = None  # of the earliest promise still open
    promised_on: date | None = (
        None  # of the last promise; without one the day the agreement took effect
    )
    visited_on: date | None = None  # the first visit
    route: str = UNKNOWN
    tier: str = UNKNOWN
    line: str = UNKNOWN
    difficulty: str = UNKNOWN
    confirmed: bool = False
    prevented: str = UNKNOWN
    prevented_people: int = 0
    solved_at: str = UNKNOWN
    satisfaction: str = UNKNOWN  # at the last visit that tells one
    visits: int = 0
    relapse: bool = False
    migrants: bool = False
    deaths: bool = False
    judgment: str = UNKNOWN
    sued: bool = False


def line_of(
    case_file: CaseFile, today: date = date.min, reopenings: tuple[Reopening, ...] = ()
) -> CaseLine:
    """The line of one case; the sum is that of the agreement's promises, else as told.

    Without a day no promise is overdue yet; `due_on` tells when it will be.
    """
    case, agreement = case_file.case, case_file.agreement
    difficulty = code_list("difficulty").get(case.difficulty)
    told = [visit.satisfaction for visit in case_file.visits if visit.satisfaction]
    return CaseLine(
        case.id,
        case.dispute_type or UNKNOWN,
        case.source or UNKNOWN,
        result_of(case_file),
        (agreement.form if agreement else None) or UNKNOWN,
        performance_of(case_file, today) or UNKNOWN,
        bool(difficulty and difficulty.facts["knotty"]),
        case.confirmation_applied_on is not None,
        max(len(case_file.parties), case.people_count or 0),
        sum_of(case_file) or Decimal(0),
        room_id=case.room_id or "",
        place_id=case.place_id or "",
        lead_id=case.lead_id or "",
        accepted_on=case.accepted_on,
        mediated_on=mediated_on(case_file),
        closed_on=case.closed_on,
        due_on=min((item.due_on for item in open_items(case_file) if item.due_on), default=None),
        promised_on=promised_on(case_file),
        visited_on=min((v.done_on for v in case_file.visits if v.done_on), default=None),
        route=case.route or UNKNOWN,
        tier=case.tier or UNKNOWN,
        line=case.line or UNKNOWN,
        difficulty=case.difficulty or UNKNOWN,
        confirmed=case.confirmation == CONFIRMED,
        prevented=case.prevented or UNKNOWN,
        prevented_people=(case.prevented_people or 0) if case.prevented else 0,
        solved_at=solved_at(case_file),
        satisfaction=told[-1] if told else UNKNOWN,
        visits=len(case_file.visits),
        relapse=bool(reopenings) or any(visit.relapse for visit in case_file.visits),
        migrants=bool(case.migrants),
        deaths=bool(case.deaths),
        judgment=case.judgment or UNKNOWN,
        sued=case.sued_on is not None,
    )


def solved_at(case_file: CaseFile) -> str:
    """化解层级: as told; of what was settled and says nothing, the level it lay at when it ended."""
    if result_of(case_file) != AGREED:
        return case_file.case.solved_at or UNKNOWN
    return ladder.solved_level(case_file.case, case_file.room, case_file.escalations)


def mediated_on(case_file: CaseFile) -> date | None:
    """调解日期: the day the agreement was reached; else the day it ended; else of the last session."""
    agreement = reached(case_file)
    if agreement is not None:
        return agreement.made_on or effective_on(agreement)
    if case_file.case.ended_on:
        return case_file.case.ended_on
    return max((one.at.date() for one in case_file.sessions if one.at), default=None)


def promised_on(case_file: CaseFile) -> date | None:
    """From when on all should be done: the day of the last promise, else the day the agreement took effect."""
    agreement = reached(case_file)
    days = [item.due_on for item in standing_items(case_file) if item.due_on]
    if agreement is None or days:
        return max(days, default=None)
    return effective_on(agreement) or agreement.made_on
