"""Whose a row is, at a centre: a place below changes what is its own, and hangs nothing under what is not.

A row belongs to the place whose log first wrote it. What a room's log says about rows of another room, of the
centre or of all is no evidence: the entry stands aside. What the centre and those above it write is not
bounded here, and a room, that receives only what is for it, has nothing to bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection

from app.records import RECORDS
from app.records.field import above
from app.store import chain, declared, locals_, vouch
from app.store.peers import LOWER, ROOM
from app.store.rows import parts
from app.store.statements import ask, ask_each, named, shape_of

FOREIGN = "foreign"
UNKNOWN = ""  # the place of a log of which nothing is known yet
BELOW = frozenset({ROOM, LOWER})
ANY_BELOW = "SELECT 1 FROM peer WHERE role IN ('room', 'lower') LIMIT 1"
IS_BELOW = "SELECT 1 FROM peer WHERE room = ? AND role IN ('room', 'lower') LIMIT 1"
PEERS = "SELECT log, role, room FROM peer WHERE log IN ids"
LANES = """
SELECT log, room, seen,
  EXISTS (SELECT 1 FROM peer WHERE peer.room = scope.room AND peer.role IN ('room', 'lower'))
FROM scope WHERE log IN ids ORDER BY {}
"""
HEARD_LAST = {
    "sqlite": "rowid",
    "postgresql": "ctid",
}  # of two places of one log the later heard of counts
LOGS = "SELECT id, log FROM entry WHERE id IN ids"
Place = tuple[str, str]  # kind, row id


class Owners:
    """Answers for one taking-in whose logs and rows are whose: a log nobody knows is of the `place` that brings it.

    Where nobody brings it now and nothing tells whose it is (we were put back, and meet the room only later), what
    others write on its rows waits.
    """

    def __init__(self, link: Connection, brought_by: str, place: str = "") -> None:
        self._link = link
        self._bounds = bool(ask(link, ANY_BELOW))
        self._rooms: dict[str, str | None] = {}  # who writes: None is not bounded
        self._lanes: dict[str, str] = {}  # for whom a centre wrote
        self._looked_up: set[str] = set()  # logs
        self._brought: set[str] = set()  # logs
        if not self._bounds:
            return
        own = chain.log_name(locals_.identity(link)[0])
        self._own = {own, *vouch.former(link, own)}
        self._me = own
        self._look_up({brought_by})
        self._stranger = place or self._rooms.get(brought_by)
        self._stars: dict[Place, str] = {}  # rows and the entry that first wrote them
        self._logs: dict[str, str] = {}  # entries and their logs

    def _look_up(self, logs: set[str]) -> None:
        """Where these logs belong; a centre knows a thousand, a bundle brings entries of a few."""
        told = LANES.format(HEARD_LAST[self._link.dialect.name])
        for some in parts(sorted(logs - self._looked_up)):
            lanes, known = ask_each(
                self._link, [named(self._link, told, some), named(self._link, PEERS, some)]
            )
            for log, room, seen, is_below in lanes:
                self._lanes[log] = room
                self._rooms[log] = room if seen is None and is_below else None
            self._rooms |= {log: room if role in BELOW else None for log, role, room in known}
            self._looked_up.update(some)
        self._rooms |= dict.fromkeys(self._own)
        self._ask_them(logs)

    def place_of(self, log: str) -> str | None:
        """The place below us a log belongs to; None: it is not bounded here."""
        return self._rooms.get(log, self._stranger if log in self._brought else None)

    def _owner(self, star: str) -> str | None:
        """The place a row is of that this entry first wrote: its writer's, or the one it was written for; UNKNOWN."""
        log = self._logs.get(star, "")
        if log in self._rooms:
            return self._lanes.get(log) or self._rooms[log]
        return (self._stranger if log in self._brought else None) or UNKNOWN

    def fetch(
        self,
        todo: Iterable[tuple[chain.Entry, list[Any]]],
        known: Mapping[Place, str | None] | None = None,
        logs: Mapping[str, str] | None = None,
    ) -> None:
        """Look up what the checks of these entries will ask, but for rows of which it is `known`: None has none.

        `logs`: entries whose logs are known too.
        """
        if not self._bounds:
            return
        self._logs.update(logs or {})
        todo, looked = list(todo), known or {}
        self._brought |= {one.head.log for one, _ in todo}
        self._stars.update({place: star for place, star in looked.items() if star is not None})
        wanted: dict[str, set[str]] = {}
        self._look_up({one.head.log for one, _ in todo})
        for one, ops in todo:
            self._logs[one.id] = one.head.log
            if self.place_of(one.head.log) is None:
                continue
            for name, kind, row_id, told in ops:
                for place in (*_above(name, kind, told), (kind, row_id)):
                    if place not in self._stars and place not in looked:
                        wanted.setdefault(place[0], set()).add(place[1])
        for kind, ids in sorted(wanted.items()):
            self._fetch_stars(kind, ids)
        unknown = {star for star in self._stars.values() if star and star not in self._logs}
        for some in parts(sorted(unknown)):
            self._logs.update(dict(ask(self._link, *named(self._link, LOGS, some))))
        stars = {*self._stars.values()}
        self._look_up({log for star, log in self._logs.items() if star in stars})

    def _ask_them(self, logs: set[str]) -> None:
        """Of logs nobody told us of: what they say of themselves."""
        for log, room in declared.places(self._link, logs - self._rooms.keys()).items():
            self._believe(log, room)

    def _believe(self, log: str, room: str | None) -> None:
        """It says that it stands there; a room under a lower centre is nothing we can place."""
        if room is None:
            return
        if ask(self._link, IS_BELOW, (room,)):
            self._rooms[log] = room
        elif declared.places(self._link, [self._me]).get(self._me) == room:
            self._rooms[log] = None

    def _fetch_stars(self, kind: str, ids: set[str]) -> None:
        shape = shape_of(RECORDS[kind], self._link.dialect)
        for some in parts(sorted(ids)):
            for row_id, told in ask(self._link, *named(self._link, shape.versions, some)):
                versions = shape.columns["v"].read(told) or {}
                self._stars[kind, row_id] = versions.get("*", "")

    def check(self, one: chain.Entry, ops: list[Any]) -> bool:
        """Whether it can be told yet whose the rows are that an entry touches.

        Raises Fault where a place below writes on what is not its own.
        """
        mine = self.place_of(one.head.log) if self._bounds else None
        if mine is None:
            return True
        touched = {*self._touched(ops)}
        if touched - {mine, UNKNOWN}:
            raise chain.Fault(FOREIGN)
        return UNKNOWN not in touched

    def _touched(self, ops: list[Any]) -> Iterator[str | None]:
        """Whose rows these ops touch."""
        for name, kind, row_id, told in ops:
            for place in (*_above(name, kind, told), (kind, row_id)):
                if star := self._stars.get(place):
                    yield self._owner(star)

    def applied(self, one: chain.Entry, ops: list[Any]) -> None:
        """An entry counts now: the rows it first wrote are its place's."""
        if self._bounds:
            for name, kind, row_id, told in ops:
                if name == "i":
                    self._stars.setdefault((kind, row_id), one.id)
                if kind == "workstation" and told.get("log") == one.head.log not in self._rooms:
                    self._believe(one.head.log, told.get("room_id"))


def _above(name: str, kind: str, told: dict[str, Any]) -> list[Place]:
    """The rows a row is put under by this op."""
    found = []
    for field, refers in above(RECORDS[kind]).items():
        if field in told:
            target = told[field] if name == "i" else told[field][1]
            if target:
                found.append((refers, target))
    return found
