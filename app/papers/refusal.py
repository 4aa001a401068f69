"""不予受理告知书: why a dispute is not taken in, and where to go instead (domain 1.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.papers import notices, phrases
from app.papers.body import heading, running
from app.papers.sentence import numbered, paragraph
from app.papers.wording import listed, official

if TYPE_CHECKING:
    from app.papers.sheet import Sheet
    from app.records import CaseFile

FORM = "refusal"


def compose(case_file: CaseFile, which: str | None) -> Sheet:
    notice = notices.chosen(case_file, which, "refusal")
    asked = case_file.side("applicant") if not notice.party_ids else []
    only = official("sheet", "list").join(p.name for p in asked if p.name)
    sheet = notices.begin(FORM, case_file, notice, to=None if notice.to_name or not only else only)
    someone = official("notices", "someone")
    day = case_file.case.registered_on or case_file.case.accepted_on
    sheet.add(
        paragraph(FORM, "opening", someone=someone, day=day, dispute=phrases.dispute(case_file)),
        heading(official(FORM, "reason")),
        *running(notice.told, 4),
    )
    if notice.go_to:
        sheet.add(paragraph(FORM, "go_to", where=notice.go_to))
    sheet.add(
        paragraph(FORM, "routes", before=6, someone=someone),
        *numbered(listed(FORM, "route")),
    )
    takers = notices.receivers(case_file, notice)
    if only and not notice.party_ids and not notice.to_name:
        takers = asked
    return notices.finish(sheet, case_file, notice, takers=takers)
