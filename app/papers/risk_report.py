"""激化风险报告: what may turn violent or criminal is told to the police or another organ at once (人民调解法 25)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.papers import letter as letters
from app.papers import phrases
from app.papers.cells import Lines
from app.papers.cut_off import cut_off
from app.papers.sentence import pieces
from app.papers.transfer import parties_told, sat_down
from app.papers.wording import official, said
from app.rules.docking import RISK
from app.rules.foreseen import contact

if TYPE_CHECKING:
    from app.papers.sheet import Sheet
    from app.records import CaseFile

FORM = "risk_report"


def compose(case_file: CaseFile, which: str | None) -> Sheet:
    letter = letters.chosen(case_file, which, (RISK,))
    sheet = letters.begin(FORM, case_file, letter)
    case = case_file.case
    sheet.add(
        letters.line(pieces(
            FORM, "opening", accepted=case.accepted_on, dispute=phrases.dispute(case_file), file_no=case.file_no
        )),
        letters.head(official(FORM, "parties")),
        *parties_told(case_file),
        letters.head(official(FORM, "facts")),
        *(letters.lines(case.summary) if case.summary else [Lines(3)]),
        letters.head(official(FORM, "risk")),
        letters.line(pieces(FORM, "level", risk=said("risk", case.risk))),
        *(letters.lines(letter.told) if letter.told else [Lines(3)]),
        letters.head(official(FORM, "done")),
        *sat_down(case_file),
        letters.line(official(FORM, "going_on")),
        *letters.end(FORM, case_file, letter, letter.enclosures or []),
        letters.line(pieces(FORM, "contact", who=contact(case_file))),
        cut_off(FORM, case_file, letter),
    )  # fmt: skip
    return sheet
