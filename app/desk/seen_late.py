"""已看过: who looked at what came after a seal. It stays beside the document, and is no open work any more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records import SeenLate

Place = tuple[str, str, str]  # kind, row, field


@dataclass(frozen=True)
class Looked:
    """The versions that were looked at in each field, and the entries that say so."""

    versions: dict[Place, set[str]]
    entries: dict[Place, list[str]]

    def covers(self, place: Place, versions: Iterable[str]) -> bool:
        """Whether somebody looked at all of these; what arrives later was seen by nobody yet."""
        return set(versions) <= self.versions.get(place, set())


def looked(db: Session) -> Looked:
    """Everything that was looked at; a seal is rarely followed by anything, so these are few."""
    found = Looked({}, {})
    asked = select(SeenLate).where(SeenLate.void.is_(None)).order_by(SeenLate.id)
    for one in db.scalars(asked):
        place = (one.of_kind or "", one.of_row or "", one.of_field or "")
        found.versions.setdefault(place, set()).update(one.versions or [])
        found.entries.setdefault(place, []).append(one.v.get("*", ""))
    return found
