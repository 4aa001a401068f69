"""A value as it stands in an entry, in the words of the person who wrote it."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from app import words
from app.codes import code_list
from app.desk import households
from app.records import RECORDS
from app.records.field import Field
from app.words import say

NAMES = ("name", "room_name", "what", "file_no", "number")
"""What a record that is pointed at is called by, the first it has."""


def in_words(db: Session, field: Field, told: Any) -> str:
    """A value of a field (JSON) for a person; a text stays as it was typed."""
    if told is None or told in ("", []):
        return say("conflict.empty")
    if field.kind == "choice":
        return code_list(field.codes).label(told, words.language())
    if field.kind == "choices":
        return "、".join(code_list(field.codes).label(one, words.language()) for one in told)
    if field.kind == "ref":
        return name_of(db, field.refers, told)
    if field.kind == "refs":
        return "、".join(name_of(db, field.refers, one) for one in told)
    if field.kind == "lines":
        return "\n".join(f"{place}. {one}" for place, one in enumerate(told, 1))
    if field.kind == "yes_no":
        return say("kit.yes" if told else "kit.no")
    if field.kind == "moment":
        return str(told).replace("T", " ")
    return str(told)


def label(kind: str, name: str) -> str:
    """What a field is called; what the program keeps for itself, by its own name."""
    if name == "void":
        return say("conflict.void")
    key = f"{kind}.{name}"
    return say(key) if words.has(key) else key


def name_of(db: Session, kind: str, record_id: str) -> str:
    """What a record is called, or a word that it is not here."""
    if kind == "household":
        return households.label(db, record_id) or say("conflict.unknown_name")
    record = RECORDS.get(kind)
    row = db.get(record, record_id) if record else None
    names = (getattr(row, name, None) for name in NAMES) if row is not None else ()
    return next((str(name) for name in names if name), say("conflict.unknown_name"))
