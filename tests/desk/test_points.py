"""积分 in a room: found in what was done, confirmed, given, redeemed, never twice and never below nought."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest

from app.desk import cases, merit_papers, points, practice, signing_in
from app.desk.desk import Desk
from app.desk.edit import add, edit, void
from app.desk.room import own_room
from app.records import (
    Agreement,
    Case,
    HomeCall,
    Matter,
    MatterStep,
    Mediator,
    Person,
    Points,
    Reopening,
    Sweep,
    Visit,
)
from app.rules import mechanism
from app.rules.mechanism import Merit
from app.trouble import Trouble
from tests.desk.test_merit import MARCH, agreed_case, staff_ids

DAY = dt.date(2026, 3, 9)
RULES = tuple(
    Merit(code=event, zh=zh, points=number, event=event)
    for event, zh, number in (
        ("agreed", "调解成功", 5), ("case_closed", "结案", 1), ("visited", "按时回访", 2), ("sweep", "排查", 1),
        ("call", "走访", 1), ("duty", "坐班", 2), ("matter_solved", "办结", 3), ("petition", "信访化解", 4),
        ("relapse", "反弹", -5),
    )
)  # fmt: skip


def rules(desk: Desk) -> None:
    own = msgspec.structs.replace(mechanism.preset(mechanism.USUAL), points=RULES)
    desk.do(practice.put, desk.shelf.log, DAY, own)


def proposed(desk: Desk) -> list[Any]:
    return desk.look(points.propose, desk.shelf.log, *MARCH)


def test_everything_that_was_done_is_found_with_who_did_it(desk: Desk) -> None:
    rules(desk)
    log, (lead, *_) = desk.shelf.log, staff_ids(desk)
    case = agreed_case(desk, lead, 2)

    def done(db: Any) -> str:
        room = own_room(db, log).id
        person = add(db, Person, {"room_id": room, "name": "齐树山"})
        add(db, Visit, {"case_id": case, "done_on": DAY, "by_id": lead, "relapse": True})
        add(db, Reopening, {"case_id": case, "on_day": DAY})
        add(db, Sweep, {"room_id": room, "from_on": DAY, "by_person_id": person})
        add(db, HomeCall, {"room_id": room, "on_day": DAY, "by_id": lead})
        matter = add(db, Matter, {"room_id": room, "handler_id": person, "number": "事1"})
        step = {
            "matter_id": matter,
            "step": "feedback",
            "at": dt.datetime(2026, 3, 9, 10),
            "solved": True,
        }
        add(db, MatterStep, step)
        cases.close_case(db, case, {"closed_on": DAY}, [])
        return person

    person = desk.do(done)
    desk.do(signing_in.sign, log, dt.datetime(2026, 3, 9, 8))
    found = {one.rule: (one.fact.who, one.points) for one in proposed(desk)}
    me, him = f"mediator/{lead}", f"person/{person}"
    assert found == {
        "agreed": (me, 5), "case_closed": (me, 1), "visited": (me, 2), "relapse": (me, -5), "call": (me, 1),
        "duty": (me, 2), "sweep": (him, 1), "matter_solved": (him, 3),
    }  # fmt: skip
    with desk.shelf.reading() as db:
        number = db.get(Case, case).file_no
        made = db.query(Agreement).one().made_on
    why = next(one.why for one in proposed(desk) if one.rule == "relapse")
    assert f"{number}（{DAY} 回访发现反弹），原 {made} 达成协议" in why
    assert desk.do(points.confirm, log, proposed(desk)) == 8
    assert proposed(desk) == []
    assert {x.name: x.left for x in desk.look(points.balances, log)} == {"孟广田": 6, "齐树山": 4}


def test_a_visit_long_after_the_promise_is_not_in_time(desk: Desk) -> None:
    rules(desk)
    lead = staff_ids(desk)[0]
    case = agreed_case(desk, lead, 2)

    def late(db: Any) -> None:
        from app.records import PerformanceItem

        add(db, PerformanceItem, {"case_id": case, "due_on": dt.date(2026, 1, 1)})
        add(db, Visit, {"case_id": case, "done_on": DAY, "by_id": lead})

    desk.do(late)
    assert {one.rule for one in proposed(desk)} == {"agreed"}


def test_what_was_given_meanwhile_is_not_given_again(desk: Desk) -> None:
    rules(desk)
    log = desk.shelf.log
    agreed_case(desk, staff_ids(desk)[0], 2)
    told = proposed(desk)
    assert desk.do(points.confirm, log, told) == 1
    assert desk.do(points.confirm, log, told) == 0


def test_what_a_person_voided_stays_void_until_its_ground_changes(desk: Desk) -> None:
    rules(desk)
    log = desk.shelf.log
    case = agreed_case(desk, staff_ids(desk)[0], 2)
    desk.do(cases.close_case, case, {"closed_on": DAY}, [])
    agreed, closed = proposed(desk)
    desk.do(points.confirm, log, [agreed])
    (row,) = desk.look(points.ledger, log, None, None)
    desk.do(void, Points, row.id, "不该记")
    desk.do(points.decline, log, closed)
    assert proposed(desk) == []
    assert desk.look(points.withheld, log, *MARCH) == 2
    assert desk.look(points.ledger, log, None, None) == []
    assert len(desk.look(points.propose, log, *MARCH, again=True)) == 2
    desk.do(edit, Case, case, {"closed_on": DAY + dt.timedelta(days=1)})
    assert [one.rule for one in proposed(desk)] == ["case_closed"]  # another day, another ground
    assert desk.do(points.confirm, log, proposed(desk)) == 1
    assert desk.look(points.withheld, log, *MARCH) == 1


def test_what_two_computers_gave_counts_once_and_is_voided(desk: Desk) -> None:
    rules(desk)
    log, lead = desk.shelf.log, staff_ids(desk)[0]

    def twice(db: Any) -> None:
        for _ in range(2):
            told = {
                "rule": "agreed",
                "of_row": "case/1",
                "points": 5,
                "mediator_id": lead,
                "on_day": DAY,
            }
            add(db, Points, {"room_id": own_room(db, log).id, **told})

    desk.do(twice)
    assert [x.left for x in desk.look(points.balances, log)] == [5]
    assert [x.double for x in desk.look(points.ledger, log, None, None)].count(True) == 1
    assert desk.do(points.settle_doubles, log) == 1
    assert len(desk.look(points.ledger, log, None, None)) == 1


def test_goods_cost_points_and_nobody_goes_below_nought(desk: Desk) -> None:
    log, who = desk.shelf.log, f"mediator/{desk.user}"
    desk.do(points.give, log, DAY, who, 12, "帮扶孤寡老人")
    with pytest.raises(Trouble) as said:
        desk.do(points.redeem, log, DAY, who, "毛巾两条", 15)
    assert said.value.key == "points.too_few"
    assert "12" in str(said.value)
    slip = desk.do(points.redeem, log, DAY, who, "洗衣粉一袋", 10)
    line = next(x for x in desk.look(points.ledger, log, None, None) if x.id == slip)
    assert (line.slip_no, line.points) == ("兑〔2026〕1号", -10)
    balance = desk.look(points.balances, log)[0]
    assert (balance.earned, balance.spent, balance.left) == (12, -10, 2)
    told = desk.look(merit_papers.balance_listing, log, DAY)
    assert told.rows[0][1:] == (12, 0, 10, 2)  # what was given away is said as a plain number
    with pytest.raises(Trouble):
        desk.do(points.give, log, DAY, who, 3, " ")


def test_who_left_with_points_may_still_redeem_them(desk: Desk) -> None:
    log, (_, other, _) = desk.shelf.log, staff_ids(desk)
    who, name = f"mediator/{other}", desk.look(lambda db: db.get(Mediator, other).name)
    desk.do(points.give, log, DAY, who, 12, "帮扶孤寡老人")
    desk.do(edit, Mediator, other, {"left_on": DAY})
    later = DAY + dt.timedelta(days=9)
    assert desk.look(points.holder, log, later, name) == who
    desk.do(points.redeem, log, later, who, "毛巾两条", 12)
    with pytest.raises(Trouble) as said:
        desk.look(points.holder, log, later, name)
    assert said.value.key == "duty.no_such_person"
