"""Of two matters that two computers merged into each other one stands in every list, everywhere the same."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import doubles, matter_count, matter_registers, repeats
from app.desk.desk import Desk
from app.desk.matter_registers import Period
from app.desk.report_count import Asked
from app.records import Matter
from app.rules import report_form
from tests.desk.test_matters import AT, listed, step, written

DAYS = (AT.date(), AT.date() + dt.timedelta(days=1))


def crossed(db: Session, one: str, other: str) -> None:
    """What stands after both computers took in what the other wrote."""
    db.get_one(Matter, one).same_as_id = other
    db.get_one(Matter, other).same_as_id = one


def pointed(db: Session, same: dict[str, str], struck: set[str]) -> None:
    """Every matter anew: which it is the same as, and whether it was struck out."""
    for row in db.scalars(select(Matter)):
        row.same_as_id, row.void = same.get(row.id), "记错了" if row.id in struck else None


def told_to_stand(ids: list[str], same: dict[str, str], struck: set[str]) -> set[str]:
    """The same by walking: whoever is behind nobody, and of a ring the smallest."""
    found = set()
    for one in ids:
        seen, at = [one], same.get(one)
        while at is not None and at not in struck and at not in seen:
            seen.append(at)
            at = same.get(at)
        hidden = one in same and same[one] not in struck
        if one not in struck and (not hidden or (at == one and one == min(seen))):
            found.add(one)
    return found


def counted(desk: Desk) -> int:
    asked = Asked(DAYS, by="whole")
    found = desk.look(matter_count.counted, report_form.form("handled"), asked, {"matters"})
    return sum(one["matters"] for one in found.values())


def test_two_that_were_merged_into_each_other_stand_as_one(desk: Desk) -> None:
    pair = [written(desk), written(desk)]
    desk.do(crossed, *pair)
    first = min(pair)
    assert [one.id for one in listed(desk)] == [first]
    assert desk.look(repeats.family, desk.shelf.log, max(pair)).first_id == first
    lists = desk.look(matter_registers.three_lists, desk.shelf.log, Period(*DAYS))
    assert ([one.matter.id for one in lists.collected], lists.doubles) == ([first], 1)
    assert counted(desk) == 1


def test_of_a_ring_of_three_one_stays(desk: Desk) -> None:
    ids = sorted(written(desk) for _ in range(4))
    a, b, c, behind = ids
    desk.do(pointed, {a: c, c: b, b: a, behind: b}, set())
    assert [one.id for one in listed(desk)] == [a]
    assert desk.look(repeats.family, desk.shelf.log, c).first_id == a
    assert desk.look(repeats.family, desk.shelf.log, behind).first_id == a
    lists = desk.look(matter_registers.three_lists, desk.shelf.log, Period(*DAYS))
    assert ([one.matter.id for one in lists.collected], lists.doubles) == ([a], 3)
    assert counted(desk) == 1


def test_whatever_was_merged_into_whatever_no_ring_hides_itself(desk: Desk) -> None:
    ids = sorted(written(desk) for _ in range(5))
    one = st.sampled_from(ids)

    @settings(max_examples=40, deadline=None)
    @given(st.dictionaries(one, one), st.sets(one, max_size=2))
    def stand(same: dict[str, str], struck: set[str]) -> None:
        desk.do(pointed, same, struck)
        asked = select(Matter.id).where(Matter.void.is_(None), doubles.stands())
        found = desk.look(lambda db: set(db.scalars(asked)))
        assert found == told_to_stand(ids, same, struck)

    stand()


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
