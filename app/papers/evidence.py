"""人民调解证据材料: the list of what was handed in, by whom, and what it proves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.papers.block import Beside, Block, Group
from app.papers.body import CROWD, SMALL, small
from app.papers.cells import Cell, Row
from app.papers.grid import Grid
from app.papers.sheet import Sheet
from app.papers.signing import MM, Signatures
from app.papers.wording import official
from app.records import Evidence

if TYPE_CHECKING:
    from app.records import CaseFile

COLUMNS = {
    "number": 12 * MM, "name": 0, "provider": 21 * MM, "source": 21 * MM, "copies": 12 * MM, "pages": 12 * MM,
    "proves": 0,
}  # fmt: skip
CENTRED = ("number", "provider", "copies", "pages")


def compose(case_file: CaseFile, which: str | None) -> Sheet:
    del which
    sheet = Sheet.of("evidence", case_file)
    sheet.space(8)
    rows = official("evidence", "open_rows_by_hand" if case_file.by_hand else "open_rows")
    told = case_file.evidence or [Evidence()] * int(rows)
    head = Row([
        Cell([small(official("evidence", place), centred=True, hand="label")], wide)
        for place, wide in COLUMNS.items()
    ], least=27)  # fmt: skip
    sheet.add(Grid(head, [_row(number, one) for number, one in enumerate(told, start=1)]))
    providers = list(dict.fromkeys(one.provider for one in case_file.evidence if one.provider))
    sign = Signatures(
        official("evidence", "sign_provider"), providers or [""], fingers=True, size=SMALL, dated=True, before=10
    )  # fmt: skip
    taker = Signatures(official("evidence", "sign_taker"), [""], size=SMALL, dated=True, before=4)
    if len(providers) == 1:
        sign.across = taker.across = 1
        sheet.add(Beside(sign, taker, before=10, company=True))
    else:
        signing: list[Block] = [sign, taker]
        sheet.add(*(signing if len(providers) > CROWD else [Group(signing, company=True)]))
    return sheet


def _row(number: int, one: Evidence) -> Row:
    told = {
        "number": str(number), "name": one.name, "provider": one.provider, "source": one.source,
        "copies": _count(one.copies), "pages": _count(one.pages), "proves": one.proves,
    }  # fmt: skip
    return Row([
        Cell([small(told[place] or "", centred=place in CENTRED)], wide)
        for place, wide in COLUMNS.items()
    ], least=27)  # fmt: skip


def _count(count: int | None) -> str:
    return "" if count is None else str(count)
