"""What a rule has to say: a key with its facts, how much it weighs, and the field to jump to."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from app import codes
from app.records import Record

STOP, WARN, OFF = "stop", "warn", "off"


@dataclasses.dataclass(frozen=True)
class Finding:
    """The words key is `finding.<name>`; `label` is the words key of the field it speaks of.

    `names` are facts that are words keys themselves and must be said before they are filled in.
    """

    name: str
    record: str
    record_id: str | None
    field: str
    facts: Mapping[str, object] = dataclasses.field(default_factory=dict)
    names: Mapping[str, str] = dataclasses.field(default_factory=dict)

    @property
    def key(self) -> str:
        return f"finding.{self.name}"

    @property
    def label(self) -> str:
        return f"{self.record}.{self.field}"

    @property
    def severity(self) -> str:
        """stop, warn or off, as the room's table says."""
        return severities()[self.name]

    def said(self, say: Callable[..., str]) -> str:
        """The sentence, by the given `say`."""
        return say(self.key, **self.facts, **{fact: say(key) for fact, key in self.names.items()})


@cache
def severities() -> Mapping[str, str]:
    """Each finding's weight by name: resources/rules/findings.toml."""
    return codes.table("rules/findings")


def about(name: str, record: Record, field_name: str, **facts: object) -> Finding:
    """A finding on one field of a record."""
    return Finding(name, record.kind(), record.id, field_name, facts)


def spoken(found: Iterable[Finding]) -> list[Finding]:
    """Without those a room has silenced, what stops first."""
    heard = [one for one in found if one.severity != OFF]
    return sorted(heard, key=lambda one: one.severity != STOP)
