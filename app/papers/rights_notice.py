"""人民调解当事人权利义务告知书: told to every party before mediation begins (PML 3, 4, 23, 24, 31–33; MOJ75 30)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.papers import style
from app.papers.block import Block, Group
from app.papers.body import CROWD, people, read_aloud
from app.papers.breaking import Piece
from app.papers.paragraph import Paragraph
from app.papers.sheet import Sheet
from app.papers.signing import Signatures
from app.papers.wording import listed, official

if TYPE_CHECKING:
    from app.records import CaseFile

LEADING = style.SMALL.leading - 1  # with two parties the whole stands on one sheet


def compose(case_file: CaseFile, which: str | None) -> Sheet:
    del which
    sheet = Sheet.of("rights_notice", case_file)
    sheet.add(_sentence(official("rights_notice", "intro")))
    for text in listed("rights_notice", "chapter"):
        sheet.add(_heading(text) if text in _chapters() else _sentence(text))
    signing: list[Block] = [
        _sentence(official("rights_notice", "known"), before=6),
        *read_aloud(case_file.parties),
        Signatures(
            official("rights_notice", "sign"), people(case_file), fingers=True, dated=True, before=2
        ),
    ]
    sheet.add(*(signing if len(case_file.parties) > CROWD else [Group(signing, company=True)]))
    return sheet


def _chapters() -> list[str]:
    """Those lines of the form that head a chapter: chapter_1, not chapter_1_1."""
    return [official("rights_notice", f"chapter_{n}") for n in range(1, 6)]


def _heading(text: str) -> Paragraph:
    told = [Piece(text, "bold")]
    return Paragraph(told, style.SMALL.size, LEADING, indent=2, before=3, keep=True)


def _sentence(text: str, before: float = 0) -> Paragraph:
    return Paragraph([Piece(text)], style.SMALL.size, LEADING, indent=2, before=before)
