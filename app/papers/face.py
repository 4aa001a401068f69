"""One TrueType file, read where it lies: which characters it can really draw, how wide, and the outlines.

Nothing is read before it is asked for; the file is mapped, not loaded, so a face costs little memory.
"""

from __future__ import annotations

import mmap
import struct
import sys
from array import array
from bisect import bisect_left
from pathlib import Path

_MORE_COMPONENTS = 0x0020
_WORD_ARGUMENTS = 0x0001
_SCALES = ((0x0008, 2), (0x0040, 4), (0x0080, 8))  # one scale, two, a matrix: bytes that follow


def _numbers(code: str, data: bytes) -> array[int]:
    """Big-endian whole numbers; `code` as in the array module."""
    found = array(code, data)
    if sys.byteorder == "little":
        found.byteswap()
    return found


class Face:
    """A font file as a paper needs it. Measures are in thousandths of the em."""

    def __init__(self, name: str, path: Path) -> None:
        self.name = name
        with path.open("rb") as file:
            self._file = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        count = struct.unpack(">H", self._file[4:6])[0]
        records = struct.iter_unpack(">4sLLL", self._file[12 : 12 + 16 * count])
        self._tables = {tag.decode("ascii"): (at, size) for tag, _, at, size in records}
        head, hhea, maxp = self.table("head"), self.table("hhea"), self.table("maxp")
        self.em: int = struct.unpack(">H", head[18:20])[0]
        self.box = [self._per_mille(n) for n in struct.unpack(">4h", head[36:44])]
        self.ascent, self.descent = map(self._per_mille, struct.unpack(">2h", hhea[4:8]))
        glyphs = struct.unpack(">H", maxp[4:6])[0]
        self._loca = _numbers("I" if head[51] else "H", self.table("loca"))
        self._loca_step = 1 if head[51] else 2
        metrics = struct.unpack(">H", hhea[34:36])[0]
        hmtx = self.table("hmtx")
        self._advances = _numbers("H", hmtx[: 4 * metrics])[0::2]
        bearings = _numbers("h", hmtx[: 4 * metrics])[1::2]
        self._bearings = bearings + _numbers("h", hmtx[4 * metrics : 2 * (glyphs + metrics)])
        self._read_cmap()

    def table(self, tag: str) -> bytes:
        """The bytes of one table; empty where the font has none."""
        at, size = self._tables.get(tag, (0, 0))
        return self._file[at : at + size]

    def _per_mille(self, units: int) -> int:
        return round(units * 1000 / self.em)

    def _read_cmap(self) -> None:
        cmap = self.table("cmap")
        places = {
            struct.unpack(">H", cmap[at : at + 2])[0]: at
            for _, _, at in struct.iter_unpack(">HHL", cmap[4 : 4 + 8 * cmap[3]])
        }
        if 12 in places:
            at = places[12]
            count = struct.unpack(">L", cmap[at + 12 : at + 16])[0]
            groups = _numbers("I", cmap[at + 16 : at + 16 + 12 * count])
            self._ends, self._starts, self._glyphs = groups[1::3], groups[0::3], groups[2::3]
        else:
            self._read_short_cmap(cmap[places[4] :])

    def _read_short_cmap(self, cmap: bytes) -> None:
        """Format 4, laid out as the groups of format 12."""
        size, double = struct.unpack(">2xH2xH", cmap[:8])
        words = _numbers("H", cmap[14:size])
        count = double // 2
        self._starts, self._ends, self._glyphs = array("I"), array("I"), array("I")
        for i in range(count):
            end, start = words[i], words[count + 1 + i]
            delta, offset = words[2 * count + 1 + i], words[3 * count + 1 + i]
            for code in range(start, end + 1):
                glyph = code
                if offset:
                    glyph = words[3 * count + 1 + i + offset // 2 + code - start]
                self._starts.append(code)
                self._ends.append(code)
                self._glyphs.append((glyph + delta) & 0xFFFF if glyph or not offset else 0)
                if code == 0xFFFF:
                    break

    def glyph(self, char: str) -> int:
        """The glyph the font maps a character to; 0 for none."""
        code = ord(char)
        at = bisect_left(self._ends, code)
        if at == len(self._ends) or self._starts[at] > code:
            return 0
        first: int = self._glyphs[at]
        return first + code - self._starts[at]

    def advance(self, glyph: int) -> int:
        """How far the pen moves."""
        return self._per_mille(self._advances[min(glyph, len(self._advances) - 1)])

    def has_ink(self, glyph: int) -> bool:
        """Whether a glyph draws anything: a mapped but empty glyph is as good as none."""
        return glyph != 0 and len(self.outline(glyph)) > 10

    def sides(self, glyph: int) -> tuple[int, int]:
        """The blank to the left and to the right of the ink."""
        left, right = struct.unpack(">2xh2xh", self.outline(glyph)[:8])
        return self._per_mille(left), self.advance(glyph) - self._per_mille(right)

    def outline(self, glyph: int) -> bytes:
        """The glyf entry as it stands in the file."""
        start, end = (self._loca[glyph + i] * self._loca_step for i in (0, 1))
        at = self._tables["glyf"][0]
        return self._file[at + start : at + end]

    def cut(self, glyphs: list[int]) -> bytes:
        """A font file with an empty glyph 0 and then these glyphs in this order, for embedding."""
        wanted = list(glyphs)
        places: dict[int, int] = {}
        for place, glyph in enumerate(wanted, start=1):
            places.setdefault(glyph, place)
        outlines = [b""]
        for glyph in wanted:  # grows while it is read: the parts of compound glyphs follow
            outline = bytearray(self.outline(glyph))
            for at, part in _parts(outline):
                if part not in places:
                    wanted.append(part)
                    places[part] = len(wanted)
                struct.pack_into(">H", outline, at, places[part])
            outlines.append(bytes(outline) + b"\0" * (-len(outline) % 4))
        return self._file_of([0, *wanted], outlines)

    def _file_of(self, glyphs: list[int], outlines: list[bytes]) -> bytes:
        from reportlab.pdfbase.ttfonts import TTFontMaker

        count = len(glyphs)
        offsets = [0]
        for outline in outlines:
            offsets.append(offsets[-1] + len(outline))
        last = len(self._advances) - 1
        metrics = [(self._advances[min(g, last)], self._bearings[g]) for g in glyphs]
        made = TTFontMaker()
        made.add("glyf", b"".join(outlines))
        made.add("loca", struct.pack(f">{count + 1}L", *offsets))
        made.add("hmtx", b"".join(struct.pack(">Hh", *pair) for pair in metrics))
        made.add("hhea", self.table("hhea")[:34] + struct.pack(">H", count))
        made.add("maxp", self.table("maxp")[:4] + struct.pack(">H", count) + self.table("maxp")[6:])
        head = self.table("head")
        made.add("head", head[:50] + struct.pack(">H", 1) + head[52:])
        for tag in ("cvt ", "fpgm", "prep"):
            if tag in self._tables:
                made.add(tag, self.table(tag))
        return bytes(made.makeStream())


def _parts(outline: bytearray) -> list[tuple[int, int]]:
    """Of a compound glyph: where each part is named, and the part."""
    found: list[tuple[int, int]] = []
    if len(outline) < 10 or struct.unpack(">h", outline[:2])[0] >= 0:
        return found
    at, more = 10, True
    while more:
        flags, part = struct.unpack(">HH", outline[at : at + 4])
        found.append((at + 2, part))
        at += 8 if flags & _WORD_ARGUMENTS else 6
        at += sum(size for bit, size in _SCALES if flags & bit)
        more = bool(flags & _MORE_COMPONENTS)
    return found
