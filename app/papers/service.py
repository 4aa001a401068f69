"""送达回证: which paper was handed to whom, in what manner, and who signed for it (domain 2.18)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.papers import by_hand, phrases
from app.papers.block import Block, Gap
from app.papers.body import SMALL, SMALL_LEADING, small, small_running
from app.papers.breaking import Piece
from app.papers.cells import Cell, Row
from app.papers.paragraph import Paragraph
from app.papers.sheet import Sheet
from app.papers.signing import MM
from app.papers.wording import official, said
from app.records import Service

if TYPE_CHECKING:
    from app.records import CaseFile

FORM = "service"
LABEL = 38 * MM
SIGNED = 66.0  # room for a hand and a finger


def compose(case_file: CaseFile, which: str | None) -> Sheet:
    served = _service(case_file, which)
    sheet = Sheet.of(FORM, case_file)
    sheet.space(8)
    paper = " ".join(part for part in (served.paper, served.number) if part)
    taken = official(FORM, "taken_as", told=served.taken_as) if served.taken_as else ""
    sheet.add(
        _row("matter", [small(phrases.dispute(case_file))]),
        _row("file_no", [small(case_file.case.file_no or "")]),
        _row("paper", [small(paper)]),
        _row("receiver", [small(served.receiver or "")]),
        _row("place", [small(served.place or "")]),
        _row("manner", [_manner(case_file, served)]),
        _row("at", [Paragraph(phrases.moment_pieces(served.served_at), SMALL, SMALL_LEADING)]),
        _row("signed", [Gap(SIGNED)]),
        _row("taken", [*_given(served.taken_by, taken), Gap(SIGNED / 2)]),
        _row("served", [*_given(case_file.name_of(served.by_id)), Gap(24)]),
        _row("witness", [*_given(served.witness), Gap(24)]),
        _row("remark", [*small_running(served.remark), Gap(20)]),
        Paragraph([Piece(official(FORM, "told"), "label")], 10, 16, before=4),
    )
    return sheet


def _service(case_file: CaseFile, which: str | None) -> Service:
    """The service asked for, otherwise the latest."""
    if which is not None:
        return next(one for one in case_file.services if one.id == which)
    return case_file.services[-1] if case_file.services else Service()


def _manner(case_file: CaseFile, served: Service) -> Block:
    if case_file.by_hand:
        return by_hand.choices("service_manner")
    return small(said("service_manner", served.manner))


def _row(place: str, blocks: list[Block]) -> Row:
    label = Cell([small(official(FORM, place), centred=True, hand="label")], LABEL)
    return Row([label, Cell(blocks)], least=34)


def _given(*texts: str | None) -> list[Block]:
    return [small(text) for text in texts if text]
