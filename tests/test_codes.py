"""The code lists and how a word finds its code."""

from __future__ import annotations

import pytest

from app.codes import CodeList, code_list, code_lists


@pytest.mark.parametrize("name", code_lists())
def test_every_list_speaks_both_languages_and_no_word_means_two_things(name):
    codes = code_list(name)
    assert len({line.code for line in codes}) == len(codes.codes) > 0
    for line in codes:
        assert line.label("zh_CN").strip()
        assert line.label("en").isascii() or name == "number_pattern"
        assert line.parent is None or line.parent in codes
        assert codes.find(line.zh) is line
        assert codes.find(line.code) is line
        assert all(codes.find(alias) is line for alias in line.aliases)


@pytest.mark.parametrize(
    ("name", "written", "code"),
    [
        ("dispute_type", "邻里", "02"),
        ("dispute_type", "邻里纠纷", "02"),
        ("dispute_type", " 房屋（房产）宅基地纠纷 ", "03"),
        ("dispute_type", "拖欠农民工工资纠纷", "10"),
        ("dispute_type", "其它", "99"),
        ("dispute_type", "纠纷", None),
        ("dispute_type", "邻里或者合同", None),
        ("source", "１２３４５热线", "hotline_12345"),
        ("source", "法庭委托", "referred_court"),
        ("source", "派出所移交", "referred_police"),
        ("source", "信访办移送", "referred_petition"),
        ("source", "网格员上报", "grid"),
        ("source", "当事人申请", "applied"),
        ("line", "舆情", "opinion"),
        ("route", "行政调解", "administrative"),
        ("tier", "需协调", "coordinated"),
        ("result", "未调成", "not_agreed"),
        ("result", "正在调解", "ongoing"),
        ("agreement_form", "口头协议", "oral"),
        ("performance", "当场履行", "on_the_spot"),
        ("payment_manner", "银行转账", "bank"),
        ("sex", "女", "2"),
        ("ethnicity", "回", "03"),
        ("ethnicity", "汉族", "01"),
        ("satisfaction", "满意", "satisfied"),
        ("closing_goal", "人和", "reconciled"),
        ("retention", "长期", "long"),
        ("retention", None, None),
    ],
)
def test_what_people_write_is_understood_and_the_rest_is_not_guessed(name, written, code):
    found = code_list(name).find(written)
    assert (found.code if found else None) == code


def test_every_source_belongs_to_one_of_three():
    """主动、依申请、接受委托移送 add up to all accepted cases (domain 4.4)."""
    sources = code_list("source")
    tops = {sources.top(line.code).code for line in sources}
    assert tops == {"own", "applied", "referred"}
    assert len(sources.within("referred")) == 5
    assert sources.top("hotline_12345").code == "referred"
    assert sources.top("unheard_of") is None


def test_the_tiers_carry_their_clocks():
    tiers = code_list("tier")
    assert tiers["simple"].facts == {"hours": 2}
    assert tiers["coordinated"].facts == {"working_days": 5}
    assert tiers["hard"].facts == {"working_days": 10, "longest_working_days": 15}


def test_fifty_six_peoples_have_their_codes():
    groups = [line for line in code_list("ethnicity") if line.code < "97"]
    assert len(groups) == 56
    assert groups[55].zh == "基诺族"


def test_a_code_only_a_newer_version_knows_is_shown_as_it_is():
    assert code_list("tier").label("galactic", "zh_CN") == "galactic"
    assert code_list("tier").label(None, "en") == ""
    assert code_list("tier").label("hard", "en") == "Key and hard"


def test_a_retired_code_is_understood_but_no_longer_offered():
    told = {"code": [{"code": "a", "zh": "甲", "en": "A"}, {"code": "b", "zh": "乙", "en": "B"}]}
    told["code"][1]["active"] = False
    codes = CodeList("sample", told)
    assert [line.code for line in codes.active()] == ["a"]
    assert codes.find("乙").code == "b"


def test_a_word_with_two_meanings_is_refused():
    told = {"code": [{"code": "a", "zh": "甲", "en": "A"}, {"code": "b", "zh": "甲。", "en": "B"}]}
    with pytest.raises(ValueError, match="means a and b"):
        CodeList("sample", told)
