"""Where the heading of a table stands in a sheet, also when it takes two rows or comes again."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from app.desk.ledger.places import plain, shown
from app.desk.ledger.targets import headings, person_words, role_words
from app.desk.ledger.workbook import Cell, Sheet

_UNIT = re.compile(
    r"[(（\[【]\s*(?:单位\s*[:：]?\s*)?(万元|元|人|件|岁)\s*[)）\]】]|(?<=金额)(万元)$"
)


_BRACKETS = re.compile(r"[(（\[【](.*?)[)）\]】]")


@dataclass(frozen=True)
class Matches:
    """What one heading may mean: targets with how sure its words alone make them."""

    keys: tuple[tuple[str, float], ...] = ()


def unit_of(heading: str) -> str:
    """元 or 万元 where the heading says so."""
    match = _UNIT.search(unicodedata.normalize("NFKC", heading))
    return (match[1] or match[2]) if match else ""


@lru_cache(maxsize=4096)
def match(heading: str) -> Matches:
    """The targets a heading names, the surest first; `?.phone` leaves the side open."""
    found = exact(heading)
    return found if found.keys else Matches(_near(_core(heading)))


@lru_cache(maxsize=4096)
def exact(heading: str) -> Matches:
    """The targets that bear this very name."""
    bare = _bare(heading)
    core = _core(heading)
    sided = _by_bracket(core, [plain(text) for text in _BRACKETS.findall(bare)])
    if sided:
        return Matches(((sided, 1.0),))
    for word in dict.fromkeys((plain(bare), core)):
        if word in headings():
            keys = headings()[word]
            return Matches(tuple((key, 1.0 if len(keys) == 1 else 0.9) for key in keys))
        person = _of_person(word)
        if person:
            return Matches(((person, 1.0),))
    return Matches()


def _bare(heading: str) -> str:
    """The heading without its unit; 姓名及电话 is a column of names."""
    heading = re.sub("^姓名[及和与].*", "姓名", unicodedata.normalize("NFKC", heading))
    return _UNIT.sub("", heading)


def _core(heading: str) -> str:
    return plain(_BRACKETS.sub("", _bare(heading)))


def _by_bracket(core: str, brackets: list[str]) -> str:
    """当事人（甲方） and 电话（被申请人）: the bracket names the side."""
    for text in brackets:
        role = role_words().get(text, "both")
        if role != "both":
            if core in role_words():
                return f"{role}.name"
            for name, words in person_words().items():
                if core in words:
                    return f"{role}.{name}"
    return ""


def _of_person(word: str) -> str:
    """申请人身份证号 → applicant.id_number; 申请人 → applicant.name; 电话（被申请人） likewise."""
    for role_word, role in role_words().items():
        for other in (word.removeprefix(role_word), word.removesuffix(role_word)):
            if other == word:
                continue
            rest = re.sub("^的|信息$|情况$|基本", "", other)
            if not rest or re.match(
                "姓?名?[及和与]", rest
            ):  # 申请人及电话: the name cell is read for numbers too
                return f"{role}.name"
            for name, words in person_words().items():
                if rest in words:
                    return f"{role}.{name}"
    return ""


def _near(core: str) -> tuple[tuple[str, float], ...]:
    """A heading that holds a known one, or is held by it; longer agreement is surer."""
    if len(core) < 2 or len(core) > 20:
        return ()
    found: dict[str, float] = {}
    for word, keys in headings().items():
        if len(word) >= 2 and (word in core or core in word):
            sure = 0.5 + 0.3 * min(len(word), len(core)) / max(len(word), len(core))
            for key in keys:
                found[key] = max(found.get(key, 0), sure)
    return tuple(sorted(found.items(), key=lambda pair: -pair[1])[:4])


def heading_rows(sheet: Sheet) -> list[tuple[int, int]]:
    """First and last row of every heading of a sheet, from the top."""
    found: list[tuple[int, int]] = []
    row = 1
    while row <= len(sheet.rows):
        if not _is_heading(sheet.rows[row - 1]):
            row += 1
            continue
        first, last = row, row
        if row > 1 and (not found or found[-1][1] < row - 1) and _is_group(sheet, row - 1):
            first = row - 1
        while last - first < 2 and last < len(sheet.rows) and _is_below(sheet, last):
            last += 1
        found.append((first, last))
        row = last + 1
    return found


def _texts(row: list[Cell]) -> list[str]:
    return [text for cell in row if (text := shown(cell))]


def _is_heading(row: list[Cell]) -> bool:
    """At least three cells are known headings, and they are the greater part of the row."""
    if sum(not isinstance(cell, str) for cell in row if cell is not None) > 1:
        return False  # headings are words
    texts = _texts(row)
    if len(texts) < 2 or any(len(text) > 40 for text in texts):
        return False
    if sum(bool(exact(text).keys) for text in texts) < min(3, len(texts)):
        return False
    return sum(bool(match(text).keys) for text in texts) * 5 >= len(texts) * 3


def _is_group(sheet: Sheet, row: int) -> bool:
    """A row of group headings above: several short texts, one of them a side or a merged span."""
    texts = _texts(sheet.rows[row - 1])
    if len(texts) < 2 or any(len(text) > 16 or ":" in text or "：" in text for text in texts):
        return False
    spans = [m for m in sheet.merged if m[0] == row and m[3] > m[1]]
    return bool(spans) or any(bool(exact(text).keys) for text in texts)


def _is_below(sheet: Sheet, row: int) -> bool:
    """Whether the row under a heading row belongs to it: only headings of persons, under their group."""
    texts = _texts(sheet.rows[row])
    if not texts or [plain(t) for t in texts] == [plain(t) for t in _texts(sheet.rows[row - 1])]:
        return False
    return all(bool(exact(text).keys) for text in texts)


def combined(sheet: Sheet, first: int, last: int) -> dict[int, str]:
    """Column → its whole heading, the group's words before its own: 申请人 over 电话 → 申请人电话."""
    width = max((len(sheet.rows[row - 1]) for row in range(first, last + 1)), default=0)
    found: dict[int, str] = {}
    for column in range(1, width + 1):
        parts: list[str] = []
        for row in range(first, last + 1):
            text = _heading_at(sheet, row, column, is_group=row < last)
            if text and (not parts or plain(parts[-1]) != plain(text)):
                parts.append(text)
        if parts:
            found[column] = _joined(parts)
    return found


def _heading_at(sheet: Sheet, row: int, column: int, *, is_group: bool) -> str:
    cells = sheet.rows[row - 1]
    text = shown(cells[column - 1]) if column <= len(cells) else ""
    if text or not is_group:
        return re.sub(r"\s+", "", text)
    for top, left, bottom, right in sheet.merged:
        if top <= row <= bottom and left <= column <= right:
            cells = sheet.rows[top - 1]
            return re.sub(r"\s+", "", shown(cells[left - 1])) if left <= len(cells) else ""
    return _unmerged_group(sheet, row, column)


def _unmerged_group(sheet: Sheet, row: int, column: int) -> str:
    """A group without merging reaches right over empty cells, where only its parts stand below."""
    below = sheet.rows[row] if row < len(sheet.rows) else []
    if column > len(below) or below[column - 1] is None:
        return ""
    cells = sheet.rows[row - 1]
    for left in range(column - 1, 0, -1):
        text = shown(cells[left - 1]) if left <= len(cells) else ""
        if text:
            return text if plain(text) in role_words() else ""
    return ""


def _joined(parts: list[str]) -> str:
    """The whole if it is known as one heading, otherwise its last part, otherwise the whole again."""
    whole = "".join(parts)
    if len(parts) == 1 or exact(whole).keys:
        return whole
    return parts[-1] if exact(parts[-1]).keys else whole
