"""空白表: forms for the hand: no fact on them but room and number, lines that fill the page, boxes to tick."""

from __future__ import annotations

import io

import pypdfium2
import pytest

from app.papers import blank, page_code
from app.papers.block import Gap, flow
from app.papers.cells import Cell, Lines, Row
from app.papers.document import Laid
from app.papers.paper import paper
from app.papers.sheet import FOOT, TALL
from app.records import Case, CaseFile, Room

NUMBER = "（2026）某人调字第7号"
ROOM = Room(
    id="ab" * 16, committee="某镇人民调解委员会", room_name="老杜调解室", short_name="某人调"
)


def texts(laid: Laid) -> str:
    document = pypdfium2.PdfDocument(blank.book([laid]))
    return "".join(page.get_textpage().get_text_range() for page in document)


@pytest.mark.parametrize("large", [False, True])
def test_every_form_that_is_offered_can_be_drawn_blank_and_says_so(large: bool) -> None:
    for laid in blank.lay_set(ROOM, NUMBER, blank.offered(), large=large):
        said = texts(laid).replace("\r\n", "")
        assert NUMBER in said
        assert "空白表" in said


def test_nothing_stands_below_the_foot_of_a_page() -> None:
    for large in (False, True):
        for laid in blank.lay_set(ROOM, NUMBER, blank.offered(), large=large):
            sheet = laid.sheet
            room = sheet.frame.tall / sheet.zoom
            pages = flow(sheet.blocks, sheet.frame.wide / sheet.zoom, room)
            assert all(page.used <= room + 0.01 for page in pages), sheet.paper
    assert FOOT < TALL


def test_lines_take_what_is_left_of_their_page() -> None:
    (page,) = flow([Lines(2, fills=True), Gap(100)], 300, 600)
    assert page.placed[0][0].height(300) == 17 * 28
    assert page.used <= 600
    (plain,) = flow([Lines(2), Gap(100)], 300, 600)
    assert plain.used == 2 * 28 + 100


def test_two_who_take_share_what_is_left() -> None:
    cells = [Cell([Lines(1, 20, fills=True), Lines(1, 20, fills=True)])]
    (page,) = flow([Row(cells, fills=True), Lines(1, fills=True)], 300, 600)
    assert page.used <= 600
    assert [round(block.height(300)) for block, _ in page.placed] == [290, 280]


def test_a_case_with_a_gap_is_no_blank_form() -> None:
    """Room for the hand in a paper that was typed would be room for somebody else's words."""
    typed = CaseFile(Case(file_no=NUMBER), ROOM)
    sheet = paper("agreement").composed(typed)
    assert not sheet.blank
    assert not any(block.fills for block in sheet.blocks)


def test_an_agreement_is_there_for_each_party_and_the_committee() -> None:
    (laid,) = blank.lay_set(ROOM, NUMBER, ["agreement"])
    assert len(pypdfium2.PdfDocument(blank.book([laid]))) == 3 * laid.pages
    assert len(pypdfium2.PdfDocument(blank.book([laid], two_sided=True))) == 3 * (
        laid.pages + laid.pages % 2
    )


def test_the_code_of_a_blank_page_is_read_as_one() -> None:
    (laid,) = blank.lay_set(ROOM, NUMBER, ["visit"])
    code = page_code.PageCode(ROOM.id[:8], NUMBER, "visit", laid.digest, blank=True)
    assert page_code.read(code.text()) == code
    out = io.BytesIO(blank.book([laid]))
    assert out.getvalue() == blank.book(blank.lay_set(ROOM, NUMBER, ["visit"]))
