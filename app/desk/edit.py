"""Typing: add a record, change fields of one, void one. Every value is checked against its field."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from app.codes import code_list
from app.records import Record
from app.records.field import FEN, Field, fields_of
from app.trouble import Trouble
from app.words import say

R = TypeVar("R", bound=Record)


def add(db: Session, record: type[Record], values: dict[str, Any]) -> str:
    """A new record with checked values; returns its id."""
    fresh = record(**checked(record, values))
    db.add(fresh)
    return fresh.id


def edit(
    db: Session,
    record: type[Record],
    record_id: str,
    changes: dict[str, Any],
    seen: dict[str, str] | None = None,
) -> None:
    """Change fields of one record.

    `seen` is the versions of the record the person looked at: a field that changed meanwhile (a bundle
    came in) is refused with both values told, and nothing is changed.
    """
    row = get(db, record, record_id)
    if row.frozen:
        raise Trouble("edit.frozen")
    known = fields_of(record)
    for name, value in checked(record, changes).items():
        was = seen.get(name, seen.get("*")) if seen else None
        if seen and (row.v.get(name) or row.v.get("*")) != was and getattr(row, name) != value:
            raise Trouble("edit.stale", field=say(known[name].label))
        setattr(row, name, value)


def void(db: Session, record: type[Record], record_id: str, reason: str) -> None:
    """作废: the record leaves every list; it and the reason stay in the journal."""
    if not reason.strip():
        raise Trouble("edit.void_reason")
    row = get(db, record, record_id)
    if row.frozen:
        raise Trouble("edit.frozen")
    row.void = reason.strip()[:200]


def get(db: Session, record: type[R], record_id: str) -> R:
    """The record, one of this very transaction too, or a sentence that it is not here."""
    fresh = (x for x in db.new if isinstance(x, record) and x.id == record_id)
    row = next(fresh, None) or db.get(record, record_id)
    if row is None:
        raise Trouble("edit.absent")
    return row


def checked(record: type[Record], values: dict[str, Any]) -> dict[str, Any]:
    """Values fit for their fields; a name that is no field is our fault, a bad value the world's."""
    known = fields_of(record)
    return {name: _check(known[name], value) for name, value in values.items()}


def _check(field: Field, value: Any) -> Any:
    if value is None or value in ("", []):
        return None
    if field.kind == "text":
        return _text(field, value)
    if field.kind in {"lines", "choices", "refs"}:
        return _list(field, value)
    if field.kind == "choice" and value not in code_list(field.codes):
        raise Trouble("edit.no_such_choice", field=say(field.label), value=value)
    if field.kind == "money":
        return _money(field, value)
    shape: dict[str, type] = {
        "day": dt.date,
        "moment": dt.datetime,
        "count": int,
        "yes_no": bool,
        "ref": str,
    }
    if field.kind in shape and not isinstance(value, shape[field.kind]):
        raise Trouble("edit.shape", field=say(field.label))
    if field.kind == "count" and not -(2**31) < value < 2**31:
        raise Trouble("edit.shape", field=say(field.label))
    return value


def _text(field: Field, value: Any) -> str:
    if not isinstance(value, str):
        raise Trouble("edit.shape", field=say(field.label))
    try:
        value.encode()
    except UnicodeEncodeError as why:
        raise Trouble("edit.shape", field=say(field.label)) from why
    text = value.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()
    if field.longest and len(text) > field.longest:
        raise Trouble(
            "edit.too_long", field=say(field.label), longest=field.longest, long=len(text)
        )
    return text


def _list(field: Field, value: Any) -> list[str]:
    items = [_text(field, x) for x in value]
    items = [x for x in items if x]
    if field.kind == "choices":
        for x in items:
            if x not in code_list(field.codes):
                raise Trouble("edit.no_such_choice", field=say(field.label), value=x)
    return items or None  # type: ignore[return-value]


def _money(field: Field, value: Any) -> Decimal:
    try:
        amount = Decimal(value)
        if not amount.is_finite() or abs(amount) >= 10**13 or amount != amount.quantize(FEN):
            raise Trouble("edit.money", field=say(field.label))
    except (InvalidOperation, TypeError, ValueError) as why:
        raise Trouble("edit.money", field=say(field.label)) from why
    return amount.quantize(FEN)
