"""A register on paper: whole, on every page under its headings, and the same bytes every time."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader

from app.papers.listing import draw, profile_of
from app.papers.listing_columns import bands
from app.papers.listing_rows import heads, line
from app.papers.pdfium import opened
from app.records import Room
from app.rules.listing import Column, Listing

ROOM = Room(
    committee="柳林镇人民调解委员会",
    room_name="老孟调解室",
    brand="三讲",
    head_name="孟某",
    phone="0531-1",
)


def register(count: int = 60, **told: object) -> Listing:
    columns = [
        Column("序号", 0.5), Column("日期"), Column("事由", 4, groups=("来访",)),
        Column("人数", 1, "人", groups=("来访",)), Column("金额", 1, "元"),
    ]  # fmt: skip
    rows = [
        (
            i,
            date(2026, 3, 1),
            f"第{i}件：邻居修墙占道，要求当面调解。" * (1 + i % 3),
            2,
            Decimal("1200.00"),
        )
        for i in range(1, count + 1)
    ]
    told = {"signs": ["填表人", "负责人"], "below": ["注：按受理日期统计。"], **told}
    return Listing("来访登记簿", columns, rows, above=[("期间", "2026年3月")], **told)


def pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def flat(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("landscape", [True, False])
def test_every_page_says_the_headings_its_number_and_whose_it_is(landscape):
    told = [flat(text) for text in pages(draw(register(landscape=landscape), ROOM))]
    assert len(told) > 2
    for number, text in enumerate(told, start=1):
        assert f"第{number}页共{len(told)}页" in text
        assert "老孟调解室·三讲" in text
        assert "事由" in text
        assert "来访" in text
    assert sum("填表人：" in text for text in told) == 1
    assert "填表人：" in told[-1]


def test_every_row_stands_once_and_whole_on_one_page():
    told = [flat(text) for text in pages(draw(register(40), ROOM))]
    for row in register(40).rows:
        words = flat(str(row[2]))
        assert sum(words in text for text in told) == 1, words


def test_the_sheet_lies_across_or_stands():
    for landscape in (True, False):
        page = PdfReader(BytesIO(draw(register(2, landscape=landscape), ROOM))).pages[0]
        assert (page.mediabox.width > page.mediabox.height) is landscape


def test_the_same_listing_gives_the_same_bytes():
    assert draw(register(9), ROOM) == draw(register(9), ROOM)


def test_a_table_too_wide_goes_on_in_parts_that_all_name_whose_row_it_is():
    columns = [
        Column("单位", 3),
        *(Column("案件数", 1, "件", (f"第{i // 6}组",)) for i in range(60)),
    ]
    rows = [(f"{name}村", *range(1000, 1060)) for name in "甲乙丙"]
    told = [
        flat(text)
        for text in pages(draw(Listing("宽表", columns, rows, total=("合计", *[9] * 60)), ROOM))
    ]
    assert len(told) > 1
    assert "宽表（续表1）" in told[1]
    for text in told:
        assert "甲村" in text
        assert "合计" in text
    assert all(any(str(n) in text for text in told) for n in range(1000, 1060))


def test_a_cell_longer_than_a_page_goes_on_overleaf_to_its_end():
    listing = Listing("表", [Column("事由"), Column("备注")], [("长" * 4000 + "完", "短")])
    told = [flat(text) for text in pages(draw(listing, ROOM))]
    assert sum(text.count("长") for text in told) == 4000
    assert "完" in told[-1]


def test_an_empty_listing_says_that_there_is_nothing():
    assert "（本期没有）" in flat(pages(draw(register(0), ROOM))[0])


def test_a_signature_never_stands_on_a_page_alone():
    for count in range(18, 30):
        listing = Listing(
            "表", [Column("一")], [(f"第{n}行",) for n in range(count)], signs=["负责人"]
        )
        assert "行" in pages(draw(listing, ROOM))[-1]


@pytest.mark.parametrize("notes", [[], ["注：一。"], ["注：一。"] * 9])
def test_who_signs_is_never_lost_below_what_follows_the_table(notes):
    chart = (("热线", (("一月", 12), ("二月", 30))),)
    for count in range(1, 30, 4):
        rows = [(f"第{n}行",) for n in range(count)]
        listing = Listing("表", [Column("一")], rows, below=notes, signs=["审核人"], chart=chart)
        told = pages(draw(listing, ROOM))
        assert "审核人：" in told[-1]
        assert sum("审核人：" in text for text in told) == 1


def test_fonts_are_embedded():
    page = PdfReader(BytesIO(draw(register(2), ROOM))).pages[0]
    for font in page["/Resources"]["/Font"].get_object().values():
        inner = font.get_object()
        descriptor = (
            inner["/DescendantFonts"][0].get_object() if "/DescendantFonts" in inner else inner
        )
        assert "/FontFile2" in descriptor["/FontDescriptor"].get_object()


def test_a_room_that_says_little_has_a_short_profile():
    assert profile_of(Room(committee="柳林镇人民调解委员会")) == "柳林镇人民调解委员会"
    assert profile_of(None) == ""


def test_texts_of_one_column_begin_at_one_edge():
    columns = [Column("序号"), Column("单位"), Column("牵头")]
    rows = [(1, "司法所", "是"), (2, "综合执法中队", "")]
    (band,) = bands(Listing("表", columns, rows), 700, 10, 2)
    assert band.flush == {1}
    cells = line(rows[0], band, bold=False).cells
    assert [cell.align for cell in cells] == ["center", "left", "center"]


def test_the_heading_of_a_serial_is_not_cut_in_two():
    columns = [Column("序号", 0.1), *(Column("事由", 3) for _ in range(4))]
    (band,) = bands(Listing("表", columns, [(1, *["长" * 40] * 4)]), 500, 10, 2)
    assert len(heads(columns, band).cells[0].told.lines(band.widths[0] - 4)) == 1


def test_what_is_told_at_length_above_a_table_has_a_line_of_its_own():
    long = Listing("表", [Column("一")], [("二",)], above=[("编号", "1"), ("事由", "长" * 60)])
    text = pages(draw(long, ROOM))[0]
    assert next(row for row in text.splitlines() if "编号：1" in row).strip() == "编号：1"


def test_whose_it_is_never_runs_off_the_page():
    room = Room(committee="青石镇人民调解委员会" * 20, phone="0531-1")
    with opened(draw(register(1), room)) as leaves:
        wide = leaves[0].get_size()[0]
        rights = [one.get_bounds()[2] for one in leaves[0].get_objects() if one.type == 1]
    assert max(rights) < wide
