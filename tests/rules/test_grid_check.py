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
    assert found["m"].faults == (MANY,)
    assert not found["m"].roles
    assert "s" not in found


def test_a_courtyard_has_two_or_three_micro_grids() -> None:
    wanted = Grid(fewest_below=2, most_below=3)
    nodes = [Node("c", None, "屋场", "courtyard")]
    nodes += [Node(str(n), "c", f"微{n}", "red_micro") for n in range(4)]
    assert lacks(Tree(nodes[:2]), wanted, {}, {})["c"].faults == ("few_below",)
    assert "c" not in lacks(Tree(nodes[:4]), wanted, {}, {})
    assert lacks(Tree(nodes), wanted, {}, {})["c"].faults == ("many_below",)


def test_where_every_grid_has_its_group_one_without_is_told() -> None:
    nodes = [Node("a", None, "甲", "basic"), Node("b", None, "乙", "special", group="群7")]
    assert list(lacks(Tree(nodes), Grid(grouped=True), {}, {})) == ["a"]
    assert lacks(Tree(nodes), Grid(), {}, {}) == {}


def test_grids_below_with_more_households_than_the_whole_are_told() -> None:
    nodes = [
        Node("b", None, "甲", "basic", households=18),
        Node("m", "b", "乙", "micro", households=40),
    ]
    assert lacks(Tree(nodes), Grid(), {}, {})["b"].faults == ("more_below",)
    nodes[0] = Node("b", None, "甲", "basic", households=40)
    assert lacks(Tree(nodes), Grid(), {}, {}) == {}
