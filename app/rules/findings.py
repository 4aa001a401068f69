"""What a rule has to say: a key with its facts, how much it weighs, and the field to jump to."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping

from app import words
from app.records import Record
from app.rules.rule_book import OFF, STOP, TOLD, WARN, Book, shipped

ORDER = (STOP, WARN, TOLD)


@dataclasses.dataclass(frozen=True)
class Both:
    """A sentence of a word list in both languages."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.zh if words.language().startswith("zh") else self.en


@dataclasses.dataclass(frozen=True)
class Piece:
    """A fact that is words itself: whose field it is, on which day."""

    key: str
    facts: Mapping[str, object] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True)
class Finding:
    """The words key is `finding.<name>`; `label` is the words key of the field it speaks of.

    `names` are facts that are words keys themselves and must be said before they are filled in.
    `rule` is told where a finding of this name may stand under several rules, `weight` once a room's
    book has weighed it.
    """

    name: str
    record: str
    record_id: str | None
    field: str
    facts: Mapping[str, object] = dataclasses.field(default_factory=dict)
    names: Mapping[str, str] = dataclasses.field(default_factory=dict)
    rule: int = 0
    weight: str = ""

    @property
    def key(self) -> str:
        return f"finding.{self.name}"

    @property
    def label(self) -> str:
        return f"{self.record}.{self.field}"

    @property
    def severity(self) -> str:
        """stop, warn, told or off: as the room weighs it, else as shipped."""
        return self.weight or shipped().weight_of(self)

    def said(self, say: Callable[..., str]) -> str:
        """The sentence, by the given `say`."""
        facts = {
            name: say(fact.key, **fact.facts) if isinstance(fact, Piece) else fact
            for name, fact in self.facts.items()
        }
        return say(self.key, **facts, **{fact: say(key) for fact, key in self.names.items()})


def about(name: str, record: Record, field_name: str, **facts: object) -> Finding:
    """A finding on one field of a record."""
    return Finding(name, record.kind(), record.id, field_name, facts)


def weighed(found: Iterable[Finding], book: Book) -> list[Finding]:
    """As a room weighs them, without those it has silenced, what stops first."""
    told = [dataclasses.replace(one, weight=book.weight_of(one)) for one in found]
    heard = [one for one in told if one.weight != OFF]
    return sorted(heard, key=lambda one: ORDER.index(one.weight))
