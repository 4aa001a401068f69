"""A row is the fold of the entries that touched it; the order of arrival does not matter.

A field is a multi-value register: an update removes the versions it saw and adds its own. What it did
not see stays as a further head until a person closes it. A frozen head is never removed: signed content
does not change. The winner rule — frozen first, then the highest (lam, id) — only decides what is shown.
(Sync specification 2.4.) Pure: values are JSON values, nothing is read or written here.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass, field
from typing import Any

LamOf = Callable[[str], int]


@dataclass
class Head:
    """One value of a field that nothing has superseded."""

    version: str
    lam: int
    value: Any
    frozen: bool = False

    @property
    def rank(self) -> tuple[bool, int, str]:
        return (self.frozen, self.lam, self.version)


@dataclass
class Row:
    """One record's row while entries fold into it."""

    kind: str
    id: str
    values: dict[str, Any] = field(default_factory=dict)  # shown values, JSON
    versions: dict[str, str] = field(default_factory=dict)  # field → entry id; "*" for the rest
    heads: dict[str, list[Head]] = field(default_factory=dict)  # beside the shown one
    freezes: list[str] = field(default_factory=list)  # entries that froze this row
    in_store: bool = False
    changed: set[str] = field(
        default_factory=set
    )  # fields whose value or heads are not yet in store

    def version(self, name: str) -> str:
        return self.versions.get(name) or self.versions.get("*", "")


def fold(
    row: Row, op: str, told: dict[str, Any], version: str, lam: int, known: Set[str], lam_of: LamOf
) -> bool:
    """Fold one op into its row. `lam_of(version)` gives the Lamport number of a version shown in the row.

    Returns whether every field was known; unknown ones wait in the journal for an upgrade.
    """
    complete = told.keys() <= known
    row.changed |= known if op == "i" else told.keys() & known
    if op == "i":
        _insert(row, told, version, lam, known, lam_of)
        return complete
    for name, (bases, value) in told.items():
        if name in known:
            _set(row, name, Head(version, lam, value, frozen=op == "z"), set(bases), lam_of)
    if op == "z":
        row.freezes = sorted({*row.freezes, version})
        row.changed.add("frozen")
    return complete


def _insert(
    row: Row, told: dict[str, Any], version: str, lam: int, known: Set[str], lam_of: LamOf
) -> None:
    if not row.versions:
        row.versions["*"] = version
        row.values.update(
            told if told.keys() <= known else {n: told[n] for n in told.keys() & known}
        )
        return
    # The row is known already: two inserts claim one identity. Every field of both counts; "*" stands for
    # the earlier insert, whichever came first.
    old = row.versions.get("*")
    star = min((lam_of(old), old), (lam, version))[1] if old else version
    row.versions = {name: shown for name in known if (shown := row.version(name))}
    for name in sorted(known):
        _set(row, name, Head(version, lam, told.get(name)), set(), lam_of)
    row.versions = {"*": star, **{n: v for n, v in row.versions.items() if v != star}}


def _set(row: Row, name: str, new: Head, bases: set[str], lam_of: LamOf) -> None:
    shown = row.version(name)
    further = row.heads.get(name, [])
    if not further and shown in bases and shown not in row.freezes:
        _show(row, name, new)
        return
    heads = list(further)
    if shown:
        heads.append(Head(shown, lam_of(shown), row.values.get(name), frozen=shown in row.freezes))
    heads = [h for h in heads if h.frozen or h.version not in bases]
    heads.append(new)
    heads.sort(key=lambda h: h.rank)
    _show(row, name, heads.pop())
    row.heads[name] = heads


def _show(row: Row, name: str, winner: Head) -> None:
    row.values[name] = winner.value
    if winner.version == row.versions.get("*"):
        row.versions.pop(name, None)
    else:
        row.versions[name] = winner.version
