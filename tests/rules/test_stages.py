"""Where a case stands and what comes next."""

from __future__ import annotations

from datetime import date

import pytest

from app import words
from app.records import Agreement, Case, CaseFile, MediationSession, Room
from app.rules.stages import STAGES, key_of, next_step, stage_of

TODAY = date(2026, 3, 10)

WAY = [
    ("", "registered", "step.accept", None),
    ("2026-03-01 受理 张三 李四", "accepted", "step.fix_session", None),
    ("2026-03-02 调查", "inquiry", "step.fix_session", None),
    ("2026-03-04 调解 未达成一致", "mediating", "step.fix_session", None),
    ("2026-03-12 调解", "mediating", "step.hold_session", date(2026, 3, 12)),
    ("2026-03-08 调解", "mediating", "step.tell_outcome", date(2026, 3, 8)),
    ("2026-03-09 调解 达成协议", "agreed", "step.write_agreement", None),
    ("2026-03-09 未签协议", "agreed", "step.sign_agreement", None),
    (
        "2026-03-09 协议\n2026-04-01 应履行 李四 300元\n2026-05-01 应履行 李四 300元",
        "performing",
        "step.visit",
        date(2026, 4, 1),
    ),
    (
        "2026-03-09 协议\n2026-04-01 应履行 李四 300元\n2026-04-01 回访",
        "performing",
        "step.see_performance",
        date(2026, 4, 1),
    ),
    ("2026-03-09 协议", "visiting", "step.visit", date(2026, 3, 16)),
    ("2026-03-01 协议\n2026-03-09 回访 已履行", "ready", "step.close", None),
    ("2026-03-01 协议\n2026-03-09 回访 复燃", "ready", "step.take_up_again", None),
    ("2026-03-01 协议\n2026-03-08 回访 复燃\n2026-03-09 调解 达成协议", "ready", "step.close", None),
    ("2026-03-09 终止", "ended", "step.tell_routes", None),
    ("2026-03-01 协议\n2026-03-09 回访 已履行\n2026-03-10 结案", "closed", None, None),
]  # fmt: skip


@pytest.mark.parametrize("way", WAY)
def test_stage_and_next_step_follow_from_the_facts(told, lengths, way):
    text, stage, key, on = way
    case_file = told(text)
    assert stage_of(case_file, lengths) == stage
    step = next_step(case_file, TODAY, lengths)
    assert (step.key, step.on) == (key, on) if step else key is None


def test_every_stage_is_on_the_way():
    assert {stage for _, stage, _, _ in WAY} == set(STAGES) - {"handed_over"}
    assert all(words.has(key_of(stage)) for stage in STAGES)


def test_the_reference_case_is_ready_to_close(reference, lengths):
    assert stage_of(reference, lengths) == "ready"
    assert next_step(reference, date(2026, 11, 18), lengths).key == "step.close"


def test_before_the_last_visit_the_reference_case_is_performing(reference, lengths):
    reference.visits.clear()
    assert stage_of(reference, lengths) == "performing"
    step = next_step(reference, date(2026, 10, 9), lengths)
    assert (step.key, step.on) == ("step.visit", date(2026, 10, 15))


def test_routes_told_an_ended_case_may_close(told, lengths):
    case_file = told("2026-03-09 终止")
    case_file.case.told_routes = True
    assert next_step(case_file, TODAY, lengths).key == "step.close"


def test_a_session_without_a_day_waits_for_one(lengths):
    session = MediationSession()
    case_file = CaseFile(Case(accepted_on=TODAY), Room(), sessions=[session])
    step = next_step(case_file, TODAY, lengths)
    assert (step.key, step.record_id, step.on) == ("step.fix_session", session.id, None)


def test_a_session_of_today_is_still_to_hold(told, lengths):
    step = next_step(told("2026-03-10 调解"), TODAY, lengths)
    assert (step.key, step.on) == ("step.hold_session", TODAY)


@pytest.mark.parametrize(
    ("later", "key"),
    [
        ("2026-03-09 回访 已履行", "step.close"),
        ("2026-03-08 调解 达成协议", "step.close"),
        ("2026-03-07 调解 达成协议", "step.take_up_again"),
    ],
)
def test_a_flare_up_is_over_when_seen_so_or_taken_up(told, lengths, later, key):
    case_file = told(f"2026-03-01 协议\n2026-03-08 回访 复燃\n{later}")
    assert next_step(case_file, TODAY, lengths).key == key


def test_a_visit_that_does_not_say_leaves_the_flare_up_as_it_was(told, lengths):
    case_file = told("2026-03-01 协议\n2026-03-08 回访 复燃\n2026-03-09 回访")
    case_file.visits[1].relapse = None
    assert next_step(case_file, TODAY, lengths).key == "step.take_up_again"
    case_file.visits.reverse()
    assert next_step(case_file, TODAY, lengths).key == "step.take_up_again"


def test_the_nearest_promise_comes_first(told, lengths):
    case_file = told("2026-03-01 协议\n2026-05-01 应履行 李四\n2026-04-01 应履行 李四")
    assert next_step(case_file, TODAY, lengths).on == date(2026, 4, 1)


def test_the_first_missing_signature_is_asked_for(told, lengths):
    case_file = told("2026-03-09 未签协议")
    case_file.agreements[0].parties_signed_on = date(2026, 3, 9)
    assert next_step(case_file, TODAY, lengths).field == "mediator_signed_on"


def test_a_begun_draft_is_the_one_to_finish(told, lengths):
    case_file = told("2026-03-09 调解 达成协议")
    draft = Agreement(terms=["归还借款"])
    case_file.agreements.append(draft)
    assert next_step(case_file, TODAY, lengths).record_id == draft.id


def test_a_promise_without_a_day_is_still_a_promise(told, lengths):
    case_file = told("2026-03-01 协议\n2026-03-20 应履行 李四\n2026-03-09 回访")
    case_file.items[0].due_on = None
    assert stage_of(case_file, lengths) == "performing"
    step = next_step(case_file, TODAY, lengths)
    assert (step.key, step.on) == ("step.see_performance", None)


@pytest.mark.parametrize(
    ("performance", "stage", "key"),
    [
        ("performed", "ready", "step.close"),
        ("partly", "performing", "step.see_performance"),
        ("galactic", "ready", "step.close"),
        (None, "agreed", "step.write_agreement"),
    ],
)
def test_an_old_ledger_stands_where_it_says(lengths, performance, stage, key):
    case_file = CaseFile(Case(result="agreed", performance_told=performance), Room())
    assert stage_of(case_file, lengths) == stage
    assert next_step(case_file, TODAY, lengths).key == key
