"""移送函: a dispute goes to the organ it belongs to; the 回执 at its foot is cut off and sent back (domain 1.11)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.papers import letter as letters
from app.papers import phrases
from app.papers.block import Beside, Block, Gap, Group
from app.papers.breaking import Piece
from app.papers.cells import Entries, Entry, Lines
from app.papers.paragraph import Paragraph
from app.papers.sentence import paragraph, pieces
from app.papers.signing import Signatures
from app.papers.wording import official, said
from app.rules.foreseen import contact

if TYPE_CHECKING:
    from app.papers.pen import Pen
    from app.papers.sheet import Sheet
    from app.records import CaseFile, Letter

FORM = "transfer"


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


def compose(case_file: CaseFile, which: str | None) -> Sheet:
    letter = letters.chosen(case_file, which, ("transfer",))
    sheet = letters.begin(FORM, case_file, letter)
    dispute, case = phrases.dispute(case_file), case_file.case
    sheet.add(
        letters.line(
            pieces(FORM, "opening", dispute=dispute, file_no=case.file_no, reason=letter.told)
        ),
        letters.head(official(FORM, "parties")),
        *_parties(case_file),
        letters.head(official(FORM, "facts")),
        *(letters.lines(case.summary) if case.summary else [Lines(3)]),
        letters.head(official(FORM, "done")),
        *_done(case_file),
        *letters.end(FORM, case_file, letter, letter.enclosures or []),
        letters.line(pieces(FORM, "contact", who=contact(case_file)), 2),
        _receipt(case_file, letter, dispute),
    )
    return sheet


def _parties(case_file: CaseFile) -> list[Block]:
    return [
        letters.line(pieces(
            FORM, "party", role=said("party_role", party.role), name=party.name, address=party.address,
            phone=party.phone,
        ))
        for party in case_file.parties
    ] or [Lines(2)]  # fmt: skip


def _done(case_file: CaseFile) -> list[Block]:
    held = [one for one in case_file.sessions if one.at and one.outcome]
    return [
        letters.line(pieces(FORM, "sat", day=one.at.date() if one.at else None, place=one.place))
        for one in held
    ] or [letters.line(official(FORM, "not_sat"))]


def _receipt(case_file: CaseFile, letter: Letter, dispute: str) -> Group:
    """回执: whoever takes it signs, seals and sends it back."""
    committee = case_file.room.committee or ""
    day = phrases.day_pieces(None)
    side = Group([
        Paragraph([Piece(official(FORM, "seal"), "label")], 14, 26, align="center"),
        Paragraph(day, 14, 26, align="center"),
    ])  # fmt: skip
    return Group([
        CutLine(official(FORM, "cut")),
        Paragraph([Piece(official(FORM, "receipt"), "bold")], 18, 30, align="center"),
        paragraph(FORM, "receipt_to", indent=0, committee=committee),
        paragraph(
            FORM, "receipt_text", day=letter.dated_on, dispute=dispute, count=[phrases.filled("", 3)]
        ),
        Entries([Entry(official(FORM, "opinion"))]),
        Beside(Signatures(official(FORM, "receiver"), [""], across=1), Group([Gap(16), side])),
    ], before=18)  # fmt: skip
