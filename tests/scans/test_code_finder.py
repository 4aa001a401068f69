"""A slice of the bench in every run: a page of each way, and none read as another."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from app.papers import page_code
from app.papers.page_code import PageCode
from app.scans.code_finder import FAINT, find
from tests.scans.degraded import WAYS, Sheet, degraded, drawn

CODE = PageCode("1a2b3c4d", "柳人调〔2026〕17号", "agreement", "deadbeef", 2)
UNREAD = {"worn", "cut off"}


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    """A page with nothing but its code, where the papers have it."""
    from reportlab.pdfgen.canvas import Canvas

    from app.papers.pen import Pen
    from app.papers.sheet import CODE as SIZE
    from app.papers.sheet import MM, RIGHT, TALL, WIDE

    out = io.BytesIO()
    canvas = Canvas(out, (WIDE, TALL))
    Pen(canvas).squares(page_code.squares(CODE.text()), WIDE - RIGHT - SIZE, TALL - 8 * MM, SIZE)
    canvas.showPage()
    canvas.save()
    return Sheet(out.getvalue(), 1, CODE.text())


@pytest.mark.parametrize("way", [way for way in WAYS if way not in UNREAD])
def test_a_page_that_came_back_is_known_again(sheet: Sheet, way: str) -> None:
    picture = Image.open(io.BytesIO(degraded(sheet, way, 2))).convert("RGB")
    (seen,) = find(lambda *, finer: picture, "MR1;", 60)
    assert CODE in {page_code.read(text) for text in seen.texts}


def test_half_a_code_is_no_code(sheet: Sheet) -> None:
    picture = Image.open(io.BytesIO(degraded(sheet, "cut off", 1))).convert("RGB")
    assert find(lambda *, finer: picture, "MR1;", 1) == []


def test_another_code_is_not_ours(sheet: Sheet) -> None:
    picture = Image.open(io.BytesIO(degraded(sheet, "200 dpi", 1))).convert("RGB")
    assert find(lambda *, finer: picture, "WX2;", 0) == []


def test_an_empty_back_is_not_searched_through() -> None:
    asked: list[bool] = []

    def draw(*, finer: bool) -> Image.Image:
        asked.append(finer)
        return Image.new("RGB", (1654, 2339), "#fdfcf8")

    assert find(draw, "MR1;", 60) == []
    assert asked == [False]


def test_a_very_faint_code_is_read(sheet: Sheet) -> None:
    ink = 255 - 2 * FAINT
    picture = drawn(sheet, 200).point([max(ink, value) for value in range(256)] * 3)
    (seen,) = find(lambda *, finer: picture, "MR1;", 60)
    assert CODE in {page_code.read(text) for text in seen.texts}
