"""What an entry says about rows: its ops checked against the records this program knows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from app.records import RECORDS
from app.records.field import Field, fields_of, from_json, to_json
from app.store import chain
from app.store.rows import Op

OPS = frozenset({"i", "u", "r", "z"})
LONGEST_ID = 64
TEXTS = frozenset({"text", "choice", "ref"})


@dataclass
class Content:
    """The ops of an entry that this program understands."""

    ops: list[Op] = field(default_factory=list)
    places: set[tuple[str, str]] = field(default_factory=set)  # kind, row id
    bases: set[str] = field(default_factory=set)  # versions it supersedes
    complete: bool = True  # nothing in it is left for a newer program
    fault: str = ""  # why it is not evidence


def read(one: chain.Entry) -> Content:
    """The content of an entry. A foreign shape is told, not raised: it counts when its turn comes."""
    told = Content()
    try:
        for op in chain.content(one).ops:
            _read(op, told)
    except chain.Fault as why:
        return Content(complete=False, fault=why.reason)
    return told


def _read(op: Op, told: Content) -> None:
    name, kind, row_id, fields = op
    if name not in OPS or kind not in RECORDS:
        told.complete = False
        return
    if not (0 < len(row_id) <= LONGEST_ID and row_id.isascii() and row_id.isprintable()):
        raise chain.Fault("content")
    if (kind, row_id) in told.places:
        raise chain.Fault("content")
    known = fields_of(RECORDS[kind])
    for f, value in fields.items():
        if name != "i":
            value = _value(value, told)  # noqa: PLW2901
        one = known.get(f)
        if value is None or one is None:
            continue
        if type(value) is str and one.kind in TEXTS and "\0" not in value:
            continue  # as most values are: nothing more is to be looked at
        _check(one, value)
    told.ops.append(op)
    told.places.add((kind, row_id))


def _value(value: Any, told: Content) -> Any:
    """The value of `[bases, value]`."""
    if not (isinstance(value, list) and len(value) == 2 and isinstance(value[0], list)):
        raise chain.Fault("content")
    if not all(isinstance(base, str) for base in value[0]):
        raise chain.Fault("content")
    told.bases.update(base for base in value[0] if base)
    return value[1]


def _check(known: Field, value: Any) -> None:
    """A value stands as every machine would write it, or two machines would hold it differently."""
    try:
        read = from_json(known, value)
        same = read is value or to_json(known, read) == value
    except (ValueError, ArithmeticError) as why:
        raise chain.Fault("content") from why
    if not same:
        raise chain.Fault("content")
