"""The keys of a mechanism, from its structs: what a form shows and what has words."""

from __future__ import annotations

from functools import cache
from typing import get_args, get_type_hints

import msgspec

from app.rules import mechanism
from app.rules.mechanism import CODES, Mechanism, Section


@cache
def sections() -> dict[str, type[Section] | None]:
    """Each key of the whole, with the struct that stands there, alone or in a list."""
    hints = get_type_hints(Mechanism, vars(mechanism))
    found: dict[str, type[Section] | None] = {}
    for name in Mechanism.__struct_fields__:
        inside = [hints[name], *get_args(hints[name])]
        structs = [one for one in inside if isinstance(one, type) and issubclass(one, Section)]
        found[name] = structs[0] if structs else None
    return found


@cache
def paths() -> tuple[str, ...]:
    """Every key with its path: `duty`, `duty.days` …"""
    told: list[str] = []
    for name, struct in sections().items():
        told.append(name)
        if struct is not None:
            told += [f"{name}.{one.name}" for one in msgspec.structs.fields(struct)]
    return tuple(told)


def codes_of(path: str) -> str:
    """The code list of a key; empty where it is free."""
    return CODES.get(path, "")
