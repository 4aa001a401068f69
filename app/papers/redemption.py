"""积分兑换单: goods for points, signed by who took them and who handed them out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, BinaryIO

from app.papers import phrases
from app.papers.block import Beside, Block, Gap
from app.papers.breaking import Piece
from app.papers.cells import Entries, Entry
from app.papers.cut_off import CutLine
from app.papers.paragraph import Paragraph
from app.papers.sheet import Sheet
from app.papers.signing import Signatures
from app.papers.wording import official

if TYPE_CHECKING:
    from app.papers.sheet import Drawn

FORM = "redemption"


@dataclass(frozen=True)
class Redeemed:
    """One exchange."""

    number: str
    day: date
    who: str
    goods: str
    points: int
    left: int


def draw_redemption(office: str, one: Redeemed, out: BinaryIO) -> Drawn:
    """Write the slip twice on one sheet, to be cut in two: one for each of them."""
    sheet = Sheet(FORM, official(FORM, "title"), office, coded=False)
    sheet.heading()
    sheet.add(*_copy(one), Gap(14), CutLine(official(FORM, "cut")), Gap(10))
    sheet.heading()
    sheet.add(*_copy(one))
    return sheet.draw(out)


def _copy(one: Redeemed) -> list[Block]:
    return [
        Gap(8),
        _entries(("number", one.number), ("day", phrases.day_words(one.day))),
        _entries(("who", one.who)),
        _entries(("goods", one.goods)),
        _entries(
            ("points", official(FORM, "score", count=one.points)),
            ("left", official(FORM, "score", count=one.left)),
        ),
        Paragraph([Piece(official(FORM, "note"))], indent=2, before=8),
        Beside(
            Signatures(official(FORM, "taker"), [""], across=1, dated=True),
            Signatures(official(FORM, "giver"), [""], across=1, dated=True),
            before=14,
        ),
    ]


def _entries(*told: tuple[str, str]) -> Block:
    return Entries([Entry(official(FORM, place), text) for place, text in told])
