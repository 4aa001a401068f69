"""A way of working in plain words: every preset in both languages, without a code or a hole."""

from __future__ import annotations

import re

import pytest

from app import words
from app.desk.way_in_words import paragraphs, where_words
from app.rules import mechanism

CODE = re.compile(r"[a-z]+_[a-z_]+|\{|practice\.")


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("name", mechanism.presets())
def test_every_preset_is_told_in_words(name: str, language: str) -> None:
    words.speak(language)
    told = paragraphs(mechanism.preset(name))
    assert len(told) >= 8
    for heading, lines in told:
        assert words.has(heading)
        assert not [line for line in lines if CODE.search(line)]
        assert all(line.strip() for line in lines)


def test_the_places_are_told_as_they_published() -> None:
    told = dict(paragraphs(mechanism.preset("jizhou")))
    tiers = told["practice.part.tiers"]
    assert "简易：2 小时" in tiers
    assert any(line.startswith("重点难点：10–15 个工作日") for line in tiers)
    assert any(
        "当天 20:00 前" in line
        for line in dict(paragraphs(mechanism.preset("xiaoli")))["practice.part.tiers"]
    )


def test_where_something_is_wrong_is_told_as_the_page_calls_it() -> None:
    assert where_words("tiers[0].hours") == "时限档次　第1行　小时"
    assert where_words("duty.a_day") == "值班　每天几人"
    assert where_words("tires") == ""
