"""What kinds of files may be kept, told by their first bytes: resources/rules/attachments.toml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from app.codes import table

LARGEST = 512 * 1024 * 1024  # of any kind
LOOKED_AT = 64  # first bytes that tell a kind
MIB = 1024 * 1024


@dataclass(frozen=True)
class Kind:
    """One kind of file, how it begins, and how large it may be."""

    type: str
    begins: re.Pattern[bytes]
    largest: int


@cache
def kinds() -> tuple[Kind, ...]:
    """Every kind, in the order of the table."""
    return tuple(
        Kind(
            line["type"],
            re.compile(line["begins"].encode("latin-1"), re.DOTALL),
            min(line["most"] * MIB, LARGEST),
        )
        for line in table("rules/attachments")["kind"]
    )


def kind_of(first: bytes) -> Kind | None:
    """The kind of a content, told by its first bytes."""
    return next((one for one in kinds() if one.begins.match(first[:LOOKED_AT])), None)
