"""What a place offers to be chosen: its tiers, its lines, its goals, with the names it gives them."""

from __future__ import annotations

from app.codes import code_list
from app.rules.mechanism import Mechanism
from app.rules.tier_clock import tier_name

Offered = tuple[tuple[str, str], ...]
"""(code, what the person reads)."""


def tiers(way: Mechanism, language: str) -> Offered:
    """In the order of the place."""
    return tuple((one.code, tier_name(way, one.code, language)) for one in way.tiers)


def lines(way: Mechanism, language: str) -> Offered:
    """Of the place, in the order of the list; where it names none, all."""
    told = code_list("line").active()
    wanted = set(way.lines) or {one.code for one in told}
    return tuple((one.code, one.label(language)) for one in told if one.code in wanted)


def goals(way: Mechanism, language: str) -> Offered:
    """案结、事了、人和, or those of them the place has."""
    told = code_list("closing_goal")
    return tuple((code, told.label(code, language)) for code in way.goals)


def tier_meant(way: Mechanism, text: str) -> str | None:
    """The tier a person meant by the name the place gives it, by a code or by an alias."""
    wanted = text.strip()
    own = next((one.code for one in way.tiers if wanted in (one.code, one.zh, one.en)), None)
    found = code_list("tier").find(wanted)
    return own or (found.code if found else None)
