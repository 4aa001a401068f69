"""What other cases and the journal say of one: a rule cannot see them, so it is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Changed:
    """What was written in the case after its volume was bound."""

    count: int
    day: str
    """The last of it, as the writer's clock showed it."""


@dataclass(frozen=True)
class Beside:
    """What the case file itself does not show: counts of other cases, and what the journal tells of this one."""

    same_number: int = 0
    """Other cases of the room with this file number."""

    same_text: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """By (record id, field): other cases with the same text, names and figures aside."""

    same_minute: Mapping[str, str] = field(default_factory=dict)
    """By session: the file number of another case whose session the same mediator held in that very minute."""

    same_page: Mapping[str, str] = field(default_factory=dict)
    """By scanned page: the file number of another case that holds the very same page."""

    changed: Changed | None = None
    """What was written after the last binding."""


NOTHING = Beside()
