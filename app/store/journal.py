"""Every change in order: capture from the unit of work, in the same transaction; absorb from other machines.

State of an entry: WAITING for what it depends on, APPLIED, PARTLY (applied, but with kinds or fields that
only a newer program knows; the journal keeps them and a rebuild after an upgrade understands them).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from nacl.signing import SigningKey
from sqlalchemy import (
    Connection,
    Engine,
    event,
    func,
    inspect,
    select,
)
from sqlalchemy.orm import ORMExecuteState, Session

from app import clock
from app.records import Record
from app.records.base import FREEZING
from app.records.field import Field, fields_of, from_json, to_json
from app.store import blobs, chain, heads, lanes
from app.store.rows import parts
from app.store.statements import add_rows, ask, change_row, load, send
from app.store.tables import entry, head, tip
from app.store.witness import Last

WAITING, APPLIED, PARTLY = 0, 1, 2
PORTION = 500  # entries read, or folded, at once
LONGEST_PORTION = 4 * 1024 * 1024  # and not more bytes of them
WRITTEN = "written"  # where a session keeps which entry it wrote
MOST_SEEN = 1000  # tips one entry names; more would not fit its header


@dataclass
class Pen:
    """What a writing session needs to sign its entry: the key of this workstation's log, who, and what."""

    key: SigningKey
    user: str
    verb: str
    place: str | None = None  # the lane an action demands; None: what it touches decides


class BulkRefused(RuntimeError):
    """A bulk statement would pass the journal by."""


class Writing(Session):
    """A session that journals what it writes: `info` collects ops, `finish` writes the entry."""

    def __init__(self, engine: Engine, pen: Pen) -> None:
        super().__init__(engine, autoflush=False, expire_on_commit=False)
        self.info.update(pen=pen, ops={}, rows={})
        self._link: Connection | None = None

    def connection(self, *args: Any, **more: Any) -> Connection:
        """The one of its one transaction; asked for by everything that writes."""
        if self._link is None:
            self._link = super().connection(*args, **more)
        return self._link

    def get(self, entity: Any, ident: Any, **more: Any) -> Any:
        """One record by its id; most saves begin with it."""
        return super().get(entity, ident, **more) if more else load(self, entity, ident)


class Looking(Session):
    """A session that refuses to write."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine, autoflush=False, expire_on_commit=False)


def _refuse_writing(db: Session, *_: object) -> None:
    if db.new or db.dirty or db.deleted:
        raise BulkRefused("this session only looks")


def _refuse_bulk(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        raise BulkRefused("bulk writing passes the journal by")


def _collect(db: Session, *_: object) -> None:
    """Turn what the unit of work holds into ops; several flushes of one transaction add up."""
    if db.deleted:
        raise BulkRefused("nothing is deleted; void it with a reason")
    ops: dict[tuple[str, str], list[Any]] = db.info["ops"]
    for obj in db.new:
        if isinstance(obj, Record):
            _collect_one(db, ops, obj, is_new=True)
    for obj in db.dirty:
        if isinstance(obj, Record):
            _collect_one(db, ops, obj, is_new=False)


def _collect_one(
    db: Session, ops: dict[tuple[str, str], list[Any]], obj: Record, *, is_new: bool
) -> None:
    kind, known = obj.kind(), fields_of(type(obj))
    place = (kind, obj.id)
    if is_new and place not in ops:
        said = vars(
            obj
        )  # past the instruments: a new case has forty fields, most of them never set
        told = {n: _plain(obj, f) for n, f in known.items() if said.get(n) is not None}
        ops[place] = ["i", kind, obj.id, told]
        db.info["rows"][place] = obj
        return
    state = inspect(obj)
    touched = state.committed_state
    settled = heads.settled(db, obj)
    changed = {
        n: f
        for n, f in known.items()
        if n in settled or (n in touched and state.attrs[n].history.has_changes())
    }
    changed |= {f.size: known[f.size] for f in changed.values() if f.size}
    freezing = FREEZING in (obj.frozen or "").split(",")
    if not changed and not freezing:
        return
    if (obj.frozen or FREEZING) != FREEZING:
        raise BulkRefused(f"a signed {kind} does not change")
    old = ops.get(place)
    if old is not None and old[0] == "i":
        old[3].update({n: _plain(obj, f) for n, f in changed.items()})
        if not freezing:
            return
        raise BulkRefused("freeze in a transaction of its own")
    wanted = known if freezing else changed
    told = {} if old is None else old[3]
    for n, f in wanted.items():
        named = settled.get(n, [])
        if n in told:
            named = [*told[n][0], *named]
        elif not named:
            named = heads.seen(db, obj, f, touched.get(n, getattr(obj, n)))
        told[n] = [[*dict.fromkeys(named)], _plain(obj, f)]
    ops[place] = ["z" if freezing else "r" if settled else "u", kind, obj.id, told]
    db.info["rows"][place] = obj


def _plain(obj: Record, known: Field) -> Any:
    """A value as the entry tells it; the row keeps exactly what every other machine will read there."""
    value = getattr(obj, known.name)
    told = to_json(known, value)
    read = from_json(known, told)
    if read != value:
        setattr(obj, known.name, read)
    return told


event.listen(Writing, "before_flush", _collect)
event.listen(Writing, "do_orm_execute", _refuse_bulk)
event.listen(Looking, "before_flush", _refuse_writing)
event.listen(Looking, "do_orm_execute", _refuse_bulk)

ENDS = """
SELECT log = ? AS mine, id, seq, lam FROM tip WHERE log = ? OR NOT named ORDER BY mine DESC, seq DESC, id
"""
"""The ends of my log, and those of other logs that no entry of mine has named yet."""
ADD_ENTRY = """
INSERT INTO entry (id, log, seq, lam, state, header, body, sig) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
FIRST_END = "INSERT INTO tip (id, seq, lam, log, named) VALUES (?, ?, ?, ?, ?)"
MOVE_END = "UPDATE tip SET id = ?, seq = ?, lam = ?, named = ? WHERE id = ?"
READ_ENTRIES = "SELECT header, body, sig FROM entry WHERE n IN ({}) ORDER BY lam, n"
KNOWN_END = "SELECT seq FROM entry WHERE id = ? AND log = ? AND state <> ?"
FORKED_AT = """
SELECT seq FROM entry WHERE log = ? AND state <> ? GROUP BY seq HAVING count(*) > 1 ORDER BY seq LIMIT 1
"""
READ_ENDS = "SELECT seq, id FROM entry WHERE log = ? AND state <> ? AND id IN ({})"
READ_BRANCHES = "SELECT id, n, header FROM entry WHERE log = ? AND state <> ? AND seq >= ?"
MOST_NAMED = 20_000  # numbers one statement takes; further ones go with the next bundle
NAME_END = "UPDATE tip SET named = TRUE WHERE id = ?"


def finish(db: Session) -> set[tuple[str, str]]:
    """Sign and write the one entry of this transaction and the rows it tells of; answers which those are.

    Afterwards the session is empty: what it held is written. Without a change there is no entry.
    """
    _collect(db)
    ops: dict[tuple[str, str], list[Any]] = db.info["ops"]
    if not ops:
        return set()
    link = db.connection()
    pen: Pen = db.info["pen"]
    lane = lanes.choose(link, ops.values(), pen.place)
    told = [*ops.values()]
    new = _sign(link, pen, told) if lane is None else _sign_in(link, pen, lane, told)
    _put_rows(link, new.id, db.info["rows"], ops)
    _write(link, new, named=lane is None)
    blobs.name(link, new.head.log, new.head.seq, new.head.lam, blobs.named_by(told), ours=True)
    if lane is not None:
        lanes.named(link, lane, new.head.see)
    elif new.head.see:
        send(link, NAME_END, *((seen,) for seen in new.head.see))
    db.info[WRITTEN] = Last(new.head.log, new.head.seq, new.id)
    db.expunge_all()
    return set(ops)


def _sign(link: Connection, pen: Pen, ops: list[Any]) -> chain.Entry:
    log = chain.log_name(pen.key)
    ends = ask(link, ENDS, (log, log))
    _, prev, seq, lam = ends[0] if ends and ends[0][0] else (True, None, 0, 0)
    others = sorted((-end[3], end[1]) for end in ends if not end[0])
    seen = others[:MOST_SEEN]  # the next entry names the others
    return chain.write(
        pen.key,
        seq=seq + 1,
        prev=prev,
        see=[id_ for _, id_ in seen],
        lam=1 + max([lam, *(-low for low, _ in seen)]),
        wall=clock.now().isoformat(),
        user=pen.user,
        ops=ops,
        verb=pen.verb,
    )


def _sign_in(link: Connection, pen: Pen, lane: lanes.Lane, ops: list[Any]) -> chain.Entry:
    mine, others = lanes.ends(link, lane)
    prev, seq, lam = mine or (None, 0, 0)
    seen = others[:MOST_SEEN]
    return chain.write(
        lane.key,
        seq=seq + 1,
        prev=prev,
        see=[id_ for id_, _ in seen],
        lam=1 + max([lam, *(high for _, high in seen)]),
        wall=clock.now().isoformat(),
        user=pen.user,
        ops=ops,
        verb=pen.verb,
    )


def _put_rows(
    link: Connection,
    version: str,
    rows: dict[tuple[str, str], Record],
    ops: dict[tuple[str, str], list[Any]],
) -> None:
    """Stamp the version on every row and write what the ops say, those already flushed too."""
    fresh: dict[type[Record], list[Record]] = {}
    for place, (op, _, _, told) in ops.items():
        obj = rows[place]
        if op == "i":
            obj.v = {"*": version}
        else:
            obj.v = dict(sorted({**obj.v, **dict.fromkeys(told, version)}.items()))
        if op == "z":
            obj.frozen = version
        if inspect(obj).pending:
            fresh.setdefault(type(obj), []).append(obj)
        else:
            change_row(link, obj, told)
            if op != "i":
                heads.close(link, obj.kind(), obj.id, told)
    for record, added in fresh.items():
        add_rows(link, record, added)


def _write(link: Connection, new: chain.Entry, *, named: bool = True) -> None:
    """`named`: an end of our own log needs no naming; that of a lane does, by our own log."""
    h = new.head
    told = (new.id, h.log, h.seq, h.lam, APPLIED, new.header, new.body, new.sig)
    send(link, ADD_ENTRY, told)
    if h.prev is None:
        send(link, FIRST_END, (new.id, h.seq, h.lam, h.log, named))
    else:
        send(link, MOVE_END, (new.id, h.seq, h.lam, named, h.prev))


def have(db: Session) -> dict[str, list[tuple[int, str]]]:
    """The have-vector: for every log, the ends up to which everything is applied. This is the receipt."""
    found: dict[str, list[tuple[int, str]]] = {}
    for row in db.execute(
        select(tip.c.log, tip.c.seq, tip.c.id).order_by(tip.c.log, tip.c.seq, tip.c.id)
    ):
        found.setdefault(row.log, []).append((row.seq, row.id))
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
    for log in logs if logs is not None else sorted(have(db)):
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


def count(db: Session, log: str) -> int:
    """How many applied entries of a log stand here."""
    told = select(func.count()).select_from(entry).where(entry.c.log == log)
    return db.scalar(told.where(entry.c.state != WAITING)) or 0


def waiting(db: Session) -> int:
    """How many entries wait for others that are still on the road."""
    told = select(func.count()).select_from(entry).where(entry.c.state == WAITING)
    return db.scalar(told) or 0


def wall_of(db: Session, ids: list[str]) -> str:
    """What the writer's clock showed at the newest of these entries; empty where we know none."""
    rows = db.scalars(select(entry.c.header).where(entry.c.id.in_(ids)).order_by(entry.c.seq))
    return "".join([chain.head_of(header).wall for header in rows][-1:])


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
    known = ask(link, ids, (log, WAITING, *theirs))
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
