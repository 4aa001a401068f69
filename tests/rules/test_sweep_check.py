"""Which grids owe a sweep, and what does not fit in one."""

from __future__ import annotations

import datetime as dt

from app.records import Place, Sweep
from app.rules import sweep_check
from app.rules.mechanism import Rhythm


def tree(*lines: tuple[str, str | None, str | None]) -> dict[str, Place]:
    return {
        name: Place(id=name, name=name, parent_id=above, grid_kind=kind)
        for name, above, kind in lines
    }


def owing(places: dict[str, Place], *kinds: str) -> set[str]:
    return {one.id for one in sweep_check.owing(places, Rhythm("weekly", of=kinds))}


def test_micro_grids_report_through_the_grid_above() -> None:
    places = tree(("镇", None, "street"), ("村", "镇", None), ("微", "村", "micro"))
    assert owing(places) == {"村"}
    assert owing(places, "micro") == {"微"}


def test_a_ring_in_the_tree_ends() -> None:
    places = tree(("甲", "乙", "basic"), ("乙", "甲", "basic"))
    assert sweep_check.path(places, "甲") == ("乙", "甲")


def test_a_note_says_something_too() -> None:
    assert sweep_check.findings(Sweep(note="路灯坏了"), 0) == []
    assert sweep_check.findings(Sweep(), 0) == [sweep_check.SAYS_NOTHING]
    assert sweep_check.findings(Sweep(), 2) == []


def test_a_period_that_ends_before_it_begins_is_told() -> None:
    odd = Sweep(zero=True, from_on=dt.date(2026, 3, 2), until_on=dt.date(2026, 3, 1))
    assert sweep_check.findings(odd, 0) == [sweep_check.ENDS_BEFORE]
