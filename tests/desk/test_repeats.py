"""Doubles across lines are found by index, told with their reasons, and merged by a person alone."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import event

from app.desk import cases, repeats
from app.desk.desk import Desk
from app.desk.edit import add
from app.records import Matter, MatterStep, Visitor
from app.rules.repeats import CASE, LIKELY, MATTER, PERSON, VISITOR
from app.trouble import Trouble
from tests.desk.field_work import TREE, grow, way

NOW = dt.datetime(2026, 3, 2, 9, 0)
WALL = "隔壁建房滴水檐伸到自家院内，下雨天雨水流入院中，墙泡坏了"
WHO = {"reporter": "孔德柱", "phone": "199 0000 0101", "address": "上河村12号"}
VISITOR_SAYS = {"name": "孔德柱", "phone": "19900000101", "address": "柳林镇上河村12号"}


def matter(desk: Desk, days: int = 0, **more: Any) -> str:
    told = {"line": "grid", "came_at": NOW + dt.timedelta(days=days), "told": WALL, **WHO, **more}
    return desk.do(add, Matter, told)


def found(desk: Desk, one: str) -> list[tuple[str, str, str]]:
    alike = desk.look(repeats.of_matter, desk.shelf.log, one)
    return [(x.told.kind, x.told.id, x.verdict) for x in alike]


def test_matters_visitors_and_cases_are_compared(desk: Desk) -> None:
    earlier = matter(desk, phone="+86 199-0000-0101")
    told = {"came_at": NOW, "matter": WALL, **VISITOR_SAYS}
    visitor = desk.do(add, Visitor, told)
    case = desk.do(
        cases.register_case,
        desk.shelf.log,
        NOW.date(),
        {"accepted_on": NOW.date(), "summary": WALL},
    )
    party = {"name": "孔德柱", "phone": "19900000101", "address": "上河村12号", "role": "applicant"}
    desk.do(cases.add_party, case, party)
    fresh = matter(desk, 3, line="hotline", outside_no="12345-7")
    assert set(found(desk, fresh)) == {
        (MATTER, earlier, LIKELY), (VISITOR, visitor, LIKELY), (CASE, case, LIKELY),
    }  # fmt: skip


def test_another_thing_of_the_same_person_is_told_as_that(desk: Desk) -> None:
    earlier = matter(desk, told="咨询生育津贴怎样申领，需要哪些材料")
    assert found(desk, matter(desk, 1)) == [(MATTER, earlier, PERSON)]


def test_in_the_same_grid_words_alone_are_found(desk: Desk) -> None:
    grids = desk.do(grow, desk.shelf.log, TREE)
    nobody = {"reporter": None, "phone": None, "address": None}
    earlier = matter(desk, place_id=grids["学校"], **nobody)
    matter(desk, place_id=grids["一网格"], **nobody)
    assert [x[1] for x in found(desk, matter(desk, 1, place_id=grids["学校"], **nobody))] == [
        earlier
    ]


def test_what_lies_long_back_is_not_compared(desk: Desk) -> None:
    way(desk, repeats={"days": 30})
    matter(desk)
    assert found(desk, matter(desk, 31)) == []
    assert len(found(desk, matter(desk, 32))) == 1


def test_nothing_is_merged_before_a_person_says_so(desk: Desk) -> None:
    first, again = matter(desk), matter(desk, 1)
    with desk.shelf.reading() as db:
        assert all(one.same_as_id is None for one in db.query(Matter))
    desk.do(repeats.merge, again, first)
    assert found(desk, again) == []
    assert found(desk, first) == []


def test_a_family_is_counted_once_with_the_steps_of_all(desk: Desk) -> None:
    first, second, third = matter(desk), matter(desk, 1, line="hotline"), matter(desk, 2)
    for n, one in enumerate((second, first)):
        at = NOW + dt.timedelta(hours=2 - n)
        desk.do(add, MatterStep, {"matter_id": one, "step": "handle", "at": at})
    desk.do(repeats.merge, second, first)
    desk.do(repeats.merge, third, second)
    told = desk.look(repeats.family, desk.shelf.log, third)
    assert (told.first_id, told.times, told.lines) == (first, 3, ("grid", "hotline"))
    assert [x.matter_id for x in told.steps] == [first, second]
    assert told.alert == "orange"


def test_what_was_merged_cannot_be_merged_into_itself(desk: Desk) -> None:
    first, second = matter(desk), matter(desk, 1)
    desk.do(repeats.merge, second, first)
    for pair in ((first, second), (first, first), (second, first)):
        with pytest.raises(Trouble):
            desk.do(repeats.merge, *pair)


def test_the_first_goes_on_with_the_earlier_of_two_fixed_days(desk: Desk) -> None:
    first = matter(desk, due_on=dt.date(2026, 3, 20))
    later = matter(desk, 1, due_on=dt.date(2026, 3, 9))
    desk.do(repeats.merge, first, later)
    with desk.shelf.reading() as db:
        row, other = db.get(Matter, first), db.get(Matter, later)
        assert row is not None
        assert other is not None
        assert (row.same_as_id, row.due_on) == (None, dt.date(2026, 3, 9))
        assert other.same_as_id == first


def test_a_ring_that_two_computers_made_ends(desk: Desk) -> None:
    from app.desk.edit import edit

    first, second = matter(desk), matter(desk, 1)
    desk.do(edit, Matter, first, {"same_as_id": second})
    desk.do(edit, Matter, second, {"same_as_id": first})
    told = desk.look(repeats.family, desk.shelf.log, first)
    assert {x.id for x in told.matters} == {first, second}
    assert told.first_id == min(first, second)


def test_what_a_person_set_apart_is_never_told_again(desk: Desk) -> None:
    first, second = matter(desk), matter(desk, 1)
    desk.do(repeats.merge, second, first)
    desk.do(repeats.part, second, first)
    assert found(desk, second) == []
    assert found(desk, first) == []
    assert desk.look(repeats.family, desk.shelf.log, second).times == 1


def test_a_matter_joins_a_case_or_a_visitor(desk: Desk) -> None:
    case = desk.do(cases.register_case, desk.shelf.log, NOW.date(), {"summary": WALL})
    visitor = desk.do(add, Visitor, {"came_at": NOW, **VISITOR_SAYS})
    one = matter(desk)
    desk.do(repeats.merge, one, case)
    desk.do(repeats.merge, one, visitor)
    with desk.shelf.reading() as db:
        row = db.get(Matter, one)
        assert row is not None
        assert (row.case_id, row.visitor_id) == (case, visitor)


def test_who_comes_again_with_the_same_matter_is_told_at_the_door(desk: Desk) -> None:
    first = desk.do(add, Visitor, {"came_at": NOW, "matter": WALL, **VISITOR_SAYS})
    on = NOW.date() + dt.timedelta(days=9)
    (told,) = desk.look(repeats.at_door, desk.shelf.log, on, {"matter": WALL, **VISITOR_SAYS})
    assert (told.told.id, told.verdict) == (first, LIKELY)
    other = {"matter": "想问问养老金从哪个月发", **VISITOR_SAYS}
    (told,) = desk.look(repeats.at_door, desk.shelf.log, on, other)
    assert told.verdict == PERSON
    stranger = {"name": "苗立国", "phone": "19900000999", "matter": "想问问养老金从哪个月发"}
    assert desk.look(repeats.at_door, desk.shelf.log, on, stranger) == []


def test_a_visitor_comes_again_after_the_first_visit(desk: Desk) -> None:
    first, second, third = (desk.do(add, Visitor, {"came_at": NOW, **VISITOR_SAYS}) for _ in "123")
    desk.do(repeats.come_again, second, first)
    desk.do(repeats.come_again, third, second)
    with desk.shelf.reading() as db:
        row = db.get(Visitor, third)
        assert row is not None
        assert row.earlier_id == first
    with pytest.raises(Trouble):
        desk.do(repeats.come_again, first, third)


def test_every_candidate_comes_by_an_index(desk: Desk) -> None:
    """However many matters there are: no statement of the search reads a table from end to end."""
    grids = desk.do(grow, desk.shelf.log, TREE)
    one = matter(desk, place_id=grids["学校"], outside_no="7")
    seen: list[tuple[str, Any]] = []

    def hear(_conn: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        seen.append((statement, parameters))

    with desk.shelf.reading() as db:
        engine = db.get_bind()
        event.listen(engine, "before_cursor_execute", hear)
        repeats.of_matter(db, desk.shelf.log, one)
        event.remove(engine, "before_cursor_execute", hear)
        wanted = [x for x in seen if "FROM matter" in x[0] or "FROM visitor" in x[0]]
        plans = [
            row[-1]
            for statement, parameters in wanted
            for row in db.connection().exec_driver_sql(
                f"EXPLAIN QUERY PLAN {statement}", parameters
            )
        ]
    assert len(wanted) >= 6
    assert [x for x in plans if x.startswith("SCAN")] == []
