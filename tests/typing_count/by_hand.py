"""The same papers filled in by hand on printed forms: what is written, and at how many labels."""

from __future__ import annotations

import copy
import dataclasses
import difflib
import io
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pypdf

from app.papers.paper import draw
from app.records import CaseFile, Performance, Record
from app.records.field import fields_of
from app.records.room import Mediator, Place, Room

STAYS = {
    "role",
    "position",
    "number",
    "party_id",
    "item_id",
    "agreement_id",
    "case_id",
    "form",
    "notice_kind",
}
"""What makes a form the form it is, and holds the file together."""


@dataclass
class Written:
    """One paper."""

    characters: int
    labels: int


def by_hand(file: CaseFile, papers: Iterable[tuple[str, str | None]]) -> list[Written]:
    """Each paper beside the same form drawn of a case that tells nothing: what was added is what a pen writes."""
    blank = blanked(file)
    return [_written(_text(blank, *one), _text(file, *one)) for one in papers]


def blanked(file: CaseFile) -> CaseFile:
    """The same parties, sessions, promises …, and nothing told of them; the room's name is printed on its forms."""
    told: dict[str, Any] = {}
    for one in dataclasses.fields(file):
        value = getattr(file, one.name)
        if isinstance(value, Record):
            told[one.name] = _emptied(value)
        elif isinstance(value, list):
            told[one.name] = [_emptied(record) for record in value]
        elif one.name != "mediators":
            told[one.name] = copy.copy(value)
    return CaseFile(**{**told, "places": []})


def _emptied(record: Record) -> Record:
    if isinstance(record, Room):
        return record
    if isinstance(record, Performance):
        return Performance(id=record.id, item_id=record.item_id, amount=Decimal(1))
    if isinstance(record, Mediator | Place):
        return type(record)(id=record.id)
    names = fields_of(type(record))
    kept = {name: copy.copy(getattr(record, name)) for name in names if name in STAYS}
    return type(record)(id=record.id, **kept)


def _text(file: CaseFile, name: str, which: str | None) -> str:
    out = io.BytesIO()
    draw(name, file, which=which, out=out)
    pages = pypdf.PdfReader(io.BytesIO(out.getvalue())).pages
    return "".join("".join(page.extract_text() for page in pages).split()).replace("_", "")


def _written(blank: str, full: str) -> Written:
    """Runs that only the full paper has, each at a label of its own."""
    match = difflib.SequenceMatcher(None, blank, full, autojunk=False)
    added = [
        end - start
        for kind, _, _, start, end in match.get_opcodes()
        if kind in {"insert", "replace"}
    ]
    return Written(sum(added), len(added))
