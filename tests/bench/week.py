"""A week of work in a village's room: five cases from registration to the last visit, 35 signed entries.

Real in it: the chain, the signatures, what each entry says and how. Written past the door, which signs them
one by one on a disk: a bench of 350 rooms would be an hour about its first minute.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from nacl.signing import SigningKey

from app import clock
from app.records import Record, Room, Workstation
from app.records.field import fields_of, to_json
from app.store import chain
from tests.bench.filled import _Story

ENTRIES = 35
CASES = 5
STAFF = 3


class Log:
    """One workstation's log as it grows; `entries` is what it wrote."""

    def __init__(self, seed: bytes) -> None:
        self.key = SigningKey(seed)
        self.name = chain.log_name(self.key)
        self.entries: list[chain.Entry] = []

    def put(self, verb: str, *records: Record) -> str:
        """New rows."""
        return self._sign(verb, [["i", one.kind(), one.id, _told(one)] for one in records])

    def change(self, verb: str, record: Record, version: str, **values: Any) -> str:
        """Other values in fields of a row that stands in one version."""
        told = {name: [[version], value] for name, value in values.items()}
        return self._sign(verb, [["u", record.kind(), record.id, told]])

    def _sign(self, verb: str, ops: list[Any]) -> str:
        last = self.entries[-1] if self.entries else None
        count = len(self.entries) + 1
        wall = clock.now() + timedelta(minutes=count)
        one = chain.write(
            self.key, seq=count, prev=last.id if last else None, see=[], lam=count, wall=wall.isoformat(),
            user="孟广田", ops=ops, verb=verb,
        )  # fmt: skip
        self.entries.append(one)
        return one.id


def of_room(number: int, today: datetime) -> tuple[str, Log]:
    """The room's id and its log: what it is, then its first week."""
    log = Log(f"room {number}".encode().rjust(32, b"\0"))
    room = Room(id=f"{number:032x}", room_name=f"第{number}村调解室", short_name=f"村{number}")
    log.put("set_up", room, Workstation(room_id=room.id, log=log.name, letter=""))
    works = _works(log, story(room.id, CASES, today, number))
    while len(log.entries) < ENTRIES + 1:
        next(works)
    return room.id, log


def story(room: str, cases: int, today: datetime, number: int) -> _Story:
    """Cases as a room of three people has them; no two numbers have the same."""
    told = _Story(cases, room, [f"{number:030x}{n:02x}" for n in range(STAFF)], today.date())
    told.dice.seed(number)
    return told


def _works(log: Log, told: _Story) -> Iterator[None]:
    """Case after case, each as a room writes it down."""
    for n in range(CASES * 2):
        case, *rest = told._case(n, told.today - timedelta(days=120), is_open=False)
        parties = [one for one in rest if one.kind() == "party"]
        version = log.put("register_case", case, *parties)
        yield
        for kinds in (("session",), ("agreement", "item"), ("performance",), ("visit",)):
            some = [one for one in rest if one.kind().endswith(kinds)]
            if some:
                log.put(f"record_{kinds[0]}", *some)
                yield
        log.change("note", case, version, remark=f"已电话回访{n}，双方都说没有新的争吵")
        yield
        log.change("settle", case, version, result="agreed", result_reason="当面履行完毕")
        yield


def _told(row: Record) -> dict[str, Any]:
    said = vars(row)
    return {
        name: to_json(known, said[name])
        for name, known in fields_of(type(row)).items()
        if said.get(name) is not None
    }
