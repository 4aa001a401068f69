"""A centre hands a matter to a room, a case goes to another room: every answer comes back over the stick."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from app import words
from app.desk import dispatches, handovers, outcomes, questions
from app.desk import room as rooms
from app.desk.desk import Desk
from app.records import Case, CaseFile, Dispatch, DispatchStep, Handover, Room
from app.store import journal
from app.trouble import Trouble
from tests import district as districts
from tests.district import District
from tests.machines import change, desk_in, register

MATTER = {
    "case": {"summary": "两家为滴水檐争吵", "dispute_type": "02", "requests": ["改檐口"]},
    "parties": [
        {"role": "applicant", "name": "陈㛃喆", "phone": "13800001234"},
        {"role": "respondent", "name": "欧阳𬭎"},
    ],
}


@pytest.fixture
def district(tmp_path: Path) -> District:
    """Two rooms and their centre."""
    return districts.district(tmp_path)


def lines(desk: Desk) -> list[dispatches.Line]:
    return desk.look(dispatches.listing, desk.shelf.log, desk.today())


def send(district: District, to: str = "柳林", **values: object) -> str:
    centre = district.desks["镇"]
    place = centre.look(dispatches.place_named, to)
    return dispatches.send(centre, place.room, {"title": "滴水檐纠纷", **values}, MATTER)


def whole(desk: Desk, case_id: str) -> CaseFile:
    return desk.look(questions.case_file, case_id)


def test_a_matter_goes_down_is_taken_up_and_comes_back_done(district: District) -> None:
    room, centre = district.desks["柳林"], district.desks["镇"]
    dispatch = send(district, instruction="请五日内办结")
    assert [(x.state, x.arrived) for x in lines(centre)] == [("sent", False)]
    district.everyone()
    assert [(x.state, x.arrived) for x in lines(centre)] == [("sent", True)]
    assert [(x.incoming, x.from_) for x in lines(room)] == [(True, "刁镇综治中心")]
    assert lines(district.desks["石桥"]) == []
    case = dispatches.accept(room, dispatch)
    dispatches.step(room, dispatch, "progress", "已上门看过")
    district.everyone()
    told = lines(centre)[0]
    assert (told.state, told.last, told.case_id) == ("working", "已上门看过", case)
    assert told.file_no == whole(room, case).case.file_no
    dispatches.step(room, dispatch, "done", "双方和好")
    district.everyone()
    dispatches.step(centre, dispatch, "confirmed")
    district.everyone()
    assert {lines(desk)[0].state for desk in (room, centre)} == {"confirmed"}


def test_what_the_centre_typed_is_registered_and_nothing_is_typed_twice(
    district: District,
) -> None:
    room = district.desks["柳林"]
    dispatch = send(district)
    district.everyone()
    file = whole(room, dispatches.accept(room, dispatch))
    assert file.case.summary == "两家为滴水檐争吵"
    assert file.case.requests == ["改檐口"]
    assert file.case.source == "superior"
    assert [(p.name, p.phone) for p in file.parties] == [
        ("陈㛃喆", "13800001234"),
        ("欧阳𬭎", None),
    ]
    assert file.case.file_no


def test_what_waits_for_an_answer_is_counted_on_both_sides(district: District) -> None:
    room, centre = district.desks["柳林"], district.desks["镇"]

    def waits() -> list[int]:
        return [
            desk.look(dispatches.waits_for_us, desk.shelf.log, desk.today())
            for desk in (room, centre)
        ]

    assert waits() == [0, 0]
    dispatch = send(district)
    district.everyone()
    assert waits() == [1, 0]
    dispatches.accept(room, dispatch)
    dispatches.step(room, dispatch, "returned", "两家都在石桥村")
    district.everyone()
    assert waits() == [0, 1]
    send(district, "石桥", follows_id=dispatch)
    assert waits() == [0, 0]


def test_the_place_goes_along_and_numbers_are_each_issuers_own(district: District) -> None:
    room, other, centre = (district.desks[n] for n in ("柳林", "石桥", "镇"))
    place = centre.look(dispatches.place_named, "柳林")
    committee = room.look(rooms.own_room, room.shelf.log).committee
    assert centre.look(dispatches.place_named, f" {committee}") == place
    matter = {**MATTER, "place": ["刁镇街道", "柳林村"]}
    dispatch = dispatches.send(centre, place.room, {"title": "滴水檐"}, matter)
    district.everyone()
    file = whole(room, dispatches.accept(room, dispatch))
    assert [p.name for p in file.places] == ["刁镇街道", "柳林村"]
    case = other.do(register, "别处的")
    assert case
    assert [x.number for x in lines(centre)] == [lines(room)[0].number]


def test_an_answer_counts_as_arrived_when_the_centre_has_it(district: District) -> None:
    room, centre = district.desks["柳林"], district.desks["镇"]
    dispatch = send(district)
    district.everyone()
    assert [lines(desk)[0].arrived for desk in (room, centre)] == [True, True]
    dispatches.step(room, dispatch, "returned", "不归我们管")
    assert not lines(room)[0].arrived
    district.everyone()
    assert lines(room)[0].arrived


def test_an_upper_centres_numbers_and_lists_are_its_own(district: District, tmp_path: Path) -> None:
    district.desks["区"] = desk_in(tmp_path / "d", "历城区综治中心", centre=True)
    district.joins("镇", "区")
    send(district)
    district.carry("柳林", "镇", "区", "镇", "柳林")
    upper, centre = district.desks["区"], district.desks["镇"]
    assert lines(upper) == []
    place = upper.look(dispatches.place_named, "刁镇")
    sent = dispatches.send(upper, place.room, {"title": "区里的事"}, MATTER)
    district.carry("区", "镇", "区")
    assert [x.number for x in lines(upper)] == [lines(centre)[0].number]
    assert {x.id for x in lines(centre) if x.incoming} == {sent}


def test_a_return_needs_its_reason_and_the_matter_can_go_elsewhere(district: District) -> None:
    room, centre = district.desks["柳林"], district.desks["镇"]
    dispatch = send(district)
    district.everyone()
    with pytest.raises(Trouble) as why:
        dispatches.step(room, dispatch, "returned", " ")
    assert why.value.key == "dispatch.reason_needed"
    dispatches.step(room, dispatch, "returned", "两家都在石桥村")
    district.everyone()
    assert lines(centre)[0].last == "两家都在石桥村"
    second = send(district, "石桥", follows_id=dispatch)
    district.everyone()
    assert [x.id for x in lines(district.desks["石桥"])] == [second]
    assert second not in {x.id for x in lines(room)}


def test_a_recall_that_crosses_an_acceptance_comes_too_late(district: District) -> None:
    room, centre = district.desks["柳林"], district.desks["镇"]
    dispatch = send(district)
    district.everyone()
    dispatches.accept(room, dispatch)
    dispatches.step(centre, dispatch, "recalled")
    district.everyone()
    assert {lines(desk)[0].state for desk in (room, centre)} == {"accepted"}


def test_a_step_that_cannot_follow_changes_nothing(district: District) -> None:
    room, centre = district.desks["柳林"], district.desks["镇"]
    dispatch = send(district)
    district.everyone()
    for desk, name in ((room, "done"), (room, "confirmed"), (centre, "accepted"), (centre, "done")):
        with pytest.raises(Trouble) as why:
            dispatches.step(desk, dispatch, name, "说明")
        assert why.value.key == "dispatch.not_now"
    dispatches.accept(room, dispatch)
    with pytest.raises(Trouble):
        dispatches.accept(room, dispatch)
    assert room.look(lambda db: db.query(DispatchStep).count()) == 1
    assert room.look(lambda db: db.query(Case).count()) == 1


def test_a_dispatch_that_cannot_be_read_is_told_and_registers_nothing(district: District) -> None:
    room, centre = district.desks["柳林"], district.desks["镇"]
    place = centre.look(dispatches.place_named, "柳林")

    def odd(db: object) -> str:
        row = Dispatch(to_room_id=place.room, title="怪", told='{"case": {"summary": 7}}')
        db.add(row)  # type: ignore[attr-defined]
        return row.id

    dispatch = centre.do_in(place.room, odd)
    district.everyone()
    with pytest.raises(Trouble):
        dispatches.accept(room, dispatch)
    assert room.look(lambda db: db.query(Case).count()) == 0


def test_a_case_goes_to_another_room_and_the_first_learns_how_it_went(district: District) -> None:
    room, other, centre = (district.desks[n] for n in ("柳林", "石桥", "镇"))
    own = room.look(rooms.own_room, room.shelf.log).id
    case = room.do(register, "为滴水檐争吵", room_id=own)
    asked = room.do(handovers.ask, room.today(), case, "石桥村调解室", "两家都在石桥村")
    district.everyone()
    told = centre.look(handovers.listing)
    assert [(x.id, x.from_, x.answer) for x in told] == [(asked, "柳林村调解室", "")]
    to = centre.look(dispatches.place_named, told[0].to)
    dispatch = handovers.grant(centre, asked, to.room, {})
    district.everyone()
    assert room.look(handovers.of_case, case)[0].answer == "granted"
    second = dispatches.accept(other, dispatch)
    file = whole(other, second)
    assert (file.case.summary, [p.name for p in file.parties]) == (
        "为滴水檐争吵",
        ["陈㛃喆", "欧阳𬭎"],
    )
    assert other.look(lambda db: db.get(Case, case)) is None
    district.everyone()
    assert handovers.pass_on(centre) == 0  # told when it came
    district.everyone()
    outcome = room.look(handovers.of_case, case)[0].taken_up
    assert "石桥村调解室" in outcome
    assert (file.case.file_no or "?") in outcome
    room.do(handovers.end, room.today(), case)
    assert "石桥村" in (whole(room, case).case.result_reason or "")
    for desk in district.desks.values():
        assert desk.look(journal.waiting) == 0


def _handed_over(district: District) -> tuple[str, str]:
    """A case that went to another room, and its dispatch, taken up and done there."""
    room, other, centre = (district.desks[n] for n in ("柳林", "石桥", "镇"))
    own = room.look(rooms.own_room, room.shelf.log).id
    case = room.do(register, room_id=own)
    asked = room.do(handovers.ask, room.today(), case, "石桥村调解室", "两家都在石桥村")
    district.everyone()
    to = centre.look(dispatches.place_named, "石桥")
    dispatch = handovers.grant(centre, asked, to.room, {})
    district.everyone()
    dispatches.accept(other, dispatch)
    dispatches.step(other, dispatch, "done")
    return case, dispatch


def _outcome(district: District, case: str) -> str:
    return district.desks["柳林"].look(handovers.of_case, case)[0].taken_up


def test_what_the_centre_says_of_a_handover_is_told_to_the_room_that_asked(
    district: District,
) -> None:
    case, dispatch = _handed_over(district)
    district.everyone()
    dispatches.step(district.desks["镇"], dispatch, "confirmed")
    district.everyone()
    assert words.say("dispatch_state.confirmed") in _outcome(district, case)


def test_what_a_lower_centre_handed_on_the_upper_one_only_reads(
    district: District, tmp_path: Path
) -> None:
    district.desks["区"] = desk_in(tmp_path / "d", "历城区综治中心", centre=True)
    district.joins("镇", "区")
    case, _ = _handed_over(district)
    district.carry("石桥", "镇", "区", "镇", "柳林")
    above = district.desks["区"]
    outcomes.at_start(above)
    (asked,) = above.look(handovers.listing)
    assert asked.case_id == case
    assert asked.taken_up == _outcome(district, case) != ""


@pytest.mark.parametrize("kind", ["dispatch_step", "handover"])
def test_a_step_that_comes_and_who_asked_that_comes_later_are_due_to_be_told(
    district: District, kind: str
) -> None:
    """A centre that was put back may hear of a step before it hears who asked."""
    centre = district.desks["镇"]
    with centre.shelf.local_writing() as link:
        outcomes.note(link, [("case", "1")])
        assert not outcomes.is_due(link)
        outcomes.note(link, [(kind, "1")])
        assert outcomes.is_due(link)
    assert outcomes.tell(centre) == 0
    with centre.shelf.reading() as db:
        assert not outcomes.is_due(db)


def test_a_step_that_waited_for_a_newer_program_is_told_once_that_begins(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, _ = _handed_over(district)
    with monkeypatch.context() as unheard:
        unheard.setattr(outcomes, "note", lambda *_: None)
        district.everyone()
    outcomes.at_start(district.desks["镇"])
    district.everyone()
    assert words.say("dispatch_state.done") in _outcome(district, case)


def test_a_power_cut_before_the_room_was_told_loses_nothing(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, _ = _handed_over(district)
    with monkeypatch.context() as cut:
        cut.setattr(outcomes, "tell", lambda _: 0)
        district.everyone()
    assert _outcome(district, case) == ""
    district.desks["石桥"].do(register)  # any bundle that comes
    district.everyone()
    assert words.say("dispatch_state.done") in _outcome(district, case)


def test_granting_again_after_a_cut_sends_no_second_dispatch(district: District) -> None:
    room, centre = district.desks["柳林"], district.desks["镇"]
    case = room.do(register)
    asked = room.do(handovers.ask, room.today(), case, "石桥村调解室", "两家都在石桥村")
    district.everyone()
    to = centre.look(dispatches.place_named, "石桥")
    file = whole(centre, case)
    from app.desk import case_told

    given = {"title": "移交", "handover_id": asked}
    sent = dispatches.send(
        centre, to.room, given, told=case_told.told_of(file)
    )  # then the light went out
    assert handovers.grant(centre, asked, to.room, {}) == sent
    assert centre.look(lambda db: db.query(Dispatch).count()) == 1
    assert centre.look(lambda db: db.get(Handover, asked)).answer == "granted"  # type: ignore[union-attr]


def test_a_case_with_an_agreement_stays(district: District) -> None:
    from app.desk import cases

    room = district.desks["柳林"]
    case = room.do(register)
    room.do(cases.make_agreement, case, {"form": "written", "terms": ["改檐口"]})
    with pytest.raises(Trouble) as why:
        room.do(handovers.ask, room.today(), case, "石桥村调解室", "两家都在石桥村")
    assert why.value.key == "dispatch.has_agreement"
    room.do(change, case, remark="照旧")


def test_names_of_places_must_be_clear(district: District) -> None:
    centre = district.desks["镇"]
    with pytest.raises(Trouble) as why:
        centre.look(dispatches.place_named, "没有的村")
    assert why.value.key == "dispatch.no_such_place"
    place = centre.look(dispatches.place_named, "石桥村调解室")
    assert replace(place, name="") != place
    with pytest.raises(Trouble):
        dispatches.send(centre, "nobody", {"title": "事"}, MATTER)


def test_the_reason_of_a_return_and_of_a_second_turn_is_on_the_line(district: District) -> None:
    room, centre = district.desks["柳林"], district.desks["镇"]
    back, again = send(district, instruction="五日内"), send(district)
    district.everyone()
    dispatches.step(room, back, "returned", "两家都在石桥村")
    dispatches.accept(room, again)
    dispatches.step(room, again, "done", "办好了")
    district.everyone()
    dispatches.step(centre, again, "again", "没有回访")
    told = {x.id: x for x in lines(centre)}
    assert (told[back].returned, told[back].instruction) == ("两家都在石桥村", "五日内")
    assert told[again].returned == "没有回访"


def test_what_is_late_elsewhere_waits_for_nobody_here(district: District) -> None:
    centre = district.desks["镇"]
    send(district, due_on=dt.date(2020, 1, 1))
    district.everyone()
    asked = (centre.shelf.log, centre.today())
    assert centre.look(dispatches.waits_for_us, *asked) == 0
    assert centre.look(dispatches.late_elsewhere, *asked) == 1
    room = district.desks["柳林"]
    assert room.look(dispatches.waits_for_us, room.shelf.log, room.today()) == 1
    assert room.look(dispatches.late_elsewhere, room.shelf.log, room.today()) == 0


def test_a_room_nobody_knows_is_refused_where_others_are_known(district: District) -> None:
    room, centre = district.desks["柳林"], district.desks["镇"]
    case = room.do(register)
    asked = room.do(handovers.ask, room.today(), case, "外星调解室", "在那边")  # none is known here
    room.do(handovers.withdraw, room.today(), asked)

    def tell(db: Session) -> None:
        db.add(Room(committee="官庄镇委员会", room_name="官庄镇调解室"))

    centre.do_in("*", tell)
    district.everyone()
    for desk in (room, centre):
        with pytest.raises(Trouble) as why:
            desk.do(handovers.ask, room.today(), case, "外星调解室", "在那边")
        assert why.value.key == "handover.unknown_room"
        assert "官庄镇调解室" in why.value.facts["known"]
    room.do(handovers.ask, room.today(), case, "官庄镇", "在那边")


def test_a_request_is_taken_back_and_another_can_be_made(district: District) -> None:
    room, centre = district.desks["柳林"], district.desks["镇"]
    case = room.do(register)
    asked = room.do(handovers.ask, room.today(), case, "外星调解室", "在那边")
    with pytest.raises(Trouble) as twice:
        room.do(handovers.ask, room.today(), case, "石桥", "在那边")
    assert twice.value.key == "handover.asked_already"
    room.do(handovers.withdraw, room.today(), asked)
    second = room.do(handovers.ask, room.today(), case, "石桥", "在那边")
    district.everyone()
    assert [(x.id, x.waits) for x in centre.look(handovers.listing)] == [
        (second, True), (asked, False),
    ]  # fmt: skip
    to = centre.look(dispatches.place_named, "石桥")
    with pytest.raises(Trouble) as gone:
        handovers.grant(centre, asked, to.room, {})
    assert gone.value.key == "handover.withdrawn"
    assert lines(centre) == []


def test_a_withdrawal_that_crosses_the_grant_comes_too_late(district: District) -> None:
    room, centre = district.desks["柳林"], district.desks["镇"]
    case = room.do(register)
    asked = room.do(handovers.ask, room.today(), case, "石桥", "在那边")
    district.everyone()
    to = centre.look(dispatches.place_named, "石桥")
    handovers.grant(centre, asked, to.room, {})
    room.do(handovers.withdraw, room.today(), asked)
    district.everyone()
    (told,) = room.look(handovers.listing)
    assert (told.answer, told.withdrawn, told.waits) == ("granted", False, False)
    with pytest.raises(Trouble) as why:
        room.do(handovers.withdraw, room.today(), asked)
    assert why.value.key == "handover.not_waiting"
