"""受理通知书: the dispute is taken in, by whom it is mediated, what to bring (domain 2.18)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.papers import notices, phrases
from app.papers.body import Hands, heading
from app.papers.sentence import numbered, paragraph
from app.papers.wording import listed, official

if TYPE_CHECKING:
    from app.papers.sheet import Sheet
    from app.records import CaseFile

FORM = "acceptance_notice"


def compose(case_file: CaseFile, which: str | None) -> Sheet:
    notice = notices.chosen(case_file, which, "acceptance")
    sheet = notices.begin(FORM, case_file, notice)
    hands = official("sheet", "list").join(Hands.of(case_file, None).mediators)
    sheet.add(
        paragraph(
            FORM, "opening", dispute=phrases.dispute(case_file), day=case_file.case.accepted_on,
            mediators=hands,
        ),
        *numbered([*listed(FORM, "note"), *([notice.told] if notice.told else [])]),
        heading(official(FORM, "bring")),
        *numbered(notices.bring(FORM, notice)),
    )  # fmt: skip
    return notices.finish(sheet, case_file, notice)
