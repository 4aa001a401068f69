"""Who wrote a value is told from what stays true, whichever centre is joined or left afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.desk import enrolment, history
from app.desk.desk import Desk
from tests.district import UP, District, places
from tests.machines import change, register

TOWN = "刁镇综治中心"


@pytest.fixture
def below(tmp_path: Path) -> District:
    """A room and the centre of its town; the centre of the district is not joined yet."""
    told = places(tmp_path, "柳林", *UP)
    told.joins("柳林", "镇")
    told.carry("镇", "柳林", "镇")
    return told


def typed_by_the_centre(district: District) -> str:
    """A case of the room of which the town wrote the summary."""
    case_id = district.desks["柳林"].do(register)
    district.carry("柳林", "镇")
    district.desks["镇"].do(change, case_id, summary="镇里改的")
    district.carry("镇", "柳林", "镇")
    return case_id


def hand(desk: Desk, case_id: str) -> tuple[str, str]:
    values = desk.look(lambda db: history.history(db, "case", case_id, "summary"))
    told = values[-1].hand
    assert told is not None
    return told.who, told.where


def test_joining_a_district_later_makes_nothing_of_the_towns_the_districts(
    below: District,
) -> None:
    case_id = typed_by_the_centre(below)
    town, room = below.desks["镇"], below.desks["柳林"]
    assert hand(town, case_id) == ("孟广田", TOWN)
    assert hand(room, case_id) == (TOWN, TOWN)  # the people of a centre stay with it
    below.joins("镇", "区")
    below.carry("区", "镇", "柳林", "镇", "区")
    assert hand(town, case_id) == ("孟广田", TOWN)
    assert hand(below.desks["区"], case_id) == ("孟广田", TOWN)
    assert hand(room, case_id) == (TOWN, TOWN)


def test_a_room_that_changed_its_centre_still_tells_which_one_wrote(below: District) -> None:
    case_id = typed_by_the_centre(below)
    room = below.desks["柳林"]
    card = below.usb / "区.json"
    enrolment.centre_card(below.desks["区"], card)
    enrolment.join(room, card, leave=True)
    assert hand(room, case_id) == (TOWN, TOWN)
    below.carry("柳林", "区")
    enrolment.approve(below.desks["区"], enrolment.own_fingerprint(room))
    below.carry("区", "柳林", "区")
    assert hand(room, case_id) == (TOWN, TOWN)
    assert hand(below.desks["区"], case_id) == ("中心", "中心")  # who it was, nobody told it
