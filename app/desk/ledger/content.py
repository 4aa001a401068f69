"""How well the cells of a column fit what its heading promises, and what cells alone may tell."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence

from app.desk.ledger import cells
from app.desk.ledger.days import read_day
from app.desk.ledger.persons import is_name, read_persons
from app.desk.ledger.places import shown
from app.desk.ledger.sides import read_sides
from app.desk.ledger.targets import Target
from app.desk.ledger.workbook import Cell, Stamp
from app.rules.identity import check_identity

_FAR = dt.date(9999, 12, 31)
_FILE_NUMBER = re.compile(r"字.{0,8}号|[调民]\S*\d+号|[(（〔\[]\d{4}[)）〕\]]")
_IDENTITY = re.compile(r"\d{17}[\dXx]|\d{15}")
_PLACE = re.compile(
    r"[^\d\s]{2,12}(?:村|社区|寨|庄|镇|街道|乡|屯|组|区|网格|巷|路|店|桥|营|家|堡|里)?"
)


def fit(target: Target, sample: Sequence[Cell]) -> float:
    """From 0 to 1: how many of the cells are what the target wants."""
    sample = [cell for cell in sample if not (isinstance(cell, Stamp) and cell.kind == "error")]
    if not sample:
        return 0.7
    if target.kind == "story":
        return min(1.0, sum(len(shown(cell)) for cell in sample) / len(sample) / 11)
    if target.kind in ("choice", "choices"):
        return share(sample, lambda cell: cells.read_choice(cell, target.codes).value is not None)
    if target.role == "both" and target.name == "name":
        return share(sample, lambda cell: bool(read_sides(shown(cell))[1].people)) * 0.5 + 0.5
    test = _TESTS.get(target.kind)
    return share(sample, test) if test else 0.8


def share(sample: Sequence[Cell], test: Callable[[Cell], bool]) -> float:
    """The part of the cells that pass."""
    return sum(map(test, sample)) / len(sample) if sample else 0.0


def _is_day(cell: Cell) -> bool:
    keys = {remark.key for remark in read_day(cell, today=_FAR).remarks}
    return not keys & {"ledger.doubt.day_unreadable"}


def is_identity(cell: Cell) -> bool:
    return bool(_IDENTITY.search(shown(cell)))


def is_phone(cell: Cell) -> bool:
    reading = cells.read_phones(cell)
    return reading.value is not None and not reading.remarks


def _is_money(cell: Cell) -> bool:
    return not any(
        r.key == "ledger.doubt.amount_unreadable" for r in cells.read_amount(cell).remarks
    )


def is_file_number(cell: Cell) -> bool:
    return bool(_FILE_NUMBER.search(shown(cell)))


def _is_code_like(cell: Cell) -> bool:
    """A number of a file; one that is a person's card or telephone is none."""
    text = shown(cell)
    if re.fullmatch(r"1[3-9]\d{9}", text) or (len(text) == 18 and check_identity(text).valid):
        return False
    return is_file_number(cell) or bool(re.fullmatch(r"[A-Za-z\d\-]{6,}|\d+\D+.*|\D+\d+.*", text))


def _is_serial(cell: Cell) -> bool:
    return bool(re.fullmatch(r"\d{1,5}", shown(cell)))


def is_people(cell: Cell) -> bool:
    people = read_persons(shown(cell)).people
    return bool(people) and all(is_name(person.name) for person in people)


def _is_place(cell: Cell) -> bool:
    return bool(_PLACE.fullmatch(shown(cell)))


def _is_result(cell: Cell) -> bool:
    return cells.read_result(cell).value is not None


def _is_visit(cell: Cell) -> bool:
    return bool(re.search("回访|满意|反复|电话|上门|[是否有无]", shown(cell)))


_TESTS: dict[str, Callable[[Cell], bool]] = {
    "day": _is_day,
    "moment": _is_day,
    "identity": is_identity,
    "phone": is_phone,
    "money": _is_money,
    "number": _is_code_like,
    "serial": _is_serial,
    "persons": is_people,
    "mediators": is_people,
    "place": _is_place,
    "result": _is_result,
    "visit": _is_visit,
    "age": lambda cell: cells.read_age(cell).value is not None,
}
