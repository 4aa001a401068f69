"""How things share pages."""

from __future__ import annotations

from app.papers import style
from app.papers.block import Beside, Block, Gap, Group, Page, flow
from app.papers.body import small
from app.papers.breaking import Piece
from app.papers.cells import Cell, Entries, Entry, Lines, Row
from app.papers.paragraph import Paragraph
from app.papers.signing import Signatures

WIDE = 280.0  # 20 characters of 14 points


def text(lines: int, **told: object) -> Paragraph:
    return Paragraph([Piece("甲" * 20 * lines)], 14, 20, **told)  # type: ignore[arg-type]


def tall(page: Page) -> list[float]:
    return [block.height(WIDE) for block, _ in page.placed]


def test_a_paragraph_never_leaves_one_line_alone() -> None:
    for lines in range(2, 8):
        for room in range(1, 8):
            pages = flow([Gap(160 - room * 20), text(lines)], WIDE, 160)
            pieces = [h // 20 for page in pages for h in tall(page)[-1:]]
            assert sum(h for h in pieces if h) >= lines
            assert 1 not in [h / 20 for page in pages[1:] for h in tall(page)]
            if len(pages) > 1 and len(pages[0].placed) > 1:
                assert tall(pages[0])[-1] >= 40


def test_divided_text_is_whole() -> None:
    whole = text(9)
    lines = [line.text for line in whole.lines(WIDE)]
    parts = [block for page in flow([whole], WIDE, 60) for block, _ in page.placed]
    assert [line.text for part in parts for line in part.lines(WIDE)] == lines  # type: ignore[attr-defined]
    assert len(parts) == 3


def test_only_the_first_part_is_indented() -> None:
    head, tail = text(6, indent=2).split(WIDE, 60) or ()
    assert isinstance(head, Paragraph)
    assert isinstance(tail, Paragraph)
    assert [line.shift for line in head.lines(WIDE)] == [2, 0, 0]
    assert {line.shift for line in tail.lines(WIDE)} == {0}


def test_a_heading_goes_with_what_it_heads() -> None:
    pages = flow([Gap(100), text(1, keep=True), text(2)], WIDE, 150)
    assert [len(page.placed) for page in pages] == [1, 2]


def test_signatures_never_open_a_page_alone() -> None:
    signing = Group([Gap(80)], company=True)
    pages = flow([text(6), signing], WIDE, 130)
    assert [tall(page) for page in pages] == [[80], [40, 80]]


def test_signatures_bring_a_whole_row_along_where_it_cannot_be_cut() -> None:
    row = Row([Cell([small("甲")])], least=40)
    pages = flow([Gap(60), row, Group([Gap(80)], company=True)], WIDE, 130)
    assert [len(page.placed) for page in pages] == [1, 2]


def test_a_thing_taller_than_a_page_is_still_shown() -> None:
    pages = flow([Gap(500), text(1)], WIDE, 100)
    assert [len(page.placed) for page in pages if page.placed] == [1, 1]


def test_a_row_is_never_cut_in_the_middle() -> None:
    row = Row([Cell([text(2)])])
    pages = flow([Gap(70), row], WIDE, 100)
    assert [len(page.placed) for page in pages] == [1, 1]


def test_the_long_cell_of_a_row_goes_on_overleaf_under_the_same_label() -> None:
    long = Paragraph([Piece("乙" * 400)], 14, 20)
    row = Row([Cell([small("标签")], 60), Cell([long])], grows=1)
    parts = [block for page in flow([row], WIDE, 200) for block, _ in page.placed]
    assert len(parts) > 1
    assert [block.texts()[0] for block in parts] == ["标签"] * len(parts)
    assert all(block.height(WIDE) <= 200 for block in parts)
    shown = [
        line.text
        for block in parts
        for line in block.cells[1].blocks[0].lines(WIDE - 70)  # type: ignore[attr-defined]
    ]
    assert "".join(shown) == "乙" * 400


def test_a_crowd_signs_on_several_pages() -> None:
    crowd = Signatures("当事人：", [f"甲{i}" for i in range(11)], fingers=True)
    parts = [block for page in flow([crowd], WIDE, 200) for block, _ in page.placed]
    assert len(parts) > 1
    assert [name for block in parts for name in block.texts()[1:]] == crowd.names


def test_ruled_lines_run_on() -> None:
    parts: list[Block] = [b for page in flow([Lines(10)], WIDE, 120) for b, _ in page.placed]
    assert sum(block.count for block in parts) == 10  # type: ignore[attr-defined]


def test_a_long_entry_takes_more_lines() -> None:
    short, long = Entries([Entry("地点", "甲")]), Entries([Entry("地点", "甲" * 60)])
    assert long.height(WIDE) > 3 * short.height(WIDE)


def test_what_stands_beside_is_as_tall_as_the_taller() -> None:
    assert Beside(Gap(10), Gap(30)).height(WIDE) == 30


def test_what_signatures_bring_along_brings_its_heading() -> None:
    signing = Group([Gap(80)], company=True)
    pages = flow([Gap(40), text(1, keep=True), text(1), signing], WIDE, 130)
    assert [len(page.placed) for page in pages] == [1, 3]


def test_what_keeps_company_itself_brings_the_text_before_it() -> None:
    contact = Entries([Entry("联系人", "杜守义")], company=True)
    pages = flow([text(3), contact, Group([Gap(60)], company=True)], WIDE, 110)
    assert [type(page.placed[0][0]) for page in pages] == [Paragraph, Entries]
    pages = flow([Gap(30), text(1), contact, Group([Gap(60)], company=True)], WIDE, 110)
    assert [len(page.placed) for page in pages] == [1, 3]


def test_whose_line_it_is_can_be_read() -> None:
    under = Signatures("签名：", ["于德福"])._name("于德福")
    assert under.size == style.UNDER.size > style.FINE.size
