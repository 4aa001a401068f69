"""Every change in order: which entries stand here, which a have-vector does not cover, what two sides left open.

State of an entry: WAITING for what it depends on, APPLIED, PARTLY (applied, but with kinds or fields that
only a newer program knows; the journal keeps them and a rebuild after an upgrade understands them), ANNULLED
(a cause as any other, but without effect on any row: `app.store.annulled`).
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import (
    Connection,
    func,
    select,
)
from sqlalchemy.orm import Session

from app.store import chain
from app.store.rows import parts
from app.store.statements import ask, named
from app.store.tables import entry, head

WAITING, APPLIED, PARTLY, ANNULLED = 0, 1, 2, 3
EFFECTIVE = (APPLIED, PARTLY)
PORTION = 500  # entries read, or folded, at once
LONGEST_PORTION = 4 * 1024 * 1024  # and not more bytes of them


ADD_ENTRY = """
INSERT INTO entry (id, log, seq, lam, state, header, body, sig) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
READ_TIPS = "SELECT log, id FROM tip WHERE log IN ({})"
ENDS = "SELECT log, seq, id FROM tip {} ORDER BY log, seq, id"
READ_ENTRIES = "SELECT header, body, sig FROM entry WHERE n IN ({}) ORDER BY lam, n"
KNOWN_END = "SELECT seq FROM entry WHERE id = ? AND log = ? AND state <> ?"
FORKED_AT = """
SELECT seq FROM entry WHERE log = ? AND state <> ? GROUP BY seq HAVING count(*) > 1 ORDER BY seq LIMIT 1
"""
READ_ENDS = "SELECT seq, id FROM entry WHERE log = ? AND state <> ? AND id IN ({})"
READ_BRANCHES = "SELECT id, n, header FROM entry WHERE log = ? AND state <> ? AND seq >= ?"
MOST_NAMED = 20_000  # numbers one statement takes; further ones go with the next bundle


def have(db: Session, logs: Iterable[str] | None = None) -> dict[str, list[tuple[int, str]]]:
    """The have-vector: for every log, the ends up to which everything is applied. This is the receipt.

    `logs`: of these alone.
    """
    told = ENDS.format("" if logs is None else "WHERE log IN ids")
    values: Sequence[Any] = ()
    if logs is not None:
        told, values = named(db, told, sorted(logs))
    found: dict[str, list[tuple[int, str]]] = {}
    for log, seq, id_ in ask(db, told, values):
        found.setdefault(log, []).append((seq, id_))
    return found


def entries_lacking(
    db: Session, theirs: dict[str, list[tuple[int, str]]], logs: Iterable[str] | None = None
) -> Iterator[chain.Entry]:
    """Applied entries that a have-vector does not cover, causes before effects, each with what it says."""
    for told in signed_lacking(db, theirs, logs):
        yield chain.stored(*told)


def signed_lacking(
    db: Session, theirs: dict[str, list[tuple[int, str]]], logs: Iterable[str] | None = None
) -> Iterator[chain.Signed]:
    """The same as the signed bytes alone. A pure read that holds a few at a time.

    A log with one end on both sides, where we hold theirs: everything after its number. Of a forked one
    what lies behind none of their ends. An end that we do not know counts for nothing; repetition is harmless.
    """
    wanted: list[tuple[Any, ...]] = []  # lam, number here, length
    for log in _moved(db, theirs, sorted(have(db)) if logs is None else logs):
        lacking = _lacking(db, log, theirs.get(log, []))
        if lacking is not None:
            where, values = lacking
            told = f"SELECT lam, n, length(body) FROM entry WHERE {where}"  # noqa: S608  words of ours
            wanted += ask(db.connection(), told, values)
    wanted.sort()
    for numbers in _portions(wanted):
        told = READ_ENTRIES.format(", ".join("?" * len(numbers)))
        for row in ask(db.connection(), told, numbers):
            yield chain.Signed(*map(bytes, row))


def _moved(db: Session, theirs: dict[str, list[tuple[int, str]]], logs: Iterable[str]) -> list[str]:
    """Those of these logs that have an end here which is not among theirs; all looked up at once."""
    found: set[str] = set()
    for part in parts(logs):
        told = READ_TIPS.format(", ".join("?" * len(part)))
        for log, id_ in ask(db.connection(), told, part):
            if all(id_ != end for _, end in theirs.get(log, [])):
                found.add(log)
    return sorted(found)


def _portions(wanted: list[tuple[Any, ...]]) -> Iterator[list[int]]:
    """Numbers of entries to be read at once: not too many, and not too long together."""
    numbers: list[int] = []
    held = 0
    for _, n, length in wanted:
        if len(numbers) == PORTION or held + length > LONGEST_PORTION:
            yield numbers
            numbers, held = [], 0
        numbers.append(n)
        held += length
    if numbers:
        yield numbers


def count_lacking(db: Session, log: str, ends: list[tuple[int, str]]) -> int:
    """How many applied entries of a log a have-vector does not cover, told by its ends of that log."""
    lacking = _lacking(db, log, ends)
    if lacking is None:
        return 0
    where, values = lacking
    told = f"SELECT count(*) FROM entry WHERE {where}"  # noqa: S608  words of ours
    return int(ask(db.connection(), told, values)[0][0])


def covers(db: Session, haves: Iterable[dict[str, list[tuple[int, str]]]], id_: str) -> bool:
    """Whether one of these have-vectors covers an entry: its log's end there stands at it or behind it."""
    row = db.execute(select(entry.c.log, entry.c.seq).where(entry.c.id == id_)).first()
    if row is None:
        return False
    ends = [end for have_ in haves for end in have_.get(row.log, [])]
    if len({end_id for _, end_id in ends}) > 1 and id_ not in {end_id for _, end_id in ends}:
        return all(seq >= row.seq for seq, _ in ends)  # a forked log: both branches lie behind it
    return any(seq >= row.seq for seq, _ in ends)


def not_covered(
    db: Session, ids: Iterable[str], theirs: dict[str, list[tuple[int, str]]]
) -> set[str]:
    """Which of these applied entries a have-vector does not cover; in a forked log rather too many."""
    found: set[str] = set()
    for part in parts(sorted(ids)):
        rows = db.execute(select(entry.c.id, entry.c.log).where(entry.c.id.in_(part))).all()
        for log in {row.log for row in rows}:
            lacking = _lacking(db, log, theirs.get(log, []))
            if lacking is None:
                continue
            mine = [row.id for row in rows if row.log == log]
            told = (
                f"SELECT id FROM entry WHERE {lacking[0]} AND id IN ({', '.join('?' * len(mine))})"  # noqa: S608  words of ours
            )
            found |= {id_ for (id_,) in ask(db.connection(), told, [*lacking[1], *mine])}
    return found


def count(db: Session | Connection, log: str) -> int:
    """How many applied entries of a log stand here."""
    told = select(func.count()).select_from(entry).where(entry.c.log == log)
    return db.scalar(told.where(entry.c.state != WAITING)) or 0


def waiting(db: Session) -> int:
    """How many entries wait for others that are still on the road."""
    told = select(func.count()).select_from(entry).where(entry.c.state == WAITING)
    return db.scalar(told) or 0


def walls(db: Session, ids: Iterable[str]) -> dict[str, str]:
    """What the writer's clock showed at each of these entries that is here."""
    found: dict[str, str] = {}
    for part in parts(sorted(ids)):
        rows = db.execute(select(entry.c.id, entry.c.header).where(entry.c.id.in_(part)))
        found.update((row.id, chain.head_of(row.header).wall) for row in rows)
    return found


def effective(link: Connection) -> Iterator[list[chain.Entry]]:
    """Every entry that has an effect, causes first, so many at once as are folded together."""
    order = select(entry.c.n).where(entry.c.state.in_(EFFECTIVE)).order_by(entry.c.lam, entry.c.id)
    numbers = array("q", link.scalars(order))
    for start in range(0, len(numbers), PORTION):
        yield numbered(link, numbers[start : start + PORTION].tolist())


def numbered(link: Connection, numbers: list[int]) -> list[chain.Entry]:
    """The entries with these numbers of ours, causes first."""
    asked = select(entry.c.header, entry.c.body, entry.c.sig).where(entry.c.n.in_(numbers))
    rows = link.execute(asked.order_by(entry.c.lam, entry.c.id))
    return [chain.stored(row.header, row.body, row.sig) for row in rows]


def logs_of(db: Session, ids: Iterable[str]) -> dict[str, str]:
    """The logs in which those of these entries stand that are here."""
    found: dict[str, str] = {}
    for some in parts(sorted(ids)):
        rows = db.execute(select(entry.c.id, entry.c.log).where(entry.c.id.in_(some)))
        found |= {row.id: row.log for row in rows}
    return found


def _lacking(db: Session, log: str, ends: list[tuple[int, str]]) -> tuple[str, list[Any]] | None:
    """Which entries of a log a have-vector with these ends does not cover; None: it covers all."""
    link = db.connection()
    mine = {id_ for (id_,) in ask(link, "SELECT id FROM tip WHERE log = ?", (log,))}
    theirs = sorted({id_ for _, id_ in ends})
    if mine <= set(theirs):
        return None
    if len(ends) > 1 or len(mine) > 1:
        return _lacking_of_forked(link, log, theirs)
    known = ask(link, KNOWN_END, (theirs[0], log, WAITING)) if theirs else []
    return "log = ? AND state <> ? AND seq > ?", [log, WAITING, known[0][0] if known else 0]


def _lacking_of_forked(link: Connection, log: str, theirs: list[str]) -> tuple[str, list[Any]]:
    """Of a log with branches: what lies behind none of their ends; the common stretch before is one chain."""
    applied = "log = ? AND state <> ?"
    ids = READ_ENDS.format(", ".join("?" * len(theirs)))
    known = (
        ask(link, ids, (log, WAITING, *theirs)) if theirs else []
    )  # a server takes no empty list
    highest = max((seq for seq, _ in known), default=0)
    forks = ask(link, FORKED_AT, (log, WAITING))
    fork = forks[0][0] if forks else None
    if fork is None or highest < fork:
        return f"{applied} AND seq > ?", [log, WAITING, highest]
    branches = ask(link, READ_BRANCHES, (log, WAITING, fork))
    before = {id_: chain.head_of(bytes(header)).prev for id_, _, header in branches}
    behind: set[str] = set()
    for _, end in known:
        step: str | None = end
        while step is not None and step in before and step not in behind:
            behind.add(step)
            step = before[step]
    lacking = sorted(n for id_, n, _ in branches if id_ not in behind)[:MOST_NAMED]
    return f"n IN ({', '.join('?' * len(lacking))})", lacking


def conflicts(db: Session, kind: str, row: str) -> list[dict[str, Any]]:
    """Further heads of one record: field, version, value (JSON), whether frozen (待核对)."""
    rows = db.execute(
        select(head)
        .where(head.c.kind == kind, head.c.row == row)
        .order_by(head.c.field, head.c.lam)
    )
    return [
        {"field": r.field, "version": r.version, "value": json.loads(r.value), "frozen": r.frozen}
        for r in rows
    ]
