"""What other cases say of one: a rule cannot see them, so it is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Beside:
    """Counts of other cases; nothing here is the case's own."""

    same_number: int = 0
    """Other cases of the room with this file number."""

    same_text: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """By (record id, field): other cases with the same text, names and figures aside."""

    same_minute: Mapping[str, str] = field(default_factory=dict)
    """By session: the file number of another case whose session the same mediator held in that very minute."""

    same_page: Mapping[str, str] = field(default_factory=dict)
    """By scanned page: the file number of another case that holds the very same page."""


NOTHING = Beside()
