"""Further values of a field that nothing has superseded, and how a person closes them (待核对).

An ordinary edit names the version it displayed, and with it every further one that reads the same: a person
who saw one saw them all. What reads otherwise stays until somebody settles the field, naming every head.
(Sync specification 2.4.)
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from app.records import Record
from app.records.alike import alike
from app.records.field import Field, to_json
from app.store.statements import ask, send
from app.trouble import Trouble

ANY = "SELECT 1 FROM head LIMIT 1"
FURTHER = """
SELECT field, version, value, frozen FROM head WHERE kind = ? AND "row" = ? ORDER BY field, lam, version
"""
OF_MANY = """
SELECT "row", field, version, value, frozen FROM head WHERE kind = ? AND "row" IN ({})
ORDER BY "row", field, lam, version
"""
CLOSED = """
DELETE FROM head WHERE kind = ? AND "row" = ? AND field = ? AND version = ? AND NOT frozen
"""


class Further(NamedTuple):
    """One value beside the shown one."""

    field: str
    version: str
    value: Any  # JSON
    frozen: bool


def further(db: Session, kind: str, row: str) -> list[Further]:
    """What stands beside the shown values of one record; looked up once in a writing session."""
    known: dict[tuple[str, str], list[Further]] = db.info.setdefault("further", {})
    if "any_further" not in db.info:
        db.info["any_further"] = bool(ask(db.connection(), ANY))
    if not db.info["any_further"]:
        return []
    if (kind, row) not in known:
        known[kind, row] = [_further(told) for told in ask(db.connection(), FURTHER, (kind, row))]
    return known[kind, row]


def fetch(db: Session, kind: str, rows: Sequence[str]) -> None:
    """Look up the further heads of many records of a kind at once; `further` knows them afterwards."""
    known: dict[tuple[str, str], list[Further]] = db.info.setdefault("further", {})
    known.update({(kind, row): [] for row in rows})
    asked = OF_MANY.format(", ".join("?" * len(rows)))
    for row, *told in ask(db.connection(), asked, (kind, *rows)):
        known[kind, row].append(_further(told))


def _further(told: Sequence[Any]) -> Further:
    name, version, value, frozen = told
    return Further(name, version, json.loads(value), bool(frozen))


def settle(db: Session, obj: Record, field: str, value: Any) -> None:
    """A person closes a conflict: this value stands for every head that is here now.

    The entry says `r` for the record; other fields changed in the same action go into the same op, each
    with the versions it names. Signed content has no closing: a correction is a new document beside it.
    """
    if obj.frozen:
        raise Trouble("conflict.frozen")
    heads = [
        shown(obj, field),
        *(h.version for h in further(db, obj.kind(), obj.id) if h.field == field),
    ]
    setattr(obj, field, value)
    flag_modified(obj, field)  # the same value again is an answer too
    settled(db, obj)[field] = [version for version in heads if version]


def settled(db: Session, obj: Record) -> dict[str, list[str]]:
    """The fields of a record that this transaction settles, each with the heads it names."""
    told: dict[tuple[str, str], dict[str, list[str]]] = db.info.setdefault("settled", {})
    return told.setdefault((obj.kind(), obj.id), {})


def shown(obj: Record, field: str) -> str:
    """The version of a field that the row shows."""
    return obj.v.get(field) or obj.v.get("*", "")


def seen(db: Session, obj: Record, known: Field, value: Any) -> list[str]:
    """The versions a person has seen who saw this value displayed."""
    beside = [h for h in further(db, obj.kind(), obj.id) if h.field == known.name]
    same = [h.version for h in beside if alike(known, h.value, to_json(known, value))]
    return [shown(obj, known.name), *same]


def close(link: Connection, kind: str, row: str, told: dict[str, Any]) -> None:
    """Take away the heads that an op on a row names beside the shown ones; signed ones stay."""
    named = _named(told)
    if named:
        send(link, CLOSED, *((kind, row, field, version) for field, version in named))


def _named(told: dict[str, Any]) -> list[tuple[str, str]]:
    each: Iterable[tuple[str, list[Any]]] = told.items()
    return [(field, base) for field, (bases, _) in each if len(bases) > 1 for base in bases]
