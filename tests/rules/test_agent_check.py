"""Agents sign only with the power to."""

from __future__ import annotations

from datetime import date

import pytest

from app.records import Agency
from app.rules.agent_check import agents_may_sign, is_special


def names(case_file):
    return [one.name for one in agents_may_sign(case_file)]


@pytest.mark.parametrize(
    ("powers", "signs", "said"),
    [
        (["apply", "sign"], True, []),
        (["claims"], True, []),
        (["apply"], True, ["agent_without_power"]),
        (["apply"], None, ["agent_unknown"]),
        (["apply"], False, []),
        (None, True, []),
    ],
)
def test_power_four_or_five_is_needed_to_sign(reference, powers, signs, said):
    reference.agencies.append(Agency(name="于德福", powers=powers, signs=signs))
    assert names(reference) == said


def test_a_power_given_after_the_signing_came_too_late(reference):
    agent = Agency(name="于德福", powers=["sign"], made_on=date(2026, 10, 9))
    reference.agencies.append(agent)
    assert names(reference) == ["agent_late"]
    agent.made_on = date(2026, 10, 8)
    assert names(reference) == []


def test_before_an_agreement_nobody_signs_one(told):
    case_file = told("2026-03-01 受理 张三 李四")
    case_file.agencies.append(Agency(powers=["apply"], signs=True))
    assert names(case_file) == []


def test_a_power_of_a_newer_program_may_be_special():
    assert is_special(["of_tomorrow"])
