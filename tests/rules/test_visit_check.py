"""A place may want a visit before a case is filed away, and its ticks; the usual way only reminds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import msgspec
import pytest

from app.records import Exemption, Mediator, Relief, Visit
from app.rules.mechanism import Visits
from app.rules.visit_check import goals_ticked, visits, visits_made

SETTLED = """
2026-03-01 受理 张三 李四
2026-03-10 调解 达成协议
2026-03-10 协议
"""


def way(lengths, **changes):
    return replace(lengths, way=msgspec.structs.replace(lengths.way, **changes))


def names(case_file, lengths):
    return [one.name for one in visits(case_file, lengths, before_visit=False, at_end=True)]


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        (Visits(), ["no_visit"]),
        (Visits(needed=True), ["visit_owed"]),
        (Visits(fewest=0), []),
    ],
)
def test_what_a_missing_visit_weighs_is_up_to_the_place(told, lengths, rule, found):
    case_file = told(SETTLED)
    assert names(case_file, way(lengths, visits=rule)) == found
    case_file.exemptions = [Exemption(on_day=date(2026, 3, 20), reason="当事人已迁居外省")]
    assert names(case_file, way(lengths, visits=rule)) == []


def test_too_few_visits_are_told_with_both_figures(told, lengths):
    case_file = told(SETTLED + "2026-03-20 回访")
    twice = way(lengths, visits=Visits(fewest=2))
    (found,) = visits(case_file, twice, before_visit=False, at_end=True)
    assert (found.name, found.facts) == ("too_few_visits", {"made": 1, "fewest": 2})
    case_file.visits.append(Visit(done_on=date(2026, 4, 1), by_id=case_file.case.lead_id))
    assert names(case_file, twice) == []


def test_after_a_reopening_only_a_later_visit_counts(told, lengths):
    case_file = told(SETTLED + "2026-03-20 回访 复燃\n2026-03-20 重启\n2026-03-25 调解 达成协议")
    assert visits_made(case_file) == []
    assert names(case_file, lengths) == ["no_visit"]
    case_file.visits.append(Visit(done_on=date(2026, 4, 2), by_id=case_file.case.lead_id))
    assert names(case_file, lengths) == []


def test_who_took_a_case_over_needs_no_reason(told, lengths):
    case_file = told(SETTLED)
    heir = Mediator(name="王玉珍")
    case_file.mediators[heir.id] = heir
    case_file.visits = [Visit(done_on=date(2026, 3, 20), by_id=heir.id)]
    assert names(case_file, lengths) == ["visitor_changed"]
    assert names(case_file, way(lengths, visits=Visits(handler=False))) == []
    lead = case_file.case.lead_id
    case_file.reliefs = [Relief(on_day=date(2026, 3, 15), from_id=lead, to_id=heir.id)]
    assert names(case_file, lengths) == []


def test_the_goals_of_a_place_are_asked_for_where_it_wants_each_of_them(told, lengths):
    case_file = told(SETTLED)
    case_file.case.goals = ["closed", "settled"]
    assert not list(goals_ticked(case_file, lengths))
    asks = way(lengths, goals_needed=True)
    (found,) = goals_ticked(case_file, asks)
    assert found.facts == {"count": 1, "of": 3}
    case_file.case.goals.append("reconciled")
    assert not list(goals_ticked(case_file, asks))
