"""How long each clock runs: data of resources/rules/deadlines.toml, changed there or by the room."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from app import codes
from app.rules.mechanism import USUAL, Mechanism, preset


@dataclass(frozen=True)
class Lengths:
    """Days; each with its law beside it in the file."""

    period_days: int
    labour_days: int
    confirmation_days: int
    visit_after_item_days: int
    visit_after_agreement_days: int
    adult_years: int
    court_days: int
    receipt_days: int
    way: Mechanism = field(default_factory=lambda: preset(USUAL))
    """做法: tiers, ladder, visits and whatever else a place has of its own."""


@cache
def shipped() -> Lengths:
    """The lengths that came with the program; `dataclasses.replace` makes a room's own."""
    return Lengths(**codes.table("rules/deadlines"))
