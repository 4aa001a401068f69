"""居住地/户籍地: service matters go where people live, rights matters where they are registered (吉州; domain 6.1).

A suggestion with its reason, never forced. Which address a class goes by is data (resources/codes/matter_class).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from app.codes import code_list
from app.rules.grid_tree import Tree

FOUND, NO_ADDRESS, NOT_OURS = "found", "no_address", "not_ours"
SORTS = (FOUND, NO_ADDRESS, NOT_OURS)
ENDS = ("街道办事处", "街道", "社区", "管理区", "网格", "镇", "乡", "村")
SHORTEST = 2  # characters of a name without its ending that still mean it


@dataclass(frozen=True)
class Receiving:
    """Who should take a matter up: the place of the address that counts, where it is in our tree."""

    matter_class: str
    by: str  # address, register_address
    address: str
    sort: str
    place_id: str | None = None


def suggest(
    tree: Tree, matter_class: str | None, address: str | None, register_address: str | None
) -> Receiving | None:
    """Nothing while the class is not told, or where the list says no address for it."""
    line = code_list("matter_class").get(matter_class)
    by = str(line.facts.get("by", "")) if line else ""
    if line is None or not by:
        return None
    counting = ((register_address if by == "register_address" else address) or "").strip()
    if not counting:
        return Receiving(line.code, by, "", NO_ADDRESS)
    place = located(tree, counting)
    return Receiving(line.code, by, counting, FOUND if place else NOT_OURS, place)


def located(tree: Tree, address: str) -> str | None:
    """The deepest place an address names; where several are named alike, what they all lie in."""
    told = _plain(address)
    said = {one: said for one in tree.order if (said := _said(tree.nodes[one].name, told))}
    best, found = 0, list[str]()
    for one in said:
        path = [node.id for node in tree.path(one)]
        score = sum(said.get(step, 0) for step in path)
        if score > best:
            best, found = score, [one]
        elif score == best:
            found.append(one)
    return _common(tree, found) if found else None


def _said(name: str, address: str) -> int:
    """How much of a name an address says: all of it, or all but its ending."""
    whole = _plain(name)
    if whole and whole in address:
        return 2 * len(whole) + 1
    end = next((end for end in ENDS if whole.endswith(end)), "")
    stem = whole.removesuffix(end)
    return 2 * len(stem) if end and len(stem) >= SHORTEST and stem in address else 0


def _common(tree: Tree, places: list[str]) -> str | None:
    paths = [[node.id for node in tree.path(one)] for one in places]
    found = None
    for steps in zip(*paths, strict=False):
        if len(set(steps)) > 1:
            break
        found = steps[0]
    return found


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
