"""What no mechanism is, is refused before anything is made of it, and the key is named."""

from __future__ import annotations

import pytest

from app.rules import mechanism
from app.trouble import Trouble


@pytest.mark.parametrize(
    ("told", "key", "where"),
    [
        ({"tires": []}, "practice.unknown_key", "tires"),
        ({"duty": {"a_day": "two"}}, "practice.wrong_value", "duty.a_day"),
        ({"lines": "grid"}, "practice.wrong_value", "lines"),
        ({"tiers": [{"hours": 2}]}, "practice.missing_key", "tiers[0].code"),
        ({"tiers": [{"code": "simple", "hours": -2}]}, "practice.wrong_value", "tiers[0].hours"),
        ({"duty": {"days": [1, 8]}}, "practice.wrong_value", "duty.days"),
        ({"duty": {"begins": "25:00"}}, "practice.wrong_value", "duty.begins"),
        ({"duty": {"begins": "13:00"}}, "practice.wrong_value", "duty.begins"),
        ({"calls": [{"what": "doors", "on": 32}]}, "practice.wrong_value", "calls[0].on"),
        ({"calls": [{"what": "doors", "every": "moon"}]}, "practice.wrong_value", "calls[0].every"),
        ({"split": {"people": 80}}, "practice.wrong_value", "split"),
        ({"slogan": "长" * 201}, "practice.wrong_value", "slogan"),
        ({"slogan": "一\n二"}, "practice.wrong_value", "slogan"),
        ({"teams": ["队"] * 301}, "practice.wrong_value", "teams"),
        ({"figures": {"grids": 10**30}}, "practice.wrong_value", "figures.grids"),
        ({"subsidies": [{"level": "major", "amount": "1e9"}]}, "practice.wrong_value", "subsidies.amount"),
        ({"grid": {"fewest_households": 20, "most_households": 15}}, "practice.wrong_value", "grid.most_households"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused_and_named(told: dict[str, object], key: str, where: str) -> None:
    with pytest.raises(Trouble) as trouble:
        mechanism.read(told)
    assert (trouble.value.key, trouble.value.facts["where"]) == (key, where)


def test_only_points_may_be_below_nought() -> None:
    told = {"points": [{"code": "relapse", "zh": "反弹", "points": -5}]}
    assert mechanism.read(told).points[0].points == -5


def test_nothing_is_nested_for_ever() -> None:
    deep: object = "一"
    for _ in range(2000):
        deep = [deep]
    with pytest.raises(Trouble) as trouble:
        mechanism.read({"teams": deep})
    assert trouble.value.key == "practice.wrong_value"
