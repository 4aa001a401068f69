"""Where a cell stands, as a person reads it: column letters, and text as it was typed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from app.desk.ledger.workbook import Cell, Stamp

_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]")


def column_letter(number: int) -> str:
    """1 → A, 26 → Z, 27 → AA."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """A → 1, Z → 26, AA → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def shown(cell: Cell) -> str:
    """A cell's text as a person sees it; whole numbers without a decimal point."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e18 else repr(cell)
    if isinstance(cell, Stamp):
        return cell.text.replace("T", " ")
    return _UNSEEN.sub("", cell).strip()


@lru_cache(maxsize=1 << 14)
def plain(text: str) -> str:
    """Text for comparing: one width, one case, without blanks and punctuation."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in folded if unicodedata.category(c)[0] not in "PZCS")
