"""One pass of the 复燃雷达 over the rows of its window, a slice of days at a time; only what the period holds is kept.

Whole columns are compared at once: row by row it would take longer than reading them does.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import compress, repeat
from operator import itemgetter
from typing import Any, TypeAlias

from app.rules import radar

Bearer: TypeAlias = tuple[str, str]  # case and party
Row: TypeAlias = Sequence[Any]
"""What `app.store.radar_rows` tells of a party; the rows of a case come together."""

CASE, ON, ROOM, PLOT, PARTY, NUMBER, HOUSEHOLD, PHONE, NAME, ADDRESS = range(10)
COLUMNS = {"id_number": NUMBER, "household": HOUSEHOLD, "phone": PHONE}


class Pass:
    """Who bears each key of the period. A key that one alone bears costs one reference, for there are many."""

    def __init__(self) -> None:
        self.found: dict[str, dict[str, Any]] = {kind: {} for kind in radar.KINDS}
        self.on: dict[str, Any] = {}
        self.case: dict[str, str] = {}  # of each party
        self.room: dict[str, str] = {}  # of each case of the period
        self.cases: Counter[str] = Counter()  # of the period, by room

    def take(self, rows: Sequence[Row]) -> None:
        """Cases of the period: their keys are kept, whoever bears them."""
        self._count(rows)
        for kind, keys, bearers in _keys(rows):
            known = self.found[kind]
            fresh = dict(zip(keys, bearers, strict=True))
            again: set[str] = known.keys() & fresh.keys()
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
        for kind, keys, _ in _keys(rows):
            self.found[kind].update(zip(keys, repeat(None)))

    def look_up(self, rows: Sequence[Row]) -> None:
        """Other cases: only who bears a key that is known is kept."""
        met = False
        for kind, keys, bearers in _keys(rows):
            known = self.found[kind]
            again = known.keys() & keys
            met = met or bool(again)
            if again:
                for key, one in zip(keys, bearers, strict=True):
                    if key in again:
                        _add(known, key, one)
        if met:
            self._place(rows)

    def shared(self) -> Iterator[tuple[str, list[Bearer]]]:
        """Every key that more than one bears, by its kind."""
        for kind, known in self.found.items():
            of_case = kind == "plot"
            for bearers in known.values():
                if type(bearers) is list:
                    yield kind, [(one, "") if of_case else (self.case[one], one) for one in bearers]

    def days(self) -> dict[str, dt.date]:
        """When each case that bears a shared key was accepted."""
        met = {case_id for _, bearers in self.shared() for case_id, _ in bearers}
        return {case_id: day(self.on[case_id]) for case_id in met}

    def _count(self, rows: Sequence[Row]) -> None:
        self._place(rows)
        rooms = dict(zip(_column(rows, CASE), _column(rows, ROOM), strict=True))
        if None in rooms.values():
            rooms = {case_id: room or "" for case_id, room in rooms.items()}
        self.room.update(rooms)
        self.cases.update(rooms.values())

    def _place(self, rows: Sequence[Row]) -> None:
        cases = _column(rows, CASE)
        self.on.update(zip(cases, _column(rows, ON), strict=True))
        self.case.update(zip(_column(rows, PARTY), cases, strict=True))


def _keys(rows: Sequence[Row]) -> Iterator[tuple[str, list[str], list[str]]]:
    """The keys of each kind that are said, and who bears each: a party, or of a plot the case."""
    parties = _column(rows, PARTY)
    for kind, at in COLUMNS.items():
        keys = _column(rows, at)
        yield kind, list(compress(keys, keys)), list(compress(parties, keys))
    addresses = _column(rows, ADDRESS)
    said = compress(zip(_column(rows, NAME), addresses, parties, strict=True), addresses)
    homes = [(f"{name}\0{address}", party) for name, address, party in said if name]
    yield "name_address", [key for key, _ in homes], [party for _, party in homes]
    plots = _column(rows, PLOT)
    of_case = dict(compress(zip(_column(rows, CASE), plots, strict=True), plots))
    yield "plot", list(of_case.values()), list(of_case)


def _column(rows: Sequence[Row], at: int) -> list[Any]:
    return list(map(itemgetter(at), rows))


def day(told: Any) -> dt.date:
    """A day as the database gives it: as text, or already as a day."""
    return told if isinstance(told, dt.date) else dt.date.fromisoformat(told)


def _add(known: dict[str, Any], key: str, one: str) -> None:
    standing = known.get(key)
    if standing is None:
        known[key] = one
    elif type(standing) is list:
        standing.append(one)
    else:
        known[key] = [standing, one]
