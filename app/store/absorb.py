"""Take entries of other machines into the journal and fold them into the rows; rebuild rows from the journal.

Works in slices: read, fetch the rows touched, fold in memory, write back with one statement a table. An
entry waits until its causes are applied: what its log and its writer had seen before, and every version it
says it supersedes. So every machine folds a version before whatever supersedes it.
"""

from __future__ import annotations

import gc
from array import array
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Connection, and_, bindparam, delete, insert, or_, select, update

from app.records import RECORDS
from app.store import chain, content
from app.store.journal import ADD_ENTRY, APPLIED, LONGEST_PORTION, PARTLY, PORTION, WAITING
from app.store.merge import fold
from app.store.rows import Rows, parts
from app.store.statements import send
from app.store.tables import entry, head, tip

SLICE = PORTION


@dataclass
class Absorbed:
    """What taking in did: entries applied, known already, still waiting, refused with a reason each."""

    new: int = 0
    known: int = 0
    waiting: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)  # (entry id, reason)
    touched: set[tuple[str, str]] = field(default_factory=set)  # (kind, row id)


@dataclass
class _Past:
    """An applied entry as its effects see it."""

    lam: int
    seq: int
    log: str


def absorb(link: Connection, entries: Iterable[chain.Entry]) -> Absorbed:
    """Store and apply entries already verified by `chain.read`, inside the caller's transaction."""
    done = Absorbed()
    for slice_ in _slices(entries):
        _take(link, slice_, done)
    if done.new:
        _retry(link, done)
    done.waiting = len(link.scalars(select(entry.c.n).where(entry.c.state == WAITING)).all())
    return done


def _slices(entries: Iterable[chain.Entry]) -> Iterator[list[chain.Entry]]:
    """As many as are folded at once: not too many, and not too long together."""
    batch: list[chain.Entry] = []
    held = 0
    for one in entries:
        if len(batch) == SLICE or (batch and held + len(one.body) > LONGEST_PORTION):
            yield batch
            batch, held = [], 0
        batch.append(one)
        held += len(one.body)
    if batch:
        yield batch


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Taking in makes many short-lived things and no rings: looking for rings would take a fifth of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _take(link: Connection, batch: list[chain.Entry], done: Absorbed) -> None:
    known: set[str] = set()
    for ids in parts(e.id for e in batch):
        known |= set(link.scalars(select(entry.c.id).where(entry.c.id.in_(ids))))
    fresh = {one.id: one for one in batch if one.id not in known}
    done.known += len(batch) - len(fresh)
    if not fresh:
        return
    states, refused = _apply(link, list(fresh.values()), done)
    rows = [
        (one.id, h.log, h.seq, h.lam, states.get(one.id, WAITING), one.header, one.body, one.sig)
        for one in fresh.values()
        if one.id not in refused
        for h in [one.head]
    ]
    if rows:
        send(link, ADD_ENTRY, *rows)


def _retry(link: Connection, done: Absorbed) -> None:
    """Apply what waited, causes first: a cause has the lower Lamport number, so one pass is enough."""
    for slice_ in _waiting(link):
        states, refused = _apply(link, slice_, done)
        _mark(link, states)
        for ids in parts(sorted(refused)):
            link.execute(delete(entry).where(entry.c.id.in_(ids)))


def _waiting(link: Connection) -> Iterator[list[chain.Entry]]:
    lam, id_ = 0, ""
    while True:
        rows = link.execute(
            select(entry.c.header, entry.c.body, entry.c.sig)
            .where(entry.c.state == WAITING)
            .where(or_(entry.c.lam > lam, and_(entry.c.lam == lam, entry.c.id > id_)))
            .order_by(entry.c.lam, entry.c.id)
            .limit(SLICE)
        ).all()
        if not rows:
            return
        slice_ = [chain.stored(r.header, r.body, r.sig) for r in rows]
        lam, id_ = slice_[-1].head.lam, slice_[-1].id
        yield slice_


def _mark(link: Connection, states: dict[str, int]) -> None:
    if states:
        link.execute(
            update(entry).where(entry.c.id == bindparam("key")).values(state=bindparam("told")),
            [{"key": id_, "told": state} for id_, state in states.items()],
        )


def _apply(
    link: Connection, todo: list[chain.Entry], done: Absorbed
) -> tuple[dict[str, int], set[str]]:
    """Fold what is ready, causes first. Returns the states of what was applied, and what was refused."""
    read = {one.id: content.read(one) for one in todo}
    past = _past(link, {c for one in todo for c in (*_causes(one), *read[one.id].bases)})
    rows = Rows(link)
    rows.fetch(place for told in read.values() for place in told.places)
    states: dict[str, int] = {}
    refused: set[str] = set()
    for one in sorted(todo, key=lambda e: (e.head.lam, e.id)):
        told = read[one.id]
        if one.head.schema > chain.SCHEMA or any(c not in past for c in _causes(one)):
            continue
        try:
            _check(one, told, past)
        except chain.Fault as why:
            refused.add(one.id)
            done.refused.append((one.id, why.reason))
            continue
        if any(base not in past for base in told.bases):
            continue
        rows.lams[one.id] = one.head.lam
        states[one.id] = _fold(rows, one, told)
        past[one.id] = _Past(one.head.lam, one.head.seq, one.head.log)
    _move_tips(link, [one for one in todo if one.id in states])
    done.new += len(states)
    done.touched |= {place for place, row in rows.rows.items() if row.changed}
    rows.write_back()
    return states, refused


def _causes(one: chain.Entry) -> list[str]:
    return ([one.head.prev] if one.head.prev else []) + one.head.see


def _past(link: Connection, ids: set[str]) -> dict[str, _Past]:
    found = {}
    for part in parts(sorted(ids)):
        rows = link.execute(
            select(entry.c.id, entry.c.lam, entry.c.seq, entry.c.log).where(
                entry.c.id.in_(part), entry.c.state != WAITING
            )
        )
        found.update({r.id: _Past(r.lam, r.seq, r.log) for r in rows})
    return found


def _check(one: chain.Entry, told: content.Content, past: dict[str, _Past]) -> None:
    """An entry fits its past: Lamport number recomputed, chain unbroken, nothing of its own log in `see`."""
    h = one.head
    if h.lam != 1 + max((past[c].lam for c in _causes(one)), default=0):
        raise chain.Fault("order")
    if h.prev is not None and (past[h.prev].seq, past[h.prev].log) != (h.seq - 1, h.log):
        raise chain.Fault("chain")
    if any(past[c].log == h.log for c in h.see):
        raise chain.Fault("chain")
    if told.fault:
        raise chain.Fault(told.fault)
    if any(base in past and past[base].lam >= h.lam for base in told.bases):
        raise chain.Fault("order")


def _fold(rows: Rows, one: chain.Entry, told: content.Content) -> int:
    complete = told.complete
    for name, kind, row_id, fields in told.ops:
        known = rows.known(kind)
        row = rows.row(kind, row_id)
        complete &= fold(row, name, fields, one.id, one.head.lam, known.keys(), rows.lam_of)
    return APPLIED if complete else PARTLY


def _move_tips(link: Connection, applied: list[chain.Entry]) -> None:
    """An applied entry ends its log unless another applied entry follows it."""
    followed = {e.head.prev for e in applied if e.head.prev}
    for ids in parts(sorted(followed)):
        link.execute(delete(tip).where(tip.c.id.in_(ids)))
    ends = [
        {"id": e.id, "log": e.head.log, "seq": e.head.seq, "lam": e.head.lam, "named": False}
        for e in applied
        if e.id not in followed
    ]
    if ends:
        link.execute(insert(tip), ends)


def rebuild(link: Connection) -> int:
    """Make every row again from the journal alone; returns the entries folded. Invariant I4.

    What waited for a newer program is tried again: this may be that program.
    """
    for record in RECORDS.values():
        link.execute(delete(record))
    link.execute(delete(head))
    order = select(entry.c.n).where(entry.c.state != WAITING).order_by(entry.c.lam, entry.c.id)
    numbers = array("q", link.scalars(order))
    for start in range(0, len(numbers), SLICE):
        _fold_again(link, numbers[start : start + SLICE].tolist())
    done = Absorbed()
    _retry(link, done)
    return len(numbers) + done.new


def _fold_again(link: Connection, numbers: list[int]) -> None:
    asked = select(entry.c.header, entry.c.body, entry.c.sig).where(entry.c.n.in_(numbers))
    slice_ = [
        chain.stored(r.header, r.body, r.sig)
        for r in link.execute(asked.order_by(entry.c.lam, entry.c.id))
    ]
    read = {one.id: content.read(one) for one in slice_}
    rows = Rows(link)
    rows.fetch(place for told in read.values() for place in told.places)
    states = {}
    for one in slice_:
        rows.lams[one.id] = one.head.lam
        states[one.id] = _fold(rows, one, read[one.id])
    rows.write_back()
    _mark(link, states)
