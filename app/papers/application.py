"""人民调解申请书: who asks for mediation with whom, about what, and what is asked for (PML 17)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.papers import by_hand, phrases
from app.papers.block import Block, Group
from app.papers.body import CROWD, heading, party_entries, read_aloud, signer
from app.papers.breaking import Piece
from app.papers.paragraph import Paragraph
from app.papers.sheet import Sheet
from app.papers.signing import Signatures
from app.papers.wording import official, said
from app.records import Party

if TYPE_CHECKING:
    from app.records import CaseFile

SIDES = ("applicant", "respondent")


def compose(case_file: CaseFile, which: str | None) -> Sheet:
    del which
    sheet = Sheet.of("application", case_file)
    sheet.space(4)
    case = case_file.case
    for role in SIDES:
        sheet.add(*_side(case_file, said("party_role", role), case_file.side(role) or [Party()]))
    others = [p for p in case_file.parties if p.role not in SIDES]
    for other in dict.fromkeys(p.role for p in others):
        told = said("party_role", other) or official("application", "other")
        sheet.add(*_side(case_file, told, [p for p in others if p.role == other]))
    sheet.add(
        heading(official("application", "summary")),
        *by_hand.text(case_file, case.summary, 6, 11),
        heading(official("application", "requests")),
        *_requests(case_file, [one.strip() for one in case.requests or [] if one.strip()]),
        *_signing(case_file),
    )
    return sheet


def _side(case_file: CaseFile, role: str, parties: list[Party]) -> list[Block]:
    """A side's heading with the first of its people, then the others."""
    day = case_file.case.accepted_on
    first, *rest = (party_entries(party, day, "application") for party in parties)
    return [Group([heading(official("application", "colon", role=role)), first]), *rest]


def _requests(case_file: CaseFile, requests: list[str]) -> list[Block]:
    """当事人申请事项 1、2、3、; numbers to write behind where nothing is asked yet."""
    if not requests:
        numbers = range(1, int(official("application", "open_requests")) + 1)
        more = by_hand.ruled(1) if case_file.by_hand else []
        return [block for number in numbers for block in (_blank(number), *more)]
    return [
        Paragraph([Piece(official("application", "request", number=number, text=text))], indent=2)
        for number, text in enumerate(requests, start=1)
    ]


def _blank(number: int) -> Block:
    pieces = [Piece(official("application", "request", number=number, text=""))]
    return Paragraph([*pieces, phrases.filled("", 26)], indent=2)


def _signing(case_file: CaseFile) -> list[Block]:
    """The fixed sentence, each applicant's place, the day."""
    applicants = [p for p in case_file.side("applicant") if p.name]
    signing: list[Block] = [
        Paragraph([Piece(official("application", "pledge"))], indent=2, before=4),
        *read_aloud(applicants),
        Signatures(
            official("application", "sign"),
            [signer(p) for p in applicants] or [""],
            fingers=True,
            dated=True,
            before=4,
        ),
    ]
    return signing if len(applicants) > CROWD else [Group(signing, company=True)]
