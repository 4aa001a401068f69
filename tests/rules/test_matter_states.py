"""上报–流转–处置–反馈: one state for every history, whichever computer's steps arrive first."""

from __future__ import annotations

import datetime as dt
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from app.codes import code_list
from app.records import Matter, MatterStep
from app.rules.matter_states import (
    LOOP,
    WEIGHT,
    Standing,
    in_order,
    known_until,
    may_follow,
    standing_of,
)

AT = dt.datetime(2026, 9, 1, 8, 0)
CODES = [one.code for one in code_list("matter_step")]
MATTER = Matter(id="m", came_at=AT)


def step(name: str, *after: MatterStep, hour: int = 0, **more: object) -> MatterStep:
    made = MatterStep(step=name, at=AT + dt.timedelta(hours=hour), after_ids=[x.id for x in after])
    for key, value in more.items():
        setattr(made, key, value)
    return made


def stands(*steps: MatterStep) -> Standing:
    return standing_of(MATTER, steps)


@st.composite
def histories(draw: st.DrawFn) -> list[MatterStep]:
    """Any steps, each after any of the earlier ones: as if many computers had written at once."""
    made: list[MatterStep] = []
    for _ in range(draw(st.integers(0, 9))):
        seen = draw(st.lists(st.sampled_from(made), max_size=3)) if made else []
        one = step(
            draw(st.sampled_from([*CODES, "of a newer program"])), *seen,
            hour=draw(st.integers(0, 4)), solved=draw(st.sampled_from([True, False, None])),
            void=draw(st.sampled_from([None, None, None, "写错"])),
        )  # fmt: skip
        made.append(one)
    return made


@given(histories(), st.randoms(use_true_random=False))
@settings(max_examples=150)
def test_every_history_gives_one_state_in_whatever_order_it_arrives(
    told: list[MatterStep], chance: random.Random
) -> None:
    found = standing_of(MATTER, told)
    assert found.state in LOOP
    assert not (found.solved and found.state != "feedback")
    assert found.solved + found.tracked <= 1
    again = list(told)
    chance.shuffle(again)
    assert standing_of(MATTER, again + again[:2]) == found


@given(histories())
@settings(max_examples=60)
def test_whatever_can_follow_leads_where_its_code_says(told: list[MatterStep]) -> None:
    before = standing_of(MATTER, told)
    for name in may_follow(MATTER, before):
        taken = MatterStep(step=name, at=AT, after_ids=list(before.last), solved=False)
        loop = code_list("matter_step")[name].facts.get("loop", before.state)
        assert standing_of(MATTER, [*told, taken]).state == loop


def test_a_matter_goes_round_the_loop() -> None:
    passed = step("pass", hour=1, to_unit_id="u", due_on=AT.date())
    handled = step("handle", passed, hour=2)
    back = step("feedback", handled, hour=3, solved=True)
    assert stands().state == "report"
    assert (stands(passed).state, stands(passed).holders) == ("pass", (("u", ""),))
    assert stands(passed).since == passed.at
    assert stands(passed, handled).holders == (("u", ""),)
    assert stands(passed, handled, back).solved


def test_what_came_back_is_with_the_room_again_until_it_goes_elsewhere() -> None:
    passed = step("pass", to_unit_id="u")
    back = step("return", passed, hour=1)
    assert stands(passed, back).returned
    assert (stands(passed, back).state, stands(passed, back).holders) == ("report", ())
    other = step("pass", back, hour=2, to_unit_id="w")
    assert stands(passed, back, other).holders == (("w", ""),)


def test_what_burns_again_is_not_lost_though_another_computer_told_it_back_at_the_same_time() -> (
    None
):
    first = step("feedback", solved=True)
    burnt = step("reopen", first, hour=1)
    crossed = step("feedback", first, hour=9, solved=True)
    found = stands(first, burnt, crossed)
    assert (found.state, found.solved, found.reopened) == ("report", False, 1)
    settled = step("feedback", burnt, crossed, hour=2, solved=True)
    assert stands(first, burnt, crossed, settled).solved


def test_no_clock_decides_which_step_came_later() -> None:
    passed = step("pass", hour=9)  # of a computer whose clock is ahead
    handled = step("handle", passed, hour=1)
    assert stands(passed, handled).state == "handle"


def test_a_reminder_changes_no_state_and_is_counted() -> None:
    passed = step("pass", to_unit_id="u")
    urged = step("remind", passed)
    again = step("remind", urged)
    assert stands(passed, urged, again).state == "pass"
    assert stands(passed, urged, again).reminded == 2
    handled = step("handle", again)
    assert stands(passed, urged, again, handled).reminded == 0


def test_a_step_struck_out_is_as_if_it_had_not_been() -> None:
    passed = step("pass")
    wrong = step("feedback", passed, solved=True, void="点错了")
    after = step("remind", wrong)
    assert stands(passed, wrong, after).state == "pass"


def test_two_computers_that_disagree_whether_it_is_solved_leave_it_followed() -> None:
    passed = step("pass")
    yes, no = step("feedback", passed, solved=True), step("feedback", passed, solved=False)
    assert stands(passed, yes, no).tracked


def test_steps_that_name_each_other_in_a_ring_still_have_one_state() -> None:
    one, two = step("pass"), step("handle")
    one.after_ids, two.after_ids = [two.id], [one.id]
    assert stands(one, two).state == stands(two, one).state == "handle"


def test_a_double_and_what_was_struck_out_take_no_more_steps() -> None:
    assert may_follow(Matter(same_as_id="x"), Standing()) == ()
    assert may_follow(Matter(void="写错"), Standing()) == ()


def test_a_register_of_then_knows_no_later_steps() -> None:
    early, late = step("pass"), step("feedback", hour=48, solved=True)
    assert known_until([early, late], AT.date()) == [early]


def test_every_state_of_the_loop_has_its_weight() -> None:
    assert {*LOOP, "reopen"} == set(WEIGHT)


@given(histories())
@settings(max_examples=60)
def test_steps_are_told_each_after_those_it_followed(told: list[MatterStep]) -> None:
    shown = [one.id for one in in_order(reversed(told))]
    assert sorted(shown) == sorted(one.id for one in told)
    for one in told:
        assert all(shown.index(x) < shown.index(one.id) for x in one.after_ids or ())


def test_a_ring_of_steps_is_told_too() -> None:
    one, two = step("pass"), step("handle", hour=1)
    one.after_ids, two.after_ids = [two.id], [one.id]
    assert in_order([two, one]) == [one, two]
