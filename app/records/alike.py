"""Whether two values of a field say the same: what a person would not call a difference.

Values are as an entry tells them (JSON). Width and white space do not count, except white space that parts
two words or two numbers; an empty text is no text. Everything else counts: rather one question too many than
a difference nobody sees. (Sync specification 2.4.)
"""

from __future__ import annotations

import re
from typing import Any

from app.records.field import Field

NARROW = {0x3000: 0x20, **{wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}}
"""Full-width letters, digits and signs, and what they are on a narrow keyboard."""
PARTING = re.compile(r"(?<=[0-9A-Za-z])\s+(?=[0-9A-Za-z])")


def alike(field: Field, one: Any, other: Any) -> bool:
    """Whether a person who reads both reads the same thing twice."""
    if one == other and type(one) is type(other):
        return True
    if field.name == "void":  # gone is gone, whatever the reason
        return bool(one) == bool(other)
    return bool(_plain(field, one) == _plain(field, other))


def _plain(field: Field, value: Any) -> Any:
    if value is None or value in ("", []):
        return None
    if isinstance(value, list):
        items = [told for item in value if (told := _folded(item)) is not None]
        return (sorted(items) if field.kind == "choices" else items) or None
    return _folded(value) if field.kind == "text" else value


def _folded(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    narrow = PARTING.sub("\0", value.translate(NARROW).strip())
    return re.sub(r"\s+", "", narrow).replace("\0", " ") or None
