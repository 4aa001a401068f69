"""A centre hands a matter to a room in one press; what the room answers over the stick stands on the matter."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from app import holidays
from app.desk import (
    dispatches,
    loop_steps,
    matter_dispatch,
    matter_registers,
    questions,
    tier_clocks,
)
from app.desk.desk import Desk
from app.desk.matter_list import Line
from app.desk.matter_registers import Period
from app.rules import case_clock, mechanism
from app.trouble import Trouble
from tests import district as districts
from tests.desk.test_matters import AT, TOLD, listed, written
from tests.district import District

USUAL = mechanism.preset(mechanism.USUAL)
DUE = dt.date(2026, 9, 20)


@pytest.fixture
def district(tmp_path: Path) -> District:
    """Two rooms and their centre."""
    return districts.district(tmp_path)


def hand_out(centre: Desk, matter: str, to: str = "柳林") -> str:
    place = centre.look(dispatches.place_named, to)
    return matter_dispatch.hand_out(centre, AT, matter, place.room, due=DUE, told="请五日内办结")


def seen(desk: Desk, matter: str) -> Line:
    return next(one for one in listed(desk, part="all") if one.id == matter)


def test_it_goes_down_with_all_that_is_known_and_its_answers_stand_on_the_matter(
    district: District,
) -> None:
    room, centre = district.desks["柳林"], district.desks["镇"]
    matter = written(centre)
    dispatch = hand_out(centre, matter)
    lists = centre.look(matter_registers.listings, centre.shelf.log, Period(), AT.date())
    assert lists["handed"].rows[0][4] == "柳林村调解室"
    line = seen(centre, matter)
    assert (line.standing.state, line.holders) == ("pass", ("柳林村调解室",))
    assert line.standing.due_on == DUE
    district.everyone()
    assert listed(room, part="all") == []
    (told,) = room.look(dispatches.listing, room.shelf.log, room.today())
    assert (told.title, told.due_on, told.instruction) == (TOLD["told"], DUE, "请五日内办结")
    file = room.look(questions.case_file, dispatches.accept(room, dispatch))
    assert (file.case.summary, file.case.line, file.case.people_count) == (
        TOLD["told"], "hotline", 3,
    )  # fmt: skip
    assert [(p.role, p.name, p.phone) for p in file.parties] == [
        ("applicant", "何小满", "19900001234"), ("respondent", "柳林物业", None),
    ]  # fmt: skip
    district.everyone()
    assert seen(centre, matter).standing.state == "handle"
    assert not centre.look(matter_dispatch.to_sign, matter)
    with pytest.raises(Trouble) as why:
        matter_dispatch.sign_off(centre, matter)
    assert why.value.key == "matter.nothing_done"
    dispatches.step(room, dispatch, "done", "双方和好")
    district.everyone()
    matter_dispatch.sign_off(centre, matter)
    line = seen(centre, matter)
    assert line.is_solved
    last = centre.look(loop_steps.steps_of, [matter])[matter]
    assert next(one.told for one in last if one.step == "feedback") == "双方和好"
    district.everyone()
    (told,) = room.look(dispatches.listing, room.shelf.log, room.today())
    assert told.state == "confirmed"


def test_its_clock_goes_down_with_it_and_the_case_of_the_room_keeps_it(district: District) -> None:
    room, centre = district.desks["柳林"], district.desks["镇"]
    matter = written(centre, tier="hard")
    soft = dt.date(2026, 9, 15)
    assert seen(centre, matter).due == dt.datetime.combine(soft, dt.time(23, 59))
    place = centre.look(dispatches.place_named, "柳林")
    dispatch = matter_dispatch.hand_out(centre, AT, matter, place.room)
    district.everyone()
    for desk in (centre, room):
        (told,) = desk.look(dispatches.listing, desk.shelf.log, desk.today())
        assert told.due_on == soft
    case = dispatches.accept(room, dispatch)
    file = room.look(questions.case_file, case)
    running = case_clock.running(file, USUAL, holidays.load())
    assert running is not None
    assert (running.fixed, running.soft.due.day) == (True, soft)
    district.everyone()
    for desk in (centre, room):
        told = desk.look(tier_clocks.running, desk.shelf.log, AT, holidays.load(), USUAL)
        assert [(one.kind, one.clock.soft.due.day) for one in told] == [("case", soft)]
    told = centre.look(tier_clocks.running, centre.shelf.log, AT, holidays.load(), USUAL)
    assert told[0].clock.start == AT  # when the matter came in


def test_signed_off_among_the_dispatches_it_is_told_back_as_well(district: District) -> None:
    room, centre = district.desks["柳林"], district.desks["镇"]
    matter = written(centre)
    dispatch = hand_out(centre, matter)
    district.everyone()
    dispatches.accept(room, dispatch)
    dispatches.step(room, dispatch, "done", "已谈妥")
    district.everyone()
    dispatches.step(centre, dispatch, "confirmed")
    assert seen(centre, matter).is_solved
    assert [one.id for one in listed(centre, part="solved")] == [matter]


def test_what_the_room_sends_back_is_with_the_centre_again_and_goes_to_another(
    district: District,
) -> None:
    room, centre = district.desks["柳林"], district.desks["镇"]
    matter = written(centre)
    dispatch = hand_out(centre, matter)
    with pytest.raises(Trouble) as why:
        hand_out(centre, matter)
    assert why.value.key == "matter.dispatched_already"
    district.everyone()
    dispatches.step(room, dispatch, "returned", "不是我村的人")
    district.everyone()
    line = seen(centre, matter)
    assert (line.standing.state, line.standing.returned, line.holders) == ("report", True, ())
    hand_out(centre, matter, "石桥")
    assert seen(centre, matter).holders == ("石桥村调解室",)
    district.everyone()
    (told,) = district.desks["石桥"].look(
        dispatches.listing, district.desks["石桥"].shelf.log, centre.today()
    )
    assert told.title == TOLD["told"]


def test_a_room_s_own_matter_becomes_its_case_when_it_takes_the_dispatch_up(
    district: District,
) -> None:
    room, centre = district.desks["柳林"], district.desks["镇"]
    matter = written(room)
    district.everyone()
    dispatch = hand_out(centre, matter)
    district.everyone()
    assert seen(room, matter).holders == ("柳林村调解室",)
    case = dispatches.accept(room, dispatch)
    assert seen(room, matter).case_id == case
    district.everyone()
    assert seen(centre, matter).case_id == case


def test_where_the_power_went_between_the_two_only_the_second_is_written(
    district: District,
) -> None:
    centre = district.desks["镇"]
    matter = written(centre)
    number = seen(centre, matter).number
    to = centre.look(dispatches.place_named, "柳林").room
    first = dispatches.send(centre, to, {"title": "漏水", "origin_no": number})
    assert hand_out(centre, matter) == first
    assert len(centre.look(dispatches.listing, centre.shelf.log, centre.today())) == 1
