"""邀请函: somebody near to the parties or with special knowledge is asked to take part (PML 20)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.papers import notices, phrases
from app.papers.body import running
from app.papers.sentence import paragraph

if TYPE_CHECKING:
    from app.papers.sheet import Sheet
    from app.records import CaseFile

FORM = "invitation"


def compose(case_file: CaseFile, which: str | None) -> Sheet:
    notice = notices.chosen(case_file, which, "invitation")
    sheet = notices.begin(FORM, case_file, notice, to=notice.to_name or "")
    at = notice.at or phrases.moment_pieces(None)
    sheet.add(
        paragraph(FORM, "opening", dispute=phrases.dispute(case_file), at=at, place=notice.place)
    )
    if notice.told:
        sheet.add(*running(notice.told, 1))
    sheet.add(paragraph(FORM, "secret"))
    return notices.finish(sheet, case_file, notice, signed=False)
