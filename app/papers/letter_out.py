"""函: a plain letter of the room to an organ or a unit, with the text a mediator wrote (domain 2.18)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.papers import letter as letters
from app.papers import phrases
from app.papers.cells import Lines
from app.papers.sentence import pieces
from app.papers.wording import official
from app.rules.foreseen import contact

if TYPE_CHECKING:
    from app.papers.sheet import Sheet
    from app.records import CaseFile

FORM = "letter_out"


def compose(case_file: CaseFile, which: str | None) -> Sheet:
    letter = letters.chosen(case_file, which, ("other_out",))
    sheet = letters.begin(FORM, case_file, letter)
    about = pieces(
        FORM, "about", dispute=phrases.dispute(case_file), file_no=case_file.case.file_no
    )
    sheet.add(
        letters.line(about),
        *(letters.lines(letter.told) if letter.told else [Lines(6)]),
        letters.line(official(FORM, "end")),
        *letters.end(FORM, case_file, letter, letter.enclosures or []),
        letters.line(pieces(FORM, "contact", who=contact(case_file))),
    )
    return sheet
