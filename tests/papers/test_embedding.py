"""What was printed can be copied out again, character for character."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from app.papers import fonts
from app.papers.breaking import Piece
from app.papers.embedding import EmbeddedFont
from app.papers.paragraph import Paragraph
from app.papers.pen import Pen

TEXT = "王𬱖欧阳𬭎陈㛃喆𠀀𰻝（¥10,500.00）"
READERS = {
    "pdftotext": ["pdftotext", "{}", "-"],
    "pdftotext -raw": ["pdftotext", "-raw", "{}", "-"],
    "mutool": ["mutool", "draw", "-q", "-F", "txt", "{}"],
}


def printed(text: str) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1, initialFontName=fonts.face("FandolFang").name)
    Paragraph([Piece(text)]).draw(Pen(canvas), 50, 800, 480)
    canvas.save()
    return out.getvalue()


def test_text_above_the_first_plane_is_copied_out_exact() -> None:
    assert pypdf.PdfReader(io.BytesIO(printed(TEXT))).pages[0].extract_text() == TEXT


@pytest.mark.parametrize("reader", READERS)
def test_other_readers_agree(reader: str, tmp_path: Path) -> None:
    command = READERS[reader]
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    path = tmp_path / "text.pdf"
    path.write_bytes(printed(TEXT))
    told = subprocess.run(
        [part.format(path) for part in command], check=True, capture_output=True, encoding="utf-8"
    ).stdout
    assert told.strip() == TEXT


def test_a_character_without_a_glyph_is_a_line_to_write_on() -> None:
    """No box, no wrong sign: white, and under it a line as long as a character."""
    page = pypdfium2.PdfDocument(printed("甲\U0003aaaa乙"))[0]
    picture = page.render(scale=4).to_pil().convert("L")
    place = (50 + 14, 800, 50 + 28, 800 - 26)  # the second of three characters of 14 points
    left, low, right, high = (round(4 * n) for n in place)
    area = picture.crop((left, 4 * 842 - low, right, 4 * 842 - high))
    dark = [
        y for y in range(area.height) if min(area.crop((0, y, area.width, y + 1)).tobytes()) < 128
    ]
    assert 1 <= len(dark) <= 4
    row = area.crop((0, dark[0], area.width, dark[0] + 1)).tobytes()
    assert sum(value < 128 for value in row) > 0.8 * area.width


def test_three_hundred_characters_of_one_face_stay_one_font() -> None:
    text = "".join(chr(0x4E00 + i) for i in range(300))
    reader = pypdf.PdfReader(io.BytesIO(printed(text)))
    told = "".join(reader.pages[0].extract_text().split())
    assert told == text


def test_two_documents_at_once_do_not_mix() -> None:
    """A preview on a worker and a print may number the same face's characters at the same time."""

    class Document:
        pass

    font = EmbeddedFont(fonts.face("FandolFang"))
    one, other = Document(), Document()
    assert font.splitString("甲乙", one) == [(0, b"\0\1\0\2")]
    assert font.splitString("乙", other) == [(0, b"\0\1")]
    assert font.splitString("乙甲", one) == [(0, b"\0\2\0\1")]
