"""How alike two phones, addresses, names and texts are, each from 0 to 1."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

LONGEST = 4000  # characters of a text that are compared
FEW = 12  # pairs of characters a short text needs before being contained in a longer one says much
CONTAINED = 0.8  # what being contained is worth beside being the same
_DIGITS = re.compile(r"\d+")
_ABOVE = re.compile(r"^.*?(?:省|自治区|市|区|县|镇|乡|街道)(?=.*(?:村|社区|路|街|号|组|小区|楼))")
_CALLED = re.compile(r"(?:先生|女士|同志|师傅|大爷|大娘|阿姨|某某|某)$")
_PHONE = re.compile(r"(?:\+?86)?(1\d{10})|(0\d{2,3})?(\d{7,8})")


@lru_cache(maxsize=2048)
def plain(text: str | None) -> str:
    """Without width, case, blanks and punctuation."""
    folded = unicodedata.normalize("NFKC", (text or "")[:LONGEST]).casefold()
    return "".join(c for c in folded if unicodedata.category(c)[0] not in "PZCS")


def phones(text: str | None) -> tuple[str, ...]:
    """The numbers a phone field holds, digits only, without the country's."""
    folded = unicodedata.normalize("NFKC", (text or "")[:200])
    bare = re.sub(r"(?<=\d)[\s\-()（）]+(?=\d)", "", re.sub(r"[()（）]", "", folded))
    found = [m[1] or (m[2] or "") + (m[3] or "") for m in _PHONE.finditer(bare)]
    return tuple(dict.fromkeys(found))


def spellings(number: str) -> tuple[str, ...]:
    """How one number is written in lists: what an index is asked for."""
    told = [number, f"+86{number}", f"86{number}", f"+86 {number}"]
    if len(number) == 11 and number[0] == "1":
        parts = (number[:3], number[3:7], number[7:])
        told += [" ".join(parts), "-".join(parts), "+86 " + " ".join(parts)]
    if number[0] == "0":
        for cut in (3, 4):
            told += [f"{number[:cut]}-{number[cut:]}", f"{number[:cut]} {number[cut:]}"]
    return tuple(told)


def same_phone(one: Iterable[str], other: Iterable[str]) -> float:
    """Whether they share a number; a number without its area is the same as with it."""
    others = set(other)
    for number in one:
        if number in others or any(len(x) != len(number) and _ends(x, number) for x in others):
            return 1.0
    return 0.0


def same_address(one: str | None, other: str | None) -> float:
    """Other house numbers are another house, however alike the rest."""
    a, b = _house(one), _house(other)
    if len(a) < 2 or len(b) < 2:
        return 0.0
    if a == b:
        return 1.0 if _DIGITS.search(a) else 0.5  # a village is many houses
    numbers, others = _DIGITS.findall(a), _DIGITS.findall(b)
    shorter = min(len(numbers), len(others))
    if (
        shorter
        and numbers[-shorter:] != others[-shorter:]
        and numbers[:shorter] != others[:shorter]
    ):
        return 0.0
    if a in b or b in a:
        return 0.9 if shorter else 0.5
    words, others_ = pairs(_DIGITS.sub("", a)), pairs(_DIGITS.sub("", b))
    alike = _jaccard(words, others_)
    return alike if shorter and alike >= 0.3 else 0.0


def same_name(one: str | None, other: str | None) -> float:
    """王女士 and 王秀英 may be one person: half."""
    a, b = plain(one), plain(other)
    if not a or not b or "匿名" in (a, b):
        return 0.0
    if a == b:
        return 0.5 if _CALLED.search(a) else 1.0
    called = [x for x in (a, b) if _CALLED.search(x)]
    bare = [_CALLED.sub("", x) for x in (a, b)]
    return 0.5 if called and all(bare) and bare[0][0] == bare[1][0] else 0.0


def same_text(one: str | None, other: str | None) -> float:
    """By pairs of neighbouring characters: what both have of what either has, or of the shorter one."""
    return alike_pairs(pairs(plain(one)), pairs(plain(other)))


@lru_cache(maxsize=1024)
def pairs(text: str) -> frozenset[str]:
    """Pairs of neighbouring characters."""
    return frozenset(text[n : n + 2] for n in range(len(text) - 1))


def alike_pairs(a: frozenset[str], b: frozenset[str]) -> float:
    """The likeness of two texts by their pairs."""
    if not a or not b:
        return 0.0
    fewer = min(len(a), len(b))
    within = CONTAINED * len(a & b) / fewer if fewer >= FEW else 0.0
    return max(_jaccard(a, b), within)


def _jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a or b else 0.0


def _ends(one: str, other: str) -> bool:
    longer, shorter = max(one, other, key=len), min(one, other, key=len)
    return len(shorter) >= 7 and longer[0] == "0" and longer.endswith(shorter)


def _house(address: str | None) -> str:
    """An address without province, city and town: people leave these away."""
    told = plain(address)
    for _ in range(4):
        shorter = _ABOVE.sub("", told, count=1)
        if shorter == told:
            break
        told = shorter
    return told
