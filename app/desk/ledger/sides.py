"""Both sides of a dispute in one cell: 张三与李四, 张三诉李四, 申请人张三；被申请人李四."""

from __future__ import annotations

import re
from functools import cache

from app.codes import code_list
from app.desk.ledger.persons import Persons, is_name, read_persons
from app.desk.ledger.targets import role_words

_SURE = (r"\s*诉\s*", r"\s*[vV][sS]\.?\s*", r"\s*(?:——|--|—|–|－)\s*", r"\s*[↔/]\s*")
_LIKELY = (
    r"\s*与\s*",
    r"\s*和\s*",
    r"\s*同\s*",
    r"\s*跟\s*",
    r"\s*-\s*",
    r"\s*[;；]\s*",
    r"\s*\n\s*",
)
_EVEN = (r"\s*[、，,]\s*", r"[ \u3000]+")
_ROLES = {"申请人": "applicant", "被申请人": "respondent", "第三人": "third"}
_MATTER = re.compile(r"(?:一案|案)$|(?:之间|的)$|(?:二|两)人$|双方$|夫妻$|(?:纠纷|争议|矛盾)$")


def read_sides(text: str) -> tuple[Persons, Persons]:
    """Applicants and respondents; where the cell does not part, everyone is left and it is said so."""
    labelled = _by_labels(text)
    if labelled is not None:
        return labelled
    bare = _without_matter(text.strip())
    for signs, key in (
        (_SURE, "ledger.note.sides_split"),
        (_LIKELY, "ledger.doubt.sides_split"),
        (_EVEN, "ledger.doubt.sides_guess"),
    ):
        for sign in signs:
            parts = re.split(sign, bare)
            if len(parts) == 2 and all(_all_names(part) for part in parts):
                return _sided(parts[0], parts[1], key)
    everyone = read_persons(bare)
    if everyone.people:
        everyone.remark("ledger.doubt.sides_unknown")
    return everyone, Persons()


def told_whole(text: str) -> list[tuple[str | None, str]] | None:
    """Role and names as a known sheet writes them: 申请人：张三、王五；被申请人：李四；第三人：赵六；孙七."""
    found: list[tuple[str | None, str]] = []
    for piece in text.split("；"):
        label, colon, names = piece.partition("：")
        role = _ROLES.get(label.strip()) if colon else None
        if (colon and role is None) or (found and found[-1][0] is None):
            return None
        found.append((role, names if role else piece))
    return found if any(role for role, _ in found) else None


def _without_matter(text: str) -> str:
    """张三与李四宅基地纠纷 → 张三与李四."""
    before = None
    while before != text:
        before = text
        text = _MATTER.sub("", text)
        if text != before:
            text = next((text.removesuffix(w) for w in _type_words() if text.endswith(w)), text)
    return text.strip()


@cache
def _type_words() -> list[str]:
    words = {w for line in code_list("dispute_type") for w in (line.zh, *line.aliases)}
    words |= {word.removesuffix("纠纷") for word in words}
    return sorted(words, key=len, reverse=True)


def _sided(left: str, right: str, key: str) -> tuple[Persons, Persons]:
    applicants, respondents = read_persons(left), read_persons(right)
    applicants.remark(key)
    return applicants, respondents


def _all_names(text: str) -> bool:
    found = read_persons(text)
    return bool(found.people) and all(is_name(person.name) for person in found.people)


def _by_labels(text: str) -> tuple[Persons, Persons] | None:
    """申请人：张三　被申请人：李四, in either order and with the labels of any ledger."""
    words = "|".join(re.escape(w) for w, role in role_words().items() if role != "both")
    marks = list(re.finditer(rf"({words})\s*(?:[(（][^)）]*[)）])?\s*[:：]?", text))
    if not marks or marks[0].start() > 1:
        return None
    sides = {"applicant": "", "respondent": ""}
    for mark, after in zip(marks, [*marks[1:], None], strict=True):
        told = text[mark.end() : after.start() if after else len(text)]
        role = role_words()[mark[1]]
        sides[role] += ("、" if sides[role] else "") + told.strip(" ;；,，、。\n\t")
    if not all(sides.values()):
        return None
    return read_persons(sides["applicant"]), read_persons(sides["respondent"])
