"""`python -m tests.coverage_gb18030`: how many characters of GB 18030-2022 a paper prints, by level, block and face."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable

from app.papers.breaking import Piece
from app.papers.fonts import CHAINS
from app.papers.paragraph import Paragraph
from app.papers.sheet import Sheet
from tests.papers import gb18030 as told
from tests.papers.layout import leaves


def main() -> int:
    """Prints the tables; answers with the number of Han characters that do not print."""
    print("| GB 18030-2022 | characters | print | as a blank | drawn by |")
    print("|---|---:|---:|---:|---|")
    lacking = 0
    for name, characters in (
        ("letters, figures, marks (one and two bytes)", told.signs()),
        ("通用规范汉字表", told.official_list()),
        ("level 1", told.level_1()),
        ("level 2", told.level_2()),
        ("level 3, with radicals", told.level_3()),
    ):
        lacking = _line(name, characters)
    for name, ends in told.HAN.items():
        _line(f"　{name}", told.span(*ends))
    _line("　康熙部首 2F00–2FD5", told.span(*told.KANGXI))
    for name, blocks in told.MINORITIES.items():
        _line(f"　{name} (no level)", [char for ends in blocks for char in told.span(*ends)])
    print("\nBesides the body, of level 3:")
    for hand in CHAINS:
        count = told.faces(told.level_3(), hand)
        print(f"  {hand}: {count.total() - count[None]:,} of {count.total():,}")
    drawn, read = read_back(sorted(told.level_3()))
    print(f"\nDrawn on {drawn} pages and read back exactly: {read:,} of {len(told.level_3()):,}")
    return lacking + len(told.level_3()) - read


def read_back(characters: list[str]) -> tuple[int, int]:
    """All of them on paper: how many pages, and how many come back as they were entered, in their order."""
    sheet = Sheet("coverage", "GB 18030", coded=False, framed=False)
    sheet.add(Paragraph([Piece("".join(characters))]))
    out = io.BytesIO()
    pages = sheet.draw(out).pages
    read = "".join(char.text for leaf in leaves(out.getvalue()) for char in leaf.chars)
    return pages, sum(one == other for one, other in zip(read, characters, strict=False))


def _line(name: str, characters: Iterable[str]) -> int:
    count = told.faces(characters)
    blank = count.pop(None, 0)
    by = ", ".join(f"{face} {many:,}" for face, many in count.most_common())
    whole = count.total()
    print(f"| {name} | {whole + blank:,} | {whole:,} | {blank:,} | {by} |")
    return blank


if __name__ == "__main__":
    sys.exit(min(main(), 99))
