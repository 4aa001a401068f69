"""What reports count: a narrow row a case (`app.rules.case_line`), kept up by what was touched, never journaled.

Whatever changes a case marks it in the same transaction; the row is made anew in a later one, a portion at a
time (`app.desk.case_lines`), and before any report. Days are counted as `date.toordinal` does, sums in 分.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, Column, Connection, Integer, MetaData, Table, Text

from app.store.findable import parts
from app.store.statements import ask, in_one_breath, named, send

Touched = Collection[tuple[str, str]]

DAYS = ("accepted_on", "mediated_on", "closed_on", "due_on", "promised_on", "visited_on")
TEXTS = (
    "case_id", "room_id", "place_id", "lead_id", "dispute_type", "source", "result", "form", "performance",
    "route", "tier", "line", "difficulty", "prevented", "solved_at", "satisfaction", "judgment",
)  # fmt: skip
NUMBERS = (
    "knotty", "confirmation_applied", "confirmed", "parties", "prevented_people", "visits", "relapse",
    "migrants", "deaths", "sued",
)  # fmt: skip
NAMES = (*TEXTS, *DAYS, *NUMBERS, "amount")

line = Table(
    "case_line",
    MetaData(),  # of its own: it is no record and no part of the journal
    *(Column(name, Text, primary_key=name == "case_id") for name in TEXTS),
    *(Column(name, Integer) for name in (*DAYS, *NUMBERS)),
    Column("amount", BigInteger),
)

OF_CASE = frozenset(
    {
        "party", "agreement", "mediation_session", "performance_item", "performance", "visit", "handover",
        "reopening", "escalation",
    }
)  # fmt: skip
"""Kinds of records whose change may change the line of their case."""

MARK = "INSERT INTO case_line_due (case_id) {} ON CONFLICT DO NOTHING"
OF_ROOM = 'SELECT id FROM "case" WHERE room_id IN ids'
OF_IDS = 'SELECT id FROM "case" WHERE id IN ids'
CHOSEN = {"case": OF_IDS, "room": OF_ROOM}  # a room's level is that of its cases
BEHIND = "SELECT case_id FROM {} WHERE case_id IS NOT NULL AND id IN ids"
ALL = 'INSERT INTO case_line_due (case_id) SELECT id FROM "case" WHERE true ON CONFLICT DO NOTHING'
LOST = """
INSERT INTO case_line_due (case_id)
SELECT case_id FROM case_line WHERE case_id NOT IN (SELECT id FROM "case") ON CONFLICT DO NOTHING
"""
SOME = "SELECT case_id FROM case_line_due ORDER BY case_id LIMIT ?"
GONE = "DELETE FROM case_line_due WHERE case_id IN ids"
DROP = "DELETE FROM case_line WHERE case_id IN ids"
PUT = f"INSERT INTO case_line ({', '.join(NAMES)}) VALUES ({', '.join('?' * len(NAMES))})"  # noqa: S608
READ = f"SELECT {', '.join(NAMES)} FROM case_line WHERE case_id IN ids"  # noqa: S608  names of ours


def mark(link: Connection, touched: Touched) -> None:
    """The cases behind touched records are to be counted anew."""
    ids: dict[str, list[str]] = {}
    for kind, row_id in touched:
        if kind in CHOSEN or kind in OF_CASE:
            ids.setdefault(kind, []).append(row_id)
    if not ids:
        return
    with in_one_breath(link):
        for kind in sorted(ids):
            chosen = CHOSEN.get(kind) or BEHIND.format(kind)
            for part in parts(sorted(ids[kind])):
                statement, values = named(link, MARK.format(chosen), part)
                send(link, statement, values)


def mark_all(link: Connection) -> None:
    """Everything is to be counted anew."""
    send(link, ALL, ())
    send(link, LOST, ())


def some(link: Connection, most: int) -> list[str]:
    """So many of those that are due."""
    return [row[0] for row in ask(link, SOME, (most,))]


def count(link: Connection) -> int:
    """How many are due."""
    return int(ask(link, "SELECT count(*) FROM case_line_due")[0][0])


def write(link: Connection, case_ids: Sequence[str], lines: Iterable[Any]) -> None:
    """Put these lines; a case of `case_ids` that has none is no longer counted. None of them is due any more."""
    rows = [row_of(one) for one in lines]
    for statement in (DROP, GONE):
        told, values = named(link, statement, case_ids)
        send(link, told, values)
    if rows:
        send(link, PUT, *rows)


def row_of(one: Any) -> tuple[Any, ...]:
    """A line as its row says it."""
    return tuple(_plain(getattr(one, name)) for name in NAMES)


def standing(link: Connection, case_ids: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """The rows of these cases as they lie here."""
    yield from ask(link, *named(link, READ, case_ids))


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.toordinal()
    if isinstance(value, Decimal):
        return int(value * 100)
    return int(value) if isinstance(value, bool) else value
