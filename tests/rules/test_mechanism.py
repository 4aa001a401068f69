"""A mechanism is read strictly, and a preset writes only what its place does in its own way."""

from __future__ import annotations

import pytest

from app.rules import mechanism
from app.trouble import Trouble


def test_the_usual_tiers_have_the_published_clocks() -> None:
    usual = mechanism.preset(mechanism.USUAL)
    assert usual.tier("simple").hours == 2
    assert usual.tier("coordinated").working_days == 5
    assert (usual.tier("hard").working_days, usual.tier("hard").longest_working_days) == (10, 15)
    assert usual.tier("own_1") is None


@pytest.mark.parametrize("told", [{"tires": []}, {"duty": {"a_day": "two"}}, {"lines": "grid"}])
def test_a_key_or_shape_it_does_not_know_is_refused(told: dict[str, object]) -> None:
    with pytest.raises(Trouble) as trouble:
        mechanism.read(told)
    assert trouble.value.key == "practice.unreadable"


def test_a_code_that_no_list_has_is_refused() -> None:
    with pytest.raises(Trouble) as trouble:
        mechanism.read({"tiers": [{"code": "simple"}], "duty": {"joint": ["police", "martians"]}})
    assert trouble.value.key == "practice.no_such_code"


def test_what_is_read_is_told_again_without_what_is_usual() -> None:
    told = {"name": "一处", "duty": {"a_day": 2}, "ticks": {"know": ["一", "二", "三"]}}
    assert mechanism.told(mechanism.read(told)) == told


@pytest.mark.parametrize("name", mechanism.presets())
def test_every_preset_is_whole(name: str) -> None:
    found = mechanism.preset(name)
    assert found.name
    assert found.tiers
    assert sum((found.split.people, found.split.administrative, found.split.judicial)) == 100
