"""Which face draws a character."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from app.papers import fonts
from app.papers.face import Face


@pytest.mark.parametrize(
    ("char", "name"),
    [
        ("调", "FandolFang"), ("喆", "NotoSerifSC-Fine"), ("𬱖", "NotoSerifSC-Fine"),
        ("8", "NotoSerifSC-Fine"), ("𠀀", "HanaMinB"), ("㐀", "NotoSerifSC-Regular"),
        ("𰻝", "NotoSansSC-Regular"), ("·", "FandolFang"),
    ],
)  # fmt: skip
def test_a_character_goes_to_the_first_face_that_has_it(char: str, name: str) -> None:
    assert fonts.glyph(char).face == name


@pytest.mark.parametrize("hand", fonts.CHAINS)
def test_every_official_character_has_ink_in_every_hand(hand: str) -> None:
    """GB 2312 whole, and rare ones of 通用规范汉字表."""
    known = [bytes((row, cell)) for row in range(0xB0, 0xD7) for cell in range(0xA1, 0xFA)]
    text = b"".join(known).decode("gb2312") + "㛃䶮𬭎𫖯𬱖𠅤𬍛喆堃淼犇"
    assert [char for char in text if fonts.glyph(char, hand).face is None] == []


def test_a_private_character_is_nobodys() -> None:
    assert fonts.face("FandolFang").has_ink(fonts.face("FandolFang").glyph("\ue76c"))
    assert fonts.glyph("\ue76c").face is None
    assert fonts.missing(["甲\ue000乙\U0003aaaa\ue000", "\n"]) == "\ue000\U0003aaaa"


def test_spaces_are_wide_or_narrow_and_have_no_ink() -> None:
    assert fonts.glyph("　").width == 1
    assert 0.1 < fonts.glyph("\u00a0").width < 0.5
    assert not fonts.glyph(" ").ink


def small_font(path: Path, *, long: bool) -> None:
    """A font that maps 甲 to a square, 乙 to a blank and 丙 to a compound of the square."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "square", "blank", "double"])
    codes = {0x7532: "square", 0x4E59: "blank", 0x4E19: "double"}
    builder.setupCharacterMap(codes | ({0x20000: "square"} if long else {}))
    pens = {name: TTGlyphPen(None) for name in (".notdef", "square", "blank")}
    for corner, draw in zip(((100, 0), (100, 800), (700, 800), (700, 0)), "mlll", strict=True):
        getattr(pens["square"], {"m": "moveTo", "l": "lineTo"}[draw])(corner)
    pens["square"].closePath()
    glyphs = {name: pen.glyph() for name, pen in pens.items()}
    compound = TTGlyphPen(dict.fromkeys(glyphs))
    compound.addComponent("square", (0.5, 0, 0, 0.5, 20, 20))
    compound.addComponent("square", (1, 0, 0, 1, 300, 0))
    builder.setupGlyf(glyphs | {"double": compound.glyph()})
    builder.setupHorizontalMetrics(
        dict.fromkeys((".notdef", "square", "blank", "double"), (1000, 0))
    )
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupPost()
    builder.save(str(path))


@pytest.mark.parametrize("long", [True, False])
def test_a_mapped_blank_does_not_count_as_a_character(tmp_path: Path, *, long: bool) -> None:
    small_font(tmp_path / "small.ttf", long=long)
    face = Face("Small", tmp_path / "small.ttf")
    assert face.has_ink(face.glyph("甲"))
    assert face.has_ink(face.glyph("丙"))
    assert face.glyph("乙") != 0
    assert not face.has_ink(face.glyph("乙"))
    assert face.glyph("丁") == 0
    assert (face.glyph("𠀀") != 0) == long
    assert face.sides(face.glyph("甲")) == (100, 300)


def test_a_cut_font_keeps_outlines_and_the_parts_of_compounds(tmp_path: Path) -> None:
    from fontTools.pens.recordingPen import DecomposingRecordingPen
    from fontTools.ttLib import TTFont

    def drawn(path: Path, glyph: str) -> object:
        glyphs = TTFont(path).getGlyphSet()
        pen = DecomposingRecordingPen(glyphs)
        glyphs[glyph].draw(pen)
        return pen.value

    small_font(tmp_path / "small.ttf", long=False)
    face = Face("Small", tmp_path / "small.ttf")
    cut = tmp_path / "cut.ttf"
    cut.write_bytes(face.cut([face.glyph("丙"), face.glyph("乙"), face.glyph("丙")]))
    order = TTFont(cut).getGlyphOrder()
    assert len(order) == 5  # the empty one, the three asked for, the square inside the compound
    assert drawn(cut, order[1]) == drawn(cut, order[3]) == drawn(tmp_path / "small.ttf", "double")
    assert drawn(cut, order[2]) == []
