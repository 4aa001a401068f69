"""What comes in: where a matter's steps, calls and cases hang."""

from __future__ import annotations

from app.codes import code_list
from app.records import MatterStep, WhistleCall
from app.records.field import above


def test_steps_lie_under_their_matter_and_calls_under_their_whistle() -> None:
    assert above(MatterStep) == {"matter_id": "matter"}
    assert above(WhistleCall) == {"whistle_id": "whistle"}


def test_the_closed_loop_has_exactly_its_four_states() -> None:
    states = {one.facts["loop"] for one in code_list("matter_step") if "loop" in one.facts}
    assert states == {"report", "pass", "handle", "feedback"}
