"""A4 with margins, title, footer and page codes; turns blocks into a PDF that is the same every time."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

from app.papers import fonts, style
from app.papers.block import Block, Gap, Page, flow
from app.papers.breaking import Piece
from app.papers.document import Document, Laid
from app.papers.paragraph import Paragraph
from app.papers.pen import Pen
from app.papers.signing import MM
from app.papers.wording import official

if TYPE_CHECKING:
    from app.records import CaseFile

WIDE, TALL = 210 * MM, 297 * MM
LEFT, RIGHT, TOP, FOOT = 28 * MM, 24 * MM, 36 * MM, 24 * MM
TEXT_WIDE, TEXT_TALL = WIDE - LEFT - RIGHT, TALL - TOP - FOOT
FEET = 12 * MM  # of every page, where each is signed
STAMP, STAMP_LINE = 14.0, 20.0
CODE = 25 * MM  # decodes from a bad 200 dpi scan; smaller ones do not
HEAD_LEADING = 1.55
NOTE = 18.5 * MM  # over the number of the page
LEAST = 4.0  # points; smaller nobody reads it


@dataclass(frozen=True)
class Frame:
    """The white around the text of a page, in points."""

    left: float
    right: float
    top: float
    foot: float

    @property
    def wide(self) -> float:
        return WIDE - self.left - self.right

    @property
    def tall(self) -> float:
        return TALL - self.top - self.foot


FORM = Frame(LEFT, RIGHT, TOP, FOOT)
LETTER = Frame(**{side: width * MM for side, width in style.MARGINS.items()})


@dataclass(frozen=True)
class Drawn:
    """A finished paper: what the snapshot of it needs to know."""

    paper: str
    title: str
    pages: int
    size: int
    sha256: str
    digest: str  # the beginning of the content's hash, as the page codes carry it
    missing: str  # characters left as a blank to fill by hand


@dataclass
class Sheet:
    """One paper being composed, top to bottom."""

    paper: str
    title: str
    office: str = ""  # stands small above every page
    file_no: str = ""
    room: str = ""
    coded: bool = True
    frame: Frame = FORM
    framed: bool = True  # office and file number above, the number of the page below
    large: bool = False  # for people who see badly
    blank: bool = False  # to be written by hand, under a number that was reserved for it
    stamp: str = ""  # in the place of the code: what the copy is for
    feet: list[str] = field(default_factory=list)  # what is signed at the foot of every page
    blocks: list[Block] = field(default_factory=list)

    @classmethod
    def of(cls, paper: str, case_file: CaseFile) -> Sheet:
        """A sheet that belongs to a case; its title stands on it."""
        room = case_file.room
        office = " · ".join(name for name in (room.committee, room.room_name) if name)
        sheet = cls(
            paper,
            official(paper, "title"),
            office,
            case_file.case.file_no or "",
            room.id[:8],
            blank=case_file.by_hand,
        )
        sheet.heading()
        return sheet

    def heading(self) -> None:
        """The title: 二号 bold, in the middle."""
        told = style.TITLE.size, style.TITLE.leading
        self.add(Paragraph([Piece(self.title, "bold")], *told, align="center", keep=True))

    def shown_of(self, case_file: CaseFile) -> Sheet:
        """As it is drawn of this case: a copy for teaching leads back to nothing and says what it is."""
        if case_file.redacted:
            self.coded, self.stamp = False, official("sheet", "teaching")
        return self

    def add(self, *blocks: Block) -> None:
        self.blocks += blocks

    def space(self, tall: float) -> None:
        self.blocks.append(Gap(tall))

    def texts(self) -> list[str]:
        """Everything the paper says, in order."""
        return [
            self.office,
            self.file_no,
            *(text for block in self.blocks for text in block.texts()),
            *self.feet,
        ]

    @property
    def zoom(self) -> float:
        """How many times larger than usual everything within the margins is."""
        return style.LARGE if self.large else 1.0

    def laid(self) -> Laid:
        """The sheet divided over its pages, ready to be drawn."""
        said = (self.paper, *(["large"] if self.large else []), *self.texts())
        digest = hashlib.sha256("\x1e".join(said).encode("utf-8", "replace")).hexdigest()[:8]
        tall = self.frame.tall - (FEET if self.feet else 0)
        pages = flow(self.blocks, self.frame.wide / self.zoom, tall / self.zoom)
        return Laid(self, digest, pages)

    def missing(self) -> str:
        """Characters left as a blank to fill by hand."""
        return fonts.missing(self.texts())

    def draw(self, out: BinaryIO) -> Drawn:
        """Write the PDF. The same content gives the same bytes."""
        laid, document = self.laid(), Document((WIDE, TALL))
        title = " ".join(part for part in (self.title, self.file_no) if part)
        document.about(title, self.office, self.title)
        for number in range(1, laid.pages + 1):
            laid.draw(document.pen, number)
            document.end_page()
        content = document.content()
        out.write(content)
        whole = hashlib.sha256(content).hexdigest()
        return Drawn(
            self.paper, self.title, laid.pages, len(content), whole, laid.digest, self.missing()
        )

    def code(self, pen: Pen, squares: tuple[bytes, ...]) -> None:
        """The code of a page, at its upper right."""
        pen.squares(squares, WIDE - RIGHT - CODE, TALL - 8 * MM, CODE)

    def _numbered(self) -> str:
        """The file number as it stands above every page; a form to be written by hand says what it is for."""
        return official("sheet", "blank", number=self.file_no) if self.blank else self.file_no

    def _stamp(self, pen: Pen) -> None:
        lines, left, top = self.stamp.split("\n"), WIDE - RIGHT - CODE, TALL - 10 * MM
        tall = STAMP_LINE * len(lines) + 6
        pen.box(left, top - tall, CODE, tall)
        for number, line in enumerate(lines, start=1):
            pen.say(line, left + CODE / 2, top - number * STAMP_LINE + 1, STAMP, turn=0.5)

    def page(self, pen: Pen, page: Page, number: int, count: int) -> None:
        """All of a page but its code."""
        if self.stamp:
            self._stamp(pen)
        fine = style.FINE.size * self.zoom
        top = TALL - 14 * MM
        beside_code = TEXT_WIDE - CODE - 5 * MM
        for head in self._heads(fine, beside_code):
            head.draw(pen, LEFT, top, beside_code)
            top -= head.height(beside_code)
        with pen.zoomed(self.frame.left, TALL - self.frame.top, self.zoom):
            for block, depth in page.placed:
                block.draw(pen, 0, -depth, self.frame.wide / self.zoom)
        wide = TEXT_WIDE / len(self.feet) if self.feet else 0.0
        for at, text in enumerate(self.feet):
            end = LEFT + (at + 1) * wide
            start = pen.say(text, end - wide, FOOT, fine)
            pen.rule(start, FOOT - 2, end - 10, FOOT - 2, 0.5)
        if self.framed:
            foot = official("sheet", "page", page=number, pages=count)
            pen.say(foot, LEFT + TEXT_WIDE / 2, 14 * MM, fine, turn=0.5)
        gaps = fonts.missing(text for block, _ in page.placed for text in block.texts())
        if gaps:
            note = official("sheet", "by_hand", count=len(gaps))
            pen.say(note, LEFT + TEXT_WIDE / 2, NOTE, style.FINE.size, turn=0.5)

    def _heads(self, size: float, width: float) -> list[Paragraph]:
        """Office and file number; names too long for the head of the page stand there in smaller type."""
        told = [text for text in (self.office, self._numbered()) if text] if self.framed else []
        while True:
            heads = [
                Paragraph([Piece(text, "label")], size, size * HEAD_LEADING, align="left")
                for text in told
            ]
            if (
                sum(head.height(width) for head in heads) <= self.frame.top - 15 * MM
                or size < LEAST
            ):
                return heads
            size -= 0.5
