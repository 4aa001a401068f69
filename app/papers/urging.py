"""履行督促通知书: what was promised and is not done yet; the committee urges it (PML 31)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.papers import notices, phrases
from app.papers.block import Block
from app.papers.body import running, small
from app.papers.cells import Cell, Row
from app.papers.extension import kind_of
from app.papers.sentence import paragraph
from app.papers.wording import official
from app.rules.performance import ItemState, item_states

if TYPE_CHECKING:
    from app.papers.sheet import Sheet
    from app.records import CaseFile, Notice

FORM = "urging"
COLUMNS = {"who": 76.0, "what": 0.0, "amount": 66.0, "paid": 66.0, "due": 66.0}
EMPTY = 2


def compose(case_file: CaseFile, which: str | None) -> Sheet:
    notice = notices.chosen(case_file, which, "urging")
    agreement = case_file.agreement
    sheet = notices.begin(FORM, case_file, notice)
    sheet.add(
        paragraph(
            FORM, "opening", parties=phrases.names(case_file), kind=kind_of(case_file),
            day=agreement.made_on if agreement else None,
            number=(agreement.number if agreement else None) or case_file.case.file_no,
            someone=official("notices", "someone"),
        ),
        _row([official(FORM, name) for name in COLUMNS], "bold", before=6),
        *(_row(_told(case_file, state)) for state in _open(case_file, notice)),
        paragraph(FORM, "urge", before=8, until=notice.until),
        paragraph(FORM, "law"),
    )  # fmt: skip
    if notice.told:
        sheet.add(*running(notice.told, 1))
    return notices.finish(sheet, case_file, notice)


def _open(case_file: CaseFile, notice: Notice) -> list[ItemState | None]:
    """The open promises of those it goes to; empty rows where there are none to tell."""
    asked = {party.id for party in notices.receivers(case_file, notice)}
    open_ = [
        state for state in item_states(case_file) if not state.kept and state.item.party_id in asked
    ]
    return [*open_] or [None] * EMPTY


def _told(case_file: CaseFile, state: ItemState | None) -> list[str]:
    if state is None:
        return [""] * len(COLUMNS)
    item, party = state.item, case_file.party(state.item.party_id)
    return [
        (party.name if party else None) or "",
        item.what or "",
        f"{item.amount:,.2f}" if item.amount is not None else "",
        f"{state.paid:,.2f}" if item.amount is not None else "",
        phrases.day_words(item.due_on) if item.due_on else "",
    ]


def _row(texts: list[str], hand: str = "body", before: float = 0) -> Block:
    return Row([
        Cell([small(text, centred=True, hand=hand)], wide)
        for text, wide in zip(texts, COLUMNS.values(), strict=True)
    ], least=29, before=before)  # fmt: skip
