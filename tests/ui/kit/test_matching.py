"""A few typed characters mean a line of a list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.codes import code_list, code_lists
from app.ui.kit.matching import exact, initials, matching

TYPES = tuple((line.code, line.zh) for line in code_list("dispute_type"))


def test_first_letters_follow_pinyin():
    assert initials("房屋宅基地纠纷") == "fwzjdjf"
    assert initials("12345热线") == "12345rx"
    assert initials("啊八擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝") == "abcdefghjklmnopqrstwxyz"


@pytest.mark.parametrize(
    ("typed", "code"),
    [("fw", "03"), ("宅基", "03"), ("FWZ", "03"), ("１０", "10"), ("jtsg", "14"), ("劳 动", "10")],
)
def test_the_line_that_was_meant_comes_first(typed, code):
    assert matching(TYPES, typed)[0][0] == code


def test_lines_that_begin_with_it_come_before_those_that_contain_it():
    options = (("a", "旧军村"), ("b", "军属"), ("c", "军人军属"))
    assert [code for code, _ in matching(options, "军属")] == ["b", "c"]


@pytest.mark.parametrize("name", code_lists())
def test_every_label_means_itself(name):
    for language in ("zh_CN", "en"):
        options = [(line.code, line.label(language)) for line in code_list(name).active()]
        for code, label in options:
            assert exact(options, label) == (code, label)
            assert matching(options, label)[0][0] in {c for c, told in options if told == label}


@given(st.text(max_size=8))
def test_no_typing_breaks_it(text):
    assert all(option in TYPES for option in matching(TYPES, text))
