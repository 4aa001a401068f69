"""终止调解告知书: mediation has ended without agreement, and which ways are open now (PML 26)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.papers import notices, phrases
from app.papers.body import heading, running
from app.papers.sentence import numbered, paragraph
from app.papers.wording import listed, official
from app.rules.deadlines import LABOUR

if TYPE_CHECKING:
    from app.papers.sheet import Sheet
    from app.records import CaseFile

FORM = "ending"


def compose(case_file: CaseFile, which: str | None) -> Sheet:
    notice = notices.chosen(case_file, which, "ending")
    case = case_file.case
    sheet = notices.begin(FORM, case_file, notice)
    held = sum(1 for session in case_file.sessions if session.outcome)
    sheet.add(
        paragraph(
            FORM, "opening", dispute=phrases.dispute(case_file), accepted=case.accepted_on,
            times=official(FORM, "times", count=held) if held else [],
            day=case.ended_on or notice.made_on,
        ),
        heading(official(FORM, "reason")),
        *running(notice.told or case.result_reason, 3),
        paragraph(FORM, "routes", before=6),
        *numbered(listed(FORM, "route")),
    )  # fmt: skip
    if case.dispute_type == LABOUR:
        sheet.add(paragraph(FORM, "labour"))
    if notice.go_to:
        sheet.add(paragraph(FORM, "go_to", where=notice.go_to))
    return notices.finish(sheet, case_file, notice)
