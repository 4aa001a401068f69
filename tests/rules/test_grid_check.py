from __future__ import annotations

import pytest

from app.rules.grid_check import FEW, MANY, UNCOUNTED, household_fault, lacks
from app.rules.grid_tree import Node, Tree
from app.rules.mechanism import Grid

FOUR = Grid(posts=("party_group", "instructor"), fewest_households=15, most_households=20)


@pytest.mark.parametrize(
    ("counted", "said"), [(14, FEW), (15, ""), (20, ""), (21, MANY), (None, UNCOUNTED)]
)
def test_a_micro_grid_has_fifteen_to_twenty_households(counted: int | None, said: str) -> None:
    assert household_fault(FOUR, counted) == said


def test_a_place_that_says_nothing_of_households_hears_nothing() -> None:
    assert household_fault(Grid(), None) == ""


def test_a_basic_grid_lacks_the_roles_nobody_holds() -> None:
    tree = Tree(
        [
            Node("g", None, "甲", "basic"),
            Node("m", "g", "乙", "micro"),
            Node("s", None, "丙", "special"),
        ]
    )
    found = lacks(tree, FOUR, {"g": {"instructor"}}, {"m": 30})
    assert found["g"].roles == ("party_group",)
    assert found["m"].households == MANY
    assert not found["m"].roles
    assert "s" not in found
