"""A report that is a text: headings and paragraphs as a covering letter is set (GB/T 9704 sizes), charts below."""

from __future__ import annotations

from app.papers import style
from app.papers.block import Block
from app.papers.breaking import Piece
from app.papers.paragraph import Paragraph

MARKS = "一二三四五六七八九十"


def paragraphs(texts: list[str]) -> list[Block]:
    """Each text on its own: what is numbered 一、 heads what follows."""
    told: list[Block] = []
    for text in texts:
        heads = heads_text(text)
        told.append(
            Paragraph(
                [Piece(text, "bold" if heads else "body")],
                style.BODY.size, style.BODY.leading, indent=0 if heads else 2, keep=heads,
                before=4 if heads else 0,
            )
        )  # fmt: skip
    return told


def heads_text(text: str) -> bool:
    """Whether a line is numbered as a heading is: 一、."""
    return text[:1] != "" and text[0] in MARKS and text[1:2] == "、"
