"""The test of the tests: every planted fault is found, by a seed that is known, or by the first of many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.simulation.mutants import MUTANTS, planted
from tests.simulation.run import run

SEEDS = 200
FEW = 10  # for what is no fault
DAYS = 6
SHOWN_BY = Path(__file__).parent / "planted.txt"


@dataclass
class Found:
    """By which seed a fault was found, and which invariant did not hold."""

    name: str
    seed: int  # -1: never
    days: int = DAYS
    invariant: str = ""
    reason: str = ""
    seconds: float = 0.0


def shown_by() -> dict[str, tuple[int, int]]:
    """Planted faults, each with the seed and days of a world that shows it."""
    lines = SHOWN_BY.read_text(encoding="utf-8").splitlines()
    told = (line.split("#")[0].split() for line in lines)
    return {one[0]: (int(one[1]), int(one[2])) for one in told if one}


def look_for(name: str, worlds: Iterable[tuple[int, int]] = ()) -> Found:
    """Live the world that is known to show a fault, then one after another until it shows.

    A world in which something goes wrong without the fault too shows nothing.
    """
    known = shown_by().get(name)
    tried = list(worlds) or ([known] if known else []) + [
        (seed, DAYS) for seed in range(SEEDS if name in MUTANTS else FEW)
    ]
    for seed, days in tried:
        with planted(name):
            told = run(seed, days)
        if told.invariant and not run(seed, days).invariant:
            reason = told.reason.strip().splitlines()[-1]
            return Found(name, seed, days, told.invariant, reason, told.seconds)
    return Found(name, -1)
