"""Dates in their order: 受理 ≤ 调查、调解 ≤ 协议 ≤ 履行、回访 ≤ 结案、立卷, and nothing done tomorrow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.holidays import Calendar
from app.records import CaseFile, Record
from app.rules.agreement_dates import reached
from app.rules.deadlines import period_ends_on
from app.rules.findings import Finding, about
from app.rules.lengths import Lengths
from app.rules.papers_back import looked_through
from app.rules.results import is_open, result_of

MUST_FOLLOW: dict[str, tuple[str, ...]] = {
    "happened": (),
    "accepted": ("happened",),
    "sat": ("accepted",),
    "inquired": ("accepted",),
    "agreed": ("accepted", "first_sat"),
    "signed": ("agreed",),
    "performed": ("agreed",),
    "visited": ("agreed",),
    "ended": ("accepted", "sat"),
    "applied": ("signed",),
    "confirmed": ("applied",),
    "closed": ("accepted", "inquired", "sat", "agreed", "signed", "performed", "visited", "ended"),
    "bound": ("accepted", "inquired", "sat", "agreed", "signed", "performed", "visited", "ended"),
}
"""What may not lie before what (domain 5.3, 7)."""


@dataclass(frozen=True)
class Dated:
    """Something that happened on a day, and the field that says so."""

    day: date
    record: Record
    field: str

    @property
    def label(self) -> str:
        return f"{self.record.kind()}.{self.field}"


Events = dict[str, list[Dated]]


def in_order(case_file: CaseFile, today: date) -> Iterator[Finding]:
    """What came before its turn, what is told of a day still to come."""
    events = _events(case_file, today)
    for later, earlier in MUST_FOLLOW.items():
        before = [event for name in earlier for event in events.get(name, [])]
        last = max(before, key=lambda event: event.day, default=None)
        for event in events.get(later, []):
            if last and event.day < last.day:
                yield _before_its_turn(event, last)
            if event.day > today:
                yield about("in_future", event.record, event.field, day=event.day)


def _before_its_turn(event: Dated, last: Dated) -> Finding:
    return Finding(
        "date_order",
        event.record.kind(),
        event.record.id,
        event.field,
        {"day": event.day, "other_day": last.day},
        {"what": event.label, "other": last.label},
    )


def within_period(
    case_file: CaseFile, today: date, calendar: Calendar, lengths: Lengths
) -> Iterator[Finding]:
    """Past the mediation period without both parties' consent to a longer one (司法部令第75号 33)."""
    case, due = case_file.case, period_ends_on(case_file, calendar, lengths)
    agreement = reached(case_file)
    done_on = (agreement.made_on if agreement else None) or case.ended_on or case.closed_on
    if done_on is None and is_open(result_of(case_file)):
        done_on = today
    if due and due.certain and done_on and done_on > due.day:
        yield about("over_period", case, "extended_until", day=due.day)
    consents = (one.notice_kind == "extension" for one in case_file.notices)
    if case.extended_until and not any(consents) and not looked_through(case_file):
        yield about("extension_unproved", case, "extended_until", day=case.extended_until)


def _events(case_file: CaseFile, today: date) -> Events:
    """By name, in any order. A session still to be held has not happened yet."""
    case, agreement = case_file.case, case_file.agreement
    sat = [
        Dated(one.at.date(), one, "at")
        for one in case_file.sessions
        if one.at and (one.outcome or one.at.date() <= today)
    ]
    signatures = ("parties_signed_on", "mediator_signed_on", "sealed_on")
    return {
        "happened": _told(case, "happened_on"),
        "accepted": _told(case, "accepted_on"),
        "inquired": [Dated(one.at.date(), one, "at") for one in case_file.inquiries if one.at],
        "sat": sat,
        "first_sat": sorted(sat, key=lambda event: event.day)[:1],
        "agreed": _told(agreement, "made_on") if agreement else [],
        "signed": [d for name in signatures for d in _told(agreement, name)] if agreement else [],
        "performed": [d for one in case_file.performances for d in _told(one, "done_on")],
        "visited": [d for one in case_file.visits for d in _told(one, "done_on")],
        "ended": _told(case, "ended_on"),
        "applied": _told(case, "confirmation_applied_on"),
        "confirmed": _told(case, "confirmation_on"),
        "closed": _told(case, "closed_on"),
        "bound": [d for one in case_file.volumes for d in _told(one, "made_on")],
    }


def _told(record: Record, name: str) -> list[Dated]:
    day: date | None = getattr(record, name)
    return [Dated(day, record, name)] if day else []
