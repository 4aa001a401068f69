"""Mediators: listed, in their term, apart from the parties."""

from __future__ import annotations

from datetime import date

import pytest

from app.rules.roster_check import on_roster, stands_apart

CASE = "2026-03-01 受理 张三 李四\n2026-03-05 调解 达成协议"


def names(case_file):
    return [one.name for one in on_roster(case_file, 3)]


@pytest.mark.parametrize(
    ("appointed", "said"),
    [
        (None, ["term_unknown"]),
        (date(2023, 3, 6), []),
        (date(2023, 3, 5), ["term_over"]),
        (date(2020, 2, 29), ["term_over"]),
        (date(2024, 2, 29), []),
    ],
)
def test_a_term_is_three_years(told, appointed, said):
    """人民调解法 9"""
    case_file = told(CASE)
    case_file.mediators[case_file.case.lead_id].appointed_on = appointed
    assert names(case_file) == said


def test_who_was_struck_off_the_list_is_not_listed(told):
    case_file = told(CASE)
    case_file.mediators[case_file.case.lead_id].void = "重复"
    assert names(case_file) == ["mediator_not_listed"]


def test_whoever_is_kin_gives_way_or_is_accepted(told):
    case_file = told(CASE)
    assert [one.name for one in stands_apart(case_file)] == ["related_unasked"]
    case_file.case.related = False
    assert list(stands_apart(case_file)) == []
    case_file.case.related = True
    assert [one.name for one in stands_apart(case_file)] == ["related_unsettled"]
    case_file.case.recusal = "已告知，双方同意由其继续调解"
    assert list(stands_apart(case_file)) == []
