"""主持调解证明: the committee presided over the mediation; a court asks for it (民诉法解释 354)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.papers import notices, phrases
from app.papers.block import Beside, Block
from app.papers.body import Hands, parties, small
from app.papers.cells import Cell, Row
from app.papers.extension import kind_of
from app.papers.paragraph import Paragraph
from app.papers.sentence import paragraph, pieces
from app.papers.sheet import Sheet
from app.papers.signing import Signatures
from app.papers.wording import official
from app.rules.agreement_dates import effective_on

if TYPE_CHECKING:
    from app.records import CaseFile, Party

FORM = "certificate"
COLUMNS = {"name": 88.0, "id": 136.0, "address": 0.0}


def compose(case_file: CaseFile, which: str | None) -> Sheet:
    notice = notices.chosen(case_file, which, "certificate")
    case, agreement = case_file.case, case_file.agreement
    sheet = Sheet.of(FORM, case_file)
    sheet.space(8)
    between = official("sheet", "list")
    hands = Hands.of(case_file, None).mediators
    held = [s for s in case_file.sessions if s.at and s.outcome]
    days = between.join(phrases.day_words(s.at) for s in held if s.at)
    places = between.join(dict.fromkeys(s.place for s in held if s.place))
    sheet.add(
        paragraph(FORM, "opening", kind=kind_of(case_file), accepted=case.accepted_on),
        _row([official(FORM, name) for name in COLUMNS], "bold", before=6),
        *(_row(_told(party)) for party in parties(case_file)),
        paragraph(
            FORM, "presided", before=8, mediators=between.join(hands), days=days, place=places
        ),
        paragraph(
            FORM, "agreed", day=agreement.made_on if agreement else None,
            number=(agreement.number if agreement else None) or case.file_no,
            effective=effective_on(agreement) if agreement else None,
        ),
        paragraph(FORM, "true"),
        paragraph(FORM, "to", before=6, keep=True),
        to_court(notice.to_name or case.court),
        Beside(
            Signatures(official(FORM, "sign_mediators"), hands or [""], across=1),
            notices.seal_of(case_file, phrases.day_pieces(notice.made_on, ruled=False)),
            before=14, company=True,
        ),
    )  # fmt: skip
    return sheet


def to_court(court: str | None) -> Block:
    """The court from the edge; where none is told, the place for its name."""
    return Paragraph(pieces("confirmation_list", "court" if court else "no_court", court=court))


def _told(party: Party) -> list[str]:
    return [party.name or "", party.credit_code or party.id_number or "", party.address or ""]


def _row(texts: list[str], hand: str = "body", before: float = 0) -> Block:
    return Row([
        Cell([small(text, centred=True, hand=hand)], wide)
        for text, wide in zip(texts, COLUMNS.values(), strict=True)
    ], least=29, before=before)  # fmt: skip
