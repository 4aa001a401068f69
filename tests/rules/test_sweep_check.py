"""Which grids owe a sweep, and what does not fit in one."""

from __future__ import annotations

import datetime as dt

from app.records import Sweep
from app.rules import sweep_check
from app.rules.grid_tree import Node, Tree
from app.rules.mechanism import Rhythm


def owing(*nodes: Node, kinds: tuple[str, ...] = ()) -> list[str]:
    return sweep_check.owing(Tree(nodes), Rhythm("weekly", of=kinds))


def test_micro_grids_report_through_the_grid_above() -> None:
    nodes = (
        Node("镇", None, "镇", "street"),
        Node("村", "镇", "村"),
        Node("微", "村", "微", "micro"),
    )
    assert owing(*nodes) == ["村"]
    assert owing(*nodes, kinds=("micro",)) == ["微"]


def test_a_note_says_something_too() -> None:
    assert sweep_check.findings(Sweep(note="路灯坏了"), 0) == []
    assert sweep_check.findings(Sweep(), 0) == [sweep_check.SAYS_NOTHING]
    assert sweep_check.findings(Sweep(), 2) == []


def test_a_period_that_ends_before_it_begins_is_told() -> None:
    odd = Sweep(zero=True, from_on=dt.date(2026, 3, 2), until_on=dt.date(2026, 3, 1))
    assert sweep_check.findings(odd, 0) == [sweep_check.ENDS_BEFORE]
