"""Two computers of a room do the same at once: it is seen on both, counted once, and one key mends it alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import holidays
from app.desk import points, practice, roster, signing_in
from app.desk.desk import Desk
from tests.desk.test_mates import Village

DAY = dt.date(2026, 3, 2)
NOW = dt.datetime(2026, 3, 2, 8, 20)


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Village, Desk, Desk]]:
    village = Village(tmp_path)
    village.first.do(practice.use, village.first.shelf.log, DAY, "suoxiyu")
    yield village, village.first, village.come_in()
    village.leave()


def test_a_month_two_planned_stands_once_after_one_key(both: tuple[Village, Desk, Desk]) -> None:
    village, first, second = both
    for desk in (first, second):
        dealt = desk.look(roster.propose, desk.shelf.log, DAY, holidays.load())
        desk.do(roster.put, desk.shelf.log, dealt)
    village.carry(first, second, first)
    found = [
        desk.look(roster.month, desk.shelf.log, DAY, holidays.load(), NOW)
        for desk in (first, second)
    ]
    assert [sum(one.double for one in month.seats) for month in found] == [44, 44]
    assert [one.id for one in found[0].seats if one.counts] == [
        one.id for one in found[1].seats if one.counts
    ]
    assert found[0].gaps == {}
    first.do(roster.tidy, first.shelf.log, DAY, dt.date(2026, 3, 31))
    village.carry(first, second)
    after = second.look(roster.month, second.shelf.log, DAY, holidays.load(), NOW)
    assert len(after.seats) == 44


def test_points_two_gave_count_once_and_goods_two_handed_out_are_told(
    both: tuple[Village, Desk, Desk],
) -> None:
    village, first, second = both
    who = f"mediator/{first.user}"
    first.do(signing_in.sign, first.shelf.log, NOW)
    first.do(points.give, first.shelf.log, DAY, who, 10, "帮扶")
    village.carry(first, second)
    for desk in (first, second):
        log = desk.shelf.log
        desk.do(points.confirm, log, desk.look(points.propose, log, DAY, DAY))
        desk.do(points.redeem, log, DAY, who, "洗衣粉一袋", 10)
    village.carry(first, second, first)
    for desk in (first, second):
        (balance,) = desk.look(points.balances, desk.shelf.log)
        assert (balance.earned, balance.left) == (12, -8)
        assert [one.who for one in desk.look(points.below_nought, desk.shelf.log)] == [who]
        slips = [one.slip_no for one in desk.look(points.ledger, desk.shelf.log, DAY, DAY)]
        assert len({one for one in slips if one}) == 2
    assert first.do(points.settle_doubles, first.shelf.log) == 1
    village.carry(first, second)
    assert second.do(points.settle_doubles, second.shelf.log) == 0
