"""Matters counted for reports: what was settled, petitions of groups, what sweeps averted."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from app.desk import report_book
from app.desk.edit import add
from app.desk.report_book import Wanted
from app.records import Matter, MatterStep, Sweep
from tests.machines import desk_in

MARCH = (date(2026, 3, 1), date(2026, 3, 31))


@pytest.fixture
def desk(tmp_path):
    told = desk_in(tmp_path)
    yield told
    told.close()


def came(desk, day=5, solved=None, **told):
    at = datetime(2026, 3, day, 23, 59)
    matter = desk.do(add, Matter, {"came_at": at, "line": "hotline", "told": "路灯不亮", **told})
    if solved is not None:
        step = {"matter_id": matter, "step": "feedback", "solved": solved, "at": at}
        desk.do(add, MatterStep, step)
    return matter


def figures(desk, name):
    return report_book.make(desk, Wanted(name, MARCH)).table.total


def test_what_was_settled_is_counted_by_line(desk):
    first = came(desk, solved=True)
    came(desk, 31, solved=False, line="petition")
    came(desk, same_as_id=first)  # the same again: no second matter
    told = figures(desk, "handled")
    assert (told["matters"], told["solved"], told["followed"]) == (2, 1, 1)
    assert (told["line_hotline"], told["line_petition"]) == (1, 1)


def test_petitions_of_groups_and_to_the_capital_are_told_apart(desk):
    came(desk, line="petition", people_count=5)
    came(desk, line="petition", people_count=4, told="扬言赴京上访", solved=True)
    came(desk, line="hotline", people_count=9)
    told = figures(desk, "indicators")
    assert (told["petitions"], told["crowd"], told["capital"], told["backlog"]) == (2, 1, 1, 1)


def test_what_a_sweep_found_and_was_settled_was_averted(desk):
    sweep = desk.do(add, Sweep, {"from_on": date(2026, 3, 25)})
    came(desk, sweep_id=sweep, solved=True)
    came(desk, sweep_id=sweep)
    told = figures(desk, "situation")
    assert (told["sweeps"], told["averted"]) == (1, 1)
