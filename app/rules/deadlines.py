"""Which clocks run in a case: each with its day, its doubt, and the place where it is answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from app.holidays import Calendar
from app.records import CaseFile
from app.rules import case_clock, confirmation, docking, hard_cases, ladder
from app.rules.agreement_dates import ORAL, effective_on, reached
from app.rules.calendar import Due, add_days_rolled
from app.rules.lengths import Lengths
from app.rules.performance import item_states, open_items
from app.rules.results import is_open, result_of

LABOUR = "10"


@dataclass(frozen=True)
class Deadline:
    """A clock that runs: words key, facts for the words, the day, and the field to jump to."""

    key: str
    due: Due
    record: str
    record_id: str | None
    field: str
    facts: Mapping[str, object]

    def days_left(self, today: date) -> int:
        """Calendar days; negative once it is over."""
        return (self.due.day - today).days


Clocks = Iterator[Deadline]


def deadlines(case_file: CaseFile, calendar: Calendar, lengths: Lengths) -> list[Deadline]:
    """Every clock that runs, the nearest first. Closing a case ends all but those of others."""
    left = AFTER_CLOSING if case_file.case.closed_on else CLOCKS
    running = [one for clock in left for one in clock(case_file, calendar, lengths)]
    return sorted(running, key=lambda one: (one.due.day, one.key))


def tier_due_on(case_file: CaseFile, calendar: Calendar, lengths: Lengths) -> Due | None:
    """The day the tier of the place asks for, or whoever sent the case fixed."""
    running = case_clock.clock_of(case_file, lengths.way, calendar)
    return running.soft.due if running else None


def period_ends_on(case_file: CaseFile, calendar: Calendar, lengths: Lengths) -> Due | None:
    """The last day of the mediation period, or the day both parties extended it to."""
    case = case_file.case
    if case.extended_until:
        return Due(case.extended_until)
    if case.accepted_on is None:
        return None
    return add_days_rolled(calendar, case.accepted_on, lengths.period_days)


def confirmation_until(case_file: CaseFile, calendar: Calendar, lengths: Lengths) -> Due | None:
    """The last day for the joint application for 司法确认 of a written agreement (PML 33)."""
    agreement = reached(case_file)
    if agreement is None or agreement.form == ORAL:
        return None
    start = effective_on(agreement)
    return add_days_rolled(calendar, start, lengths.confirmation_days) if start else None


def _tier(case_file: CaseFile, calendar: Calendar, lengths: Lengths) -> Clocks:
    running, case = case_clock.running(case_file, lengths.way, calendar), case_file.case
    if running is None:
        return
    if running.fixed:
        yield Deadline("deadline.tier_fixed", running.soft.due, "case", case.id, "tier", {})
        return
    tier = running.tier
    told = {
        "deadline.tier_hours": ("hours", tier.hours), "deadline.tier_by": ("by", tier.by),
        "deadline.tier": ("working_days", tier.working_days), "deadline.tier_days": ("days", tier.days),
    }  # fmt: skip
    key, facts = next((k, {name: much}) for k, (name, much) in told.items() if much)
    yield Deadline(key, running.soft.due, "case", case.id, "tier", facts)
    if running.hard != running.soft:
        facts = {"longest_working_days": tier.longest_working_days}
        yield Deadline("deadline.tier_longest", running.hard.due, "case", case.id, "tier", facts)


def _period(case_file: CaseFile, calendar: Calendar, lengths: Lengths) -> Clocks:
    due = period_ends_on(case_file, calendar, lengths)
    if due and is_open(result_of(case_file)):
        facts = {"days": lengths.period_days}
        key = "deadline.extended" if case_file.case.extended_until else "deadline.period"
        yield Deadline(key, due, "case", case_file.case.id, "extended_until", facts)


def _labour(case_file: CaseFile, calendar: Calendar, lengths: Lengths) -> Clocks:
    """A labour dispute not settled in time may go to arbitration (劳动争议调解仲裁法 14)."""
    case = case_file.case
    if case.dispute_type == LABOUR and case.accepted_on and is_open(result_of(case_file)):
        due = add_days_rolled(calendar, case.accepted_on, lengths.labour_days)
        facts = {"days": lengths.labour_days}
        yield Deadline("deadline.labour", due, "case", case.id, "dispute_type", facts)


def _promises(case_file: CaseFile, calendar: Calendar, lengths: Lengths) -> Clocks:
    """A promise falls due on the day the parties wrote, holiday or not."""
    if case_file.case.ended_on and not effective_on_of(case_file):
        return
    for state in item_states(case_file):
        item = state.item
        if item.due_on and not state.kept:
            party = case_file.party(item.party_id)
            facts: dict[str, object] = {
                "who": (party.name if party else None) or "",
                "what": item.what or "",
            }
            key = "deadline.promise"
            if item.amount:
                key, facts["open"] = "deadline.promised_sum", item.amount - state.paid
            yield Deadline(key, Due(item.due_on), "performance_item", item.id, "due_on", facts)


def _confirmation(case_file: CaseFile, calendar: Calendar, lengths: Lengths) -> Clocks:
    """Runs until applied for or given up, or until every promise is kept."""
    due, case = confirmation_until(case_file, calendar, lengths), case_file.case
    told_already = case.confirmation or case.confirmation_applied_on
    if due and not told_already and open_items(case_file):
        facts = {"days": lengths.confirmation_days}
        yield Deadline(
            "deadline.confirmation", due, "case", case.id, "confirmation_applied_on", facts
        )


def _court(case_file: CaseFile, calendar: Calendar, lengths: Lengths) -> Clocks:
    """Once applied for, until the court has decided."""
    ask, case = confirmation.ask_by(case_file, calendar, lengths), case_file.case
    if ask:
        told: dict[str, object] = {"court": case.court or ""}
        yield Deadline("deadline.court", ask, "case", case.id, "confirmation_on", told)


def _letters(case_file: CaseFile, calendar: Calendar, lengths: Lengths) -> Clocks:
    """A matter that an organ handed over; a letter of the room whose 回执 has not come back."""
    for key, letter, due, name in docking.clocks(case_file, calendar, lengths.receipt_days):
        facts: dict[str, object] = {"organ": letter.organ or "", "number": letter.number or ""}
        yield Deadline(key, due, "letter", letter.id, name, facts)


def _above(case_file: CaseFile, calendar: Calendar, lengths: Lengths) -> Clocks:
    """The level above has the case: the day it is asked what became of it."""
    up = ladder.standing(case_file)
    ask = ladder.answer_by(up, lengths.way.ladder) if up else None
    if up and ask and is_open(result_of(case_file)):
        facts = {"to": up.to_name or hard_cases.Coded("solved_at", (up.to_level or "",))}
        yield Deadline("deadline.escalation", Due(ask), "escalation", up.id, "back_on", facts)


def _hard(case_file: CaseFile, calendar: Calendar, lengths: Lengths) -> Clocks:
    """What a 会商 decided is due; the leaders of a 包案 tell how it goes, and have a last day."""
    if is_open(result_of(case_file)):
        for held in case_file.consultations[-1:]:
            if held.due_on:
                facts: dict[str, object] = {"unit": case_file.unit_name(held.lead_unit_id)}
                yield Deadline(
                    "deadline.consultation",
                    Due(held.due_on),
                    "consultation",
                    held.id,
                    "due_on",
                    facts,
                )
    one = hard_cases.leader_case(case_file)
    if one is None or one.struck_on or hard_cases.may_strike(case_file):
        return
    told = hard_cases.progress_due(case_file, one, lengths.way)
    if told:
        facts = {"days": lengths.way.leaders.progress_days}
        yield Deadline(
            "deadline.leaders_progress", Due(told), "leader_progress", None, "told", facts
        )
    if one.due_on:
        yield Deadline("deadline.leaders", Due(one.due_on), "leader_case", one.id, "due_on", {})


Clock = Callable[[CaseFile, Calendar, Lengths], Clocks]

CLOCKS: tuple[Clock, ...] = (
    _tier, _period, _labour, _promises, _confirmation, _court, _letters, _above, _hard,
)  # fmt: skip

AFTER_CLOSING: tuple[Clock, ...] = (_court, _letters)
"""A court decides and an organ waits for its answer however the room's own file stands (特邀调解规定 26)."""


def effective_on_of(case_file: CaseFile) -> date | None:
    """The day the standing agreement took effect, if it did."""
    agreement = reached(case_file)
    return effective_on(agreement) if agreement else None
