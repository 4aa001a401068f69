"""人民调解口头协议登记表: what was agreed by word of mouth, kept by the mediator (PML 28, 30)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from app.papers import by_hand, phrases
from app.papers.agreement import chosen, last_session
from app.papers.block import Beside, Block, Group
from app.papers.body import SMALL, SMALL_LEADING, Hands, parties, small, small_running
from app.papers.breaking import Piece
from app.papers.cells import Cell, Row
from app.papers.paragraph import Paragraph
from app.papers.sheet import Sheet
from app.papers.signing import MM, Seal, Signatures
from app.papers.wording import official

if TYPE_CHECKING:
    from app.records import Agreement, CaseFile, Party

LABEL = 35 * MM
NARROW = 16 * MM


def compose(case_file: CaseFile, which: str | None) -> Sheet:
    agreement = chosen(case_file, which, oral=True)
    sheet = Sheet.of("oral_agreement", case_file)
    sheet.space(8)
    day = agreement.made_on if agreement else None
    number = (agreement.number if agreement else None) or case_file.case.file_no or ""
    facts = (agreement.facts if agreement else None) or case_file.case.summary
    mediators = Hands.of(case_file, last_session(case_file)).mediators
    sheet.add(
        Row([_label("oral_agreement", "number"), Cell([small(number)])], least=27),
        *(_party(party, day or case_file.case.accepted_on) for party in parties(case_file)),
        *_texts(case_file, agreement, facts),
        Row([Cell([Beside(
            Signatures(official("oral_agreement", "mediators"), mediators or [""], size=SMALL, across=1),
            Seal(case_file.room.committee or "", phrases.day_pieces(day, ruled=False), size=SMALL),
        )], middle=False)], company=True),
    )  # fmt: skip
    return sheet


def _label(form: str, place: str, wide: float = LABEL) -> Cell:
    return Cell([small(official(form, place), centred=True, hand="label")], wide)


def _party(party: Party, day: date | None) -> Block:
    """The seven labels of a party, three rows that stay together."""

    def label(place: str, wide: float = LABEL) -> Cell:
        return _label("agreement", place, wide)

    def value(text: str | None, wide: float = 0, *, centred: bool = True) -> Cell:
        return Cell([small(text or "", centred=centred)], wide)

    first = Row([
        label("name"), value(party.name),
        label("sex", NARROW), value(phrases.sex(party), NARROW),
        label("ethnicity", NARROW), value(phrases.ethnicity(party), 22 * MM),
        label("age", NARROW), value(phrases.age(party, day), NARROW),
    ], least=27)  # fmt: skip
    second = Row([
        label("occupation"), value(phrases.occupation(party)), label("phone", 24 * MM), value(party.phone),
    ], least=27)  # fmt: skip
    third = Row([label("address"), value(party.address, centred=False)], least=27)
    return Group([first, second, third])


def _texts(case_file: CaseFile, agreement: Agreement | None, facts: str | None) -> list[Row]:
    if case_file.by_hand:
        lines = {"facts": 3, "terms": 4, "manner": 2}
        return [
            replace(_text(place, by_hand.ruled(n, cell=True), 0), fills=True)
            for place, n in lines.items()
        ]
    manner = "\n".join(phrases.manner(case_file, agreement))
    return [
        _text("facts", small_running(facts), 92),
        _text("terms", _terms(agreement), 92),
        _text("manner", small_running(manner), 56),
    ]


def _text(place: str, blocks: list[Block], least: float) -> Row:
    label = _label("oral_agreement", place)
    label.middle = False  # half-way down it would be read in the midst of the text
    cells = [label, Cell(blocks, middle=False)]
    return Row(cells, least=0 if blocks else least, grows=1)


def _terms(agreement: Agreement | None) -> list[Block]:
    terms = [term.strip() for term in (agreement.terms or [] if agreement else []) if term.strip()]
    return [
        Paragraph([Piece(line.strip())], SMALL, SMALL_LEADING, indent=2)
        for term in phrases.numbered(terms)
        for line in term.splitlines()
    ]
