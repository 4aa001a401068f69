"""A few short worlds every day; the long run is `python -m tests.simulation` (invariants: sync specification 3.1)."""

from __future__ import annotations

import pytest

from tests.simulation.fate import age_identity
from tests.simulation.mutants import MUTANTS, planted
from tests.simulation.proof import Shown, once_wrong, shown_by
from tests.simulation.run import Told, run

DAYS = 6
SEED = 2  # another one lives below, with two clocks
RICH_SEED, RICH_DAYS = 0, 5
IN_RICH_WORLDS = (
    "papers compared",
    "private notes",
    "calls",
    "computers closed",
    "errands compared",
)
EVERY_DAY = (
    "closing_takes_all",
    "refused_entries_are_dropped",
    "a_note_rides_along",
)
"""Some planted faults; all of them: `python -m tests.simulation --mutants`."""


def healed(found: Told) -> None:
    assert not found.invariant, found.reason
    assert found.tally["steps"] > 10
    assert found.tally["taken"] > 10


def test_a_world_heals_and_all_agree() -> None:
    healed(run(SEED, DAYS))


def test_a_rich_world_heals_and_all_agree() -> None:
    """Papers, closed computers, errands, private notes, and the line in many small bundles."""
    found = run(RICH_SEED, RICH_DAYS, rich=True)
    assert not found.invariant, found.reason
    for what in IN_RICH_WORLDS:
        assert found.tally[what] > 0, what


def test_what_once_went_wrong_goes_well() -> None:
    """The short plain ones: `python -m tests.simulation --known` lives them all."""
    short = [one for one in once_wrong() if one.days <= DAYS and not one.rich]
    assert short
    for seed, days, _ in short:
        found = run(seed, days)
        assert not found.invariant, found.reason


def test_one_number_tells_the_same_story_again_whatever_the_clocks_show() -> None:
    """I16: other wall times in every entry, and the same entries are written, carried and taken."""
    one, otherwise = run(1, 5), run(1, 5, walls=1)
    healed(one)
    assert one.trace == otherwise.trace


@pytest.mark.parametrize("fault", EVERY_DAY)
def test_a_planted_fault_is_found(fault: str) -> None:
    known = shown_by()[fault]
    worlds = [known, *(Shown(seed, DAYS, known.rich) for seed in range(5))]
    with planted(fault):
        assert any(run(seed, days, rich=rich).invariant for seed, days, rich in worlds)


def test_of_every_planted_fault_a_world_is_known_that_shows_it() -> None:
    assert shown_by().keys() == MUTANTS.keys()


def test_an_age_identity_is_spelt_as_age_spells_it() -> None:
    import pyrage

    spelt = age_identity(bytes(range(32)))
    assert str(pyrage.x25519.Identity.from_str(spelt)) == spelt
