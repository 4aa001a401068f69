"""人民调解协议书: who, what happened, what was agreed, how and by when (PML 28, 29)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.papers import by_hand, phrases
from app.papers.block import Block
from app.papers.body import Hands, heading, parties, party_entries, running, signatures
from app.papers.breaking import Piece
from app.papers.cells import Lines
from app.papers.paragraph import Paragraph
from app.papers.sheet import Sheet
from app.papers.wording import official
from app.rules.agreement_dates import ORAL, least_copies

if TYPE_CHECKING:
    from app.records import Agreement, CaseFile, MediationSession


def compose(case_file: CaseFile, which: str | None) -> Sheet:
    agreement = chosen(case_file, which)
    sheet = Sheet.of("agreement", case_file)
    day = agreement.made_on if agreement else None
    number = (agreement.number if agreement else None) or case_file.case.file_no
    line = [Piece(official("agreement", "number"), "label"), phrases.filled(number, 12)]
    sheet.add(Paragraph(line, 12, 24, align="right"))
    sheet.space(4)
    sheet.add(
        *(party_entries(party, day or case_file.case.accepted_on) for party in parties(case_file)),
        heading(official("agreement", "facts")),
        *by_hand.text(case_file, (agreement.facts if agreement else None) or case_file.case.summary, 6, 6),
        heading(official("agreement", "terms")),
        *(by_hand.ruled(8) if case_file.by_hand else clauses(agreement)),
        heading(official("agreement", "manner")),
        *by_hand.text(case_file, "\n".join(phrases.manner(case_file, agreement)), 4, 4),
        _copies(case_file, agreement),
        *signatures(case_file, "agreement", Hands.of(case_file, last_session(case_file)), day),
    )  # fmt: skip
    return sheet


def chosen(case_file: CaseFile, which: str | None, *, oral: bool = False) -> Agreement | None:
    """The agreement asked for, otherwise the latest of this form, otherwise the one that stands."""
    if which is not None:
        return next(a for a in case_file.agreements if a.id == which)
    alike = [a for a in case_file.agreements if (a.form == ORAL) == oral]
    return alike[-1] if alike else case_file.agreement


def last_session(case_file: CaseFile) -> MediationSession | None:
    """The session that brought the agreement."""
    agreed = [s for s in case_file.sessions if s.outcome == "agreed"]
    told = agreed or case_file.sessions
    return told[-1] if told else None


def clauses(agreement: Agreement | None) -> list[Block]:
    """What was agreed, numbered 一、二、三 where there is more than one clause."""
    terms = [term.strip() for term in (agreement.terms or [] if agreement else []) if term.strip()]
    if not terms:
        return [Lines(8)]
    if len(terms) == 1:
        return running(terms[0], 8)
    return [block for text in phrases.numbered(terms) for block in running(text, 1)]


def _copies(case_file: CaseFile, agreement: Agreement | None) -> Paragraph:
    """One for each party and one for the committee (PML 29); a blank while no party is known."""
    told = agreement.copies if agreement else None
    copies = told or (least_copies(case_file) if case_file.parties else "")
    pieces = [
        Piece(official("agreement", "copies_before")),
        phrases.filled(str(copies), 2),
        Piece(official("agreement", "copies_after")),
    ]
    return Paragraph(pieces, indent=2, before=6)
