"""隐名: who is named in a case, and what stands instead of each name, the same everywhere in it.

As the Supreme People's Court writes published judgments (法释〔2016〕19号): the family name and 某, of a name of
several parts its first character and 某, 甲, 乙, 丙 where two would be alike: a figure after it would run into a sum.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from app.codes import table
from app.records.masks import DOUBLE

DOTS = "·•・‧．∙"
HAN = r"[㐀-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_BETWEEN = re.compile(r"[、，,；;/\n]+")
_ASIDE = re.compile(r"[（(][^（）()]*[)）]")
_LETTER = re.compile(rf"{HAN}|[A-Za-z]")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_FIGURE = re.compile("[0-9０-９〇零一二两三四五六七八九十百千万亿]+[元块里亩分米斤年月日号]?")


@dataclass
class Names:
    """Everybody who is named, in the order they came in."""

    told: dict[str, str] = field(default_factory=dict)  # name → what it would be without a number

    def add(self, value: str | None, *, several: bool = True) -> None:
        """What stands in a field for names: perhaps several of them, each perhaps with who that is."""
        for part in _BETWEEN.split(value or "") if several else [value or ""]:
            name = person(part)
            if _LETTER.search(name):
                self.told.setdefault(name, _short(name))

    def mentioned(self, texts: Iterable[str]) -> None:
        """Whoever a text names after saying who it is (村民王大壮), although entered nowhere."""
        cue = _cue()
        for text in texts:
            for found in cue.finditer(text):
                name = (
                    found[1]
                    if found[1][-1] not in table("rules/redaction")["after_name"]
                    else found[1][:-1]
                )
                if len(name) > 1:
                    self.told.setdefault(name, _short(name))

    def aliases(self) -> dict[str, str]:
        """What stands instead of each name, and of the parts of it by which a text may call the person."""
        alike = Counter(self.told.values())
        count: Counter[str] = Counter()
        made: dict[str, str] = {}
        for name, short in self.told.items():
            count[short] += 1
            made[name] = short + stem(count[short]) if alike[short] > 1 else short
        for name in self.told:
            for part in _parts(name):
                made.setdefault(part, made[name])
        return made


def stem(number: int) -> str:
    """甲 for 1, 癸 for 10, 甲甲 for 11."""
    told = ""
    while number:
        number, last = divmod(number - 1, len(_STEMS))
        told = _STEMS[last] + told
    return told


def is_figure(word: str) -> bool:
    """Whether a text may say this as a sum, a measure or a month: 三千, 十里, 五月."""
    return _FIGURE.fullmatch(word) is not None


def apart(word: str, pattern: str) -> str:
    """The pattern of a word, never found inside a longer figure."""
    before = "(?<![0-9０-９])" if word[:1].isdigit() else ""
    return before + pattern + ("(?![0-9０-９])" if word[-1:].isdigit() else "")


def person(told: str) -> str:
    """The name alone: without what stands in brackets, and without the words that say who it is."""
    told = _ASIDE.sub("", told).strip()
    words = told.split()
    if len(words) > 1 and not all(len(word) == 1 for word in words):
        named = [word for word in words if word not in _roles() and _bare(word)]
        told = named[-1] if named else "".join(words)
    return _bare("".join(told.split()))


def spelt(name: str) -> str:
    """The name as a pattern: with blanks between, with whatever dot."""
    dot = f"[{DOTS}.]?"
    return r"\s*".join(dot if c in DOTS else re.escape(c) for c in name)


def plain(name: str) -> str:
    """How a name that was found is looked up."""
    return re.sub(rf"[\s{DOTS}.]", "", name)


def _bare(word: str) -> str:
    """Without 村民 before or 律师 after."""
    if is_unit(word):
        return word
    for role in _roles():
        before, found, after = word.rpartition(role)
        if found and after:
            return after
        if found and before:
            return before
        if found:
            return ""
    return word


def is_unit(name: str) -> bool:
    """Whether this is no person."""
    return len(name) > 3 and name.endswith(tuple(table("rules/redaction")["units"]))


def _short(name: str) -> str:
    some: str = table("rules/redaction")["some"]
    if is_unit(name):
        ends: list[str] = table("rules/redaction")["units"]
        return some + next(end for end in ends if name.endswith(end))
    if any(dot in name for dot in DOTS):
        return name[0] + some
    return (name[:2] if name[:2] in DOUBLE and len(name) > 2 else name[0]) + some


def _parts(name: str) -> list[str]:
    """A given name of two characters or more, a part between dots: enough to know the person by."""
    if is_unit(name):
        return []
    parts = re.split(f"[{DOTS}]", name)
    if len(parts) == 1:
        given = name[2:] if name[:2] in DOUBLE else name[1:]
        parts = [given] if len(name) <= 5 else []
    kept = table("rules/redaction")["words"]
    return [
        p
        for p in parts
        if len(_LETTER.findall(p)) > 1 and p not in kept and p != name and not is_figure(p)
    ]


def doubtful(text: str) -> list[str]:
    """What may be the name of somebody who is entered nowhere: only a person knows."""
    some: str = table("rules/redaction")["some"]
    kept = (*table("rules/redaction")["words"], *_roles())
    found = dict.fromkeys(one[1] for one in _acting().finditer(text))
    return [name for name in found if some not in name and name not in kept]


@cache
def _acting() -> re.Pattern[str]:
    acts = "|".join(sorted(table("rules/redaction")["acts"], key=len, reverse=True))
    return re.compile(rf"(?<!{HAN})({_family()}{HAN}{{1,2}}?)(?:{acts})")


@cache
def _roles() -> tuple[str, ...]:
    return tuple(sorted(table("rules/redaction")["roles"], key=len, reverse=True))


@cache
def _cue() -> re.Pattern[str]:
    cues = "|".join(table("rules/redaction")["cues"])
    return re.compile(rf"(?:{cues})({_family()}{HAN}{{1,2}})")


def _family() -> str:
    """A family name that begins no ordinary word, as a pattern."""
    told = table("rules/redaction")
    sure = set("".join(told["surnames"].split())) - set("".join(told["doubtful"].split()))
    names = "|".join([*sorted(DOUBLE), f"[{''.join(sorted(sure))}]"])
    return f"(?:{names})"
