"""A case that went to another room is neither failed nor ours to finish; one that came back is ours again."""

from __future__ import annotations

from datetime import date

import pytest

from app.records import Case, CaseFile, Handover, Room
from app.rules.completeness import findings, stops
from app.rules.handing_over import HANDED_OVER, Outcome, came_back, handed_to, outcome_of, spoken
from app.rules.results import result_of
from app.rules.stages import next_step, stage_of

TODAY = date(2026, 3, 10)


def case(state: str, *, ended: bool = False, answer: str = "granted") -> CaseFile:
    told = Case(accepted_on=date(2026, 3, 1))
    if ended:
        told.ended_on, told.result = TODAY, HANDED_OVER
    outcome = spoken(Outcome(state, "石桥村调解室", "石人调〔2026〕1号")) if state else None
    asked = Handover(to_name="石桥", answer=answer, taken_up=outcome)
    return CaseFile(told, Room(), handovers=[asked])


@pytest.mark.parametrize("ended", [False, True])
@pytest.mark.parametrize("state", ["accepted", "working", "done", "confirmed"])
def test_what_another_room_took_up_is_handed_over_and_leaves_nothing_to_do(
    state, ended, calendar, lengths
):
    file = case(state, ended=ended)
    to = handed_to(file)
    assert to is not None
    assert (to.name, to.number) == ("石桥村调解室", "石人调〔2026〕1号")
    assert result_of(file) == HANDED_OVER
    assert stage_of(file, lengths) == "handed_over"
    assert next_step(file, TODAY, lengths) is None
    assert findings(file, TODAY, calendar, lengths) == []
    assert stops(file, TODAY, calendar, lengths, "closing") == []


def test_what_the_centre_granted_and_the_room_ended_is_handed_over_before_it_is_taken_up():
    assert handed_to(case("", ended=True)) == Outcome("", "石桥")
    assert handed_to(case("")) is None


@pytest.mark.parametrize("state", ["returned", "recalled"])
def test_what_came_back_goes_on_as_if_it_had_not_ended(state, lengths):
    file = case(state, ended=True)
    assert handed_to(file) is None
    assert came_back(file)
    assert result_of(file) == "ongoing"
    assert stage_of(file, lengths) == "accepted"
    assert not came_back(case(state))


def test_a_refusal_leaves_the_case_where_it_is():
    assert handed_to(case("accepted", answer="refused")) is None
    assert not came_back(case("", ended=True, answer="refused"))


def test_an_outcome_only_a_newer_program_understands_says_that_it_went():
    assert outcome_of("过几天再说") is None
    file = case("", ended=True)
    file.handovers[0].taken_up = "过几天再说"
    assert handed_to(file) is not None
