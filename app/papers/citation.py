"""表彰决定: who is honoured with what title of a year, and for what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, BinaryIO

from app.papers import phrases
from app.papers.block import Beside, Block, Gap
from app.papers.body import running, small, small_running
from app.papers.cells import Cell, Row
from app.papers.sheet import Sheet
from app.papers.signing import Seal
from app.papers.wording import official

if TYPE_CHECKING:
    from app.papers.sheet import Drawn

FORM = "citation"
NAME_WIDE = 96.0  # points
ONE_LINE = 19  # characters of a title, figures counted whole


@dataclass(frozen=True)
class Honoured:
    """One of them."""

    name: str
    deeds: str = ""


def draw_citation(
    office: str, honour: str, year: int, day: date, people: list[Honoured], out: BinaryIO
) -> Drawn:
    """Write the decision of a committee."""
    title = official(FORM, "title", year=year, honour=honour)
    if len(title) > ONE_LINE:
        title = official(FORM, "plain_title")
    sheet = Sheet(FORM, title, office, coded=False)
    sheet.heading()
    sheet.space(10)
    opening = official(FORM, "opening", year=year, honour=honour, count=len(people))
    sheet.add(
        *running(opening, 1),
        Gap(8),
        _row([small(official(FORM, "name"), centred=True, hand="bold")],
             [small(official(FORM, "deeds"), centred=True, hand="bold")]),
        *(_row([small(one.name, centred=True)], [*small_running(one.deeds)] or [Gap(20)]) for one in people),
        Gap(10),
        *running(official(FORM, "closing"), 1),
        Beside(Gap(1), Seal(office, phrases.day_pieces(day, ruled=False)), before=16, company=True),
    )  # fmt: skip
    return sheet.draw(out)


def _row(name: list[Block], deeds: list[Block]) -> Block:
    return Row([Cell(name, NAME_WIDE), Cell(deeds, 0.0)], least=30)
