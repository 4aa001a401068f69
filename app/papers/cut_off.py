"""回执: the foot of a letter of the room that is cut off, signed, sealed and sent back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.papers import phrases
from app.papers.block import Beside, Block, Gap, Group
from app.papers.breaking import Piece
from app.papers.cells import Entries, Entry
from app.papers.paragraph import Paragraph
from app.papers.sentence import paragraph
from app.papers.signing import Signatures
from app.papers.wording import official

if TYPE_CHECKING:
    from app.papers.pen import Pen
    from app.records import CaseFile, Letter

PLACES = "cut_off"  # the words that all such slips share


@dataclass
class CutLine(Block):
    """Where the sheet is cut in two, with the words that say so."""

    told: str

    def height(self, width: float) -> float:
        del width
        return 22

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        pen.box(x, top - 8, width, 0, dashed=True)
        pen.say(self.told, x + width / 2, top - 18, 8, turn=0.5)

    def texts(self) -> list[str]:
        return [self.told]


def cut_off(form: str, case_file: CaseFile, letter: Letter) -> Group:
    """Whoever takes the letter signs, seals and sends it back; the form says what has come to him."""
    committee = case_file.room.committee or ""
    side = Group([
        Paragraph([Piece(official(PLACES, "seal"), "label")], 14, 26, align="center"),
        Paragraph(phrases.day_pieces(None), 14, 26, align="center"),
    ])  # fmt: skip
    return Group([
        CutLine(official(PLACES, "cut")),
        Paragraph([Piece(official(PLACES, "receipt"), "bold")], 18, 30, align="center"),
        paragraph(PLACES, "to", indent=0, committee=committee),
        paragraph(
            form, "receipt_text", day=letter.dated_on, dispute=phrases.dispute(case_file),
            count=[phrases.filled("", 3)],
        ),
        Entries([Entry(official(PLACES, "opinion"))]),
        Beside(Signatures(official(PLACES, "receiver"), [""], across=1), Group([Gap(16), side])),
    ], before=18)  # fmt: skip
