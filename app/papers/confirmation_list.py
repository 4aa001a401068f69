"""申请司法确认材料清单: what the court wants with the application, and what of it the case has (domain 1.8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.papers.block import Block
from app.papers.body import small
from app.papers.cells import Cell, Row
from app.papers.certificate import to_court
from app.papers.sentence import paragraph
from app.papers.sheet import Sheet
from app.papers.signing import Signatures
from app.papers.wording import official
from app.rules.confirmation import Wanted, wanted

if TYPE_CHECKING:
    from app.records import CaseFile

FORM = "confirmation_list"
COLUMNS = {"number": 36.0, "name": 122.0, "rule": 0.0, "state": 36.0, "note": 46.0}
STATE = {True: "has", False: "lacks", None: "perhaps"}


def compose(case_file: CaseFile, which: str | None) -> Sheet:
    del which
    sheet = Sheet.of(FORM, case_file)
    sheet.space(8)
    sheet.add(
        to_court(case_file.case.court),
        paragraph(FORM, "intro"),
        _row([official(FORM, name) for name in COLUMNS], "bold", before=6),
        *(_row(_told(place, one)) for place, one in enumerate(wanted(case_file), 1)),
        paragraph(FORM, "both", before=8),
        Signatures(official(FORM, "sign"), [case_file.name_of(case_file.case.lead_id)], before=10),
    )
    return sheet


def _told(place: int, one: Wanted) -> list[str]:
    name = official(FORM, one.place, who=one.who or official("sheet", "not_applicable"))
    return [
        str(place),
        name,
        official(FORM, f"{one.place}_rule"),
        official(FORM, STATE[one.has]),
        "",
    ]


def _row(texts: list[str], hand: str = "body", before: float = 0) -> Block:
    return Row([
        Cell([small(text, centred=number in (0, 3), hand=hand)], wide)
        for number, (text, wide) in enumerate(zip(texts, COLUMNS.values(), strict=True))
    ], least=29, before=before)  # fmt: skip
