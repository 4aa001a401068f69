"""Why a case cannot be closed yet."""

from __future__ import annotations

from datetime import date

import pytest

from app.holidays import Calendar
from app.records import Agreement, Case, CaseFile, MediationSession, Party, Room
from app.records.field import fields_of
from app.rules.completeness import beyond, findings, meter, step_words, stops
from app.rules.lengths import shipped
from app.rules.needed import LEAVING, NEEDS, missing
from app.rules.stages import STAGES, Step

TODAY = date(2026, 11, 18)


def names(found):
    return {one.name for one in found}


def labels(found):
    return {one.label for one in found if one.name == "missing"}


@pytest.fixture
def judge(calendar, lengths):
    return lambda case_file, by=None: findings(case_file, TODAY, calendar, lengths, by)


def test_the_finished_reference_case_has_nothing_to_say(reference, judge):
    assert judge(reference) == []


@pytest.mark.parametrize("need", NEEDS)
def test_no_step_of_the_reference_case_is_held_up(reference, calendar, lengths, need):
    assert stops(reference, TODAY, calendar, lengths, need) == []


def test_every_needed_by_and_every_stage_has_its_place(reference):
    told = {
        f.needed_by
        for r in (reference.case, reference.parties[0])
        for f in fields_of(type(r)).values()
    }
    assert told - {""} <= set(NEEDS)
    assert set(LEAVING) == set(STAGES)
    assert set(LEAVING.values()) <= set(NEEDS)


def test_a_new_case_lacks_what_acceptance_needs_and_no_more(story, judge):
    """
    2026-11-17 受理 张三 李四
    """
    assert labels(judge(story)) == {"case.source", "case.dispute_type", "case.summary"}


def test_what_is_needed_grows_with_the_work(story, judge):
    """
    2026-11-10 受理 张三 李四
    2026-11-11 调查
    2026-11-12 调解 未达成一致
    """
    found = labels(judge(story))
    assert {"inquiry.finding", "mediation_session.place", "mediation_session.recorder_id"} <= found
    assert "party.id_number" not in found
    assert "case.retention" not in found


def test_blank_text_and_an_empty_list_are_missing_but_no_is_an_answer(reference):
    reference.case.summary = "  "
    reference.sessions[0].mediator_ids = []
    reference.agreement.terms = [" "]
    reference.visits[0].relapse = False
    assert {(one.record, one.field) for one in missing(reference, "closing")} == {
        ("case", "summary"), ("mediation_session", "mediator_ids"), ("agreement", "terms"),
    }  # fmt: skip


def test_a_unit_has_no_identity_card(reference, judge):
    reference.parties[1].party_kind = "company"
    reference.parties[1].id_number = None
    assert judge(reference) == []
    reference.parties[1].party_kind = "person"
    assert labels(judge(reference)) == {"party.id_number"}


def test_a_draft_is_held_up_before_the_seal(told, calendar, lengths):
    case_file = told("2026-11-10 受理 张三 李四\n2026-11-12 调解")
    case_file.agreements.append(Agreement())
    found = labels(stops(case_file, TODAY, calendar, lengths, "sealing"))
    assert {
        "agreement.form",
        "agreement.made_on",
        "agreement.terms",
        "agreement.sealed_on",
    } <= found


def test_a_case_ended_without_agreement_needs_none(told, judge):
    case_file = told("2026-11-10 受理 张三 李四\n2026-11-12 调解 终止调解\n2026-11-12 终止")
    case_file.agreements.append(Agreement())
    found = judge(case_file)
    assert {"routes_not_told", "no_end_reason"} <= names(found)
    assert labels(found) >= {"case.retention"}
    assert not {one for one in labels(found) if one.startswith(("agreement.", "party."))}


def test_a_finding_knows_where_to_jump(reference, judge):
    reference.parties.append(Party(role="third", address="27号", id_number="370181197511020038"))
    (found,) = judge(reference)
    assert (found.record, found.record_id, found.field) == (
        "party",
        reference.parties[2].id,
        "name",
    )
    assert found.severity == "stop"
    assert found.names == {"field": "party.name"}


def test_an_old_ledgers_case_has_its_file_on_paper_and_may_be_closed() -> None:
    old = CaseFile(Case(import_id="ledger", summary="旧案"), Room())
    assert stops(old, date(2026, 3, 2), Calendar(), shipped(), "closing") == []
    worked_on = CaseFile(
        Case(import_id="ledger"), Room(), sessions=[MediationSession(outcome="agreed")]
    )
    assert stops(worked_on, date(2026, 3, 2), Calendar(), shipped(), "closing")


def test_an_oral_agreement_waits_for_no_signature(reference, calendar, lengths):
    """It binds from the day it is reached (PML 30)."""
    signs = ("parties_signed_on", "mediator_signed_on", "sealed_on")
    for name in signs:
        setattr(reference.agreement, name, None)
    assert stops(reference, TODAY, calendar, lengths, "sealing") != []
    reference.agreement.form = "oral"
    assert stops(reference, TODAY, calendar, lengths, "sealing") == []


STEPS = (
    "2026-11-10 受理 张三 李四", "2026-11-11 调查", "2026-11-12 调解 达成协议", "2026-11-12 协议",
    "2026-11-15 应履行 李四 500元", "2026-11-15 履行 1", "2026-11-16 回访 已履行",
)  # fmt: skip


@pytest.mark.parametrize("step", range(1, len(STEPS) + 1))
def test_nothing_is_said_to_be_whole_that_closing_would_refuse(told, calendar, lengths, step):
    """What is missing for the next step and what the meter counts never contradict each other."""
    case_file = told("\n".join(STEPS[:step]))
    args = (case_file, TODAY, calendar, lengths)
    now, measured = findings(*args), meter(*args)
    held = {one.name for one in stops(*args, "closing")}
    seen = {one.name for one in now if one.severity == "stop"}
    assert beyond(now, measured, "stop") or held <= seen
    assert beyond([], measured, "stop") == measured.count("stop")


@pytest.mark.parametrize("step", range(1, len(STEPS) + 1))
def test_nobody_is_told_to_close_what_the_meter_holds_up(told, calendar, lengths, step):
    case_file = told("\n".join(STEPS[:step]))
    measured = meter(case_file, TODAY, calendar, lengths)
    held = measured.count("stop")
    said = step_words(Step("step.close", "case", None, "closed_on"), measured)
    assert said == (("step.close_held", {"count": held}) if held else ("step.close", {}))
    other = Step("step.visit", "visit", None, "done_on")
    assert step_words(other, measured) == ("step.visit", {})


def test_what_is_reviewed_elsewhere_asks_for_nothing_more():
    old = CaseFile(Case(import_id="ledger"), Room())
    measured = meter(old, TODAY, Calendar(), shipped())
    assert measured.count("stop")
    assert beyond([], measured, "stop") == 0
