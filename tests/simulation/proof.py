"""The test of the tests: every planted fault is found, by a seed that is known, or by the first of many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from tests.simulation.mutants import MUTANTS, RICH, planted
from tests.simulation.run import run

SEEDS = 200
FEW = 10  # for what is no fault
DAYS = 6
ONCE_WRONG = Path(__file__).parent / "regressions.txt"
SHOWN_BY = Path(__file__).parent / "planted.txt"


@dataclass
class Found:
    """By which seed a fault was found, and which invariant did not hold."""

    name: str
    seed: int  # -1: never
    days: int = DAYS
    rich: bool = False
    invariant: str = ""
    reason: str = ""
    seconds: float = 0.0


class Shown(NamedTuple):
    """A world."""

    seed: int
    days: int
    rich: bool

    @classmethod
    def told(cls, words: list[str]) -> Shown:
        """As a line of a list tells it: seed, days, perhaps `rich`."""
        return cls(int(words[0]), int(words[1]), words[2:] == ["rich"])


def lines_of(file: Path) -> list[list[str]]:
    """The words of each line of a list of worlds, without what is said of it."""
    told = (line.split("#")[0].split() for line in file.read_text(encoding="utf-8").splitlines())
    return [words for words in told if words]


def once_wrong() -> list[Shown]:
    """Worlds that once went wrong."""
    return [Shown.told(words) for words in lines_of(ONCE_WRONG)]


def shown_by() -> dict[str, Shown]:
    """Planted faults, each with a world that shows it."""
    return {words[0]: Shown.told(words[1:]) for words in lines_of(SHOWN_BY)}


def look_for(name: str, worlds: Iterable[Shown] = ()) -> Found:
    """Live the world that is known to show a fault, then one after another until it shows.

    A world in which something goes wrong without the fault too shows nothing.
    """
    known = shown_by().get(name)
    tried = list(worlds) or ([known] if known else []) + [
        Shown(seed, DAYS, name in RICH) for seed in range(SEEDS if name in MUTANTS else FEW)
    ]
    for seed, days, rich in tried:
        with planted(name):
            told = run(seed, days, rich=rich)
        if told.invariant and not run(seed, days, rich=rich).invariant:
            reason = told.reason.strip().splitlines()[-1]
            return Found(name, seed, days, rich, told.invariant, reason, told.seconds)
    return Found(name, -1)
