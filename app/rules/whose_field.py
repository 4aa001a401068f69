"""Whose field is empty: the party by name, a sitting by its number and day; of what there is one of, nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from app.records import (
    Agency,
    CaseFile,
    Inquiry,
    MediationSession,
    Party,
    Performance,
    PerformanceItem,
    Record,
    Visit,
)
from app.rules.findings import Piece

LONGEST = 20
"""Characters of a promise that tell it from the others."""

LISTS: dict[type[Record], Callable[[CaseFile], Sequence[Record]]] = {
    Party: lambda file: file.parties,
    Inquiry: lambda file: file.inquiries,
    MediationSession: lambda file: file.sessions,
    PerformanceItem: lambda file: file.items,
    Performance: lambda file: file.performances,
    Visit: lambda file: file.visits,
    Agency: lambda file: file.agencies,
}
KINDS = tuple(kind.kind() for kind in LISTS)
WITH_DAY = tuple(one.kind() for one in (Inquiry, MediationSession, Performance, Visit))


def whose_of(case_file: CaseFile, record: Record) -> Piece | str:
    """By its own name or day where it has one, else by its place among its like."""
    listed = LISTS.get(type(record))
    if listed is None:
        return ""
    if told := _called(case_file, record):
        return Piece("whose.named", {"name": told})
    ids = [one.id for one in listed(case_file)]
    place = ids.index(record.id) + 1 if record.id in ids else len(ids)
    facts: dict[str, object] = {"number": getattr(record, "number", None) or place}
    if day := _day(record):
        return Piece(f"whose.{record.kind()}_on", {**facts, "day": day})
    return Piece(f"whose.{record.kind()}", facts)


def _called(case_file: CaseFile, record: Record) -> str:
    if isinstance(record, Party | Agency):
        return (record.name or "").strip()
    if isinstance(record, Performance):
        item = next((one for one in case_file.items if one.id == record.item_id), None)
        return _short(item.what) if item else ""
    return _short(record.what) if isinstance(record, PerformanceItem) else ""


def _short(text: str | None) -> str:
    bare = " ".join((text or "").split())
    return bare if len(bare) <= LONGEST else bare[:LONGEST] + "…"


def _day(record: Any) -> date | None:
    at = getattr(record, "at", None)
    day: date | None = at.date() if at else getattr(record, "done_on", None)
    return day
