"""Pages laid together: numbered without a gap, on the right side of the sheet, found by their bookmarks."""

from __future__ import annotations

import io
from datetime import date

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from app.papers import archival
from app.papers.binder import EDGE, Binder
from app.papers.breaking import Piece
from app.papers.document import Laid
from app.papers.paragraph import Paragraph
from app.papers.scanned import Picture, picture
from app.papers.sheet import WIDE, Sheet

ABOUT = archival.About("卷", "刁镇", "调解卷宗", "第1号", "第1号", date(2026, 11, 18))


def laid(name: str, pages: int) -> Laid:
    """A paper of so many pages that says its name on each."""
    sheet = Sheet(name, name, coded=False, framed=False)
    for _ in range(pages):
        sheet.add(Paragraph([Piece(name)]))
        sheet.space(sheet.frame.tall - 27)
    return sheet.laid()


def scan(colour: str = "red") -> Picture:
    out = io.BytesIO()
    Image.new("RGB", (105, 148), colour).save(out, "JPEG")
    return picture(out.getvalue(), 1, 0)


def bind(binder: Binder, *pictures: Picture | None) -> bytes:
    return b"".join(binder.written(ABOUT, lambda which: pictures[which]))


def volume(*, two_sided: bool) -> bytes:
    """Cover, a paper of three pages, one of one with a scan in its midst, back."""
    binder = Binder(two_sided=two_sided)
    number = 0
    for name, pages in (("封面", 1), ("记录", 3), ("协议", 2), ("封底", 1)):
        binder.to_front()
        binder.mark(name)
        drawn = laid(name, pages)
        for page in range(1, pages + 1):
            if name.startswith("封"):
                binder.leaf(drawn, page, None)
                continue
            number += 1
            if name == "协议" and page == 2:
                binder.scan(number)
            else:
                binder.leaf(drawn, page, number)
    return bind(binder, scan())


def text(pdf: bytes) -> list[str]:
    pages = pypdfium2.PdfDocument(pdf)
    return ["".join(page.get_textpage().get_text_bounded().split()) for page in pages]


def same(pages: list[str], *told: str) -> bool:
    """Whether each page says this, in whatever order of number and text."""
    return [sorted(page) for page in pages] == [sorted(page) for page in told]


def test_on_both_sides_each_paper_begins_on_a_front() -> None:
    told = text(volume(two_sided=True))
    assert same(told, "封面", "", "1记录", "2记录", "3记录", "", "4协议", "5", "封底"), told


def test_on_one_side_nothing_is_white() -> None:
    told = text(volume(two_sided=False))
    assert same(told, "封面", "1记录", "2记录", "3记录", "4协议", "5", "封底"), told


def places(pdf: bytes) -> dict[int, float]:
    """Where on its page each number of the volume stands."""
    found = {}
    for page in pypdfium2.PdfDocument(pdf):
        told = page.get_textpage()
        for place in range(told.count_chars()):
            char = told.get_text_range(place, 1)
            if char.isdigit():
                left, _, right, _ = told.get_charbox(place)
                found[int(char)] = (left + right) / 2
    return found


@pytest.mark.parametrize(("two_sided", "backs"), [(True, {2, 5}), (False, set())])
def test_numbers_stand_upper_right_on_fronts_and_upper_left_on_backs(
    backs: set[int], *, two_sided: bool
) -> None:
    found = places(volume(two_sided=two_sided))
    assert list(found) == [1, 2, 3, 4, 5]
    for number, x in found.items():
        assert x == pytest.approx(EDGE if number in backs else WIDE - EDGE, abs=2)


@pytest.mark.parametrize("two_sided", [True, False])
def test_each_bookmark_leads_to_the_first_page_of_its_paper(*, two_sided: bool) -> None:
    pdf = volume(two_sided=two_sided)
    told = text(pdf)
    document = pypdfium2.PdfDocument(pdf)
    marks = {mark.get_title(): mark.get_dest().get_index() for mark in document.get_toc()}
    assert list(marks) == ["封面", "记录", "协议", "封底"]
    for title, page in marks.items():
        assert title in told[page]
        assert title not in told[page - 1] or page == 0


def test_scanned_pages_are_fetched_one_by_one_in_their_order() -> None:
    binder = Binder(two_sided=False)
    for number in (1, 2, 3):
        binder.scan(number)
    asked: list[int] = []

    def fetch(which: int) -> Picture:
        asked.append(which)
        return scan()

    made = binder.written(ABOUT, fetch)
    before = [len(asked) for _ in made]
    assert asked == [0, 1, 2]
    assert {1, 2} <= set(before)  # something was written between two of them


def test_the_same_pages_give_the_same_bytes_and_another_picture_another_mark() -> None:
    def made(colour: str) -> bytes:
        binder = Binder(two_sided=False)
        binder.scan(1)
        return bind(binder, scan(colour))

    assert made("red") == made("red")
    marks = [pikepdf.open(io.BytesIO(made(colour))).trailer.ID[0] for colour in ("red", "blue")]
    assert bytes(marks[0]) != bytes(marks[1])
