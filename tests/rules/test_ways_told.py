"""A notice that mediation has ended tells of the other ways, from its day, those it goes to (人民调解法 26)."""

from __future__ import annotations

from datetime import date, timedelta

from app.records import Notice
from app.rules.stages import next_step
from app.rules.ways_told import is_told, told_by, untold
from tests.rules.looking import TODAY, faults

FAILED = """
2026-03-01 受理 张三 李四
2026-03-05 调解 终止调解
2026-03-05 终止
"""
DAY = date(2026, 3, 6)


def notice(case_file, **told):
    case_file.notices.append(Notice(notice_kind="ending", **{"made_on": DAY, **told}))


def of_rule_5(case_file):
    return [(one.name, one.facts.get("who")) for one in faults(case_file, 5) if "rout" in one.name]


def test_a_notice_to_all_is_the_telling(told, lengths):
    case_file = told(FAILED)
    assert of_rule_5(case_file) == [("routes_not_told", None)]
    assert next_step(case_file, TODAY, lengths).key == "step.tell_routes"
    notice(case_file)
    assert of_rule_5(case_file) == []
    assert next_step(case_file, TODAY, lengths).key == "step.close"
    assert (is_told(case_file), told_by(case_file)) == (True, DAY)


def test_who_has_no_notice_is_named(told):
    case_file = told(FAILED)
    first, second = case_file.parties
    notice(case_file, party_ids=[first.id])
    assert of_rule_5(case_file) == [("routes_untold_to", "李四")]
    assert untold(case_file) == [second]
    later = DAY + timedelta(3)
    notice(case_file, party_ids=[second.id], made_on=later)
    assert of_rule_5(case_file) == []
    assert told_by(case_file) == later


def test_what_a_person_ticked_counts_without_a_notice(told):
    case_file = told(FAILED)
    case_file.case.told_routes = True
    assert is_told(case_file)
    assert untold(case_file) == []
    assert told_by(case_file) is None


def test_no_day_another_receiver_or_an_earlier_attempt_tells_nobody(told):
    case_file = told(FAILED)
    notice(case_file, made_on=None)
    notice(case_file, to_name="刁镇派出所")
    notice(case_file, made_on=date(2026, 3, 4))
    case_file.notices.append(Notice(notice_kind="summons", made_on=DAY))
    assert not is_told(case_file)
    assert len(untold(case_file)) == 2


def test_without_parties_nobody_was_told(told):
    assert not is_told(told("2026-03-05 终止"))
