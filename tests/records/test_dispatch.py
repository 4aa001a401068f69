"""Dispatches as they are written down."""

from __future__ import annotations

from app.codes import code_list
from app.records import Dispatch, DispatchStep, Handover
from app.records.field import fields_of
from app.rules import dispatching


def test_a_dispatch_says_to_whom_and_carries_what_is_known() -> None:
    told = Dispatch(to_room_id="r", title="滴水檐纠纷", told='{"case": {}}')
    assert (told.title, told.void) == ("滴水檐纠纷", None)
    assert fields_of(Dispatch)["told"].hidden
    assert not fields_of(Dispatch)["instruction"].hidden


def test_every_step_that_can_follow_is_a_code_of_the_list() -> None:
    codes = code_list(fields_of(DispatchStep)["step"].codes)
    told = {
        step
        for by in (dispatching.BY_ROOM, dispatching.BY_CENTRE)
        for steps in by.values()
        for step in steps
    }
    assert all(step in codes for step in told)


def test_a_handover_has_room_for_the_centres_answer() -> None:
    codes = code_list(fields_of(Handover)["answer"].codes)
    assert "granted" in codes
    assert "refused" in codes
    assert fields_of(Handover)["reason"].needed_by == "handover"
