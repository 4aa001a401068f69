"""What a cell was understood as, and everything that was not plain about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

import msgspec

Value = TypeVar("Value")


@dataclass(frozen=True)
class Remark:
    """A words key with its facts. `ledger.doubt.…`: a person should look; `ledger.note.…`: how it was read."""

    key: str
    facts: dict[str, str] = field(default_factory=dict)

    @property
    def is_doubt(self) -> bool:
        return ".doubt." in self.key


@dataclass
class Reading(Generic[Value]):
    """A value or none, with remarks. Without a value and without remarks the cell said nothing."""

    value: Value | None = None
    remarks: list[Remark] = field(default_factory=list)

    def remark(self, key: str, **facts: str) -> None:
        self.remarks.append(Remark(key, facts))


def doubtful(key: str, **facts: str) -> Reading[Value]:
    """No value, and the reason why."""
    return Reading(None, [Remark(key, facts)])


class Doubt(msgspec.Struct, frozen=True):
    """A remark at its place in the workbook: what stood there, why it is named, what was taken."""

    sheet: str
    row: int
    column: str  # a letter; empty where the row as a whole is meant
    heading: str
    raw: str
    key: str
    facts: dict[str, str] = {}
    taken: str = ""

    @property
    def asks(self) -> bool:
        """Whether a person should look; otherwise it only says how the cell was read."""
        return ".doubt." in self.key
