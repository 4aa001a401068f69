"""人民调解结案报告表: the whole case on a sheet, for the one who reviews it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from app.papers import by_hand, phrases, style
from app.papers.block import Beside, Block
from app.papers.body import SMALL, entry_of, parties, small, small_running
from app.papers.cells import Cell, Row
from app.papers.paragraph import Paragraph
from app.papers.sheet import Sheet
from app.papers.signing import MM, Seal, Signatures
from app.papers.wording import official, said
from app.records import Volume
from app.rules.agreement_dates import reached
from app.rules.performance import ItemState, finished_on, item_states
from app.rules.results import is_open, result_of

if TYPE_CHECKING:
    from app.papers.breaking import Piece
    from app.records import CaseFile, Party

LABEL = 30 * MM


def compose(case_file: CaseFile, which: str | None) -> Sheet:
    del which
    case = case_file.case
    volume = entry_of(case_file.volumes, None) or Volume()
    sheet = Sheet.of("closing_report", case_file)
    sheet.space(8)
    sheet.add(
        _pair("file_no", case.file_no or "", "made_on", _day(volume.made_on)),
        _pair("committee", case_file.room.committee or "", "by", phrases.mediators(case_file)),
        _pair("accepted_on", _day(case.accepted_on), "finished_on", _day(finished_on(case_file))),
        Row([_label("parties", 0)], least=27),
        _people([official("closing_report", place) for place in ("name", "address", "phone")], "label"),
        *(_party(party) for party in parties(case_file)),
        _row("source", [small(said("source", case.source))], 27),
        *_told(case_file),
        Row([_label("review"), Cell([Beside(
            Signatures(official("closing_report", "reviewer"), [""], size=SMALL, across=1),
            Seal(case_file.room.committee or "", phrases.day_pieces(None, ruled=False), size=SMALL),
        )], middle=False)], company=True),
    )  # fmt: skip
    return sheet


def _label(place: str, wide: float = LABEL) -> Cell:
    told = small(official("closing_report", place), centred=True, hand="label")
    return Cell([told], wide)


def _pair(place: str, value: str | list[Piece], other: str, told: str | list[Piece]) -> Row:
    """Two labels with their values on one row."""
    cells: list[Cell] = []
    for label, text in ((place, value), (other, told)):
        cells += [_label(label, 22 * MM if cells else LABEL), Cell([_text(text)])]
    return Row(cells, least=27)


def _text(value: str | list[Piece]) -> Block:
    if isinstance(value, str):
        return small(value)
    return Paragraph(value, style.SMALL.size, style.SMALL.leading, align="left")


def _day(day: date | None) -> list[Piece]:
    return phrases.day_pieces(day, ruled=False)


def _party(party: Party) -> Row:
    return _people([party.name or "", party.address or "", party.phone or ""])


def _people(texts: list[str], hand: str = "body") -> Row:
    """当事人信息: name, address, telephone of one."""
    name, address, phone = texts
    return Row([
        Cell([small(name, centred=True, hand=hand)], LABEL + 12 * MM),
        Cell([small(address, centred=hand == "label", hand=hand)]),
        Cell([small(phone, centred=True, hand=hand)], 36 * MM),
    ], least=27)  # fmt: skip


def _row(place: str, blocks: list[Block], least: float) -> Row:
    label = _label(place)
    label.middle = False  # half-way down it would be read in the midst of the text
    return Row([label, Cell(blocks, middle=False)], least=least, grows=1)


def _told(case_file: CaseFile) -> list[Row]:
    if case_file.by_hand:
        lines = {"facts": 3, "result": 3, "performance": 2}
        return [
            replace(_row(place, by_hand.ruled(n, cell=True), 0), fills=True)
            for place, n in lines.items()
        ]
    return [
        _row("facts", small_running(case_file.case.summary), 92),
        _row("result", _result(case_file), 70),
        _row("performance", small_running("\n".join(_kept(case_file))), 56),
    ]


def _result(case_file: CaseFile) -> list[Block]:
    """处理结果: how it ended, then what was agreed, or why there was no agreement."""
    result = result_of(case_file)
    if is_open(result):
        return []
    agreement = reached(case_file)
    if agreement is None:
        told = said("result", result) + official("sheet", "stop")
        return small_running("\n".join(filter(None, [told, case_file.case.result_reason])))
    number = agreement.number or case_file.case.file_no or ""
    told = official("closing_report", "agreed", result=said("result", result), number=number)
    terms = [term.strip() for term in agreement.terms or [] if term.strip()]
    return small_running("\n".join([told, *phrases.numbered(terms)]))


def _kept(case_file: CaseFile) -> list[str]:
    """履行情况: each promise, and the day it was kept or a visit found it so."""
    told = []
    for number, state in enumerate(item_states(case_file), start=1):
        day = phrases.day_words(known) if (known := state.kept_on or state.seen_on) else ""
        what = phrases.promise(case_file, state.item)
        told.append(official("closing_report", _place(state), number=number, what=what, day=day))
    return told or [said("performance", case_file.case.performance_told)]


def _place(state: ItemState) -> str:
    if not state.kept:
        return "open"
    if state.kept_on:
        return "kept"
    return "seen" if state.seen_on else "kept_unknown_day"
