"""A field is declared once; column, widget, limit, label, code list, privacy, journal and import follow.

The label of a field is the words key `<record>.<field>`.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, Boolean, Date, DateTime, Dialect, Integer, Text
from sqlalchemy.orm import MappedColumn, mapped_column
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from app.records.base import Record

FEN = Decimal("0.01")


class Money(TypeDecorator[Decimal]):
    """Yuan as a Decimal with two places; kept as whole 分, so nothing is ever rounded by the file."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> int | None:
        return None if value is None else int(Decimal(value).quantize(FEN) * 100)

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value) / 100


class Listed(TypeDecorator[list[str]]):
    """A short list of texts kept as JSON; it changes as a whole."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else json.dumps(list(value), ensure_ascii=False)

    def process_result_value(self, value: Any, dialect: Dialect) -> list[str] | None:
        return None if value is None else json.loads(value)


@dataclass(frozen=True)
class Field:
    """What the whole program knows about one line of a record."""

    record: str
    name: str
    kind: str  # text choice day moment money count yes_no ref lines refs choices blob
    lines: int = 1
    longest: int = 0
    codes: str = ""  # code list of a choice
    refers: str = ""  # record kind of a ref
    needed_by: str = ""  # the stage that cannot be left without it
    privacy: str = ""  # name, id, phone, address: how it is masked in lists
    import_as: tuple[str, ...] = ()  # column headings of other people's ledgers
    hidden: bool = False  # kept by the program, shown on no form
    size: str = ""  # of a blob: the field that tells its length
    only_names: bool = False  # of a ref: the record lies not under the one it names

    @property
    def label(self) -> str:
        """The words key of the label."""
        return f"{self.record}.{self.name}"


def _column(type_: Any, kind: str, **told: Any) -> MappedColumn[Any]:
    index = told.pop("index", False)
    return mapped_column(type_, info={"field": {"kind": kind, **told}}, index=index, default=None)


def text(*, lines: int = 1, longest: int = 200, **told: Any) -> MappedColumn[Any]:
    """Free text; `longest` counts characters, not UTF-16 units."""
    return _column(Text, "text", lines=lines, longest=longest, **told)


def choice(codes: str, **told: Any) -> MappedColumn[Any]:
    """One code of a list under resources/codes."""
    return _column(Text, "choice", codes=codes, **told)


def choices(codes: str, **told: Any) -> MappedColumn[Any]:
    """Several codes of a list."""
    return _column(Listed, "choices", codes=codes, **told)


def lines(*, longest: int = 2000, **told: Any) -> MappedColumn[Any]:
    """Several texts in order, one a line."""
    return _column(Listed, "lines", longest=longest, **told)


def day(**told: Any) -> MappedColumn[Any]:
    return _column(Date, "day", **told)


def moment(**told: Any) -> MappedColumn[Any]:
    """Local date and time, to the minute."""
    return _column(DateTime, "moment", **told)


def money(**told: Any) -> MappedColumn[Any]:
    """Yuan, exact to the 分."""
    return _column(Money, "money", **told)


def count(**told: Any) -> MappedColumn[Any]:
    return _column(Integer, "count", **told)


def yes_no(**told: Any) -> MappedColumn[Any]:
    return _column(Boolean, "yes_no", **told)


def ref(record: str, **told: Any) -> MappedColumn[Any]:
    """The id of another record. No foreign key: rows of other machines may still be on the road."""
    return _column(Text, "ref", refers=record, index=True, **told)


def refs(record: str, **told: Any) -> MappedColumn[Any]:
    """Ids of several records, in order."""
    return _column(Listed, "refs", refers=record, **told)


def blob(size: str, **told: Any) -> MappedColumn[Any]:
    """The SHA-256 of an attachment, beside the count field that tells its size in bytes.

    Being declared so, it travels with the record that names it and is asked for where it is missing.
    """
    return _column(Text, "blob", size=size, longest=64, **told)


NAMED_ONLY = frozenset(
    {"mediator", "place", "unit", "person", "household"}
)  # who did it and where: a case names them, it lies under none


@cache
def above(record: type[Record]) -> dict[str, str]:
    """The fields that put a record under another, and the kind of that one."""
    told = fields_of(record).values()
    refs_ = (f for f in told if f.kind == "ref" and not f.only_names)
    return {f.name: f.refers for f in refs_ if f.refers not in NAMED_ONLY}


@cache
def fields_of(record: type[Record]) -> dict[str, Field]:
    """Every declared field of a record, in the order of declaration."""
    found = {}
    for column in record.__table__.columns:
        told = column.info.get("field")
        if told is not None:
            found[column.name] = Field(record=record.kind(), name=column.name, **told)
    return found


def to_json(field: Field, value: Any) -> Any:
    """A value as it stands in a journal entry: exact, readable, the same on every machine."""
    if value is None:
        return None
    if field.kind == "day":
        return value.isoformat()
    if field.kind == "moment":
        return value.isoformat(timespec="minutes")
    if field.kind == "money":
        return str(Decimal(value).quantize(FEN) + 0)  # no amount is minus nothing
    if field.kind in {"lines", "refs", "choices"}:
        return list(value)
    return value


def _listed(told: Any) -> list[str]:
    if not isinstance(told, list) or not all(isinstance(x, str) and _storable(x) for x in told):
        raise ValueError("a list of texts")
    return told


def _hash(told: Any) -> str:
    if not isinstance(told, str) or not re.fullmatch(r"[0-9a-f]{64}", told):
        raise ValueError("a hash")
    return told


def _storable(told: Any) -> bool:
    """Whether every database takes it: PostgreSQL keeps no NUL and counts to 2**31."""
    return "\0" not in told if isinstance(told, str) else -(2**31) < told < 2**31


_READERS = {"lines": _listed, "refs": _listed, "choices": _listed, "blob": _hash}
_SHAPES: dict[str, type] = {"text": str, "choice": str, "ref": str, "count": int, "yes_no": bool}


def from_json(field: Field, told: Any) -> Any:
    """The value again; raises ValueError where the shape does not fit the field."""
    if told is None:
        return None
    if field.kind in _SHAPES:
        if type(told) is not _SHAPES[field.kind] or not _storable(told):
            raise ValueError(field.label)
        return told
    if field.kind in _READERS:
        return _READERS[field.kind](told)
    if not isinstance(told, str):
        raise ValueError(field.label)
    if field.kind == "day":
        return dt.date.fromisoformat(told)
    if field.kind == "moment":
        moment_ = dt.datetime.fromisoformat(told)
        if moment_.tzinfo is not None:
            raise ValueError(field.label)
        return moment_
    amount = Decimal(told)
    if not amount.is_finite() or abs(amount) >= 10**15 or amount != amount.quantize(FEN):
        raise ValueError(field.label)
    return amount.quantize(FEN)
