"""人民调解受理登记表: a dispute taken in, on application or on the committee's own initiative (PML 17)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.codes import code_list
from app.papers import by_hand, phrases, style
from app.papers.block import Beside, Block
from app.papers.body import CROWD, SMALL, SMALL_LEADING, people, small, small_running
from app.papers.breaking import Piece
from app.papers.cells import Cell, Row
from app.papers.paragraph import Paragraph
from app.papers.sheet import Sheet
from app.papers.signing import MM, Seal, Signatures
from app.papers.wording import official, said

if TYPE_CHECKING:
    from app.records import CaseFile

LABEL = 35 * MM


def compose(case_file: CaseFile, which: str | None) -> Sheet:
    del which
    sheet = Sheet.of("acceptance", case_file)
    sheet.space(8)
    case = case_file.case
    summary = small_running(case.summary) + _requests(case.requests or [])
    kind: Block = small(said("dispute_type", case.dispute_type))
    if case_file.by_hand:
        summary = [
            *by_hand.ruled(3, cell=True),
            small(official("acceptance", "requests")),
            *by_hand.ruled(1, cell=True),
        ]
        kind = by_hand.choices("dispute_type", style.Type(10, 15), top=True)
    sheet.add(
        Row([Cell([_sentence(case_file)])]),
        _row("type", [kind], 30),
        _row("source", [_source(case.source)], 30),
        _row("summary", summary, 0 if case_file.by_hand else 205, grows=True, fills=case_file.by_hand),
        Row([Cell([
            Signatures(official("acceptance", "parties"), people(case_file), fingers=True, size=SMALL),
        ])], grows=0 if len(case_file.parties) > CROWD else -1),
        Row([Cell([Beside(
            Signatures(official("acceptance", "registrar"), [""], size=SMALL, across=1),
            Seal(case_file.room.committee or "", phrases.day_pieces(case.accepted_on, ruled=False), size=SMALL),
        )], middle=False)], company=True),
        _row("remark", [small(official("acceptance", "remark_text"))], 30),
    )  # fmt: skip
    return sheet


def _row(
    place: str, blocks: list[Block], least: float, *, grows: bool = False, fills: bool = False
) -> Row:
    label = Cell([small(official("acceptance", place), centred=True, hand="label")], LABEL)
    return Row(
        [label, Cell(blocks, middle=not grows)], least=least, grows=1 if grows else -1, fills=fills
    )


def _sentence(case_file: CaseFile) -> Paragraph:
    """The official opening sentence, its places filled in."""
    case = case_file.case
    origin = {1: "asked", 2: "offered"}.get(_box(case.source), "either")
    kind = said("dispute_type", case.dispute_type).removesuffix(official("acceptance", "end")[:-1])
    pieces = [
        *phrases.day_pieces(case.accepted_on),
        Piece(official("acceptance", "comma") + official("acceptance", origin)),
        Piece(official("acceptance", "agreed")),
        *_between(case_file),
        Piece(official("acceptance", "dispute")),
        phrases.filled(kind, 6),
        Piece(official("acceptance", "end")),
    ]
    return Paragraph(pieces, SMALL, SMALL_LEADING + 4, indent=2)


def _between(case_file: CaseFile) -> list[Piece]:
    told = [p.name for p in case_file.parties if p.name] or ["", ""]
    pieces: list[Piece] = []
    for name in told:
        pieces += [Piece(official("sheet", "list"))] if pieces else []
        pieces.append(phrases.filled(name, 6))
    return pieces


def _box(source: str | None) -> int:
    code = code_list("source").get(source)
    return int(code.facts.get("box", 0)) if code else 0


def _source(source: str | None) -> Paragraph:
    ticks = ((1, "source_asked"), (2, "source_offered"))
    text = "　".join(
        official("acceptance", place)
        + official("acceptance", "ticked" if _box(source) == number else "open")
        for number, place in ticks
    )
    return small(text)


def _requests(requests: list[str]) -> list[Block]:
    """What the applicant asks for: an oral application stands here instead of an 申请书."""
    lines = [
        small(official("acceptance", "request", number=number, text=text))
        for number, text in enumerate(requests, start=1)
    ]
    return [small(official("acceptance", "requests")), *lines] if lines else []
