"""调解通知书: when and where the session is, and what to bring along (domain 2.18)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.papers import notices, phrases
from app.papers.body import heading, running
from app.papers.sentence import numbered, paragraph
from app.papers.wording import official

if TYPE_CHECKING:
    from app.papers.sheet import Sheet
    from app.records import CaseFile

FORM = "summons"


def compose(case_file: CaseFile, which: str | None) -> Sheet:
    notice = notices.chosen(case_file, which, "summons")
    sheet = notices.begin(FORM, case_file, notice)
    at = notice.at or phrases.moment_pieces(None)
    sheet.add(
        paragraph(FORM, "opening", dispute=phrases.dispute(case_file), at=at, place=notice.place),
        heading(official("notices", "bring")),
        *numbered(notices.bring(FORM, notice)),
        paragraph(FORM, "absent", before=6),
    )
    if notice.told:
        sheet.add(*running(notice.told, 1))
    return notices.finish(sheet, case_file, notice)
