"""Sheets and scanned pages laid together as one volume: numbered, with bookmarks, ready for the archive.

Page numbers stand on the front upper right and on the back upper left; cover, list, back and what stays white
have none (domain 2.19). All papers are drawn into one document, so that each face stands in it once.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from app.papers import archival, late, picked
from app.papers.document import Document, Laid
from app.papers.scanned import Picture
from app.papers.sheet import TALL, WIDE, Sheet
from app.papers.signing import MM
from app.papers.wording import official

if TYPE_CHECKING:
    import pikepdf

SIZE = 12.0  # 小四
EDGE, HEAD = 11 * MM, 9 * MM  # from the side and the top of the sheet to the middle of the number
TITLE_SIZE = 16.0


class Binder:
    """The volume while it is laid together; what is scanned is fetched only when it is written."""

    def __init__(self, *, two_sided: bool) -> None:
        self.two_sided = two_sided
        self._document = Document((WIDE, TALL))
        self._scans: list[int] = []  # the page of each scanned one, 0 the first
        self._marks: list[tuple[str, int]] = []
        self._numbers: list[int] = []  # of each page; what is not counted has 0, what is white -1

    @property
    def pages(self) -> int:
        """How many pages lie together, white ones too."""
        return self._document.pages

    def mark(self, title: str) -> None:
        """A bookmark to the page that comes next."""
        self._marks.append((title, self.pages))

    def to_front(self) -> None:
        """What comes next begins on a sheet of its own."""
        if self.two_sided and self.pages % 2:
            self._end(picked.WHITE)

    def leaf(self, paper: Laid, page: int, number: int | None) -> None:
        """A page of a paper; it counts from 1. Without a number it is not counted."""
        paper.draw(self._document.pen, page)
        if number is not None:
            self._number(number)
        self._end(number or picked.UNCOUNTED)

    def scan(self, number: int) -> int:
        """Room for a scanned page; answers which one it is."""
        self._scans.append(self.pages)
        self._number(number)
        self._end(number)
        return len(self._scans) - 1

    def written(
        self, about: archival.About, picture: Callable[[int], Picture | None]
    ) -> Iterator[bytes]:
        """The whole volume in parts. `picture`: a scanned page by its number, None where it cannot be had."""
        import pikepdf

        if self._scans:
            _absent().draw(self._document.pen, 1)
            self._document.end_page()
        with pikepdf.open(io.BytesIO(self._document.content())) as pdf:
            self._make_room(pdf)
            picked.say_numbers(pdf, self._numbers)
            with pdf.open_outline() as outline:
                outline.root.extend(pikepdf.OutlineItem(title, page) for title, page in self._marks)
            archival.make_archival(pdf, about, two_sided=self.two_sided)
            yield from late.written(pdf, lambda which: _fetched(picture(which)))

    def _end(self, number: int) -> None:
        self._document.end_page()
        self._numbers.append(number)

    def _make_room(self, pdf: pikepdf.Pdf) -> None:
        """On each page of a scanned one, under its number: the picture, or what says that it is not there."""
        from pikepdf import Array, Dictionary, Name

        if not self._scans:
            return
        absent: Any = pdf.pages[-1].as_form_xobject()
        del pdf.pages[-1]
        for which, at in enumerate(self._scans):
            page = pdf.pages[at].obj
            image = pdf.make_stream(b"", {late.IMAGE: which, "/Type": Name.XObject})
            content = pdf.make_stream(b"", {late.CONTENT: which})
            page.Contents = Array([content, page.Contents])
            page.Resources.XObject = Dictionary(MRi=image, MRx=absent)

    def _number(self, number: int) -> None:
        """The number of the volume where this side of the sheet has it."""
        back = self.two_sided and self.pages % 2 == 1
        x = EDGE if back else WIDE - EDGE
        self._document.pen.say(str(number), x, TALL - HEAD - SIZE / 3, SIZE, turn=0.5)


_NOTHING = Picture(1, 1, zlib.compress(b"\xff"), jpeg=False, grey=True)


def _fetched(found: Picture | None) -> tuple[bytes, bytes, bytes]:
    if found is None:
        return _NOTHING.head, _NOTHING.data, b"q /MRx Do Q\n"
    place = " ".join(f"{part:.4f}" for part in found.matrix())
    return found.head, found.data, b"q %b cm /MRi Do Q\n" % place.encode()


def _absent() -> Laid:
    """A page that says: here belongs a page that cannot be had now."""
    from app.papers.breaking import Piece
    from app.papers.paragraph import Paragraph

    sheet = Sheet("binder", official("contents", "title"), coded=False, framed=False)
    sheet.space(220)
    for line in official("contents", "no_scan").split("\n"):
        sheet.add(Paragraph([Piece(line)], TITLE_SIZE, 34, align="center"))
    return sheet.laid()
