"""Matters counted for reports: what was settled, petitions of groups, what sweeps averted."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from app.desk import report_book
from app.desk.edit import add
from app.desk.report_book import Wanted
from app.desk.room import own_room
from app.records import Matter, MatterStep, Place, Sweep
from app.trouble import Trouble
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
    assert (told["line_hotline"], told["line_petition"]) == (2, 1)  # it came all the same


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


def test_what_came_elsewhere_is_not_counted_at_a_place(desk):
    here = desk.do(add, Place, {"name": "柳林小学", "room_id": own(desk)})
    there = desk.do(add, Place, {"name": "东村", "room_id": own(desk)})
    came(desk, place_id=here, solved=True)
    for place in (there, there, None):
        came(desk, place_id=place)
    desk.do(add, Sweep, {"from_on": date(2026, 3, 25), "place_id": there})
    for by in ("room", "place"):
        told = report_book.make(desk, Wanted("monthly", MARCH, by, place_id=here)).table.total
        assert (told["matters"], told["solved"], told["sweeps"]) == (1, 1, 0)


def test_figures_that_nobody_alone_owns_are_refused_by_mediator(desk):
    came(desk)
    with pytest.raises(Trouble, match="调委会"):
        report_book.make(desk, Wanted("handled", MARCH, "mediator"))
    place = desk.do(add, Place, {"name": "东村", "room_id": own(desk)})
    with pytest.raises(Trouble, match="那个网格里没有登记调委会"):
        report_book.make(desk, Wanted("personnel", MARCH, place_id=place))


def test_what_was_merged_counts_on_the_line_it_came_on_and_is_settled_once(desk):
    first = came(desk, line="grid", solved=True)
    came(desk, line="hotline", same_as_id=first)
    made = report_book.make(desk, Wanted("handled", MARCH))
    told = made.table.total
    assert (told["matters"], told["solved"], told["followed"]) == (1, 1, 0)
    assert (told["line_grid"], told["line_hotline"]) == (1, 1)
    assert any("每条线各计一次" in one for one in made.listing.below)
    volumes = report_book.make(desk, Wanted("three_volumes", MARCH)).listing
    assert volumes.rows[-1][1] == 1
    assert any("并件也计" in one for one in volumes.below)


def test_one_number_at_two_rooms_is_named_and_not_merged(desk):
    for room in ("r1", "r2", "r2"):
        came(desk, room_id=room, outside_no="JN-77")
    came(desk, outside_no="")
    made = report_book.make(desk, Wanted("handled", MARCH))
    assert made.table.total["matters"] == 4
    assert any("可能重复2件" in one for one in made.listing.below)


def own(desk):
    return desk.look(lambda db: own_room(db, desk.shelf.log).id)


def test_three_volumes_of_a_place_count_what_came_there_alone(desk):
    here = desk.do(add, Place, {"name": "柳林小学", "room_id": own(desk)})
    came(desk, place_id=here)
    came(desk)
    wanted = Wanted("three_volumes", MARCH, place_id=here)
    told = report_book.make(desk, wanted).listing
    assert told.title.startswith("柳林小学")
    assert told.total[-1] == 1
    assert report_book.make(desk, Wanted("three_volumes", MARCH)).listing.total[-1] == 2
