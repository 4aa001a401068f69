"""A few short worlds every day; the long run is `python -m tests.simulation` (invariants: sync specification 3.1)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.simulation.fate import age_identity
from tests.simulation.mutants import MUTANTS, planted
from tests.simulation.proof import shown_by
from tests.simulation.run import run

DAYS = 6
SEEDS = (1, 2)
REGRESSIONS = Path(__file__).parent / "regressions.txt"
EVERY_DAY = (
    "chance_decides",
    "closing_takes_all",
    "newer_schema_is_applied",
    "refused_entries_are_dropped",
)
"""Some planted faults; all of them: `python -m tests.simulation --mutants`."""


def told() -> list[tuple[int, int]]:
    """Seeds and days of worlds that once went wrong."""
    lines = REGRESSIONS.read_text(encoding="utf-8").splitlines()
    pairs = (line.split("#")[0].split() for line in lines)
    return [(int(pair[0]), int(pair[1])) for pair in pairs if pair]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_world_heals_and_all_agree(seed: int) -> None:
    found = run(seed, DAYS)
    assert not found.invariant, found.reason
    assert found.tally["steps"] > 10
    assert found.tally["taken"] > 10


def test_what_once_went_wrong_goes_well() -> None:
    for seed, days in told():
        found = run(seed, days)
        assert not found.invariant, found.reason


def test_one_number_tells_the_same_story_again_whatever_the_clocks_show() -> None:
    """I16: other wall times in every entry, and the same entries are written, carried and taken."""
    one, again, otherwise = run(1, 5), run(1, 5), run(1, 5, walls=1)
    assert not one.invariant, one.reason
    assert one.trace == again.trace
    assert one.trace == otherwise.trace


@pytest.mark.parametrize("fault", EVERY_DAY)
def test_a_planted_fault_is_found(fault: str) -> None:
    worlds = [shown_by()[fault], *((seed, DAYS) for seed in range(5))]
    with planted(fault):
        assert any(run(seed, days).invariant for seed, days in worlds)


def test_of_every_planted_fault_a_world_is_known_that_shows_it() -> None:
    assert shown_by().keys() == MUTANTS.keys()


def test_an_age_identity_is_spelt_as_age_spells_it() -> None:
    import pyrage

    spelt = age_identity(bytes(range(32)))
    assert str(pyrage.x25519.Identity.from_str(spelt)) == spelt
