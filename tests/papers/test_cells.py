"""Labelled lines and bordered rows: nothing is squeezed, nothing runs off the page."""

from __future__ import annotations

from app.papers.block import flow
from app.papers.body import small
from app.papers.cells import Cell, Entries, Entry, Lines, Row

WIDE, TALL = 400.0, 600.0


def test_short_values_stand_side_by_side() -> None:
    told = Entries([Entry("姓名", "陈㛃喆", 2), Entry("年龄", "43")])
    assert told.height(WIDE) == told.leading


def test_what_would_be_squeezed_beside_others_has_the_whole_width() -> None:
    told = Entries([Entry("单位或住址", "墙" * 90), Entry("联系方式", "13800000000")])
    alone = Entries([Entry("单位或住址", "墙" * 90)])
    assert told.height(WIDE) == alone.height(WIDE) + told.leading


def test_a_label_as_wide_as_its_share_sends_its_value_to_a_line_of_its_own() -> None:
    told = Entries([Entry("职业或职务", "务农"), Entry("联系方式", "1")])
    assert told.height(140) == 2 * told.leading


def test_four_that_are_too_many_for_a_line_stand_two_by_two() -> None:
    told = Entries(
        [
            Entry("姓名", "迪丽热巴·买买提"),
            Entry("性别", "女"),
            Entry("年龄", "36"),
            Entry("民族", "维吾尔族"),
        ]
    )
    assert told.height(400) == 2 * told.leading


def test_of_ruled_lines_never_one_stands_alone() -> None:
    told = Lines(8)
    for room, upper in ((7.5, 6), (3.2, 3), (1.9, None)):
        parts = told.split(WIDE, room * told.leading)
        assert (parts[0].height(WIDE) / told.leading if parts else None) == upper


def test_stacked_lines_go_on_overleaf_between_two_of_them() -> None:
    told = Entries([Entry("甲", "墙" * 200), Entry("乙", "水" * 200)])
    alone = Entries([Entry("甲", "墙" * 200)]).height(WIDE)
    parts = told.split(WIDE, alone + 5)
    assert parts is not None
    assert [part.texts()[0] for part in parts] == ["甲", "乙"]


def test_a_row_that_would_fill_a_page_goes_on_overleaf() -> None:
    tall = Row([Cell([small("甲")]), Cell([small("墙" * 900)])])
    assert tall.height(WIDE) > TALL
    pages = flow([tall], WIDE, TALL)
    assert len(pages) == 2
    assert all(page.used <= TALL for page in pages)


def test_a_row_that_a_page_can_hold_is_not_cut() -> None:
    row = Row([Cell([small("甲")]), Cell([small("墙" * 100)])])
    assert row.split(WIDE, row.height(WIDE) - 20) is None
