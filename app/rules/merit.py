"""业绩评比: the figures of a mediator, and the order they give (金牌调解员)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.rules.mechanism import Ranking

HUNDRED = 100


@dataclass(frozen=True)
class Figures:
    """What a mediator did in a period."""

    key: str
    name: str
    cases: int = 0
    agreed: int = 0
    performed: int = 0
    written: int = 0
    knotty: int = 0
    answered: int = 0  # visits at which somebody said how content he was
    satisfied: int = 0
    to_visit: int = 0
    timely: int = 0
    relapses: int = 0
    timed: int = 0
    days: int = 0  # from acceptance to agreement, of those timed
    amount: int = 0  # 分
    room: str = ""

    @property
    def success(self) -> Fraction | None:
        return _share(self.agreed, self.cases)

    @property
    def kept(self) -> Fraction | None:
        return _share(self.performed, self.agreed)

    @property
    def content(self) -> Fraction | None:
        return _share(self.satisfied, self.answered)

    @property
    def in_time(self) -> Fraction | None:
        return _share(self.timely, self.to_visit)

    @property
    def average(self) -> Fraction | None:
        """Days until an agreement."""
        return _share(self.days, self.timed)


@dataclass(frozen=True)
class Ranked:
    """A place in the ranking; who have the same score share it, and the next place is left out."""

    place: int | None  # nobody's who had too few cases
    score: Fraction
    figures: Figures


def score_of(one: Figures, most: int, ranking: Ranking) -> Fraction:
    """The weighed sum. What cannot be measured yet weighs nothing, and what is left is brought up to the same sum."""
    parts = (
        (ranking.cases, _share(one.cases, most)), (ranking.success, one.success),
        (ranking.performed, one.kept), (ranking.satisfied, one.content), (ranking.timely, one.in_time),
    )  # fmt: skip
    known = [(weight, share) for weight, share in parts if share is not None]
    whole, there = sum(weight for weight, _ in parts), sum(weight for weight, _ in known)
    if not there:
        return Fraction(0)
    reached = sum((weight * share for weight, share in known), Fraction(0)) * whole / there
    return max(Fraction(0), reached - ranking.relapse * one.relapses)


def rank(figures: Iterable[Figures], ranking: Ranking) -> list[Ranked]:
    """The ranking, the best first; the order of equals is that of their names."""
    everybody = list(figures)
    most = max((one.cases for one in everybody), default=0)
    scored = sorted(
        ((score_of(one, most, ranking), one) for one in everybody),
        key=lambda told: (
            told[1].cases < ranking.fewest_cases,
            -told[0],
            told[1].name,
            told[1].key,
        ),
    )
    found: list[Ranked] = []
    for score, one in scored:
        if one.cases < ranking.fewest_cases:
            found.append(Ranked(None, score, one))
            continue
        place = len(found) + 1
        if found and found[-1].score == score:
            place = found[-1].place or place
        found.append(Ranked(place, score, one))
    return found


def first(ranked: Sequence[Ranked], many: int) -> list[Ranked]:
    """The best so many, and all who share the last of these places; nought: everybody who has a place."""
    return [one for one in ranked if one.place is not None and (not many or one.place <= many)]


def percent(share: Fraction | None) -> str:
    """96.9, or a stroke where there is nothing to measure."""
    return "—" if share is None else f"{float(share * HUNDRED):.1f}"


def _share(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None
