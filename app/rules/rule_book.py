"""卷宗评查的规则: the 25 rules of a case file as data, and how a room weighs them (domain 5.3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from app import codes

if TYPE_CHECKING:
    from app.records import Room
    from app.rules.findings import Finding

STOP, WARN, OFF = "stop", "warn", "off"
TOLD = "told"
"""A fact the program cannot see: no fault, a person looks at the paper."""

CHOICES = (STOP, WARN, OFF)


@dataclass(frozen=True)
class Rule:
    """One line of resources/rules/dossier.toml; `label` is the words key of its name."""

    number: int
    severity: str
    findings: Mapping[str, str]
    fields: tuple[str, ...]
    papers: tuple[str, ...]
    of_agreement: bool

    @property
    def label(self) -> str:
        return f"dossier.rule.{self.number}"


@dataclass(frozen=True)
class Book:
    """The rules, and by number what a room wants them to weigh instead."""

    rules: Mapping[int, Rule]
    shared: Mapping[str, str]
    thresholds: Mapping[str, Any]
    own: Mapping[int, str] = field(default_factory=dict)

    def severity_of(self, number: int) -> str:
        """What a rule weighs in this room: stop, warn or off."""
        return self.own.get(number) or self.rules[number].severity

    def rule_of(self, finding: Finding) -> int:
        """The rule a finding is said under."""
        if finding.rule:
            return finding.rule
        return (
            _by_field()[finding.label] if finding.name in self.shared else _by_name()[finding.name]
        )

    def weight_of(self, finding: Finding) -> str:
        """stop, warn, told or off."""
        number = self.rule_of(finding)
        severity = self.severity_of(number)
        told = self.shared.get(finding.name) or self.rules[number].findings[finding.name]
        if severity == OFF:
            return OFF
        if told == TOLD:
            asked = finding.name == "unseen" and self.thresholds["ask_for_scans"]
            return severity if asked else TOLD
        return self.own.get(number) or told


@cache
def shipped() -> Book:
    """The book that came with the program."""
    told = codes.table("rules/dossier")
    rules = {
        one["number"]: Rule(
            one["number"],
            one["severity"] if one["on"] else OFF,
            one["findings"],
            tuple(one.get("fields", ())),
            tuple(one.get("papers", ())),
            one.get("of_agreement", False),
        )
        for one in told["rule"]
    }
    return Book(rules, told["shared"], told["thresholds"])


def book_of(room: Room) -> Book:
    """The book as the case's room reads it."""
    base = shipped()
    own = own_weights(room.dossier_rules)
    return Book(base.rules, base.shared, base.thresholds, own) if own else base


def own_weights(lines: Iterable[str] | None) -> dict[int, str]:
    """What a room's setting says, by number; lines of a newer program are left aside."""
    found = {}
    for line in lines or ():
        number, _, weight = line.partition(" ")
        if number.isdecimal() and int(number) in shipped().rules and weight in CHOICES:
            found[int(number)] = weight
    return found


def lines_of(own: Mapping[int, str]) -> list[str]:
    """The same as the room keeps it; what is as shipped needs no line."""
    rules = shipped().rules
    return [f"{n} {own[n]}" for n in sorted(own) if own[n] != rules[n].severity]


def finding_names() -> set[str]:
    """Every finding a rule can say."""
    return {*_by_name(), *shipped().shared}


@cache
def _by_name() -> Mapping[str, int]:
    return {name: rule.number for rule in shipped().rules.values() for name in rule.findings}


@cache
def _by_field() -> Mapping[str, int]:
    return {name: rule.number for rule in shipped().rules.values() for name in rule.fields}
