"""How large and how odd a mechanism from outside may be; what is wrong is named by its key."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import time
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import msgspec

from app.trouble import Trouble

if TYPE_CHECKING:
    from app.rules.mechanism import Mechanism

DEEPEST, LONGEST, MOST_ROWS, LARGEST = 6, 200, 300, 1_000_000
EVERY = ("day", "week", "month", "quarter", "half_year", "year")
LAST = {"day": 1, "week": 7, "month": 31, "quarter": 92, "half_year": 184, "year": 366}
"""The last day a rhythm can name: of the week, of the month, after the end of the quarter."""

_ODD = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_PATH = re.compile(r"at `\$\.?([^`]*)`$")
_FIELD = re.compile(r"field `([^`]*)`")
_MONEY = re.compile(r"\d{1,7}(\.\d{1,2})?\Z")


def bounded(told: object, path: str = "", depth: int = 0) -> None:
    """Refuse what no mechanism is: endless texts, lists and figures, before anything is made of it."""
    if isinstance(told, Mapping):
        below = [(f"{path}.{key}" if path else str(key), value) for key, value in told.items()]
        below += [(where, str(key)) for (where, _), key in zip(below, told, strict=True)]
    elif isinstance(told, list | tuple):
        below = [(f"{path}[{place}]", value) for place, value in enumerate(told)]
    elif _fits(told, path):
        return
    else:
        raise wrong(path)
    if depth > DEEPEST or len(told) > MOST_ROWS:
        raise wrong(path)
    for where, value in below:
        bounded(value, where[:100], depth + 1)


def _fits(told: object, path: str) -> bool:
    """A word, a figure, a yes or no; only points may be taken away."""
    if isinstance(told, str):
        return len(told) <= LONGEST and not _ODD.search(told)
    least = -LARGEST if path.endswith(".points") else 0
    return isinstance(told, bool) or (isinstance(told, int) and least <= told <= LARGEST)


def sensible(found: Mechanism) -> None:
    """What the shapes alone do not say: days that exist, shares that add up, nothing named twice."""
    for name in ("sweeps", "calls", "meetings"):
        for place, one in enumerate(getattr(found, name)):
            if one.every not in EVERY:
                raise wrong(f"{name}[{place}].every")
            if not 1 <= one.on <= LAST[one.every] and one.every != "day":
                raise wrong(f"{name}[{place}].on")
    for where, is_well in CHECKS.items():
        if not is_well(found):
            raise wrong(where)


def _times(told: Sequence[str]) -> bool:
    """Times of day as 08:30, one after the other."""
    try:
        read = [time.fromisoformat(one) for one in told]
    except ValueError:
        return False
    return all(one < other for one, other in pairwise(read))


CHECKS: Mapping[str, Callable[[Mechanism], bool]] = {
    "duty.days": lambda m: set(m.duty.days) <= set(range(1, 8)),
    "duty.begins": lambda m: _times((m.duty.begins, m.duty.noon, m.duty.ends)),
    "tiers.code": lambda m: _once(one.code for one in m.tiers),
    "points": lambda m: _once(one.code for one in m.points),
    "subsidies.amount": lambda m: all(_MONEY.match(one.amount) for one in m.subsidies),
    "split": lambda m: m.split.people + m.split.administrative + m.split.judicial == 100,
    "grid.most_households": lambda m: _between(m.grid.fewest_households, m.grid.most_households),
    "grid.most_below": lambda m: _between(m.grid.fewest_below, m.grid.most_below),
    "reports.every": lambda m: all(one.every in EVERY for one in m.reports),
    "visits.after_days": lambda m: all(1 <= day <= 3650 for day in m.visits.after_days),
    "visits.key_times": lambda m: m.visits.key_times <= 60,
}
"""Where else a mechanism can be wrong, and how to see that it is not."""


def read_amiss(why: msgspec.ValidationError) -> Trouble:
    """The sentence for a key or a shape that does not belong, with where it stands."""
    text = str(why)
    at, field = _PATH.search(text), _FIELD.search(text)
    path = at[1] if at else ""
    if field is None:
        return wrong(path)
    where = f"{path}.{field[1]}" if path else field[1]
    key = "practice.unknown_key" if "unknown" in text else "practice.missing_key"
    return Trouble(key, where=where[:100])


def wrong(path: str) -> Trouble:
    return Trouble("practice.wrong_value", where=path[:100] or "—")


def _once(codes: Any) -> bool:
    told = list(codes)
    return len(told) == len(set(told))


def _between(fewest: int, most: int) -> bool:
    return most == 0 or fewest <= most
