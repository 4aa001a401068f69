"""上交: three tries here, then one up; what came down is tried anew."""

from __future__ import annotations

from datetime import date, datetime

import msgspec
import pytest

from app.records import Case, CaseFile, Escalation, MediationSession, Room
from app.rules import ladder, mechanism
from app.rules.ladder import Proposal
from app.rules.lengths import shipped
from app.rules.stages import next_step

WAY = mechanism.preset(mechanism.USUAL)
TODAY = date(2026, 10, 20)


def file_of(*outcomes: str | None, kind: str = "village") -> CaseFile:
    sessions = [
        MediationSession(at=datetime(2026, 10, day, 9), outcome=outcome)
        for day, outcome in enumerate(outcomes, start=1)
    ]
    case = Case(accepted_on=date(2026, 9, 24))
    return CaseFile(case, Room(committee_kind=kind), sessions=sessions)


def up(file: CaseFile, **told) -> Escalation:
    file.escalations.append(Escalation(on_day=date(2026, 10, 10), to_level="street", **told))
    return file.escalations[-1]


def test_after_three_tries_a_village_proposes_the_street():
    assert ladder.proposed(file_of("not_agreed", "adjourned"), WAY) is None
    assert ladder.proposed(file_of("not_agreed", "adjourned", "not_agreed"), WAY) == Proposal(
        3, "street"
    )


def test_a_session_nobody_came_to_or_nobody_told_of_is_no_try():
    assert ladder.tries(file_of("absent", "absent", None, "adjourned")) == 1


def test_how_often_is_the_way_of_the_place():
    twice = msgspec.structs.replace(WAY, ladder=mechanism.Ladder(tries=2))
    never = msgspec.structs.replace(WAY, ladder=mechanism.Ladder(tries=0))
    file = file_of("not_agreed", "not_agreed")
    assert ladder.proposed(file, twice) == Proposal(2, "street")
    assert ladder.proposed(file, never) is None


def test_what_is_settled_or_up_already_is_not_proposed():
    assert ladder.proposed(file_of("not_agreed", "not_agreed", "not_agreed", "agreed"), WAY) is None
    file = file_of("not_agreed", "not_agreed", "not_agreed")
    up(file)
    assert ladder.proposed(file, WAY) is None
    assert ladder.level_of(file) == "street"


def test_what_came_down_again_is_tried_anew():
    file = file_of(*["not_agreed"] * 12)
    up(file, back_on=date(2026, 10, 11))
    assert ladder.tries(file) == 2
    assert ladder.level_of(file) == "village"


@pytest.mark.parametrize(("level", "above"), [("grid", "village"), ("district", ""), ("above", "")])
def test_the_ladder_ends_where_the_place_ends_it(level, above):
    assert ladder.one_up(WAY.ladder, level) == above


def test_the_next_step_is_to_go_up_and_then_to_ask_for_the_answer():
    file = file_of("not_agreed", "not_agreed", "not_agreed")
    assert next_step(file, TODAY, shipped()).key == "step.escalate"
    up(file)
    step = next_step(file, TODAY, shipped())
    assert (step.key, step.on) == ("step.await_answer", date(2026, 10, 25))
    file.sessions.append(MediationSession(at=datetime(2026, 10, 22, 9)))
    assert next_step(file, TODAY, shipped()).key == "step.hold_session"


def test_the_level_it_was_solved_at_is_told_or_where_it_lay():
    file = file_of("agreed", kind="township")
    assert ladder.solved_level(file.case, file.room) == "street"
    gone = up(file_of(), back_on=None)
    assert ladder.solved_level(Case(), Room(), [gone]) == "street"
    assert ladder.solved_level(Case(solved_at="grid"), file.room, [gone]) == "grid"


def test_small_matters_stay_in_the_grid_and_large_ones_in_the_community():
    figure = ladder.levels(["grid"] * 7 + ["village"] * 2 + ["street"])
    assert (figure.upto("grid"), figure.upto("village"), figure.total) == (7, 9, 10)
    assert (figure.share("grid"), figure.share("village"), figure.share("district")) == (
        70,
        90,
        100,
    )
    assert ladder.levels([]).share("grid") is None
