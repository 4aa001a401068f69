"""Which sheet is a list of grids, people or households, and what its columns are (resources/rules/grid_import.toml)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from app.codes import code_list, table
from app.desk.grid_import.draft import GRID, HOUSEHOLDS, PEOPLE, Column, SheetLook
from app.desk.ledger.places import column_letter, plain, shown
from app.desk.ledger.workbook import Cell, Sheet

DEEPEST_HEADING = 12  # rows looked through for it
FEWEST = 2  # headings known in a row that is one
BRACKETS = re.compile(r"[(（\[【].*?[)）\]】]")
OF_GRIDS = (
    "above",
    "kind",
    "code",
    "households",
    "group_name",
)  # told beside a person: of his grid
AREAS = {GRID: "grid", PEOPLE: "person", HOUSEHOLDS: "household"}


def look_at(sheet: Sheet) -> SheetLook | None:
    """What a sheet is a list of; nothing where no heading is found."""
    best: SheetLook | None = None
    for number, row in enumerate(sheet.rows[:DEEPEST_HEADING], 1):
        texts = [shown(cell) for cell in row]
        kind = _kind(texts)
        columns = [
            Column(column_letter(n), text, _target(kind, text)) for n, text in enumerate(texts, 1)
        ]
        _phones_behind(columns)
        known = len({one.take_as for one in columns if one.take_as})
        if known >= FEWEST and (best is None or known > _known(best)):
            best = SheetLook(sheet.name, kind, number, columns)
    return best


def _known(look: SheetLook) -> int:
    return len({one.take_as for one in look.columns if one.take_as})


def _kind(texts: Sequence[str]) -> str:
    """Who names heads of households lists households, who names people lists people."""
    words = {plain(text) for text in texts if text}
    if words & _words("household", "head") or words & _words("household", "number"):
        return HOUSEHOLDS
    return PEOPLE if words & _words("person", "name") else GRID


def _target(kind: str, heading: str) -> str:
    """What a column is: `level.village`, `name`, `post.head`; nothing where it is not known."""
    whole = plain(heading)
    if not whole or whole in _words("passed_over", "words"):
        return ""
    bare = plain(BRACKETS.sub("", heading))
    for word in dict.fromkeys((whole, bare)):
        found = _by_word(kind).get(word)
        if found:
            return found
    return _post(bare) if kind == GRID else ""


@cache
def _by_word(kind: str) -> dict[str, str]:
    """Every heading a sheet of this kind may have. Its own words come before those of levels."""
    found = {
        plain(word): name
        for name, words in table("rules/grid_import")[AREAS[kind]].items()
        for word in words
    }
    if kind == PEOPLE:
        for name in OF_GRIDS:
            for word in table("rules/grid_import")[AREAS[GRID]][name]:
                found.setdefault(plain(word), f"grid.{name}")
    for level, words in table("rules/grid_import")["level"].items():
        for word in words:
            found.setdefault(plain(word), f"level.{level}")
    return found


def _post(word: str) -> str:
    """网格长姓名 → post.head; 网格长电话 → phone.head."""
    roles = code_list("post_role")
    for what in ("phone", "name"):
        for end in sorted(_words("behind", what), key=len, reverse=True):
            role = roles.find(word.removesuffix(end)) if word.endswith(end) else None
            if role is not None:
                return f"{'post' if what == 'name' else 'phone'}.{role.code}"
    return ""


def _phones_behind(columns: list[Column]) -> None:
    """A bare 电话 behind a role is of whoever has that role."""
    last = ""
    for column in columns:
        area, _, role = column.take_as.partition(".")
        if area == "post":
            last = role
        elif last and not column.take_as and plain(column.heading) in _words("behind", "phone"):
            column.take_as = f"phone.{last}"
        elif column.take_as:
            last = ""


@cache
def _words(area: str, name: str) -> frozenset[str]:
    return frozenset(plain(word) for word in table("rules/grid_import")[area][name])


def is_no_row(cells: Sequence[Cell]) -> bool:
    """A sum, a signature, an empty row."""
    texts = [text for cell in cells if (text := shown(cell))]
    if not texts:
        return True
    first = plain(texts[0])
    return any(
        first == word or (len(texts) <= 2 and first.startswith(word))
        for word in _words("not_rows", "words")
    )


def is_passed_over(heading: str) -> bool:
    """A column that says nothing of its own, such as 序号."""
    return plain(heading) in _words("passed_over", "words")
