"""Prints of texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.store.text_prints import bare, print_of

TOLD = "{0}欠{1}借款{2}元，约定{3}月底还清。"


@given(
    st.text("甲乙丙丁戊己庚辛", min_size=2, max_size=4), st.integers(0, 10**6), st.integers(1, 12)
)
def test_names_and_figures_do_not_tell_two_texts_apart(name, amount, month):
    one = TOLD.format(name, "李四", amount, month)
    assert print_of(one, [name, "李四"]) == print_of(
        TOLD.format("张三", "王五", 1, 2), ["张三", "王五"]
    )


@pytest.mark.parametrize("other", ["张三欠李四货款。", "张三欠李四借款，约定月底还清利息。"])
def test_other_words_are_another_text(other):
    assert print_of(other, ["张三", "李四"]) != print_of("张三欠李四借款。", ["张三", "李四"])


def test_nothing_but_names_and_figures_leaves_no_print():
    assert bare("张三，12.5万元", ["张三"]) == "元"
    assert print_of("张三 12，三十", ["张三"]) == ""
