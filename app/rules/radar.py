"""复燃雷达: which later case may be an earlier one come back, how likely, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from app.codes import table

KINDS = ("id_number", "household", "phone", "name_address", "plot")
COLOURS = ("red", "orange", "yellow")


@dataclass(frozen=True)
class Trace:
    """One thing two cases share: a person of the later one, or the plot (no person)."""

    case_id: str
    earlier_id: str
    kind: str
    party_id: str = ""


@dataclass(frozen=True)
class Echo:
    """A case with an earlier one it may be the relapse of."""

    case_id: str
    earlier_id: str
    days: int  # between the two
    score: int
    why: tuple[str, ...]  # of KINDS, the heaviest first
    people: int  # of the later case who stand in both

    @property
    def colour(self) -> str:
        """Of COLOURS; nothing where it is hardly worth a look."""
        told: Mapping[str, int] = rule()["colours"]
        return next((one for one in COLOURS if self.score >= told[one]), "")


@cache
def rule() -> Mapping[str, Any]:
    """The weights and the window."""
    return table("rules/radar")


def window() -> int:
    """How many days back."""
    return int(rule()["days"])


def echoes(traces: Iterable[Trace], days: Mapping[str, date]) -> list[Echo]:
    """One echo for each pair within the window, the likeliest first; `days`: when each case was accepted."""
    pairs: dict[tuple[str, str], list[Trace]] = {}
    for one in traces:
        pairs.setdefault((one.case_id, one.earlier_id), []).append(one)
    found = []
    for (case_id, earlier_id), shared in pairs.items():
        apart = (days[case_id] - days[earlier_id]).days
        if 0 <= apart <= window() and case_id != earlier_id:
            found.append(_echo(case_id, earlier_id, apart, shared))
    return sorted(found, key=lambda one: (-one.score, one.days, one.case_id, one.earlier_id))


def newest_of(found: Iterable[Echo]) -> dict[str, Echo]:
    """For each later case the echo that says most."""
    best: dict[str, Echo] = {}
    for one in found:
        best.setdefault(one.case_id, one)
    return best


def _echo(case_id: str, earlier_id: str, apart: int, shared: list[Trace]) -> Echo:
    weights: Mapping[str, int] = rule()["weights"]
    by_person: dict[str, int] = {}
    for one in shared:
        by_person[one.party_id] = max(by_person.get(one.party_id, 0), weights[one.kind])
    plot = by_person.pop("", 0)
    people = sorted(by_person.values(), reverse=True)
    score = plot + sum(people[:1]) + int(rule()["further_person"]) * len(people[1:])
    why = sorted({one.kind for one in shared}, key=lambda kind: (-weights[kind], kind))
    return Echo(case_id, earlier_id, apart, min(100, score), tuple(why), len(people))
