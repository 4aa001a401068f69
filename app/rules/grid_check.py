"""What a grid lacks by the mechanism of the place: roles nobody has, too few or many households. It blocks nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from app.rules.grid_tree import Tree
from app.rules.mechanism import Grid

MICRO = frozenset({"micro", "red_micro"})
FEW, MANY, UNCOUNTED = "few", "many", "uncounted"
FEW_BELOW, MANY_BELOW, NO_GROUP = "few_below", "many_below", "no_group"
MORE_BELOW = "more_below"  # households
SORTS = (FEW, MANY, UNCOUNTED, FEW_BELOW, MANY_BELOW, NO_GROUP, MORE_BELOW)


@dataclass(frozen=True)
class Lack:
    """What is not as the mechanism wants it in one grid."""

    place_id: str
    roles: tuple[str, ...] = ()  # nobody holds them here
    faults: tuple[str, ...] = ()  # of SORTS
    counted: int | None = None  # households


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
        others = (
            micro_fault(tree, wanted, one),
            group_fault(tree, wanted, one),
            sum_fault(tree, one),
        )
        faults = tuple(filter(None, (said, *others)))
        if roles or faults:
            found[one] = Lack(one, roles, faults, households.get(one))
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


def micro_fault(tree: Tree, wanted: Grid, place_id: str) -> str:
    """Each 屋场 has its two or three micro-grids (索溪峪): too few or too many of them."""
    if not wanted.fewest_below or tree.nodes[place_id].kind not in wanted.posts_in:
        return ""
    many = sum(tree.nodes[one].kind in MICRO for one in tree.children[place_id])
    if many < wanted.fewest_below:
        return FEW_BELOW
    return MANY_BELOW if wanted.most_below and many > wanted.most_below else ""


def group_fault(tree: Tree, wanted: Grid, place_id: str) -> str:
    """一群通办: a grid at the place's lowest level without its group (历城)."""
    node = tree.nodes[place_id]
    asked = wanted.grouped and node.kind in (*wanted.posts_in, "special") and not node.group
    return NO_GROUP if asked else ""


def sum_fault(tree: Tree, place_id: str) -> str:
    """The grids right below have more households than it is said to have itself: one of the numbers is wrong."""
    told = tree.nodes[place_id].households
    inside = sum(tree.nodes[one].households or 0 for one in tree.children[place_id])
    return MORE_BELOW if told is not None and inside > told else ""
