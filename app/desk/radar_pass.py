"""One pass of the 复燃雷达 over the rows of its window, a slice of days at a time; only what the period holds is kept.

Whole columns are compared at once: row by row it would take longer than reading them does.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import compress, repeat
from typing import Any, TypeAlias

from app.rules import radar

Bearer: TypeAlias = tuple[str, str]  # case and party
Row: TypeAlias = Sequence[Any]
"""Case, day, room, plot, party, number, household, telephone, name, address; a case's rows in one slice."""


class Pass:
    """Who bears each key of the period. A key that one alone bears costs one reference, for there are many."""

    def __init__(self) -> None:
        self.found: dict[str, dict[Any, Any]] = {kind: {} for kind in radar.KINDS}
        self.on: dict[str, Any] = {}
        self.room: dict[str, str] = {}  # of each case of the period
        self.cases: Counter[str] = Counter()  # of the period, by room

    def take(self, rows: Sequence[Row]) -> None:
        """Cases of the period: their keys are kept, whoever bears them."""
        self._count(rows)
        for known, keys, bearers in self._keys(rows):
            fresh = dict(zip(keys, bearers, strict=True))
            again: set[Any] = known.keys() & fresh.keys()
            if len(fresh) < len(keys):
                again |= {key for key, times in Counter(keys).items() if times > 1}
            if again:
                for key, one in zip(keys, bearers, strict=True):
                    if key in again:
                        _add(known, key, one)
                for key in again:
                    del fresh[key]
            known.update(fresh)

    def want(self, rows: Sequence[Row]) -> None:
        """Cases of one room's period, before any is looked up: whoever bears their keys is asked for."""
        self._count(rows)
        for known, keys, _ in self._keys(rows):
            known.update(zip(keys, repeat(None)))

    def look_up(self, rows: Sequence[Row]) -> None:
        """Other cases: only who bears a key that is known is kept."""
        on: dict[str, Any] = {}
        for known, keys, bearers in self._keys(rows):
            again = known.keys() & keys
            if again:
                on = on or {row[0]: row[1] for row in rows}
                for key, one in zip(keys, bearers, strict=True):
                    if key in again:
                        _add(known, key, one)
                        self.on[one[0]] = on[one[0]]

    def shared(self) -> Iterator[tuple[str, list[Bearer]]]:
        """Every key that more than one bears, by its kind."""
        for kind, known in self.found.items():
            for bearers in known.values():
                if type(bearers) is list:
                    yield kind, bearers

    def days(self) -> dict[str, dt.date]:
        """When each case that bears a key was accepted."""
        return {case_id: day(on) for case_id, on in self.on.items()}

    def _count(self, rows: Sequence[Row]) -> None:
        rooms = {row[0]: row[2] or "" for row in rows}
        self.room.update(rooms)
        self.cases.update(rooms.values())
        self.on.update((row[0], row[1]) for row in rows)

    def _keys(
        self, rows: Sequence[Row]
    ) -> Iterator[tuple[dict[Any, Any], list[Any], list[Bearer]]]:
        """What is known of each kind, the keys of that kind that are said, and who bears each."""
        if not rows:
            return
        cases, _, _, plots, parties, numbers, households, phones, names, addresses = zip(
            *rows, strict=True
        )
        ids, households_known, phones_known, homes, plots_known = self.found.values()
        who = list(zip(cases, parties, strict=True))
        columns = ((ids, numbers), (households_known, households), (phones_known, phones))
        for known, keys in columns:
            yield known, list(compress(keys, keys)), list(compress(who, keys))
        told = list(map(all, zip(names, addresses, strict=True)))
        yield (
            homes,
            list(compress(zip(names, addresses, strict=True), told)),
            list(compress(who, told)),
        )
        of_case = {case_id: plot for case_id, plot in zip(cases, plots, strict=True) if plot}
        yield plots_known, list(of_case.values()), [(case_id, "") for case_id in of_case]


def day(told: Any) -> dt.date:
    """A day as the database gives it: as text, or already as a day."""
    return told if isinstance(told, dt.date) else dt.date.fromisoformat(told)


def _add(known: dict[Any, Any], key: Any, one: Bearer) -> None:
    standing = known.get(key)
    if standing is None:
        known[key] = one
    elif type(standing) is list:
        standing.append(one)
    else:
        known[key] = [standing, one]
