"""One pass of the 复燃雷达 over the rows of its window, newest case first; only what the period holds is kept."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from app.rules import radar

Bearers: TypeAlias = list[tuple[str, str]]  # case and party, each once in a row
Row: TypeAlias = Any  # case, day, room, plot, party, number, household, telephone, name, address


class Pass:
    """Who bears each key of the period. A key that one alone bears costs one reference, for there are many."""

    def __init__(self, since: dt.date, room_id: str = "") -> None:
        self.since, self.room_id = since, room_id
        self.found: dict[str, dict[Any, Any]] = {kind: {} for kind in radar.KINDS}
        self.on: dict[str, Any] = {}
        self.room: dict[str, str] = {}  # of each case of the period
        self.cases: Counter[str] = Counter()  # of the period, by room

    def read(self, rows: Iterable[Row]) -> None:
        """The cases of the period come first: from the first older one on, keys are only looked up."""
        rest = iter(rows)
        began: Any = None
        for row in rest:
            if row[1] != began and day(row[1]) < self.since:
                self._look_up(row)
                break
            began = row[1]
            self._take(row)
        ids, households, phones, homes, plots = self.found.values()
        for row in rest:
            _, _, _, plot, _, number, household, phone, name, address = row
            if (
                number in ids
                or phone in phones
                or household in households
                or plot in plots
                or (name, address) in homes
            ):
                self._look_up(row)

    def shared(self) -> Iterator[tuple[str, Bearers]]:
        """Every key that more than one bears, by its kind."""
        for kind, known in self.found.items():
            for bearers in known.values():
                if type(bearers) is list:
                    yield kind, bearers

    def days(self) -> dict[str, dt.date]:
        """When each case that bears a key was accepted."""
        return {case_id: day(on) for case_id, on in self.on.items()}

    def _take(self, row: Row) -> None:
        """A row of the period; of another room than the one that is asked for it is only looked up."""
        case_id, room = row[0], row[2] or ""
        if self.room_id and room != self.room_id:
            self._look_up(row)
            return
        if case_id not in self.room:
            self.room[case_id] = room
            self.cases[room] += 1
            self.on[case_id] = row[1]
        for known, key, one in self._keys(row):
            if key in known:
                _add(known, key, one)
            else:
                known[key] = one

    def _look_up(self, row: Row) -> None:
        for known, key, one in self._keys(row):
            if key in known:
                _add(known, key, one)
                self.on[row[0]] = row[1]

    def _keys(self, row: Row) -> list[tuple[dict[Any, Any], Any, tuple[str, str]]]:
        case_id, _, _, plot, party_id, number, household, phone, name, address = row
        ids, households, phones, homes, plots = self.found.values()
        one = (case_id, party_id)
        told = [(ids, number, one)] if number else []
        if phone:
            told.append((phones, phone, one))
        if household:
            told.append((households, household, one))
        if name and address:
            told.append((homes, (name, address), one))
        if plot:
            told.append((plots, plot, (case_id, "")))
        return told


def day(told: Any) -> dt.date:
    """A day as the database gives it: as text, or already as a day."""
    return told if isinstance(told, dt.date) else dt.date.fromisoformat(told)


def _add(known: dict[Any, Any], key: Any, one: tuple[str, str]) -> None:
    standing = known[key]
    if type(standing) is not list:
        if standing != one:
            known[key] = [standing, one]
    elif standing[-1] != one:
        standing.append(one)
