"""Makes the three fonts of this folder that differ from what their makers publish.

    python make_fonts.py fang FandolFang-Regular.otf FandolFang.ttf
    python make_fonts.py bold NotoSerifSC_700Bold.ttf Unihan_OtherMappings.txt NotoSerifSC-Bold.ttf
    python make_fonts.py fine NotoSerifSC_200ExtraLight.ttf Unihan_OtherMappings.txt NotoSerifSC-Fine.ttf

Needs fonttools. SOURCES.md says where the inputs come from. The same input gives the same bytes.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

MAX_ERROR = 1.0  # font units of 1000 to the em: invisible at any size a paper uses
CHANGED = "Outlines converted from cubic (CFF) to quadratic (TrueType) curves; no glyph redrawn."


def quadratic(source: Path, target: Path) -> None:
    """FandolFang with TrueType outlines, because a PDF writer may embed only those."""
    font = TTFont(source, recalcTimestamp=False)
    order = font.getGlyphOrder()
    glyphs = {}
    drawn = font.getGlyphSet()
    for name in order:
        pen = TTGlyphPen(None)
        drawn[name].draw(Cu2QuPen(pen, MAX_ERROR, reverse_direction=True))
        glyphs[name] = pen.glyph()

    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder = order
    glyf.glyphs = glyphs
    for name in order:
        glyphs[name].recalcBounds(glyf)
        advance, _bearing = font["hmtx"][name]
        font["hmtx"][name] = (advance, getattr(glyphs[name], "xMin", 0))

    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for field in (
        "maxZones maxTwilightPoints maxStorage maxFunctionDefs maxInstructionDefs "
        "maxStackElements maxSizeOfInstructions maxComponentElements maxComponentDepth"
    ).split():
        setattr(maxp, field, 1 if field == "maxZones" else 0)
    post = font["post"]
    post.formatType = 3.0
    post.glyphOrder = None
    for table in ("CFF ", "VORG", "GSUB", "GPOS", "DSIG", "BASE"):
        if table in font:
            del font[table]
    font["name"].setName(CHANGED, 10, 3, 1, 0x409)
    font.sfntVersion = "\x00\x01\x00\x00"
    font.save(target)


def official_characters(unihan: Path) -> set[int]:
    """The 8105 of 通用规范汉字表."""
    lines = unihan.read_text("utf-8").splitlines()
    return {int(line[2:].split("\t")[0], 16) for line in lines if "\tkTGH\t" in line}


def old_standard() -> set[int]:
    """Everything GB 2312 holds; FandolFang holds all of it."""
    found = set()
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                found.add(ord(bytes((row, cell)).decode("gb2312")))
            except UnicodeDecodeError:
                continue
    return found


def smaller(source: Path, characters: set[int], target: Path) -> None:
    """A face with these characters only."""
    options = subset.Options(layout_features=[], hinting=False, notdef_outline=True)
    options.recalc_timestamp = False
    options.name_IDs = ["*"]
    font = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters)
    cutter.subset(font)
    subset.save_font(font, str(target), options)


def bold(source: Path, unihan: Path, target: Path) -> None:
    """What titles and labels can hold."""
    latin = {*range(0x20, 0x7F), *range(0xA0, 0x100), *range(0x2000, 0x2070)}
    full_width = {*range(0x3000, 0x3040), *range(0xFF00, 0xFFF0)}
    smaller(source, official_characters(unihan) | old_standard() | latin | full_width, target)


def fine(source: Path, unihan: Path, target: Path) -> None:
    """The official characters FandolFang lacks, and figures and letters, in a weight that suits it."""
    latin = {*range(0x20, 0x7F), 0xA5, *range(0xC0, 0x250)}
    smaller(source, official_characters(unihan) - old_standard() | latin, target)


if __name__ == "__main__":
    verb, *names = sys.argv[1:]
    {"fang": quadratic, "bold": bold, "fine": fine}[verb](*map(Path, names))
