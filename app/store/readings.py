"""Pinyin of names: every reading of every character, and what a person may type for it.

The table is searched as one text, a few hundredths of a millisecond a character: nothing is built first,
so neither the start nor the first save nor the first search waits.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import product

from app import paths

LONGEST = 24  # letters kept of what may be typed for one name
MOST = 16  # ways of reading one name
WHOLE = 6  # characters up to which a name may be typed from any of its characters


@lru_cache(maxsize=4096)
def readings(char: str) -> tuple[str, ...]:
    """The toneless readings of one character; none if no table knows it."""
    table, found = _table("readings"), []
    at = table.find(char)
    while at >= 0:
        line = table.rfind("\n", 0, at) + 1
        found.append(table[line : table.index(" ", line)])
        at = table.find(char, at + 1)
    return tuple(found)


@lru_cache(maxsize=4096)
def typed_for(name: str) -> frozenset[str]:
    """Everything a person may type in Latin letters for a name: 陈㛃喆 c, ch, chen, chenj, cjz, jie, jz …"""
    return frozenset(
        told[:n] for told in _spelled(name) for n in range(1, min(len(told), LONGEST) + 1)
    )


def may_type(name: str, typed: str) -> bool:
    """Whether a person may type this for a name."""
    return any(told[:LONGEST].startswith(typed) for told in _spelled(name))


def _spelled(name: str) -> Iterator[str]:
    """A name written out in every way, from each of its characters on."""
    for start in range(len(name)) if len(name) <= WHOLE else (0,):
        for way in _ways(name[start:], family=start == 0):
            yield from _forms(way, _family(name) if start == 0 else 0)


def _ways(name: str, *, family: bool) -> Iterator[tuple[str, ...]]:
    """The ways of reading a run of characters, those of a family name first; at most MOST."""
    each = [readings(char) for char in name[:LONGEST]]
    if family and name:
        each[0] = tuple(dict.fromkeys((*_surnames().get(name[0], ()), *each[0])))
    each = [told for told in each if told]
    left, kept = MOST, []
    for told in each:
        kept.append(told[:left])
        left = max(1, left // len(told))
    return (way for way in product(*kept) if way)


def _forms(way: tuple[str, ...], family: int) -> Iterator[str]:
    """chenjiezhe, cjz, chenjz; zh, ch and sh also as one sound; lv also as lu."""
    forms = {"".join(way), "".join(s[0] for s in way), "".join(_sound(s) for s in way)}
    if family:
        forms.add("".join(way[:family]) + "".join(s[0] for s in way[family:]))
    for told in forms:
        yield told
        if "v" in told:
            yield told.replace("v", "u")


def _sound(syllable: str) -> str:
    return syllable[:2] if syllable[:2] in {"zh", "ch", "sh"} else syllable[0]


def _family(name: str) -> int:
    """How many characters the family name has."""
    return 2 if name[:2] in _surnames() else 1


@cache
def _surnames() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in _table("surnames").splitlines():
        if not line.startswith("#"):
            reading, *names = line.split()
            for name in names:
                found[name] = (*found.get(name, ()), reading)
    return found


@cache
def _table(name: str) -> str:
    return (paths.resources() / "pinyin" / f"{name}.txt").read_text(encoding="utf-8")
