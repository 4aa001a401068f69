"""The test of the tests: every planted fault is found, and the seed that finds it first."""

from __future__ import annotations

from dataclasses import dataclass

from tests.simulation.mutants import planted
from tests.simulation.run import run

SEEDS = 200
DAYS = 10


@dataclass
class Found:
    """By which seed a fault was found, and which invariant did not hold."""

    name: str
    seed: int  # -1: never
    invariant: str = ""
    reason: str = ""


def look_for(name: str, seeds: range = range(SEEDS), days: int = DAYS) -> Found:
    """Run seed after seed until the fault shows."""
    for seed in seeds:
        with planted(name):
            told = run(seed, days)
        if told.invariant:
            return Found(name, seed, told.invariant, told.reason.strip().splitlines()[-1])
    return Found(name, -1)
