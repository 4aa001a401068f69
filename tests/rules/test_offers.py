"""What may be chosen follows the way of the place, with the names it gives."""

from __future__ import annotations

from app.codes import code_list
from app.rules import mechanism, offers

ZH = "zh_CN"


def test_the_usual_way_offers_what_the_lists_offer():
    usual = mechanism.preset(mechanism.USUAL)
    active = [(one.code, one.zh) for one in code_list("tier").active()]
    assert list(offers.tiers(usual, ZH)) == active
    assert [code for code, _ in offers.lines(usual, ZH)] == [
        c.code for c in code_list("line").active()
    ]
    assert [name for _, name in offers.goals(usual, ZH)] == ["案结", "事了", "人和"]


def test_a_place_offers_its_own_tiers_by_their_own_names():
    own = mechanism.read(
        {
            "tiers": [
                {"code": "own_1", "zh": "立等可办", "hours": 1},
                {"code": "hard", "working_days": 9},
            ]
        }
    )
    assert offers.tiers(own, ZH) == (("own_1", "立等可办"), ("hard", "重点难点"))
    assert offers.tier_meant(own, "立等可办") == "own_1"
    assert offers.tier_meant(own, "重大") == "hard"
    assert offers.tier_meant(own, "从没听过") is None


def test_a_place_with_four_lines_offers_no_other():
    codes = [code for code, _ in offers.lines(mechanism.preset("licheng"), ZH)]
    assert "other" not in codes
