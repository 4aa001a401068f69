"""延长调解期限同意书: all parties agree in writing to a longer period (domain 1.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.papers import notices, phrases
from app.papers.body import Hands, heading, running, signatures
from app.papers.sentence import paragraph
from app.papers.sheet import Sheet
from app.papers.wording import official, said

if TYPE_CHECKING:
    from app.records import CaseFile

FORM = "extension"


def compose(case_file: CaseFile, which: str | None) -> Sheet:
    notice = notices.chosen(case_file, which, "extension")
    case = case_file.case
    sheet = Sheet.of(FORM, case_file)
    sheet.space(8)
    sheet.add(
        paragraph(
            FORM, "opening", parties=phrases.names(case_file), kind=kind_of(case_file),
            committee=case_file.room.committee, day=case.accepted_on,
        ),
        heading(official(FORM, "reason")),
        *running(notice.told, 3),
        paragraph(FORM, "consent", before=6, until=notice.until or case.extended_until),
        *signatures(case_file, FORM, Hands.of(case_file, None), notice.made_on),
    )  # fmt: skip
    return sheet


def kind_of(case_file: CaseFile) -> str:
    """邻里纠纷."""
    return said("dispute_type", case_file.case.dispute_type)
