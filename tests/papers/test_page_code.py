"""The code of a page tells which paper it was."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.papers import draw, page_code
from app.papers.page_code import PageCode
from app.papers.sheet import CODE, MM, RIGHT, WIDE
from app.records import CaseFile

SCALE = 200 / 72


@given(
    st.text("0123456789abcdef", min_size=8, max_size=8), st.text(max_size=40),
    st.sampled_from(["agreement", "record"]), st.integers(1, 999), st.booleans(),
)  # fmt: skip
def test_a_code_is_read_back(room: str, file_no: str, paper: str, page: int, blank: bool) -> None:
    code = PageCode(room, file_no, paper, "01234567", blank=blank).on(page)
    assert page_code.read(code.text()) == code


@pytest.mark.parametrize(
    "text", ["", "http://example.org", "MR1;a;b", "MR2;a;b;c;1;d", "MR1;a;b;c;x;d"]
)
def test_other_codes_are_not_ours(text: str) -> None:
    assert page_code.read(text) is None


def test_every_page_shows_its_own_code_25_mm_wide(full: CaseFile) -> None:
    out = io.BytesIO()
    drawn = draw("agreement", full, out=out)
    code = PageCode(full.room.id[:8], full.case.file_no or "", "agreement", drawn.digest)
    document = pypdfium2.PdfDocument(out.getvalue())
    for number in range(1, drawn.pages + 1):
        picture = document[number - 1].render(scale=SCALE).to_pil().convert("L")
        rows = page_code.squares(code.on(number).text())
        step = CODE / len(rows)
        left, top = WIDE - RIGHT - CODE, 8 * MM
        shown = [
            [
                picture.getpixel((
                    round((left + (x + 0.5) * step) * SCALE), round((top + (y + 0.5) * step) * SCALE)
                )) < 128
                for x in range(len(rows))
            ]
            for y in range(len(rows))
        ]  # fmt: skip
        assert shown == [[bool(dark) for dark in row] for row in rows]


def test_the_code_names_no_person(full: CaseFile) -> None:
    drawn = draw("agreement", full, out=io.BytesIO())
    text = PageCode(full.room.id[:8], full.case.file_no or "", "agreement", drawn.digest).text()
    assert not [p for p in full.parties if (p.name or "-") in text or (p.phone or "-") in text]
