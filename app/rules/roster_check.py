"""调解员: on the roster, within the term, and neither party nor kin of one (PML 9, 13; 回避)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.records import CaseFile
from app.rules.findings import Finding, about
from app.rules.papers_back import looked_through
from app.rules.work_check import held_sessions


def on_roster(case_file: CaseFile, term_years: int) -> Iterator[Finding]:
    """Nobody mediates who left before, is not this committee's, or whose term was over."""
    untold: set[str] = set()
    for session in held_sessions(case_file):
        for mediator_id in session.mediator_ids or []:
            mediator = case_file.mediators.get(mediator_id)
            if mediator is None:  # of another computer, still on its road
                continue
            who, day = mediator.name or "", session.at.date() if session.at else None
            elsewhere = mediator.room_id and mediator.room_id != case_file.case.room_id
            if mediator.void or (elsewhere and case_file.case.room_id):
                yield about("mediator_not_listed", session, "mediator_ids", who=who)
            elif mediator.left_on and day and day >= mediator.left_on:
                yield about("mediator_left", session, "mediator_ids", who=who, day=mediator.left_on)
            elif mediator.appointed_on is None:
                untold.add(mediator_id)
            elif day and day >= _after(mediator.appointed_on, term_years):
                over = _after(mediator.appointed_on, term_years)
                yield about("term_over", session, "mediator_ids", who=who, day=over)
    if untold:
        names = "、".join(case_file.names_of(sorted(untold)))
        yield Finding("term_unknown", "mediator", min(untold), "appointed_on", {"who": names})


def stands_apart(case_file: CaseFile) -> Iterator[Finding]:
    """回避: no mediator is a party; where one is kin to a party it is told what was done."""
    case = case_file.case
    sat = {i for session in case_file.sessions for i in session.mediator_ids or []}
    hands = {case.lead_id or "", *(case.assist_ids or []), *sat}
    names = {case_file.name_of(i): i for i in hands if case_file.name_of(i)}
    for party in case_file.parties:
        if party.name in names:
            yield about("mediator_is_party", party, "name", who=party.name)
    if case.related and not (case.recusal or "").strip():
        yield about("related_unsettled", case, "recusal")
    if case.related is None and not looked_through(case_file):
        yield about("related_unasked", case, "related")


def _after(day: date, years: int) -> date:
    """The same day so many years later; of 29 February the first of March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
