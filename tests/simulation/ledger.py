"""What the world itself knows of every entry ever written: who wrote it, for whom, and its signed bytes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from app.store import chain

NOWHERE = "nowhere"  # stands behind what must never be applied


@dataclass(frozen=True)
class Known:
    """One entry as it was first seen, on the machine that wrote it."""

    id: str
    log: str
    lam: int
    signed: chain.Signed
    head: chain.Header
    body: chain.Body
    author: str  # machine
    serial: int
    never: bool = False  # no machine may ever apply it
    foreign: bool = (
        False  # on rows of another place: a cause, and without effect wherever a centre's word goes
    )


@dataclass
class Ledger:
    """All entries of the world, and which place each log is for."""

    entries: dict[str, Known] = field(default_factory=dict)
    owner: dict[str, str] = field(
        default_factory=dict
    )  # log → place, or "*" and the place of a centre
    sealed: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    rows: dict[tuple[str, str], str] = field(default_factory=dict)  # (kind, id) → log it began in

    def enter(
        self,
        signed: chain.Signed,
        author: str,
        place: str,
        *,
        never: bool = False,
        foreign: bool = False,
    ) -> Known:
        """An entry that was written just now."""
        one = chain.read(*signed)
        body = chain.content(one)
        known = Known(
            one.id, one.head.log, one.head.lam, signed, one.head, body, author, len(self.entries), never, foreign
        )  # fmt: skip
        self.entries[one.id] = known
        self.owner.setdefault(one.head.log, place)
        for op, kind, row, _ in () if never or foreign else body.ops:
            if op == "i":
                self.rows.setdefault((kind, row), one.head.log)
        return known

    def place_of(self, kind: str, row: str) -> str | None:
        """Where a row belongs: to the place its first entry was written for."""
        log = self.rows.get((kind, row))
        return self.owner[log] if log is not None else None

    def causes(self, id_: str) -> list[str]:
        """What must be applied before an entry: its past, and every version it supersedes."""
        one = self.entries[id_]
        if one.never:
            return [NOWHERE]
        past = [*([one.head.prev] if one.head.prev else []), *one.head.see]
        bases = {
            base
            for op in one.body.ops
            if op[0] != "i"
            for told in op[3].values()
            for base in told[0]
            if base
        }
        return [*past, *sorted(bases)]
