"""The characters of GB 18030-2022 by implementation level, and which shipped face draws each.

The standard's own tables are not at hand; the sets are derived and their sums agree with the numbers it is quoted
with (27,584; 196 more; 87,887 Han characters, 88,115 with the radicals):
level 1 is U+4E00-9FEF, extension A to U+4DB5, the 12 unified characters of the compatibility block and the 14
radicals of the two-byte part; level 2 adds what 通用规范汉字表 has besides; level 3 the extensions B to F as of
Unicode 10 and the 214 Kangxi radicals. tgh.txt holds the 8,105 characters of that list in its order: property kTGH
of Unihan 15.0 (Unicode, Inc.; its licence lies in resources/pinyin/licences/Unihan-Unicode.txt).
What else stands in the two-byte part is taken from Python's codec, the ten marks for vertical text from the 2022
edition. Scripts of minorities belong to no level; their blocks are counted as Unicode 14 has them.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from app.papers import fonts

HAN = {
    "基本 4E00–9FEF": (0x4E00, 0x9FEF),
    "扩展A 3400–4DB5": (0x3400, 0x4DB5),
    "扩展B 20000–2A6D6": (0x20000, 0x2A6D6),
    "扩展C 2A700–2B734": (0x2A700, 0x2B734),
    "扩展D 2B740–2B81D": (0x2B740, 0x2B81D),
    "扩展E 2B820–2CEA1": (0x2B820, 0x2CEA1),
    "扩展F 2CEB0–2EBE0": (0x2CEB0, 0x2EBE0),
}
FIRST = ("基本 4E00–9FEF", "扩展A 3400–4DB5")
COMPATIBLE = "﨎﨏﨑﨓﨔﨟﨡﨣﨤﨧﨨﨩"  # unified characters in the compatibility block
KANGXI = (0x2F00, 0x2FD5)
VERTICAL = (0xFE10, 0xFE19)
MINORITIES = {
    "阿拉伯字母（维、哈、柯）": ((0x0600, 0x06FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF)),
    "藏文": ((0x0F00, 0x0FFF),),
    "蒙古文": ((0x1800, 0x18AF),),
    "朝鲜文": ((0x1100, 0x11FF), (0x3130, 0x318F), (0xAC00, 0xD7AF)),
    "彝文": ((0xA000, 0xA4CF),),
    "傈僳文": ((0xA4D0, 0xA4FF),),
    "德宏傣文": ((0x1950, 0x197F),),
    "西双版纳新傣文": ((0x1980, 0x19DF),),
    "西双版纳老傣文": ((0x1A20, 0x1AAF),),
    "滇东北苗文": ((0x16F00, 0x16F9F),),
}


def span(first: int, last: int) -> list[str]:
    """The assigned characters of a range."""
    told = map(chr, range(first, last + 1))
    return [char for char in told if unicodedata.category(char) not in ("Cn", "Cs", "Co", "Cc")]


@cache
def official_list() -> tuple[str, ...]:
    """通用规范汉字表 (2013), 8,105 characters in its order."""
    return tuple("".join((Path(__file__).parent / "tgh.txt").read_text(encoding="utf-8").split()))


@cache
def two_bytes() -> frozenset[str]:
    """The two-byte part as Python's codec reads it, without private use."""
    found = set()
    for head in range(0x81, 0xFF):
        for tail in (*range(0x40, 0x7F), *range(0x80, 0xFF)):
            found.update(bytes((head, tail)).decode("gb18030", "ignore"))
    return frozenset(
        char for char in found if unicodedata.category(char) != "Co" and ord(char) > 0x7F
    )


def radicals() -> list[str]:
    """The radicals of the two-byte part."""
    return sorted(char for char in two_bytes() if 0x2E80 <= ord(char) <= 0x2EFF)


def level_1() -> set[str]:
    told = {char for name in FIRST for char in span(*HAN[name])}
    return told | set(COMPATIBLE) | set(radicals())


def level_2() -> set[str]:
    return level_1() | set(official_list())


def level_3() -> set[str]:
    return level_2() | {char for ends in HAN.values() for char in span(*ends)} | set(span(*KANGXI))


def signs() -> set[str]:
    """Letters, figures, marks of the one- and two-byte parts: needed at every level."""
    ascii_ = {chr(code) for code in range(0x20, 0x7F)}
    others = {char for char in two_bytes() if not _is_han(char)}
    return ascii_ | others | set(span(*VERTICAL))


def _is_han(char: str) -> bool:
    return any(
        a <= ord(char) <= b for a, b in ((0x2E80, 0x2EFF), (0x3400, 0x9FFF), (0xF900, 0xFAFF))
    )


def faces(characters: Iterable[str], hand: str = "body") -> Counter[str | None]:
    """How many each face draws; None: left as a blank to fill by hand."""
    return Counter(fonts.glyph(char, hand).face for char in characters if not char.isspace())
