"""移送函: a dispute goes to the organ it belongs to; the 回执 at its foot is cut off and sent back (domain 1.11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.papers import letter as letters
from app.papers import phrases
from app.papers.cells import Lines
from app.papers.cut_off import cut_off
from app.papers.sentence import pieces
from app.papers.wording import official, said
from app.rules.foreseen import contact

if TYPE_CHECKING:
    from app.papers.block import Block
    from app.papers.sheet import Sheet
    from app.records import CaseFile

FORM = "transfer"


def compose(case_file: CaseFile, which: str | None) -> Sheet:
    letter = letters.chosen(case_file, which, ("transfer",))
    sheet = letters.begin(FORM, case_file, letter)
    dispute, case = phrases.dispute(case_file), case_file.case
    sheet.add(
        letters.line(
            pieces(FORM, "opening", dispute=dispute, file_no=case.file_no, reason=letter.told)
        ),
        letters.head(official(FORM, "parties")),
        *parties_told(case_file),
        letters.head(official(FORM, "facts")),
        *(letters.lines(case.summary) if case.summary else [Lines(3)]),
        letters.head(official(FORM, "done")),
        *sat_down(case_file),
        *letters.end(FORM, case_file, letter, letter.enclosures or []),
        letters.line(pieces(FORM, "contact", who=contact(case_file)), 2),
        cut_off(FORM, case_file, letter),
    )
    return sheet


def parties_told(case_file: CaseFile) -> list[Block]:
    """Each with where he lives and how to reach him."""
    return [
        letters.line(pieces(
            FORM, "party", role=said("party_role", party.role), name=party.name, address=party.address,
            phone=party.phone,
        ))
        for party in case_file.parties
    ] or [Lines(2)]  # fmt: skip


def sat_down(case_file: CaseFile) -> list[Block]:
    """The sessions that were held."""
    held = [one for one in case_file.sessions if one.at and one.outcome]
    return [
        letters.line(pieces(FORM, "sat", day=one.at.date() if one.at else None, place=one.place))
        for one in held
    ] or [letters.line(official(FORM, "not_sat"))]
