"""值班表: who sits on which day, dealt out evenly among those who are there.

A month is proposed, never fixed: what a person has put down stays, and the others are dealt out around it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.holidays import Calendar
from app.rules.calendar import working_day
from app.rules.mechanism import Duty
from app.trouble import Trouble

SATURDAY = 6


@dataclass(frozen=True, order=True)
class Sitting:
    """One of us on one day."""

    day: date
    who: str


@dataclass(frozen=True)
class Away:
    """Who is not there from a day on, to a day; without an end he has not come back."""

    who: str
    first: date
    last: date | None = None

    def on(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


def month_of(day: date) -> tuple[date, date]:
    """The first and last day of a month."""
    after = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return day.replace(day=1), after - timedelta(days=1)


def first_to_plan(month: date, today: date) -> date:
    """From which day a month is dealt out: nobody sits on days that are over."""
    last = month_of(month)[1]
    if last < today:
        raise Trouble("duty.month_over", month=f"{month:%Y-%m}", today=today)
    return max(month, today)


def duty_days(duty: Duty, calendar: Calendar, first: date, last: date) -> list[date]:
    """The days somebody sits. A holiday is free, a make-up weekend is worked, if the place works that week day.

    Where a year's table is missing the days of the week alone decide.
    """
    span = (last - first).days
    days = (first + timedelta(days=step) for step in range(span + 1))
    return [day for day in days if _is_duty(duty, calendar, day)]


def _is_duty(duty: Duty, calendar: Calendar, day: date) -> bool:
    usual = day.isoweekday() in duty.days
    if duty.holidays_too:
        return usual
    worked = working_day(calendar, day)
    if worked is None:
        return usual
    if day.isoweekday() >= SATURDAY:  # a place that sits on weekends does so on any of them
        return worked or (usual and day not in calendar.off)
    return usual and worked


def propose(
    days: Sequence[date],
    a_day: int,
    people: Sequence[str],
    away: Iterable[Away] = (),
    fixed: Iterable[Sitting] = (),
    before: Mapping[str, int] | None = None,
) -> list[Sitting]:
    """What is still to be dealt out, by day: as evenly as leave and fixed days allow, always the same for the same.

    Nobody sits while away or twice a day. `before`: how often each sat earlier; who sat less gets what is over.
    """
    fixed, away = list(fixed), list(away)
    table = _Table(people, away, fixed, before or {})
    for day in days:
        for _ in range(a_day - table.there(day)):
            who = table.next_for(day)
            if who is None:
                break  # a gap is told, nobody is made to sit twice
            table.put(day, who)
    table.even_out()
    kept = set(fixed)
    return sorted(one for one in table.sittings() if one not in kept)


def gaps(days: Iterable[date], a_day: int, sittings: Iterable[Sitting]) -> dict[date, int]:
    """The days with fewer than are asked for, and how many are missing."""
    there = Counter(one.day for one in set(sittings))
    return {day: a_day - there[day] for day in days if there[day] < a_day}


def during_leave(sittings: Iterable[Sitting], away: Sequence[Away]) -> list[Sitting]:
    """Duty that falls into leave; somebody has to stand in."""
    return sorted(one for one in sittings if any(a.who == one.who and a.on(one.day) for a in away))


class _Table:
    """The month as it is dealt out."""

    def __init__(
        self,
        people: Sequence[str],
        away: list[Away],
        fixed: list[Sitting],
        before: Mapping[str, int],
    ) -> None:
        self.people = list(dict.fromkeys(people))
        self.away, self.before = away, before
        self.fixed = set(fixed)
        self.on: dict[date, list[str]] = {}
        self.load: Counter[str] = Counter()
        self.last: dict[str, date] = {}
        for one in sorted(self.fixed):
            self.put(one.day, one.who)

    def there(self, day: date) -> int:
        return len(self.on.get(day, ()))

    def put(self, day: date, who: str) -> None:
        self.on.setdefault(day, []).append(who)
        self.load[who] += 1
        self.last[who] = day

    def may(self, day: date, who: str) -> bool:
        taken = who in self.on.get(day, ())
        return not taken and not any(a.who == who and a.on(day) for a in self.away)

    def next_for(self, day: date) -> str | None:
        """Who sat least this month; then least before, longest ago, first on the list."""
        ready = [who for who in self.people if self.may(day, who)]
        place = {who: n for n, who in enumerate(self.people)}
        return min(
            ready,
            key=lambda who: (
                self.load[who], self.before.get(who, 0), self.last.get(who, date.min), place[who],
            ),
            default=None,
        )  # fmt: skip

    def even_out(self) -> None:
        """Days wander along a chain of people from one with two more to one with less, until there is no such chain."""
        while (chain := self._chain()) is not None:
            for day, giver, taker in chain:
                self.on[day] = [taker if who == giver else who for who in self.on[day]]
            self.load[chain[0][1]] -= 1
            self.load[chain[-1][2]] += 1

    def _chain(self) -> list[tuple[date, str, str]] | None:
        for giver in sorted(self.people, key=lambda who: (-self.load[who], self.people.index(who))):
            found = self._chain_from(giver)
            if found is not None:
                return found
        return None

    def _chain_from(self, giver: str) -> list[tuple[date, str, str]] | None:
        """The shortest chain that ends with somebody who has at least two fewer."""
        came: dict[str, tuple[date, str]] = {}
        waiting, seen = [giver], {giver}
        while waiting:
            who = waiting.pop(0)
            for day, taker in self._could_take(who):
                if taker in seen:
                    continue
                seen.add(taker)
                came[taker] = (day, who)
                if self.load[taker] <= self.load[giver] - 2:
                    return _walk(came, giver, taker)
                waiting.append(taker)
        return None

    def _could_take(self, who: str) -> Iterator[tuple[date, str]]:
        for day in sorted(self.on):
            if who in self.on[day] and Sitting(day, who) not in self.fixed:
                yield from ((day, taker) for taker in self.people if self.may(day, taker))

    def sittings(self) -> Iterator[Sitting]:
        for day, people in self.on.items():
            yield from (Sitting(day, who) for who in people)


def _walk(
    came: Mapping[str, tuple[date, str]], giver: str, taker: str
) -> list[tuple[date, str, str]]:
    steps: list[tuple[date, str, str]] = []
    while taker != giver:
        day, who = came[taker]
        steps.insert(0, (day, who, taker))
        taker = who
    return steps
