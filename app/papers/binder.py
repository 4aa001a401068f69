"""Sheets and scanned pages laid together as one volume: numbered, with bookmarks, ready for the archive.

Page numbers stand on the front upper right and on the back upper left; cover, list, back and what stays white
have none (domain 2.19).
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from app.papers import archival, late
from app.papers.scanned import Picture
from app.papers.sheet import TALL, WIDE, Sheet
from app.papers.signing import MM
from app.papers.wording import official

if TYPE_CHECKING:
    import pikepdf

DIGITS = "0123456789"
SIZE = 12.0  # 小四
EDGE, HEAD = 11 * MM, 9 * MM  # from the side and the top of the sheet to the middle of the number
TITLE_SIZE = 16.0


class Binder:
    """The volume while it is laid together; what is scanned is fetched only when it is written."""

    def __init__(self, *, two_sided: bool) -> None:
        import pikepdf

        self.two_sided = two_sided
        self.pdf = pikepdf.new()
        self.scans = 0
        self._numbers: dict[int, bytes] = {}  # what stamps the number on the page of a scan
        digits = pikepdf.open(io.BytesIO(_sheet_of_digits()))
        self._font, self._codes = _digits(self.pdf, digits)
        self._absent: Any = None
        self._marks: list[tuple[str, int]] = []

    @property
    def pages(self) -> int:
        """How many pages lie together, white ones too."""
        return len(self.pdf.pages)

    def mark(self, title: str) -> None:
        """A bookmark to the page that comes next."""
        self._marks.append((title, self.pages))

    def to_front(self) -> None:
        """What comes next begins on a sheet of its own."""
        if self.two_sided and self.pages % 2:
            self.pdf.add_blank_page(page_size=(WIDE, TALL))

    def leaf(self, part: pikepdf.Pdf, page: int, number: int | None) -> None:
        """A page of a drawn paper; it counts from 1. Without a number it is not counted."""
        from pikepdf import Name

        self.pdf.pages.append(part.pages[page - 1])
        if number is not None:
            added = self.pdf.pages[-1]
            added.add_resource(self._font, Name.Font, Name.MRf)
            added.contents_add(self._stamp(number), prepend=False)

    def scan(self, number: int) -> int:
        """Room for a scanned page; answers which one it is."""
        import pikepdf
        from pikepdf import Dictionary, Name

        which, self.scans = self.scans, self.scans + 1
        image = self.pdf.make_stream(b"", {late.IMAGE: which, "/Type": Name.XObject})
        content = self.pdf.make_stream(b"", {late.CONTENT: which})
        if self._absent is None:
            with pikepdf.open(io.BytesIO(_absent_sheet())) as sheet:
                self._absent = self.pdf.copy_foreign(sheet.pages[0].as_form_xobject())
        self.pdf.add_blank_page(page_size=(WIDE, TALL))
        page = self.pdf.pages[-1].obj
        page.Contents = content
        page.Resources = Dictionary(
            XObject=Dictionary(MRi=image, MRx=self._absent), Font=Dictionary(MRf=self._font)
        )
        self._numbers[which] = self._stamp(number)
        return which

    def written(
        self, about: archival.About, picture: Callable[[int], Picture | None], told: bytes
    ) -> Iterator[bytes]:
        """The whole volume in parts. `picture`: a scanned page by its number, None where it cannot be had."""
        from pikepdf import OutlineItem

        with self.pdf.open_outline() as outline:
            outline.root.extend(OutlineItem(title, page) for title, page in self._marks)
        archival.make_archival(self.pdf, about, two_sided=self.two_sided)

        def fetch(which: int) -> tuple[bytes, bytes, bytes]:
            found = picture(which)
            stamp = self._numbers[which]
            if found is None:
                return _NOTHING.head, _NOTHING.data, b"/MRx Do\n" + stamp
            place = " ".join(f"{part:.4f}" for part in found.matrix())
            return found.head, found.data, b"q %b cm /MRi Do Q\n" % place.encode() + stamp

        return late.written(self.pdf, fetch, told)

    def _stamp(self, number: int) -> bytes:
        """The number of the volume where this side of the sheet has it."""
        text = str(number)
        wide = sum(self._codes[digit][1] for digit in text) * SIZE
        back = self.two_sided and self.pages % 2 == 0
        x = EDGE if back else WIDE - EDGE
        codes = "".join(self._codes[digit][0] for digit in text)
        return (
            f"\nq BT 0 g /MRf {SIZE:g} Tf {x - wide / 2:.3f} {TALL - HEAD - SIZE / 3:.3f} Td "
            f"<{codes}> Tj ET Q\n"
        ).encode()


_NOTHING = Picture(1, 1, zlib.compress(b"\xff"), jpeg=False, grey=True)


def _sheet_of_digits() -> bytes:
    from app.papers.breaking import Piece
    from app.papers.paragraph import Paragraph

    sheet = Sheet("binder", DIGITS, coded=False, framed=False)
    sheet.add(Paragraph([Piece(DIGITS, "label")], SIZE, 20))
    out = io.BytesIO()
    sheet.draw(out)
    return out.getvalue()


def _digits(pdf: pikepdf.Pdf, sheet: pikepdf.Pdf) -> tuple[Any, dict[str, tuple[str, float]]]:
    """The font of the numbers within this file, and for each digit its code and its width in ems."""
    from app.papers.fonts import glyph

    fonts = sheet.pages[0].Resources.Font
    known = {}
    for font in fonts.values():
        told = font.ToUnicode.read_bytes().decode("ascii")
        for line in told.splitlines():
            code, _, char = line.partition("> <")
            if char.endswith(">") and len(code) == 5:
                known[chr(int(char[:-1], 16))] = (code[1:], font)
    (used,) = {font.objgen: font for _, font in known.values() if font is not None}.values()
    codes = {digit: (known[digit][0], glyph(digit, "label").width) for digit in DIGITS}
    return pdf.copy_foreign(used), codes


def _absent_sheet() -> bytes:
    """A page that says: here belongs a page that cannot be had now."""
    from app.papers.breaking import Piece
    from app.papers.paragraph import Paragraph

    sheet = Sheet("binder", official("contents", "title"), coded=False, framed=False)
    sheet.space(220)
    for line in official("contents", "no_scan").split("\n"):
        sheet.add(Paragraph([Piece(line)], TITLE_SIZE, 34, align="center"))
    out = io.BytesIO()
    sheet.draw(out)
    return out.getvalue()
