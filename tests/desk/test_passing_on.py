"""From the district through the township to a room, and every answer all the way back."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.desk import dispatches, outcomes, passing_on
from app.desk.desk import Desk
from app.desk.dispatches import Line
from app.records import Dispatch, DispatchStep
from app.store import journal
from app.trouble import Trouble
from tests import district as districts
from tests.desk.test_dispatches import MATTER, lines, whole
from tests.district import District


@pytest.fixture
def district(tmp_path: Path) -> District:
    """Two rooms, the township and the district above it."""
    return districts.district(tmp_path, upper=True)


def one(desk: Desk, id_: str) -> Line:
    return next(x for x in lines(desk) if x.id == id_)


def everyone(district: District) -> None:
    """Up and down again: what a centre repeats goes on with its next stick."""
    for _ in range(2):
        district.everyone()


def passed(district: District, to: str = "柳林") -> tuple[str, str]:
    """A matter of the district that the township passed on: its dispatch and the township's."""
    upper, centre = district.desks["区"], district.desks["镇"]
    place = upper.look(dispatches.place_named, "刁镇")
    given = {"title": "滴水檐纠纷", "instruction": "请五日内办结"}
    above = dispatches.send(upper, place.room, given, MATTER)
    everyone(district)
    room = centre.look(dispatches.place_named, to)
    below = passing_on.pass_on(centre, above, room.room)
    everyone(district)
    return above, below


def test_every_answer_of_the_room_comes_to_the_district_and_its_word_to_the_room(
    district: District,
) -> None:
    room, centre, upper = (district.desks[name] for name in ("柳林", "镇", "区"))
    above, below = passed(district)
    assert [(x.id, x.from_, x.instruction) for x in lines(room)] == [
        (below, "刁镇综治中心", "请五日内办结"),
    ]  # fmt: skip
    assert one(upper, above).state == "accepted"
    assert one(centre, above).passed_to == "柳林村调解室"
    assert one(centre, below).passes == one(centre, above).number
    case = dispatches.accept(room, below)
    file = whole(room, case)
    assert [party.name for party in file.parties] == ["陈㛃喆", "欧阳𬭎"]
    dispatches.step(room, below, "progress", "已上门看过")
    everyone(district)
    told = one(upper, above)
    assert (told.state, told.last, told.file_no, told.case_id) == (
        "working", "已上门看过", file.case.file_no, case,
    )  # fmt: skip
    dispatches.step(room, below, "done", "双方和好")
    everyone(district)
    assert one(upper, above).state == "done"
    dispatches.step(upper, above, "again", "没有回访")
    everyone(district)
    assert (one(room, below).state, one(room, below).returned) == ("working", "没有回访")
    dispatches.step(room, below, "done", "回访过了")
    everyone(district)
    dispatches.step(upper, above, "confirmed")
    everyone(district)
    assert one(room, below).state == one(centre, above).state == "confirmed"
    for desk in district.desks.values():
        assert desk.look(journal.waiting) == 0
        assert passing_on.repeat(desk) == 0


def test_the_township_can_ask_again_and_leaves_the_signing_off_to_the_district(
    district: District,
) -> None:
    room, centre, upper = (district.desks[name] for name in ("柳林", "镇", "区"))
    above, below = passed(district)
    dispatches.accept(room, below)
    dispatches.step(room, below, "done", "好了")
    everyone(district)
    assert one(centre, below).may == ("again",)
    assert one(centre, above).may == ("progress",)
    for id_, name in ((below, "confirmed"), (above, "returned")):
        with pytest.raises(Trouble) as why:
            dispatches.step(centre, id_, name, "说明")
        assert why.value.key == "dispatch.not_now"
    dispatches.step(centre, below, "again", "卷宗不全")
    everyone(district)
    assert one(upper, above).state == one(room, below).state == "working"


def test_what_a_room_sends_back_goes_to_another_room_or_back_above(district: District) -> None:
    room, centre, upper = (district.desks[name] for name in ("柳林", "镇", "区"))
    above, below = passed(district)
    other = centre.look(dispatches.place_named, "石桥")
    with pytest.raises(Trouble):
        passing_on.pass_on(centre, above, other.room)
    dispatches.step(room, below, "returned", "两家都在石桥村")
    everyone(district)
    assert one(upper, above).state == "accepted"
    second = passing_on.pass_on(centre, above, other.room, "请尽快")
    everyone(district)
    assert one(district.desks["石桥"], second).instruction == "请尽快"
    dispatches.step(district.desks["石桥"], second, "returned", "也不归我们")
    everyone(district)
    dispatches.step(centre, above, "returned", "两村都不归")
    everyone(district)
    assert (one(upper, above).state, one(upper, above).returned) == ("returned", "两村都不归")


def test_a_power_cut_before_the_district_was_told_loses_nothing(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as cut:
        cut.setattr(outcomes, "tell", lambda _: 0)
        above, below = passed(district)
        dispatches.accept(district.desks["柳林"], below)
        everyone(district)
    assert one(district.desks["区"], above).state == "sent"
    assert outcomes.tell(district.desks["镇"]) == 2
    everyone(district)
    assert one(district.desks["区"], above).state == "accepted"
    assert one(district.desks["区"], above).file_no


def test_only_a_centre_passes_on_and_only_what_is_for_it(district: District) -> None:
    room, centre = district.desks["柳林"], district.desks["镇"]
    above, below = passed(district)
    for desk, id_ in ((room, below), (centre, below)):
        with pytest.raises(Trouble) as why:
            passing_on.pass_on(desk, id_, "nobody")
        assert why.value.key == "dispatch.not_now"
    count = centre.look(lambda db: db.query(Dispatch).count())
    assert (count, above != below) == (2, True)


def test_what_two_computers_of_a_centre_repeat_was_said_once() -> None:
    from app.rules import dispatching

    told = [DispatchStep(step="accepted"), DispatchStep(step="again")]
    told += [DispatchStep(step="done", repeats="x") for _ in range(2)]
    assert dispatching.state_of(told) == "working"
