"""The shipped faces, opened when first needed, and for each character the face that can really draw it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from app import paths
from app.papers import style
from app.papers.face import Face

if TYPE_CHECKING:
    from collections.abc import Iterable

CHAINS = {hand: style.faces(hand) for hand in ("body", "label", "bold")}


_SPECIAL = re.compile("[\u0300-\u036f\ufe00-\ufe0f\U000e0100-\U000e01ff]")  # printable for Python
_MARKED = re.compile(".[\u0300-\u036f]+")


@dataclass(frozen=True)
class Glyph:
    """One character as it will stand on paper. Measures are in ems; None as face: a blank to fill by hand."""

    char: str
    face: str | None
    width: float
    left: float = 0.0  # white before the ink
    right: float = 0.0  # white after it
    ink: bool = True


@cache
def face(name: str) -> Face:
    """A shipped face, made known to the PDF writer."""
    from reportlab.pdfbase.pdfmetrics import registerFont

    from app.papers.embedding import EmbeddedFont

    opened = Face(name, paths.resources() / "fonts" / f"{name}.ttf")
    registerFont(EmbeddedFont(opened))
    return opened


@cache
def glyph(char: str, hand: str = "body") -> Glyph:
    """The character in the first face that has ink for it (a mapped blank is not enough)."""
    kind = unicodedata.category(char)
    if kind == "Co":  # private use: every maker draws another sign there
        return Glyph(char, None, 1.0)
    if kind in ("Zs", "Zl", "Zp", "Cc"):
        return _blank(char, _chain(char, hand)[0])
    for name in _chain(char, hand):
        found = face(name)
        number = found.glyph(char)
        if found.has_ink(number):
            left, right = found.sides(number)
            return Glyph(char, name, found.advance(number) / 1000, left / 1000, right / 1000)
    return Glyph(char, None, 1.0)


def _chain(char: str, hand: str) -> tuple[str, ...]:
    """Figures and letters of FandolFang are too dark beside its characters."""
    latin = hand == "body" and (char.isascii() or char == "¥" or "À" <= char < "ɐ")
    return (style.FIGURES, *CHAINS[hand]) if latin else CHAINS[hand]


def _blank(char: str, name: str) -> Glyph:
    drawn = "\u3000" if unicodedata.east_asian_width(char) == "F" else " "
    return Glyph(drawn, name, face(name).advance(face(name).glyph(drawn)) / 1000, ink=False)


def clean(text: str) -> str:
    """A text without what cannot be seen: marks of direction and joining, variation selectors, controls.

    A letter with its mark behind it becomes the one character for both.
    """
    if text.isprintable() and not _SPECIAL.search(text):
        return text
    text = _MARKED.sub(lambda found: unicodedata.normalize("NFC", found.group()), text)
    return "".join(char for char in text if char == "\n" or not _unseen(char))


def _unseen(char: str) -> bool:
    kind = unicodedata.category(char)
    return (
        (kind in ("Cf", "Cc") and char != "\t")
        or "\ufe00" <= char <= "\ufe0f"
        or ord(char) >> 8 == 0xE01
    )


def missing(texts: Iterable[str]) -> str:
    """The characters no shipped face can draw, each once, in the order they are met."""
    found = {char: None for text in texts for char in clean(text) if char != "\n"}
    return "".join(char for char in found if glyph(char).face is None)


def spelled(characters: str) -> list[str]:
    """Characters by their numbers, so that one the screen cannot show either is still told: 𰀀（U+30000）."""
    return [
        f"U+{ord(char):04X}"
        if unicodedata.category(char) in ("Co", "Cn", "Cs")
        else f"{char}（U+{ord(char):04X}）"
        for char in characters
    ]
