"""公函: a letter of the committee as GB/T 9704 lays it out: 156 by 225 mm, 22 lines of 28 characters of 三号."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.papers import notices, phrases, style
from app.papers.block import Beside, Block, Gap
from app.papers.breaking import Piece
from app.papers.paragraph import Paragraph
from app.papers.sentence import pieces
from app.papers.sheet import LETTER, Sheet
from app.papers.wording import official
from app.records import Letter

if TYPE_CHECKING:
    from app.records import CaseFile

HEAD = re.compile("[一二三四五六七八九十]+、[^，。；：]{1,30}")

SIZE, LEADING = style.LETTER.size, style.LETTER.leading


def chosen(case_file: CaseFile, which: str | None, kinds: tuple[str, ...]) -> Letter:
    """The letter asked for, otherwise the latest of these kinds; an empty one where there is none."""
    alike = [one for one in case_file.letters if one.letter_kind in kinds]
    if which is not None:
        return next(one for one in alike if one.id == which)
    return alike[-1] if alike else Letter(letter_kind=kinds[0])


def begin(form: str, case_file: CaseFile, letter: Letter, title: str = "") -> Sheet:
    """Number, title, addressee."""
    sheet = Sheet.of(form, case_file)
    sheet.frame = LETTER
    sheet.title = title or sheet.title
    sheet.blocks.clear()
    number = [Piece(letter.number)] if letter.number else _number(form, case_file, letter)
    sheet.add(Paragraph(number, SIZE, LEADING, align="right"))
    sheet.space(LEADING / 2)
    sheet.heading()
    sheet.space(LEADING / 2)
    sheet.add(notices.addressee(form, letter.organ or "", SIZE, LEADING))
    return sheet


def _number(form: str, case_file: CaseFile, letter: Letter) -> list[Piece]:
    """〔2026〕 in its own brackets, the serial to be written in."""
    year = f"{letter.dated_on.year}" if letter.dated_on else "    "
    return pieces(form, "number", office=case_file.room.short_name or "", year=year, serial="   ")


def line(told: list[Piece] | str, indent: float = 2, *, keep: bool = False) -> Paragraph:
    """A paragraph of the letter."""
    made = [Piece(told)] if isinstance(told, str) else told
    return Paragraph(made, SIZE, LEADING, indent=indent, keep=keep)


def head(text: str) -> Paragraph:
    """一、 in 黑体: it stays with what follows."""
    return Paragraph([Piece(text, "bold")], SIZE, LEADING, indent=2, keep=True)


def lines(text: str) -> list[Paragraph]:
    """What a person wrote, a paragraph a line; 一、 with no sentence behind it is a heading."""
    told = [one.strip() for one in text.splitlines() if one.strip()]
    return [head(one) if HEAD.fullmatch(one) else line(one) for one in told]


def words(told: Paragraph) -> str:
    """A paragraph as text; a place to write on stays one."""
    return "".join(piece.text or "_" * round(piece.blank) for piece in told.pieces)


def end(form: str, case_file: CaseFile, letter: Letter, enclosures: list[str]) -> list[Block]:
    """附件, the seal over the day, and whom to ask."""
    made: list[Block] = []
    if enclosures:
        made.append(Gap(LEADING / 2))
        first, *others = [
            official(form, "enclosure", number=number, text=text)
            for number, text in enumerate(enclosures, 1)
        ]
        made.append(line(official(form, "enclosures") + first))
        made += [line(told, 2 + len(official(form, "enclosures"))) for told in others]
    day = phrases.day_pieces(letter.dated_on, ruled=False)
    seal = notices.seal_of(case_file, day, SIZE)
    made.append(Beside(Gap(0), seal, 0.38, before=LEADING / 2, company=True))
    return made
