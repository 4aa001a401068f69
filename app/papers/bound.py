"""One volume from its plan to the last byte: every paper drawn, every page numbered, the list filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.papers import contents, phrases
from app.papers.archival import About
from app.papers.binder import Binder
from app.papers.cover import retention
from app.papers.leaves import Laid as Leaves
from app.papers.leaves import lay
from app.papers.paper import paper
from app.papers.volume import plan, two_sided
from app.papers.wording import official

if TYPE_CHECKING:
    from app.papers.document import Laid
    from app.papers.scanned import Picture
    from app.papers.volume import Piece
    from app.records import CaseFile, Scan, Volume

Remark = Callable[["Piece", str], str]
"""What the list says of a piece: the words it has already, and what is known of its scanned pages."""


@dataclass
class Line:
    """One line of the list: what is drawn of it, which pages of it are bound, and their numbers."""

    piece: Piece
    drawn: Laid | None
    leaves: Leaves
    missing: str = ""
    first: int = 0
    last: int = 0


class BoundVolume:
    """A volume whose papers are set and counted; its facts are those of the last `Volume` of the file."""

    def __init__(
        self,
        file: CaseFile,
        report: Callable[[int, int], None],
        *,
        on_both: bool | None = None,
    ) -> None:
        self.file, self.report = file, report
        self.two_sided = two_sided() if on_both is None else on_both
        self.plan = plan(file)
        pieces = self.plan.pieces
        self.steps = len(pieces) + sum(len(piece.scans) for piece in pieces) + 1
        self.lines: list[Line] = []
        self.pages = 0  # as they are counted: without cover, list and back
        self.sides = 0  # of the whole file, white ones too; known once it was written
        for done, piece in enumerate(pieces):
            report(done, self.steps)
            line = _line(file, piece)
            line.first = self.pages + 1
            self.pages += len(line.leaves.leaves)
            line.last = self.pages
            self.lines.append(line)

    @property
    def facts(self) -> Volume:
        return self.file.volumes[-1]

    @property
    def missing(self) -> str:
        """Characters left as a blank to fill by hand."""
        return "".join(dict.fromkeys("".join(line.missing for line in self.lines)))

    def parts(self, remark: Remark, picture: Callable[[Scan], Picture | None]) -> Iterator[bytes]:
        """The volume in parts, as its file is written."""
        binder = Binder(two_sided=self.two_sided)
        came = self._laid(binder, remark)

        def fetch(which: int) -> Picture | None:
            self.report(len(self.lines) + which, self.steps)
            return picture(came[which])

        self.sides = binder.pages
        yield from binder.written(self._about(), fetch)
        self.report(self.steps, self.steps)

    def front(self, remark: Remark) -> list[Laid]:
        """The cover and the list."""
        self.facts.pages = self.pages
        listed = [
            contents.Line(
                one.piece.title, one.first, one.last, remark(one.piece, one.leaves.remark)
            )
            for one in self.lines
        ]
        outside = paper("cover").composed(self.file)
        return [outside.laid(), contents.sheet(self.file, listed).shown_of(self.file).laid()]

    def back(self) -> Laid:
        """封底, which says how many pages there are."""
        return paper("back").composed(self.file).laid()

    def _laid(self, binder: Binder, remark: Remark) -> list[Scan]:
        """Every page in its place; answers the scanned ones in the order they are written."""
        for part in self.front(remark):
            self._uncounted(binder, part)
        came: list[Scan] = []
        for one in self.lines:
            binder.to_front()
            binder.mark(one.piece.title)
            for number, leaf in enumerate(one.leaves.leaves, start=one.first):
                if leaf.scan is not None:
                    binder.scan(number)
                    came.append(leaf.scan)
                elif one.drawn is not None:
                    binder.leaf(one.drawn, leaf.page, number)
        self._uncounted(binder, self.back())
        return came

    @staticmethod
    def _uncounted(binder: Binder, drawn: Laid) -> None:
        binder.to_front()
        binder.mark(drawn.sheet.title)
        for page in range(1, drawn.pages + 1):
            binder.leaf(drawn, page, None)

    def _about(self) -> About:
        case, room = self.file.case, self.file.room
        number = case.file_no or ""
        kept = f"{official('cover', 'retention')} {retention(self.file)}".strip()
        name = phrases.dispute(self.file)
        return About(
            f"{number} {name}".strip(), room.committee or "", official("cover", "heading"), number,
            "; ".join(part for part in (number, kept) if part), self.facts.made_on or date.min,
        )  # fmt: skip


def _line(file: CaseFile, piece: Piece) -> Line:
    if not piece.paper:
        return Line(piece, None, lay(0, "", piece.scans))
    drawn = _drawn(file, piece, piece.paper)
    leaves = lay(drawn.pages, drawn.digest, piece.scans)
    return Line(piece, drawn, leaves, drawn.sheet.missing())


def _drawn(file: CaseFile, piece: Piece, key: str) -> Laid:
    """The paper in the usual size, or in large type where it was signed in that."""
    usual = paper(key).composed(file, piece.which).laid()
    signed = {scan.digest for scan in piece.scans if scan.signed and scan.digest}
    if not signed or usual.digest in signed:
        return usual
    large = paper(key).composed(file, piece.which, large=True).laid()
    return large if signed == {large.digest} else usual
