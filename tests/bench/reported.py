"""A centre with very many cases of very many rooms, written straight into its tables: what its reports read."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import Connection

from app.codes import code_list
from app.desk.desk import Desk
from app.records import Case, Matter, Mediator, Party, Record, Room, Sweep
from app.store import bulk, case_lines
from app.store.statements import shape_of

YEARS, LAST = 5, date(2026, 6, 30)
SLICE = 5000
RADAR = 2 * 365  # days: only cases the radar looks at have parties
KINDS = ("village",) * 7 + ("community",) * 2 + ("township",)


def fill(desk: Desk, cases: int, rooms: int, seed: int = 5) -> None:
    """Rooms, their people, cases (the later with two parties), the line of each case, matters and sweeps."""
    dice = random.Random(seed)
    with desk.shelf.local_writing() as link:
        if link.dialect.name == "sqlite":
            link.exec_driver_sql("PRAGMA cache_size = -1500000")  # every page is sealed but once
        ids = [f"{n:032x}" for n in range(1, rooms + 1)]
        _put(link, Room, (
            Room(id=one, committee=f"第{n}村人民调解委员会", short_name=f"村{n}", committee_kind=KINDS[n % 10])
            for n, one in enumerate(ids)
        ))  # fmt: skip
        people = [f"{rooms + n:032x}" for n in range(1, 3 * rooms + 1)]
        _put(link, Mediator, (
            Mediator(id=one, room_id=ids[n // 3], name=f"调解员{n}", full_time=n % 3 == 0, sex="1",
                     education="college", birth_on=date(1970, 1, 1))
            for n, one in enumerate(people)
        ))  # fmt: skip
        for told in _slices(_lines(dice, cases, ids, people)):
            _put(link, Case, (_case(n, one) for n, one in told))
            late = ((n, one) for n, one in told if one["accepted_on"] > LAST.toordinal() - RADAR)
            _put(link, Party, (party for n, one in late for party in _parties(n, one)))
            _write_lines(link, [one for _, one in told])
        _put(link, Matter, _matters(dice, cases // 10, ids))
        _put(link, Sweep, (
            Sweep(room_id=one, from_on=LAST - timedelta(days=30 * n), zero=True)
            for one in ids for n in range(12 * YEARS)
        ))  # fmt: skip
    desk.shelf.engine.dispose()  # what is measured has the cache a room has


def _lines(
    dice: random.Random, cases: int, rooms: list[str], people: list[str]
) -> Iterator[dict[str, Any]]:
    types = [code.code for code in code_list("dispute_type")]
    sources = [code.code for code in code_list("source") if code.code != "referred"]
    for n in range(cases):
        day = LAST.toordinal() - (cases - 1 - n) * 365 * YEARS // cases
        room = dice.randrange(len(rooms))
        agreed = dice.random() < 0.95
        done = agreed and dice.random() < 0.9
        yield {
            "case_id": f"{n:016x}{dice.getrandbits(64):016x}", "room_id": rooms[room], "place_id": "",
            "lead_id": people[3 * room + dice.randrange(3)], "dispute_type": dice.choice(types),
            "source": dice.choice(sources), "result": "agreed" if agreed else dice.choice(("ongoing", "not_agreed")),
            "form": dice.choice(("written", "oral")) if agreed else "",
            "performance": "performed" if done else "not_due" if agreed else "",
            "route": dice.choices(("people", "administrative", "judicial"), (70, 20, 10))[0], "tier": "simple",
            "line": "grid", "difficulty": dice.choice(("simple", "ordinary", "complex", "major")),
            "prevented": "petition" if dice.random() < 0.01 else "",
            "solved_at": dice.choice(("grid", "village", "street")),
            "satisfaction": "satisfied" if done else "", "judgment": "", "accepted_on": day,
            "mediated_on": day + dice.randrange(10) if agreed else None, "closed_on": day + 20 if done else None,
            "due_on": day + 400 if agreed and not done else None, "knotty": int(dice.random() < 0.1),
            "confirmation_applied": 0, "confirmed": 0, "parties": 2, "prevented_people": 0, "visits": int(done),
            "relapse": int(dice.random() < 0.005), "migrants": 0, "deaths": 0, "sued": 0,
            "amount": dice.randrange(5_000_000),
        }  # fmt: skip


def _slices(lines: Iterator[dict[str, Any]]) -> Iterator[list[tuple[int, dict[str, Any]]]]:
    told: list[tuple[int, dict[str, Any]]] = []
    for n, one in enumerate(lines):
        told.append((n, one))
        if len(told) == SLICE:
            yield told
            told = []
    yield told


def _case(n: int, one: dict[str, Any]) -> dict[str, Any]:
    same = ("room_id", "lead_id", "dispute_type", "source", "route", "line", "tier", "solved_at")
    told = {name: one[name] for name in same}
    on = date.fromordinal(one["accepted_on"])
    return {
        "id": one["case_id"],
        "file_no": f"（2026）调字第{n}号",
        "accepted_on": on,
        "v": {},
        **told,
    }


def _parties(n: int, one: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for place in (0, 1):
        number = (2 * n + place) * 7919 % 1_500_000
        yield {
            "id": f"{n:031x}{place}", "case_id": one["case_id"], "position": place, "name": f"当事人{number}",
            "phone": f"139{number:08d}", "v": {},
        }  # fmt: skip


def _matters(dice: random.Random, count: int, rooms: list[str]) -> Iterator[Matter]:
    for n in range(count):
        at = datetime(2026, 6, 30, 9) - timedelta(days=(count - n) * 365 * YEARS // max(count, 1))
        yield Matter(
            id=f"{n:032x}", room_id=dice.choice(rooms), came_at=at, people_count=1, told="路灯不亮",
            line=dice.choice(("hotline", "opinion", "petition", "grid")),
        )  # fmt: skip


def _put(link: Connection, record: type[Record], rows: Iterator[Any]) -> None:
    """Records, or quicker the attributes of them that are set."""
    shape = shape_of(record, link.dialect)
    told = (shape.row(one if isinstance(one, dict) else vars(one)) for one in rows)
    while some := list(islice(told, SLICE)):
        bulk.add(link, record.__table__, shape.names, some)  # type: ignore[arg-type]


def _write_lines(link: Connection, lines: list[dict[str, Any]]) -> None:
    rows = [tuple(one.get(name) for name in case_lines.NAMES) for one in lines]
    if rows:
        bulk.add(link, case_lines.line, case_lines.NAMES, rows)
