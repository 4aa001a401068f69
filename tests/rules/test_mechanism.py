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


def test_the_places_work_as_they_published() -> None:
    """Domain 6.1, S000–S004, one line of each place."""
    places = mechanism.presets()
    assert set(places) == {
        "common", "diaozhen", "jizhou", "licheng", "suoxiyu", "longsangsi", "ganshiqiao", "xiaoli",
    }  # fmt: skip
    diaozhen, jizhou, licheng = places["diaozhen"], places["jizhou"], places["licheng"]
    assert (diaozhen.grid.fewest_households, diaozhen.grid.most_households) == (15, 20)
    assert diaozhen.duty.joint == ("petition", "justice", "governance", "discipline")
    assert set(diaozhen.ticks) == {"know", "call", "attend", "report"}
    assert all(len(three) == 3 for three in diaozhen.ticks.values())
    figures = diaozhen.figures
    assert figures["lists_collected"] == figures["lists_solved"] + figures["lists_tracked"]
    assert len(jizhou.grid.posts) == 8
    assert [one.what for one in jizhou.meetings] == ["monthly", "quarterly", "half_year"]
    hard = jizhou.tier("hard")
    assert hard is not None
    assert (hard.working_days, hard.longest_working_days, hard.consult) == (10, 15, True)
    assert len(licheng.grid.posts) == 4
    assert {"grid", "hotline", "opinion", "petition"} <= set(licheng.lines)
    told = licheng.figures
    assert told["basic_grids"] + told["special_grids"] == told["grids"] == told["groups"]


def test_the_other_places_work_as_they_published() -> None:
    places = mechanism.presets()
    suoxiyu, ganshiqiao = places["suoxiyu"], places["ganshiqiao"]
    assert (suoxiyu.duty.days, suoxiyu.duty.a_day) == ((1, 2, 3, 4, 5), 2)
    assert next((one.what, one.every, one.on) for one in suoxiyu.calls) == ("doors", "month", 12)
    assert ("friday", "week", 5) in [(one.what, one.every, one.on) for one in suoxiyu.meetings]
    assert len(suoxiyu.leaders.roles) == 5
    assert len(suoxiyu.grid.posts) == 6
    assert (ganshiqiao.visits.handler, ganshiqiao.visits.fewest) == (True, 1)
    assert ganshiqiao.goals == ("closed", "settled", "reconciled")
    assert len(ganshiqiao.teams) == 6
    assert ganshiqiao.figures["relapses"] == 0
    longsangsi = places["longsangsi"]
    assert longsangsi.figures["basic_grids"] + longsangsi.figures["special_grids"] == 100
    assert longsangsi.duty.cadres
    xiaoli = places["xiaoli"]
    assert xiaoli.tiers[0].code == "same_day"
    assert len(xiaoli.units) == 5


def test_the_three_of_a_tick_belong_to_a_tick_that_is_known() -> None:
    with pytest.raises(Trouble) as trouble:
        mechanism.read({"ticks": {"sing": ["一"]}})
    assert trouble.value.facts["where"] == "ticks"
