"""70/20/10: how many cases went each of the three routes, against the goal; rates and sums of money."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from app.codes import code_list
from app.records import Case, Room

UNKNOWN = ""
"""Where a case says nothing; counted apart and shown, never spread over the others."""


@dataclass(frozen=True)
class Goal:
    """The share each route should have, in percent; a guide, never a rule (三调 70/20/10)."""

    shares: Mapping[str, int]

    @classmethod
    def of(cls, room: Room) -> Goal:
        """The room's own goal, or the usual one of the code list where the room says nothing."""
        usual = {line.code: int(line.facts["share"]) for line in code_list("route")}
        told = {name: getattr(room, f"goal_{name}", None) for name in usual}
        own = {name: share for name, share in told.items() if share is not None}
        return cls(own if len(own) == len(usual) else usual)


@dataclass(frozen=True)
class Split:
    """How many cases went each road, and which ones."""

    goal: Goal
    counts: Mapping[str, int]
    unknown: int
    cases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The ids behind each number, those without a route under UNKNOWN."""

    @property
    def known(self) -> int:
        return sum(self.counts.values())

    @property
    def total(self) -> int:
        return self.known + self.unknown

    def share(self, route: str) -> Fraction | None:
        """The exact share among cases whose route is known; nothing where there are none."""
        return Fraction(self.counts[route], self.known) if self.known else None

    def deviation(self, route: str) -> Fraction | None:
        """The share less the goal: above nought there are more than the goal asks for."""
        share = self.share(route)
        return None if share is None else share - Fraction(self.goal.shares[route], 100)


def routes() -> tuple[str, ...]:
    """The three routes, in the order of their goal."""
    return tuple(line.code for line in code_list("route"))


def split(cases: Iterable[Case], goal: Goal) -> Split:
    """The split of these cases, with the cases behind each number."""
    found: dict[str, list[str]] = {route: [] for route in (*routes(), UNKNOWN)}
    for case in cases:
        found.get(case.route or UNKNOWN, found[UNKNOWN]).append(case.id)
    counted = split_of({route: len(ids) for route, ids in found.items()}, goal)
    return Split(
        goal, counted.counts, counted.unknown, {key: tuple(ids) for key, ids in found.items()}
    )


def split_of(counts: Mapping[str, int], goal: Goal) -> Split:
    """The split of cases counted elsewhere; any other route than the three counts as unknown."""
    known = {route: counts.get(route, 0) for route in routes()}
    return Split(goal, known, sum(counts.values()) - sum(known.values()))


def success_rate(agreed: int, total: int) -> Fraction | None:
    """成功/总数, exact; nothing where there are no cases."""
    return Fraction(agreed, total) if total else None


def wan(amount: Decimal) -> Decimal:
    """Yuan as 万元 with two places, as the reports write it."""
    return (amount / 10000).quantize(Decimal("0.01"), ROUND_HALF_UP)
