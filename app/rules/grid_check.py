"""What a grid lacks by the mechanism of the place: roles nobody has, too few or many households. It blocks nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from app.rules.grid_tree import Tree
from app.rules.mechanism import Grid

MICRO = frozenset({"micro", "red_micro"})
FEW, MANY, UNCOUNTED = "few", "many", "uncounted"
SORTS = (FEW, MANY, UNCOUNTED)


@dataclass(frozen=True)
class Lack:
    """What is not as the mechanism wants it in one grid."""

    place_id: str
    roles: tuple[str, ...] = ()  # nobody holds them here
    households: str = ""  # few, many, uncounted
    counted: int | None = None


def lacks(
    tree: Tree,
    wanted: Grid,
    held: Mapping[str, Collection[str]],
    households: Mapping[str, int | None],
) -> dict[str, Lack]:
    """Grids that lack something. `held`: roles by place; `households`: as counted or listed, by place."""
    found = {}
    for one in tree.order:
        kind = tree.nodes[one].kind
        roles: tuple[str, ...] = ()
        if kind in wanted.posts_in:
            roles = tuple(role for role in wanted.posts if role not in held.get(one, ()))
        said = household_fault(wanted, households.get(one)) if kind in MICRO else ""
        if roles or said:
            found[one] = Lack(one, roles, said, households.get(one))
    return found


def household_fault(wanted: Grid, counted: int | None) -> str:
    """How a micro-grid's households stand to what the mechanism wants (15–20 at 刁镇); nothing where all is well."""
    if not wanted.most_households and not wanted.fewest_households:
        return ""
    if counted is None:
        return UNCOUNTED
    if counted < wanted.fewest_households:
        return FEW
    return MANY if wanted.most_households and counted > wanted.most_households else ""
