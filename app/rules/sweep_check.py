"""排查: which grids owe a sweep, and what does not fit in one that was told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.records import Place, Sweep
from app.rules.mechanism import Rhythm

BELOW = frozenset({"micro", "red_micro", "building"})
"""Kinds that report through the grid above them, where the rhythm names no kinds."""
ZERO_WITH_MATTERS, SAYS_NOTHING, ENDS_BEFORE = (
    "sweeping.zero_with_matters",
    "sweeping.says_nothing",
    "sweeping.ends_before",
)
FINDINGS = (ZERO_WITH_MATTERS, SAYS_NOTHING, ENDS_BEFORE)


def owing(places: Mapping[str, Place], rhythm: Rhythm) -> list[Place]:
    """The grids a rhythm asks: those of its kinds, else the lowest of the tree above micro-grids."""
    if rhythm.of:
        return [one for one in places.values() if one.grid_kind in rhythm.of]
    reporting = [one for one in places.values() if one.grid_kind not in BELOW]
    parents = {one.parent_id for one in reporting}
    return [one for one in reporting if one.id not in parents]


def findings(sweep: Sweep, matters: int) -> list[str]:
    """Words keys of what a person should look at again; nothing here keeps a sweep from being kept."""
    told = [ZERO_WITH_MATTERS] if sweep.zero and matters else []
    told += [SAYS_NOTHING] if not sweep.zero and not matters and not sweep.note else []
    backwards = sweep.from_on and sweep.until_on and sweep.until_on < sweep.from_on
    return told + ([ENDS_BEFORE] if backwards else [])


def in_tree(places: Mapping[str, Place], wanted: Iterable[Place]) -> list[Place]:
    """Grids in the order of the tree: by the names above them."""
    return sorted(wanted, key=lambda one: (path(places, one.id), one.id))


def path(places: Mapping[str, Place], place_id: str | None) -> tuple[str, ...]:
    """The names from the top of the tree down to a place; a ring is cut."""
    names: list[str] = []
    seen: set[str] = set()
    while place_id and place_id not in seen and (place := places.get(place_id)) is not None:
        seen.add(place_id)
        names.insert(0, place.name or "")
        place_id = place.parent_id
    return tuple(names)
