"""The story of a field: every value it ever had, who wrote it, what it took the place of, and who closed it.

Nothing is looked for: a value disappears only where an entry names its version, so walking from the heads
through what they name finds them all. (Sync specification 3.1, I2.)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk.hands import Hand, hands
from app.desk.in_words import in_words
from app.desk.voided import under
from app.records import RECORDS, Record
from app.records.field import fields_of
from app.rules.differences import is_told
from app.store import chain, heads
from app.store.tables import entry
from app.trouble import Trouble

CLOSING, SEALING = "r", "z"


@dataclass(frozen=True)
class Was:
    """One value a field had, or has."""

    version: str
    lam: int
    verb: str  # the action that wrote it
    value: Any  # JSON
    words: str
    hand: Hand | None
    over: tuple[str, ...]  # the versions it took the place of
    closed: bool  # a person closed a conflict with it
    sealed: bool
    stands: bool  # nothing has taken its place


@dataclass(frozen=True)
class Story:
    """The values of one field, the first first."""

    kind: str
    row: str
    field: str
    values: tuple[Was, ...]


def history(db: Session, kind: str, row: str, name: str) -> list[Was]:
    """Every value of a field from its first to what stands now."""
    record = RECORDS.get(kind)
    obj = db.get(record, row) if record else None
    if obj is None or record is None or name not in fields_of(record):
        raise Trouble("conflict.none")
    known = fields_of(record)[name]
    standing = {heads.shown(obj, name)}
    standing |= {h.version for h in heads.further(db, kind, row) if h.field == name}
    found = _walk(db, kind, row, name, standing - {""})
    wrote = hands(db, found)
    told = [
        Was(
            version, one.lam, one.verb, one.value, in_words(db, known, one.value), wrote.get(version),
            one.over, one.op == CLOSING and len(one.over) > 1, one.op == SEALING, version in standing,
        )
        for version, one in found.items()
    ]  # fmt: skip
    return sorted(told, key=lambda was: (was.lam, was.version))


def of_case(db: Session, case_id: str, name: str | None = None) -> list[Story]:
    """The fields of a case and its parts that had more than one value, or those of one name."""
    told = []
    for (kind, row), versions in under(db, case_id).items():
        obj = db.get(RECORDS[kind], row)
        for one in _changed(db, obj, versions) if obj is not None else ():
            values = history(db, kind, row, one)
            if one == name or (name is None and len(values) > 1):
                told.append(Story(kind, row, one, tuple(values)))
    return told


def _changed(db: Session, obj: Record, versions: dict[str, str]) -> list[str]:
    """The fields that were written after the record was made."""
    beside = {h.field for h in heads.further(db, obj.kind(), obj.id)}
    known = fields_of(type(obj))
    return [n for n, f in known.items() if is_told(f) and (n in versions or n in beside)]


@dataclass(frozen=True)
class _Op:
    """What one entry said of the field."""

    op: str
    lam: int
    verb: str
    value: Any
    over: tuple[str, ...]


def _walk(db: Session, kind: str, row: str, name: str, standing: set[str]) -> dict[str, _Op]:
    found: dict[str, _Op] = {}
    todo = standing
    while todo:
        asked = select(entry.c.id, entry.c.header, entry.c.body, entry.c.sig)
        read = db.execute(asked.where(entry.c.id.in_(sorted(todo)))).all()
        for told in read:
            one = _read(chain.stored(bytes(told.header), bytes(told.body), bytes(told.sig)))
            for op in one[1]:
                if (op[1], op[2]) == (kind, row) and (op[0] == "i" or name in op[3]):
                    bases, value = ([], op[3].get(name)) if op[0] == "i" else op[3][name]
                    over = tuple(base for base in bases if base)
                    found[told.id] = _Op(op[0], one[0], one[2], value, over)
        todo = {base for id_ in todo if id_ in found for base in found[id_].over} - found.keys()
    return found


def _read(one: chain.Entry) -> tuple[int, list[Any], str]:
    body = chain.content(one)
    return one.head.lam, list(body.ops), body.verb
