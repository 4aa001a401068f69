"""排查: which grids owe a sweep, and what does not fit in one that was told."""

from __future__ import annotations

from app.records import Sweep
from app.rules.grid_tree import Tree
from app.rules.mechanism import Rhythm

BELOW = frozenset({"micro", "red_micro", "building"})
"""Kinds that report through the grid above them, where the rhythm names no kinds."""
ZERO_WITH_MATTERS, SAYS_NOTHING, ENDS_BEFORE = (
    "sweeping.zero_with_matters",
    "sweeping.says_nothing",
    "sweeping.ends_before",
)
FINDINGS = (ZERO_WITH_MATTERS, SAYS_NOTHING, ENDS_BEFORE)


def owing(tree: Tree, rhythm: Rhythm) -> list[str]:
    """The grids a rhythm asks, in order of the tree: those of its kinds, else the lowest above micro-grids."""
    if rhythm.of:
        return [one for one in tree.order if tree.nodes[one].kind in rhythm.of]
    reporting = [one for one in tree.order if tree.nodes[one].kind not in BELOW]
    parents = {tree.parent[one] for one in reporting}
    return [one for one in reporting if one not in parents]


def findings(sweep: Sweep, matters: int) -> list[str]:
    """Words keys of what a person should look at again; nothing here keeps a sweep from being kept."""
    told = [ZERO_WITH_MATTERS] if sweep.zero and matters else []
    told += [SAYS_NOTHING] if not sweep.zero and not matters and not sweep.note else []
    backwards = sweep.from_on and sweep.until_on and sweep.until_on < sweep.from_on
    return told + ([ENDS_BEFORE] if backwards else [])
