"""Rows of a sheet become drafts of places, people and households; what is not plain is named."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from app.codes import code_list
from app.desk.grid_import.columns import is_no_row, is_passed_over, look_at
from app.desk.grid_import.draft import (
    GRID,
    PEOPLE,
    Drafts,
    HouseholdDraft,
    Path,
    PersonDraft,
    PlaceDraft,
    SheetLook,
    Spot,
    Step,
)
from app.desk.ledger import cells as reading
from app.desk.ledger.days import read_day
from app.desk.ledger.places import shown
from app.desk.ledger.workbook import Cell, Sheet, Workbook
from app.words import language

BETWEEN = re.compile(r"[>＞→/／\\]+")
SEVERAL = re.compile(r"[、,，;；\n]+|\s{2,}")
DITTO = frozenset({"同上", "〃", "″", '"'})
MEMBER = frozenset({"中共党员", "党员", "预备党员", "中共预备党员"})
BASIC, SPECIAL = "basic", "special"
BASE_DEPTH = 4  # where a column 网格 stands among the levels: under villages, over micro-grids


def read(book: Workbook, today: dt.date) -> Drafts:
    """Everything the sheets of a workbook say."""
    found = Drafts()
    for sheet in book.sheets:
        look = look_at(sheet)
        if look is None:
            if any(not is_no_row(row) for row in sheet.rows):
                found.doubt(Spot(sheet.name, 0), "grid_import.doubt.no_heading")
            continue
        found.sheets.append(look)
        _Reader(sheet, look, found, today).read()
    return found


class _Reader:
    """One sheet: merged cells and ditto marks filled, the levels above carried down."""

    def __init__(self, sheet: Sheet, look: SheetLook, found: Drafts, today: dt.date) -> None:
        self.sheet, self.look, self.found, self.today = sheet, look, found, today
        self.columns: dict[str, int] = {}
        for n, column in enumerate(look.columns):
            if column.take_as:
                self.columns.setdefault(column.take_as, n)  # the first of two counts
        self.base = "name" if look.kind == GRID else "place"
        depths = {f"level.{c.code}": int(c.facts.get("level", 9)) for c in code_list("grid_kind")}
        depths[self.base] = BASE_DEPTH
        self.levels = sorted((t for t in self.columns if t in depths), key=depths.__getitem__)
        self.merged = {
            (row, column): top
            for top, left, bottom, right in sheet.merged
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
            if left == right and top > look.heading
        }
        self.tells_grids = any(one.startswith("grid.") for one in self.columns)
        self.told: set[tuple[Any, ...]] = set()
        self.above: dict[str, str] = {}
        for n, column in enumerate(look.columns):
            if column.heading and not column.take_as and not is_passed_over(column.heading):
                samples = [shown(row[n]) for row in sheet.rows[look.heading :][:40] if n < len(row)]
                if any(samples):
                    found.doubt(Spot(sheet.name, 0), "grid_import.note.column_left", column)

    def read(self) -> None:
        for number in range(self.look.heading + 1, len(self.sheet.rows) + 1):
            cells = self.sheet.rows[number - 1]
            if is_no_row(cells) or cells[:3] == self.sheet.rows[self.look.heading - 1][:3]:
                continue
            self.look.rows += 1
            self.spot = Spot(self.sheet.name, number)
            self.cells = cells
            if self.look.kind == GRID:
                self._grid()
            elif self.look.kind == PEOPLE:
                self._person()
            else:
                self._household()

    # one cell

    def cell(self, target: str) -> Cell:
        """The cell of a target in this row, from above where it is merged or says 同上."""
        column = self.columns.get(target)
        if column is None:
            return None
        row = self.merged.get((self.spot.row, column + 1), self.spot.row)
        cells = self.sheet.rows[row - 1]
        told = cells[column] if column < len(cells) else None
        return None if shown(told) in DITTO else told

    def text(self, target: str, longest: int = 200) -> str:
        told = re.sub(r"\s+", " ", shown(self.cell(target)))
        if reading.says_nothing(told):
            return ""
        if len(told) > longest:
            self.doubt("grid_import.doubt.too_long", target, longest=str(longest))
        return told[:longest]

    def doubt(self, key: str, target: str, **facts: str) -> None:
        column = self.columns.get(target)
        told = self.look.columns[column] if column is not None else None
        self.found.doubt(self.spot, key, told, shown(self.cell(target)), **facts)

    def count(self, target: str) -> int | None:
        told = self.text(target)
        if not told:
            return None
        number = re.fullmatch(r"(\d{1,7})\s*[户人口]?", told)
        if number is None:
            self.doubt("grid_import.doubt.no_count", target)
            return None
        return int(number[1])

    def phone(self, target: str) -> str:
        told = self.text(target, 40)
        found = reading.read_phones(self.cell(target)) if told else None
        if found is not None and (not found.value or any(r.is_doubt for r in found.remarks)):
            self.doubt("grid_import.doubt.phone", target)
        return told

    # where

    def path(self) -> Path:
        """The levels of a row; one that is empty is that of the row above where something deeper is told."""
        told = {one: self.text(one) for one in self.levels}
        last = max((n for n, one in enumerate(self.levels) if told[one]), default=-1)
        steps: list[Step] = []
        for n, one in enumerate(self.levels[: last + 1]):
            if told[one] and self.above.get(one) != told[one]:
                self.above |= dict.fromkeys(self.levels[n + 1 :], "")
                self.above[one] = told[one]
            steps += self._steps(one, told[one] or self.above.get(one, ""))
        return tuple(steps)

    def _steps(self, target: str, told: str) -> list[Step]:
        """A cell as steps of a path; people and households may be put down with a whole path."""
        if target != self.base:
            return [(told[:60], target.partition(".")[2])] if told else []
        if self.look.kind == GRID:
            return [(told[:60], BASIC)] if told else []
        return _whole(told)

    # one row

    def _grid(self) -> None:
        path = self._placed("")
        if not path:
            return
        for target in self.columns:
            area, _, role = target.partition(".")
            if area == "post":
                self._holders(target, role, path)

    def _placed(self, area: str) -> Path:
        """The grid of a row with what stands there of it; beside a person its columns are `grid.kind` and so on."""
        own = self.path()
        if not own:
            if not area or self.text(f"{area}above"):  # its own name is missing
                self.found.doubt(self.spot, "grid_import.doubt.no_place")
            return own
        path = (*_whole(self.text(f"{area}above")), *own)
        path = (*path[:-1], (path[-1][0], self._kind(path[-1][0], f"{area}kind") or path[-1][1]))
        told = {
            "code": self.text(f"{area}code", 40), "households": self.count(f"{area}households"),
            "group": self.text(f"{area}group_name", 60),
        }  # fmt: skip
        facts = {key: value for key, value in told.items() if value not in (None, "")}
        draft = PlaceDraft(path, self.spot, facts, self.text(f"{area}room"))
        told_so = (path, *facts.items())
        if not area or told_so not in self.told:  # of one grid there are several people
            self.found.places.append(draft)
            self.told.add(told_so)
        return path

    def _kind(self, name: str, target: str) -> str:
        told = self.text(target)
        if not told:
            return SPECIAL if "专属" in name else ""
        found = code_list("grid_kind").find(told) or code_list("grid_kind").find(
            told.removesuffix("网格")
        )
        if found is None:
            self.doubt("grid_import.doubt.kind", target, known=_known("grid_kind"))
        return found.code if found else ""

    def _holders(self, target: str, role: str, path: Path) -> None:
        """Whoever a cell of a role names: one or several, their telephones beside them in the same order."""
        names = _names(self.text(target))
        phones = [p for p in SEVERAL.split(self.text(f"phone.{role}")) if p.strip()]
        if phones and len(phones) != len(names):
            self.doubt("grid_import.doubt.phones_odd", f"phone.{role}")
            phones = []
        for n, name in enumerate(names):
            facts = {"phone": phones[n].strip()} if phones else {}
            if not _is_name(name):
                self.doubt("grid_import.doubt.name", target)
            self.found.people.append(PersonDraft(name[:60], self.spot, facts, posts=[(role, path)]))

    def _person(self) -> None:
        roles = list(self._roles())
        place = self._placed("grid.") if self.tells_grids or not roles else self.path()
        name = self.text("name", 60)
        if not name:
            if not place:  # else the row told its grid, and that came in
                self.found.doubt(self.spot, "grid_import.doubt.no_name")
            return
        if not _is_name(name):
            self.doubt("grid_import.doubt.name", "name")
        facts: dict[str, Any] = {
            "sex": self._choice("sex", "sex"), "title": self.text("title", 60), "phone": self.phone("phone"),
            "birth_on": self._day("birth_on"), "party_member": self._member(), "remark": self.text("remark", 500),
        }  # fmt: skip
        posts = [(role, place) for role in roles]
        if place and not posts and not self.text("role"):
            self.found.doubt(self.spot, "grid_import.doubt.no_role")
        told = {key: value for key, value in facts.items() if value not in (None, "")}
        self.found.people.append(PersonDraft(name, self.spot, told, self.text("unit", 80), posts))

    def _roles(self) -> Iterator[str]:
        for word in SEVERAL.split(self.text("role").replace("/", "、").replace("兼", "、")):
            told = word.strip()
            found = code_list("post_role").find(told) if told else None
            if found is not None:
                yield found.code
            elif told:
                self.doubt("grid_import.doubt.role", "role", role=told, known=_known("post_role"))

    def _household(self) -> None:
        place = self.path()
        facts = {
            "number": self.text("number", 40), "head": self.text("head", 60), "phone": self.phone("phone"),
            "address": self.text("address"), "people": self.count("people"), "care": self._care(),
            "remark": self.text("remark", 500),
        }  # fmt: skip
        told = {key: value for key, value in facts.items() if value not in (None, "", [])}
        if not {"number", "head", "address"} & told.keys():
            self.found.doubt(self.spot, "grid_import.doubt.no_household")
            return
        if not place:
            self.found.doubt(self.spot, "grid_import.doubt.no_place")
            return
        self.found.households.append(HouseholdDraft(place, self.spot, told))

    # one fact

    def _choice(self, target: str, codes: str) -> str:
        told = self.text(target)
        found = code_list(codes).find(told) if told else None
        if told and found is None:
            self.doubt("grid_import.doubt.choice", target)
        return found.code if found else ""

    def _care(self) -> list[str]:
        words = [word.strip() for word in SEVERAL.split(self.text("care")) if word.strip()]
        found = [code_list("special_group").find(word) for word in words]
        if None in found:
            self.doubt("grid_import.doubt.choice", "care")
        return list(dict.fromkeys(one.code for one in found if one))

    def _day(self, target: str) -> dt.date | None:
        if not self.text(target):
            return None
        day = read_day(self.cell(target), today=self.today).value
        if day is None:
            self.doubt("grid_import.doubt.day", target)
        return day

    def _member(self) -> bool | None:
        told = self.text("party_member")
        if not told:
            return None
        if told in MEMBER:
            return True
        return bool(reading.read_yes_no(self.cell("party_member")).value)


def _names(text: str) -> list[str]:
    return [name.strip() for name in SEVERAL.split(text) if name.strip()]


def _known(codes: str) -> str:
    """What may stand there."""
    return "、".join(one.label(language()) for one in code_list(codes))


def _whole(text: str) -> list[Step]:
    """A path in one cell: 上河村 > 第1网格."""
    return [(part.strip()[:60], "") for part in BETWEEN.split(text) if part.strip()]


def _is_name(text: str) -> bool:
    return len(text) <= 30 and not re.search(r"[\d?？*＊]|某|[xX×]{2}", text)
