"""What the rows must be, computed from the set of entries alone: no order of arrival, no clock, no code of the store.

For each field: the values are those of all entries that set it; one is superseded where an entry that set
the field too names its version; signed ones never are. Shown is the signed one, else the highest (lam, id).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from app.records import RECORDS
from app.records.field import fields_of
from tests.simulation.ledger import Known

Rank = tuple[bool, int, str]


@dataclass
class Cell:
    """A field of a row: every value anyone gave it, and the versions that others superseded."""

    values: dict[str, tuple[Rank, Any]] = field(default_factory=dict)
    superseded: set[str] = field(default_factory=set)

    def heads(self) -> list[tuple[Rank, Any]]:
        """What stands, the shown one last."""
        standing = [
            told for id_, told in self.values.items() if told[0][0] or id_ not in self.superseded
        ]
        return sorted(standing, key=lambda told: told[0])


@dataclass
class Place:
    """A row: who inserted it, who signed it, its fields."""

    inserts: list[tuple[int, str]] = field(default_factory=list)
    freezes: set[str] = field(default_factory=set)
    cells: dict[str, Cell] = field(default_factory=dict)

    def cell(self, name: str) -> Cell:
        return self.cells.setdefault(name, Cell())


def rows(entries: Iterable[Known]) -> dict[tuple[str, str], Place]:
    """Every row these entries tell of."""
    found: dict[tuple[str, str], Place] = {}
    for one in entries:
        for op, kind, row, told in one.body.ops:
            if kind not in RECORDS:
                continue
            known = fields_of(RECORDS[kind])
            if op != "i" and not told.keys() & known.keys():
                continue
            place = found.setdefault((kind, row), Place())
            if op == "i":
                place.inserts.append((one.lam, one.id))
                for name in known:
                    place.cell(name).values[one.id] = ((False, one.lam, one.id), told.get(name))
                continue
            if op == "z":
                place.freezes.add(one.id)
            for name, (bases, value) in told.items():
                if name in known:
                    cell = place.cell(name)
                    cell.values[one.id] = ((op == "z", one.lam, one.id), value)
                    cell.superseded.update(base for base in bases if base)
    return found


def told_like_a_row(
    kind: str, row: str, place: Place
) -> tuple[dict[str, Any], list[tuple[Any, ...]]]:
    """The row as its table must hold it (JSON values), and the further heads beside it."""
    star = min(place.inserts)[1] if place.inserts else ""
    values: dict[str, Any] = {}
    versions: dict[str, str] = {"*": star} if star else {}
    heads = []
    for name, cell in place.cells.items():
        standing = cell.heads()
        (*further, shown) = standing
        values[name] = shown[1]
        if shown[0][2] != star:
            versions[name] = shown[0][2]
        heads += [
            (kind, row, name, id_, lam, frozen, json.dumps(value, ensure_ascii=False))
            for (frozen, lam, id_), value in further
        ]
    told = {
        "values": values, "v": dict(sorted(versions.items())), "frozen": ",".join(sorted(place.freezes)) or None,
    }  # fmt: skip
    return told, sorted(heads)
