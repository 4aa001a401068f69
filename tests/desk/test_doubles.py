"""Of two matters that two computers merged into each other one stands in every list, everywhere the same."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from app.desk import matter_count, matter_registers, repeats
from app.desk.desk import Desk
from app.desk.matter_registers import Period
from app.records import Matter
from tests.desk.test_matters import AT, listed, step, written

DAYS = (AT.date(), AT.date() + dt.timedelta(days=1))


def crossed(db: Session, one: str, other: str) -> None:
    """What stands after both computers took in what the other wrote."""
    db.get_one(Matter, one).same_as_id = other
    db.get_one(Matter, other).same_as_id = one


def counted(desk: Desk) -> int:
    return sum(n for _, _, n in desk.look(matter_count.groups, DAYS))


def test_two_that_were_merged_into_each_other_stand_as_one(desk: Desk) -> None:
    pair = [written(desk), written(desk)]
    desk.do(crossed, *pair)
    first = min(pair)
    assert [one.id for one in listed(desk)] == [first]
    assert desk.look(repeats.family, desk.shelf.log, max(pair)).first_id == first
    lists = desk.look(matter_registers.three_lists, desk.shelf.log, Period(*DAYS))
    assert ([one.matter.id for one in lists.collected], lists.doubles) == ([first], 1)
    assert counted(desk) == 1


def test_the_one_that_stands_goes_on_round(desk: Desk) -> None:
    pair = [written(desk), written(desk)]
    desk.do(crossed, *pair)
    step(desk, min(pair), "feedback", solved=True)
    assert listed(desk) == []


def test_a_double_of_what_was_struck_out_stands_again(desk: Desk) -> None:
    first, again = written(desk), written(desk, AT + dt.timedelta(hours=1))
    desk.do(repeats.merge, again, first)
    assert [one.id for one in listed(desk)] == [first]

    def strike(db: Session) -> None:
        db.get_one(Matter, first).void = "记错了"

    desk.do(strike)
    assert [one.id for one in listed(desk)] == [again]
    assert "handle" in listed(desk)[0].may
