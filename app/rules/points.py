"""积分: what the rules of the place give for what was done; each fact once for each rule."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from app.records import Points
from app.rules.mechanism import Merit

EVENTS = (
    "agreed", "case_closed", "visited", "matter_solved", "sweep", "call", "duty", "petition", "relapse",
)  # fmt: skip
"""What the program finds by itself; any other event is given by hand."""


@dataclass(frozen=True)
class Fact:
    """Something that was done: by whom, when, and the record that proves it."""

    event: str
    who: str  # key of staff
    on: date
    of_row: str  # kind/id
    what: str = ""


Ground: TypeAlias = tuple[str, str, str, date | None, int]
"""What a line of the ledger rests on: rule, record, who, when, how many."""


@dataclass(frozen=True)
class Earned:
    """What a rule gives for a fact."""

    rule: str
    points: int
    fact: Fact
    why: str

    @property
    def ground(self) -> Ground:
        return (self.rule, self.fact.of_row, self.fact.who, self.fact.on, self.points)


def earned(
    rules: Iterable[Merit], facts: Iterable[Fact], scored: Collection[tuple[str, str]]
) -> list[Earned]:
    """What is still to be given, by day; `scored` names rule and record of what was given before."""
    by_event: dict[str, list[Merit]] = {}
    for rule in rules:
        if rule.event in EVENTS and rule.points:
            by_event.setdefault(rule.event, []).append(rule)
    seen = set(scored)
    found = []
    for fact in sorted(facts, key=lambda one: (one.on, one.event, one.of_row)):
        for rule in by_event.get(fact.event, ()):
            if (rule.code, fact.of_row) not in seen:
                seen.add((rule.code, fact.of_row))
                why = f"{rule.zh} {fact.what}".strip()
                found.append(Earned(rule.code, rule.points, fact, why))
    return found


def doubles(rows: Iterable[Points]) -> list[Points]:
    """What two computers gave for the same fact by the same rule: all but the line every computer finds first."""
    same: dict[tuple[str, str], list[Points]] = {}
    for row in rows:
        if row.rule and row.of_row:
            same.setdefault((row.rule, row.of_row), []).append(row)
    return [row for each in same.values() if len(each) > 1 for row in sorted(each, key=_first)[1:]]


def _first(row: Points) -> tuple[date, str]:
    return row.on_day or date.max, row.id
