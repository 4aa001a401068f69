"""零反复: how many settled disputes burnt again in a period; the figure that must be nought (domain 6.1, S004)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Peace:
    """One settled case: the day it was settled, and each day it was found burning again."""

    case_id: str
    settled_on: date | None
    burnt_on: tuple[date, ...] = ()


@dataclass(frozen=True)
class Relapses:
    """Of a period: cases settled, those of them that burnt by its end, and older ones that burnt in it."""

    settled: int
    burnt: int
    older: int
    cases: tuple[str, ...]

    @property
    def total(self) -> int:
        """反复件数 of the period."""
        return self.burnt + self.older

    @property
    def rate(self) -> Decimal | None:
        """反复率, percent of the cases settled in the period; nothing where none was."""
        if not self.settled:
            return None
        return (Decimal(100) * self.burnt / self.settled).quantize(Decimal("0.1"))

    @property
    def is_zero(self) -> bool:
        return self.total == 0


def relapse_rate(told: Iterable[Peace], since: date, until: date) -> Relapses:
    """A case counts once, however often it burnt."""
    settled, burnt, older = 0, [], []
    for one in told:
        inside = bool(one.settled_on and since <= one.settled_on <= until)
        settled += inside
        if inside and any(day <= until for day in one.burnt_on):
            burnt.append(one.case_id)
        elif not inside and any(since <= day <= until for day in one.burnt_on):
            older.append(one.case_id)
    return Relapses(settled, len(burnt), len(older), (*burnt, *older))
