"""重复件: how alike two things that came in are, by the weights of the place (domain 8.1), and why.

Nothing is merged here: a person hears what speaks for it and says whether it is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from app.rules import likeness
from app.rules.mechanism import Repeats

LIKELY, MAYBE, PERSON = "likely", "maybe", "person"
VERDICTS = (LIKELY, MAYBE, PERSON)  # the last: the same person, with another thing
PARTS = ("phone", "address", "text", "name")
ALERTS = ("yellow", "orange", "red")
MATTER, VISITOR, CASE = "matter", "visitor", "case"
ENOUGH = 12  # pairs of characters two texts need to be told of by their words alone
FULL = 0.5  # from this likeness on a text earns its whole weight


@dataclass(frozen=True)
class Told:
    """What is compared of a matter, a visitor or a case."""

    id: str
    kind: str
    text: str = ""
    names: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    id_numbers: tuple[str, ...] = ()
    outside_no: str = ""
    day: date | None = None
    number: str = ""
    line: str = ""

    @cached_property
    def pairs(self) -> frozenset[str]:
        """Pairs of characters of the text, cut once; that the reporter is named in it says nothing of the thing."""
        text = likeness.plain(self.text)
        for name in self.names:
            text = text.replace(likeness.plain(name) or "\n", "")
        return likeness.pairs(text)


@dataclass(frozen=True)
class Alike:
    """One earlier thing that may be the same, and what speaks for it."""

    told: Told
    score: int
    points: dict[str, int]  # by PARTS
    verdict: str  # of VERDICTS
    same_number: bool = False  # the other system's own number is the same
    same_words: bool = False


def compare(one: Told, other: Told, weights: Repeats) -> Alike | None:
    """What speaks for two being one; nothing where too little does."""
    text = likeness.alike_pairs(one.pairs, other.pairs)
    person = bool(_same(one.id_numbers) & _same(other.id_numbers))
    parts = {
        "phone": float(person) or likeness.same_phone(one.phones, other.phones),
        "address": _best(likeness.same_address, one.addresses, other.addresses),
        "text": min(1.0, text / FULL),
        "name": float(person) or _best(likeness.same_name, one.names, other.names),
    }
    points = {part: round(getattr(weights, part) * parts[part]) for part in PARTS}
    score = sum(points.values())
    number = bool(one.outside_no) and one.outside_no == other.outside_no
    long = min(len(one.pairs), len(other.pairs)) >= ENOUGH
    named = parts["name"] >= 1  # of one person few words are enough
    words = (long or named) and text * 100 >= weights.words and not _are_others(one, other, parts)
    differs = bool(one.pairs) and bool(other.pairs) and text * 100 < weights.differs
    if number or (score >= weights.same and not differs):
        verdict = LIKELY
    elif score >= weights.maybe or words:
        verdict = PERSON if differs else MAYBE
    else:
        return None
    return Alike(other, 100 if number else score, points, verdict, number, words)


def _are_others(one: Told, other: Told, parts: dict[str, float]) -> bool:
    """Whether what is known of both speaks twice against one thing: two neighbours lost land alike."""
    known = {
        "phone": one.phones and other.phones, "name": one.names and other.names,
        "address": one.addresses and other.addresses,
    }  # fmt: skip
    return sum(1 for part, both in known.items() if both and not parts[part]) >= 2


def among(one: Told, others: Iterable[Told], weights: Repeats) -> list[Alike]:
    """The earlier ones that may be the same, the likeliest first."""
    found = [alike for other in others if (alike := compare(one, other, weights)) is not None]
    return sorted(
        found,
        key=lambda x: (VERDICTS.index(x.verdict), -x.score, x.told.day or date.min, x.told.id),
    )


def alert(times: int, weights: Repeats) -> str:
    """黄, 橙, 红 by how often the same came in; nothing where it is not often."""
    steps = ((weights.red, "red"), (weights.orange, "orange"), (weights.yellow, "yellow"))
    return next((colour for fewest, colour in steps if fewest and times >= fewest), "")


def _best(alike: Callable[[str, str], float], ones: Iterable[str], others: Iterable[str]) -> float:
    listed = list(others)
    return max((alike(a, b) for a in ones for b in listed), default=0.0)


def _same(numbers: Iterable[str]) -> set[str]:
    return {x.strip().upper() for x in numbers if len(x.strip()) >= 15}
