"""A face inside a PDF: one composite font, only the characters used, and exact text when copied.

reportlab's own TrueType writer gives characters above U+FFFF a wrong ToUnicode entry (𬱖 would be copied as
another character) and splits a font in slices of 256. This one numbers the characters of a document in the
order they are drawn, writes UTF-16 and needs no slices.
"""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from app.papers.face import Face

_BLOCK = 100  # the most entries one bfchar block may hold (PDF 32000-1, 9.10.3)
_SYMBOLIC = 1 << 2


class EmbeddedFont:
    """What reportlab's canvas asks of a font whose glyphs are gathered while drawing."""

    _dynamicFont = True  # noqa: N815  reportlab's spelling
    _multiByte = True  # noqa: N815
    shapable = False

    def __init__(self, face: Face) -> None:
        self.face = face
        self.fontName = face.name
        self._advance = cache(lambda char: face.advance(face.glyph(char)))
        self._used: WeakKeyDictionary[Any, dict[str, int]] = WeakKeyDictionary()

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:  # noqa: N802
        """How far the pen moves over a text."""
        del encoding
        return sum(map(self._advance, text)) * size / 1000

    def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> list[tuple[int, bytes]]:  # noqa: N802
        """The text as codes of this document: two bytes a character."""
        del encoding
        used = self._used.setdefault(doc, {})
        codes = bytearray()
        for char in text:
            codes += used.setdefault(char, len(used) + 1).to_bytes(2, "big")
        return [(0, bytes(codes))]

    def getSubsetInternalName(self, subset: int, doc: Any) -> str:  # noqa: N802
        """The name of the font within the document."""
        del subset
        name: str | None = doc.fontMapping.get(self.fontName)
        if name is None:
            name = doc.fontMapping[self.fontName] = f"/F{len(doc.fontMapping) + 1}"
            doc.delayedFonts.append(self)
        return name

    def addObjects(self, doc: Any) -> None:  # noqa: N802
        """Write the font into the document, once everything is drawn."""
        from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFString

        chars = list(self._used.pop(doc))
        glyphs = [self.face.glyph(char) for char in chars]
        tag = hashlib.sha256("".join(chars).encode()).digest()[:6]
        name = "/" + "".join(chr(65 + byte % 26) for byte in tag) + "+" + self.face.name
        program = _stream(doc, self.face.cut(glyphs))
        program.dictionary["Length1"] = len(program.content)
        descriptor = PDFDictionary({
            "Type": "/FontDescriptor",
            "FontName": name,
            "Flags": _SYMBOLIC,
            "FontBBox": PDFArray(self.face.box),
            "Ascent": self.face.ascent,
            "Descent": self.face.descent,
            "CapHeight": self.face.ascent,
            "ItalicAngle": 0,
            "StemV": 80,
            "FontFile2": doc.Reference(program, f"program {name}"),
        })  # fmt: skip
        outlines = PDFDictionary({
            "Type": "/Font",
            "Subtype": "/CIDFontType2",
            "BaseFont": name,
            "CIDSystemInfo": PDFDictionary({
                "Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0,
            }),
            "FontDescriptor": doc.Reference(descriptor, f"descriptor {name}"),
            "DW": 1000,
            "W": f"[1 [{' '.join(str(self.face.advance(glyph)) for glyph in glyphs)}]]",
            "CIDToGIDMap": "/Identity",
        })  # fmt: skip
        font = PDFDictionary({
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": name,
            "Encoding": "/Identity-H",
            "DescendantFonts": PDFArray([doc.Reference(outlines, f"outlines {name}")]),
            "ToUnicode": doc.Reference(_stream(doc, _to_unicode(chars)), f"text {name}"),
        })  # fmt: skip
        inside = doc.fontMapping[self.fontName][1:]
        doc.idToObject["BasicFonts"].dict[inside] = doc.Reference(font, inside)


def _stream(doc: Any, content: bytes) -> Any:
    from reportlab.pdfbase.pdfdoc import PDFStream, PDFZCompress

    return PDFStream(content=content, filters=[PDFZCompress] if doc.compression else None)


def _to_unicode(chars: list[str]) -> bytes:
    """The CMap by which a reader turns codes into text again (PDF 32000-1, 9.10.3)."""
    lines = [
        f"<{code:04X}> <{char.encode('utf-16-be').hex().upper()}>"
        for code, char in enumerate(chars, start=1)
    ]
    blocks = [lines[i : i + _BLOCK] for i in range(0, len(lines), _BLOCK)]
    body = "\n".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    ).encode("ascii")
