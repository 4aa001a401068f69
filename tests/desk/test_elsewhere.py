"""A case that went to another room: shown as handed over where it was, counted once at the centre."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from app.desk import concluded, dispatches, elsewhere, handovers, questions, reports
from app.desk import room as rooms
from app.desk import split as splits
from app.desk import today as todays
from app.desk.desk import Desk
from app.rules.lengths import shipped
from tests import district as districts
from tests.district import District
from tests.machines import change, register

DAY = dt.date(2026, 3, 2)


@pytest.fixture
def district(tmp_path: Path) -> District:
    """Two rooms, their centre and the one above."""
    return districts.district(tmp_path, upper=True)


def granted(district: District) -> tuple[str, str]:
    """A case of one room that the centre lets go to the other: its id, and that of the dispatch."""
    room, centre = district.desks["柳林"], district.desks["镇"]
    own = room.look(rooms.own_room, room.shelf.log).id
    case = room.do(register, room_id=own, accepted_on=DAY, route="people", dispute_type="02")
    asked = room.do(handovers.ask, room.today(), case, "石桥村调解室", "两家都在石桥村")
    district.everyone()
    to = centre.look(dispatches.place_named, "石桥")
    dispatch = handovers.grant(centre, asked, to.room, {})
    district.everyone()
    return case, dispatch


def taken_up(district: District) -> tuple[str, str, str]:
    case, dispatch = granted(district)
    other = district.desks["石桥"]
    second = dispatches.accept(other, dispatch)
    other.do(change, second, accepted_on=DAY, route="people")
    district.everyone()
    district.everyone()
    return case, second, dispatch


def counted(desk: Desk) -> list[int]:
    """What split, report and register say; and how many lines the register has."""
    log = desk.shelf.log
    figures = desk.look(reports.situation, log, dt.date(2000, 1, 1), dt.date(2100, 1, 1), DAY)
    return [
        desk.look(splits.split, log).total, figures.total, desk.look(elsewhere.how_many, log),
        len(desk.look(elsewhere.listed, log, limit=9)),
    ]  # fmt: skip


def errands(desk: Desk) -> list[str]:
    page = desk.look(todays.today, desk.today(), desk.calendar(), shipped())
    told = (*page.visits, *page.promises, *page.periods, *page.no_next_step)
    return [one.case_id for one in told]


@pytest.mark.parametrize("ends", [False, True])
def test_a_case_taken_up_elsewhere_counts_once_and_asks_nothing_of_its_first_room(
    district: District, *, ends: bool
) -> None:
    case, second, _ = taken_up(district)
    room, other = district.desks["柳林"], district.desks["石桥"]
    if ends:
        room.do(handovers.end, room.today(), case)
        district.everyone()
    assert counted(room) == [0, 0, 1, 1]  # its own register keeps the line
    assert counted(other) == [1, 1, 1, 1]
    assert errands(room) == []
    for name in ("镇", "区"):
        centre = district.desks[name]
        assert counted(centre) == [1, 1, 1, 1]
        assert [x.id for x in centre.look(elsewhere.listed, centre.shelf.log, limit=9)] == [second]
        assert case not in errands(centre)
        assert second in errands(centre)
    file = other.look(questions.case_file, second)
    for name in ("柳林", "镇", "区"):
        desk = district.desks[name]
        first = desk.look(questions.case_file, case)
        found = concluded.conclude(first, desk.calendar(), shipped(), room.today())
        assert (found["stage"], found["result"], found["next_step"]) == (
            "handed_over", "handed_over", None,
        )  # fmt: skip
        assert found["handed_to"] == {"to": "石桥村调解室", "number": file.case.file_no}


def test_a_case_ended_before_it_is_taken_up_counts_once_at_the_centre(district: District) -> None:
    case, _ = granted(district)
    room = district.desks["柳林"]
    room.do(handovers.end, room.today(), case)
    district.everyone()
    assert counted(room)[:2] == [0, 0]
    assert counted(district.desks["镇"]) == [1, 1, 1, 1]


def test_a_case_that_came_back_counts_in_its_room_again(district: District) -> None:
    case, _, dispatch = taken_up(district)
    room, other = district.desks["柳林"], district.desks["石桥"]
    room.do(handovers.end, room.today(), case)
    dispatches.step(other, dispatch, "returned", "不归我们管")
    district.everyone()
    district.everyone()
    assert counted(room) == [1, 1, 1, 1]
    assert case in errands(room)
