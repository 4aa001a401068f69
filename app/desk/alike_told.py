"""What may be the same twice, in words: the verdict and every weight that speaks for it."""

from __future__ import annotations

from app.codes import code_list
from app.desk.repeats import Family
from app.rules.repeats import PARTS, Alike
from app.words import language, say


def sentence(one: Alike) -> str:
    """很可能重复：事项 …（日期），90 分：电话 40、地址 30、内容 20."""
    return say(
        f"doubles.verdict.{one.verdict}", what=say(f"record.{one.told.kind}"),
        number=one.told.number or one.told.id[:8], day=one.told.day or "—", score=one.score, why=why(one),
    )  # fmt: skip


def why(one: Alike) -> str:
    """What speaks for it, each with its points."""
    told = [say("doubles.same_number")] if one.same_number else []
    told += [
        say(f"doubles.part.{part}", points=one.points[part]) for part in PARTS if one.points[part]
    ]
    told += [say("doubles.same_words")] if one.same_words else []
    return "、".join(told)


def of_family(family: Family) -> list[tuple[str, str]]:
    """How often it came in on which lines, and the alert of that, each with its colour."""
    lines = "、".join(code_list("line").label(x, language()) for x in family.lines) or "—"
    numbers = "、".join(x.number or x.id[:8] for x in family.matters)
    told = [(say("doubles.family", times=family.times, lines=lines, numbers=numbers), "")]
    if family.alert:
        told.append((say(f"doubles.alert.{family.alert}", times=family.times), family.alert))
    return told
