"""选网格: a place found by what is typed: pinyin whole or first letters, characters, a part of its path.

Every place is cut once into what may be typed for it; a question then looks through a few thousand short texts,
which takes some milliseconds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from app.rules.grid_tree import Tree
from app.store.readings import readings

JOINT = " > "
JOINTS = re.compile(r"[>＞→/／]+")
BETWEEN = re.compile(r"[\s>＞→/／,，、]+")
MOST_WAYS = 6  # ways of reading one name that are looked up: 重 is chong and zhong


@dataclass(frozen=True)
class Found:
    """A place that answers, with its path as it is shown."""

    id: str
    path: str


@dataclass(slots=True)
class _Line:
    id: str
    path: str
    name: str  # folded, as the ones below
    first: tuple[str, ...]  # first letters of the name
    whole: tuple[str, ...]  # the name spelled out
    depth: int
    own: str  # everything that may be typed for the place itself
    text: str  # and for what lies above it


class Finder:
    """Places by what is typed."""

    def __init__(self, tree: Tree) -> None:
        paths = ((one, tree.path(one)) for one in tree.order)
        self._lines = [_line(one, [n.name for n in path], path[-1].code) for one, path in paths]

    @classmethod
    def of(cls, options: Iterable[tuple[str, str]]) -> Finder:
        """From ids and whole paths, in the order they shall stand in."""
        found = cls(Tree(()))
        found._lines = [_line(one, path.split(JOINT), "") for one, path in options]
        return found

    def find(self, typed: str, limit: int = 30) -> list[Found]:
        """The places that answer every part of what was typed: the closest first, then in order of the tree."""
        parts = [part for part in (_fold(one) for one in BETWEEN.split(typed)) if part]
        if not parts:
            return [Found(line.id, line.path) for line in self._lines[:limit]]
        *outer, last = parts
        lines = self._lines
        for part in outer:
            lines = [one for one in lines if part in one.text]
        near = [one for one in lines if last in one.own]
        near.sort(key=lambda one: (_rank(one, last), one.depth))
        more = (one for one in lines if last in one.text and last not in one.own)
        found = [*near[:limit], *islice(more, max(limit - len(near), 0))]
        return [Found(one.id, one.path) for one in found]

    def exact(self, typed: str) -> str | None:
        """The one place of this path, or of this name where no other bears it."""
        told = _fold(typed)
        if not told:
            return None
        whole = [one.id for one in self._lines if _fold(one.path) == told]
        if len(whole) == 1:
            return whole[0]
        *outer, last = [_fold(part) for part in JOINTS.split(typed) if part.strip()] or [""]
        named = [one for one in self._lines if one.name == last]
        if outer:
            wanted = [*outer, last]
            paths = ((one, [_fold(p) for p in one.path.split(JOINT)]) for one in named)
            named = [one for one, path in paths if path[-len(wanted) :] == wanted]
        return named[0].id if len(named) == 1 else None


def _rank(line: _Line, part: str) -> int:
    """How closely a name answers: itself, its beginning, its pinyin, inside it, its code."""
    tests = (
        part == line.name,
        line.name.startswith(part),
        any(one.startswith(part) for one in line.first),
        any(one.startswith(part) for one in line.whole),
        part in line.name,
        any(part in one for one in line.first),
    )
    return next((place for place, fits in enumerate(tests) if fits), len(tests))


def _line(place_id: str, path: list[str], code: str) -> _Line:
    *above, name = [_fold(one) for one in path]
    first, whole = _spelled(name)
    own = "|".join((name, code.casefold(), *first, *whole))
    outer = [word for one in above for told in ((one,), *_spelled(one)) for word in told]
    text = "|".join((own, *outer))
    return _Line(place_id, JOINT.join(path), name, first, whole, len(path), own, text)


@lru_cache(maxsize=1 << 14)
def _spelled(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """First letters and whole spellings of a name; what is no character stays as it is typed."""
    ways: list[tuple[str, ...]] = [()]
    for char in name:
        told: Iterable[str] = (char,) if char.isascii() else readings(char)[:3]
        grown = [(*way, one) for way in ways for one in told]
        ways = grown[:MOST_WAYS] or ways
    whole = dict.fromkeys("".join(way) for way in ways)
    also = [one.replace("lv", "lu").replace("nv", "nu") for one in whole]  # 吕 is often typed lu
    first = dict.fromkeys("".join(one[0] for one in way) for way in ways)
    return tuple(first), tuple(dict.fromkeys([*whole, *also]))


@lru_cache(maxsize=1 << 14)
def _fold(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold().replace("ü", "v")
    return "".join(char for char in folded if not char.isspace())
