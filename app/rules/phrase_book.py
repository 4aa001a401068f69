"""常用语: ready sentences by field and moment (resources/wording/phrases.toml), and their blanks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from app import codes

UNKNOWN = "____"
BLANK = re.compile(r"\{([^{}\n]{1,12})\}")
OWN = "own"
"""The moment of what a room keeps of its own."""

PERSONS = ("申请人", "被申请人", "被调查人", "回访对象")
"""Blanks that stand for somebody: what is kept for other cases names nobody."""

BLANKS = (
    *PERSONS, "当事人", "调解员", "记录人", "参加人", "调查人", "调委会", "调解室", "纠纷", "地点", "日期",
    "受理日期", "村居", "协议编号", "协议日期",
)  # fmt: skip


@dataclass(frozen=True)
class Ready:
    """One sentence that can be put in."""

    text: str
    moment: str
    at: tuple[str, ...] = ()  # label keys of fields; none: everywhere
    types: tuple[str, ...] = ()  # dispute types it comes first for; none: every one
    id: str = ""  # of the room's own record

    def suits(self, dispute_type: str | None) -> bool:
        """Whether it is for this dispute, or for every one."""
        return not self.types or dispute_type in self.types


@cache
def shipped() -> tuple[Ready, ...]:
    """What came with the program, in the order of the file."""
    return tuple(
        Ready(one["text"], one["moment"], tuple(one["at"]), tuple(one.get("types", ())))
        for one in codes.table("wording/phrases")["phrase"]
    )


def moments() -> tuple[str, ...]:
    """Every moment in the order in which a session goes."""
    return tuple(dict.fromkeys((OWN, *(one.moment for one in shipped()))))


def for_place(place: str, dispute_type: str | None = None) -> list[Ready]:
    """The shipped sentences of a field; those of other disputes stand at the end."""
    here = [one for one in shipped() if place in one.at]
    return sorted(here, key=lambda one: not one.suits(dispute_type))


def filled(text: str, facts: Mapping[str, str]) -> str:
    """The sentence with what the case knows; what it does not know is left to the pen."""
    return BLANK.sub(lambda blank: facts.get(blank[1]) or UNKNOWN, text)


def without_persons(text: str, facts: Mapping[str, str]) -> str:
    """The sentence as it may be kept for other cases: names of this one are blanks again."""
    names = {
        name: blank
        for blank in reversed(PERSONS)
        for name in facts.get(blank, "").split("、")
        if len(name) > 1
    }
    if not names:
        return text
    told = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.sub(told, lambda name: f"{{{names[name[0]]}}}", text)
