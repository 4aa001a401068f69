"""分级时限: until when a tier asks for a matter or a case to be done, and in which colour that stands.

Hours count around the clock from the moment of intake, to the minute (the tier may say `office` hours);
working days and days begin with the day after (民法典 201), and days that end on a day off go on to the
next working day (民法典 203). Of a case whose hour of intake nobody wrote down the whole day is given.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from app.codes import code_list
from app.holidays import Calendar
from app.records import Case, Matter
from app.rules import office_hours
from app.rules.calendar import Due, add_days_rolled, add_working_days, is_worked
from app.rules.mechanism import Mechanism, Tier

GREEN, YELLOW, ORANGE, RED = COLOURS = ("green", "yellow", "orange", "red")
"""In good time; soon due; the last stretch, or between the soft and the last bound; over."""

LAST = time(23, 59)
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Bound:
    """The last minute that is still in time, and the year whose missing table leaves it in doubt."""

    at: datetime
    missing_year: int | None = None

    @property
    def due(self) -> Due:
        return Due(self.at.date(), self.missing_year)


@dataclass(frozen=True)
class TierClock:
    """The clock of one tier from its start. Where a tier has one bound only, soft and hard are the same."""

    tier: Tier
    start: datetime
    exact: bool  # the minute counts; else the whole of the last day is given
    soft: Bound
    hard: Bound
    yellow_at: datetime
    orange_at: datetime
    fixed: bool = False  # a day that somebody fixed; the length of the tier does not count

    @property
    def missing_year(self) -> int | None:
        return self.soft.missing_year or self.hard.missing_year

    def colour(self, now: datetime) -> str:
        """How it stands at a moment, to the minute."""
        minute = _minute(now)
        if minute > self.hard.at:
            return RED
        return ORANGE if minute >= self.orange_at else YELLOW if minute >= self.yellow_at else GREEN

    def minutes_left(self, now: datetime, *, last: bool = False) -> int:
        """To the soft bound, or to the last one; negative once it is over."""
        bound = self.hard if last else self.soft
        return int((bound.at - _minute(now)).total_seconds()) // 60

    def kept(self, done: datetime | date) -> bool:
        """Whether what was done then was done in time (by the last bound); of a day its morning counts."""
        return _minute(_moment(done)) <= self.hard.at

    def within_soft(self, done: datetime | date) -> bool:
        """Whether it was done by the soft bound already."""
        return _minute(_moment(done)) <= self.soft.at


def tier_of(mechanism: Mechanism, code: str | None) -> Tier | None:
    """The tier of this place; one it does not have (a case from elsewhere) as it was shipped."""
    line = code_list("tier").get(code)
    found = mechanism.tier(code)
    if found is not None or line is None:
        return found
    facts = {k: v for k, v in line.facts.items() if k in Tier.__struct_fields__}
    return Tier(line.code, line.zh, line.en, **facts) if facts else None


def tier_name(mechanism: Mechanism, code: str | None, language: str) -> str:
    """As the place calls its tier, else as shipped."""
    own = mechanism.tier(code)
    told = (own.zh if language.startswith("zh") else own.en or own.zh) if own else ""
    return told or code_list("tier").label(code, language)


def clock_of(tier: Tier, start: datetime | date, calendar: Calendar) -> TierClock | None:
    """The clock of a tier that began at a moment, or on a day; nothing where the tier has no length."""
    begun, exact = _minute(_moment(start)), isinstance(start, datetime)
    if tier.hours or tier.by:
        return _of_hours(tier, begun, calendar, exact=exact)
    if tier.working_days:
        soft = add_working_days(calendar, begun.date(), tier.working_days)
        longest = max(tier.working_days, tier.longest_working_days)
        hard = add_working_days(calendar, begun.date(), longest)
    elif tier.days:
        soft = hard = add_days_rolled(calendar, begun.date(), tier.days)
    else:
        return None
    return _of_days(tier, begun, _bound(soft), _bound(hard), calendar)


def case_clock(case: Case, mechanism: Mechanism, calendar: Calendar) -> TierClock | None:
    """From acceptance; what the case was made of counts in app.rules.case_clock."""
    tier, start = tier_of(mechanism, case.tier), case.accepted_on
    return clock_of(tier, start, calendar) if tier and start else None


def matter_clock(
    matter: Matter, mechanism: Mechanism, calendar: Calendar, since: datetime | None = None
) -> TierClock | None:
    """From the moment it came in, or was opened again; a day that its sender fixed stands over the tier's."""
    tier, start = tier_of(mechanism, matter.tier), since or matter.came_at
    if matter.due_on and start:
        end = Bound(datetime.combine(max(matter.due_on, start.date()), LAST))
        told = tier or Tier(matter.tier or "")
        return replace(_of_days(told, _minute(start), end, end, calendar), fixed=True)
    return clock_of(tier, start, calendar) if tier and start else None


def _of_hours(tier: Tier, start: datetime, calendar: Calendar, *, exact: bool) -> TierClock:
    """Hours, and times of the day: yellow from half of the time, orange in its last quarter."""
    open_hours = office_hours.spans(tier.office) or []
    until = office_hours.hour(tier.by)
    if tier.hours or until is None:
        minutes = (tier.hours or 24) * 60
    else:
        end = datetime.combine(start.date(), until)
        end += timedelta(days=1) if end < start else timedelta()
        minutes, open_hours, exact = int((end - start).total_seconds()) // 60, [], True
    at, missing = office_hours.after(calendar, start, minutes, open_hours)
    bound = Bound(at if exact else datetime.combine(at.date(), LAST), missing)
    warn = tier.warn_minutes or minutes // 2
    yellow, orange = (
        office_hours.after(calendar, start, max(minutes - left, 0), open_hours)[0]
        for left in (warn, min(warn, minutes // 4))
    )
    if not exact:  # the day is all that is known
        last_day = datetime.combine(bound.at.date(), time())
        yellow, orange = max(yellow, last_day), max(orange, last_day)
    return TierClock(tier, start, exact, bound, bound, yellow, orange)


def _of_days(
    tier: Tier, start: datetime, soft: Bound, hard: Bound, calendar: Calendar
) -> TierClock:
    """Days: yellow `warn` working days before the soft bound, orange on the last day or past the soft bound."""
    day, left = soft.at.date(), tier.warn
    while day > start.date() and left - is_worked(calendar, day) >= 0:
        left -= is_worked(calendar, day)
        day -= timedelta(days=1)
    last_day = datetime.combine(soft.at.date(), time())
    orange = soft.at + MINUTE if hard.at > soft.at else last_day
    yellow = min(datetime.combine(day, time()), last_day)
    return TierClock(tier, start, False, soft, hard, max(yellow, start), max(orange, start))


def _bound(due: Due) -> Bound:
    return Bound(datetime.combine(due.day, LAST), due.missing_year)


def _moment(told: datetime | date) -> datetime:
    return told if isinstance(told, datetime) else datetime.combine(told, time())


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)
