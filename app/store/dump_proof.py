"""What was copied of a server, read to its end: every table to the byte, every entry by its signature."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from app.store import boxed, checks, dump, locals_
from app.store.checks import Chains, Report, nobody
from app.store.copy_text import Lines
from app.store.dump import Seal, Stretch
from app.store.tables import entry, local, metadata, tip

CASES = "case"


@dataclass(frozen=True)
class Found:
    """What stands in a copy."""

    chains: Chains
    cases: int
    have: dict[str, list[tuple[int, str]]]
    identity: str  # what its attachments are opened with


def prove(path: Path, seal: Seal, secret: bytes, report: Report = nobody) -> Found:
    """Read all of it; Trouble where it is not what was sealed."""
    looking = _Looking(secret)
    dump.read(path, seal, looking, report)
    cases = sum(one.rows for one in seal.tables if one.name == CASES)
    return Found(looking.journal.end(), cases, looking.ends, looking.identity)


@dataclass
class _Looking:
    """Looks at the journal, its ends and the key of the attachments; of the others their digest is enough."""

    secret: bytes
    ends: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    identity: str = ""
    _look: Callable[[Any], None] | None = None
    _lines: Lines | None = None
    _names: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.journal = checks.Reading(lambda log: {id_ for _, id_ in self.ends.get(log, [])})

    def begin(self, table: Stretch) -> None:
        looks = {
            entry.name: self.journal.take, tip.name: self._look_at_end, local.name: self._look_for_key,
        }  # fmt: skip
        self._look = looks.get(table.name)
        if self._look is not None:
            self._lines = Lines(metadata.tables[table.name], table.columns)
            self._names = table.columns

    def take(self, part: bytes) -> None:
        if self._look is not None:
            assert self._lines is not None
            for values in self._lines.take(part):
                self._look(SimpleNamespace(**dict(zip(self._names, values, strict=True))))

    def end(self) -> None:
        self._look = None

    def _look_at_end(self, row: Any) -> None:
        self.ends.setdefault(row.log, []).append((row.seq, row.id))

    def _look_for_key(self, row: Any) -> None:
        if row.name == locals_.IDENTITY:
            self.identity = boxed.opened(self.secret, row.name, row.value)
