"""A trend on paper: a round scale, every series with its name, the same bytes."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from app.papers.listing import draw
from app.papers.listing_chart import ceiling, coinciding, labelled
from app.rules.listing import Column, Listing

CHART = (("热线", (("一月", 12), ("二月", 30))), ("信访", (("一月", 7), ("二月", 0))))


@pytest.mark.parametrize(("most", "scale"), [(0, 4), (4, 4), (5, 8), (30, 40), (925, 2000), (3, 4)])
def test_the_scale_is_round_and_holds_every_figure(most, scale):
    assert ceiling((("x", (("a", most),)),)) == scale


def test_a_trend_is_drawn_with_its_figures():
    listing = Listing("三量", [Column("月份")], [("一月",)], chart=CHART)
    pdf = draw(listing, None)
    told = "".join(PdfReader(BytesIO(pdf)).pages[0].extract_text().split())
    for word in ("热线", "信访", "30", "二月"):
        assert word in told
    assert pdf == draw(listing, None)


def test_the_newest_place_has_its_label_and_no_line_hides_another():
    assert labelled(12, 1) == set(range(12))
    assert labelled(6, 2) == {5, 3, 1}
    assert labelled(0, 1) == set()
    same = (
        ("信访", (("一月", 7), ("二月", 0))),
        ("舆情", (("一月", 7), ("二月", 1))),
        ("访", (("一月", 7),)),
    )
    assert coinciding(same) == [[0, 0], [1, 0], [2]]


def test_a_text_is_set_in_paragraphs_under_its_headings():
    texts = ["一、总体情况", "受理若干件。" * 40, "二、走势", "平稳。"] * 6
    pages = PdfReader(
        BytesIO(draw(Listing("分析", [], [], below=texts, landscape=False), None))
    ).pages
    told = ["".join(page.extract_text().split()) for page in pages]
    assert len(told) > 1
    assert not any(text.removesuffix(f"第{n}页共{len(told)}页").endswith(("一、总体情况", "二、走势"))
                   for n, text in enumerate(told, start=1))  # fmt: skip
