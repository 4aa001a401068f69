"""当事人身份证明: one sheet a party, the copies of its documents and the line that they agree with the originals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.papers import style
from app.papers.block import Beside, Block, Group
from app.papers.body import SMALL, entry_of, read_aloud, signer
from app.papers.breaking import Piece
from app.papers.cells import Entries, Entry
from app.papers.paragraph import Paragraph
from app.papers.sheet import TEXT_WIDE, Sheet
from app.papers.signing import MM, Signatures
from app.papers.wording import official, said
from app.records import Party
from app.rules.party_check import is_person

if TYPE_CHECKING:
    from app.papers.pen import Pen
    from app.records import CaseFile

CARD = 90 * MM, 58 * MM  # an ID card is 85.6 by 54 mm
LEAF = 105 * MM  # how tall another document's place is
RESIDENT = ("resident", "residence_permit", "foreign_permanent")


@dataclass
class Place(Block):
    """A frame to paste a copy into, with what belongs there. Large type makes no document larger."""

    caption: str
    wide: float  # 0: the whole width
    tall: float
    sheet: Sheet

    def height(self, width: float) -> float:
        del width
        return self.tall / self.sheet.zoom

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        tall = self.height(width)
        wide = min((self.wide or TEXT_WIDE) / self.sheet.zoom, width)
        left = x + (width - wide) / 2
        pen.box(left, top - tall, wide, tall, dashed=True)
        caption = Paragraph([Piece(self.caption, "label")], style.FINE.size, 12, align="center")
        caption.draw(pen, left, top - (tall - caption.height(wide)) / 2, wide)

    def texts(self) -> list[str]:
        return [self.caption]


def compose(case_file: CaseFile, which: str | None) -> Sheet:
    party = entry_of(case_file.parties, which) or Party()
    sheet = Sheet.of("identity", case_file)
    sheet.space(4)
    sheet.add(
        *_entries(party),
        *_places(party, sheet),
        Group(
            [
                Paragraph([Piece(official("identity", "strip"))], before=8, keep=True),
                *read_aloud([party]),
                Beside(
                    Signatures(
                        official("identity", "submitter"), [signer(party)], fingers=True,
                        size=SMALL, across=1, dated=True,
                    ),
                    Signatures(
                        official("identity", "checker"), [""], size=SMALL, across=1, dated=True
                    ),
                    share=0.56,
                ),
            ],
        ),
    )  # fmt: skip
    return sheet


def _entries(party: Party) -> list[Block]:
    def entry(place: str, value: str | None, share: float = 1) -> Entry:
        return Entry(official("identity", place), value or "", share)

    role = entry("role", said("party_role", party.role), 0.8)
    if not is_person(party):
        return [
            Entries([entry("name", party.name)]),
            Entries([entry("credit_code", party.credit_code)]),
            Entries([role, entry("legal_representative", party.legal_representative, 1.4)]),
        ]
    kind = said("id_type", party.id_type or (RESIDENT[0] if party.id_number else None))
    lines: list[Block] = [
        Entries([entry("name", party.name, 1.7), role]),
        Entries([entry("kind", kind), entry("number", party.id_number, 1.5)]),
    ]
    if party.guardian:
        lines.append(Entries([entry("guardian", party.guardian)]))
    return lines


def _places(party: Party, sheet: Sheet) -> list[Block]:
    """Both sides of a card; one place for any other document."""
    if not is_person(party):
        return [Place(official("identity", "licence_copy"), 0, LEAF, sheet, before=10)]
    if party.id_type is None or party.id_type in RESIDENT:
        sides = (official("identity", side) for side in ("front", "back"))
        return [Place(side, *CARD, sheet, before=10) for side in sides]
    kind = said("id_type", party.id_type)
    return [Place(official("identity", "copy", kind=kind), 0, LEAF, sheet, before=10)]
