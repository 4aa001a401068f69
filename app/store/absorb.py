"""Take entries of other machines into the journal and fold them into the rows; rebuild rows from the journal.

Works in slices: read, fetch the rows touched, fold in memory, write back with one statement a table. An
entry waits until its causes are applied: what its log and its writer had seen before, and every version it
says it supersedes. So every machine folds a version before whatever supersedes it.

What does not fit its past, or follows the end of a closed log, stands aside (`app.store.set_aside`). Of a
closed log still counts what an entry of an open one rests on: whoever worked on with it must not wait for ever.
What a place wrote on rows of another counts as a cause and has no effect (`app.store.annulled`).
"""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from sqlalchemy import Connection, and_, bindparam, delete, or_, select, update

from app.records import RECORDS
from app.store import (
    annulled,
    blobs,
    bulk,
    chain,
    closings,
    content,
    evidence,
    findable,
    journal,
    set_aside,
)
from app.store.journal import (
    ANNULLED,
    APPLIED,
    LONGEST_PORTION,
    PARTLY,
    PORTION,
    WAITING,
)
from app.store.owners import FOREIGN, Owners
from app.store.rows import Rows, parts
from app.store.statements import ask, named, send
from app.store.tables import entry

SLICE = PORTION
ENTRY = ("id", "log", "seq", "lam", "state", "header", "body", "sig")
KNOWN = "SELECT id FROM entry WHERE id IN ids"
LEFT = f"""
SELECT (SELECT count(*) FROM entry WHERE state = {WAITING}),
       EXISTS (SELECT 1 FROM closure) OR EXISTS (SELECT 1 FROM aside WHERE reason = ?)
"""  # noqa: S608  a number
"""How many wait, and whether anything of a closed log is to be looked at."""
NEW_END = "INSERT INTO tip (id, log, seq, lam, named) VALUES (?, ?, ?, ?, ?)"
NO_END = "DELETE FROM tip WHERE id IN ids"


@dataclass
class Absorbed:
    """What taking in did: entries applied, known already, still waiting, set aside with a reason each."""

    new: int = 0
    known: int = 0
    waiting: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)  # (entry id, reason)
    touched: set[tuple[str, str]] = field(default_factory=set)  # (kind, row id)
    findable: set[tuple[str, str]] = field(default_factory=set)  # those of them that are searched
    annulled: set[str] = field(default_factory=set)  # have no effect, as the bringer says
    place: str = ""  # the place below us that brings


def absorb(
    link: Connection, entries: Iterable[chain.Entry], brought_by: str = "",
    word: annulled.Word = annulled.SILENCE,
) -> Absorbed:  # fmt: skip
    """Store and apply entries already verified by `chain.read`, inside the caller's transaction.

    `word`: which entries have no effect, as the place says that brings these.
    """
    done = Absorbed(annulled=annulled.by_others(link, word.annulled), place=word.place)
    _made_anew(done, annulled.revive(link, word.counting))
    _made_anew(done, annulled.annul(link, done.annulled, brought_by))
    closed = closings.in_force(link).keys()
    for slice_ in _slices(entries):
        _take(link, _open_ones(link, slice_, closed, brought_by, done), done, brought_by)
    waiting, is_any_closed = ask(link, LEFT, (set_aside.CLOSED,))[0]
    if waiting:
        _retry(link, done, brought_by)
        waiting, is_any_closed = ask(link, LEFT, (set_aside.CLOSED,))[0]
    if is_any_closed:
        _take_up_closed(link, done)
        waiting, _ = ask(link, LEFT, (set_aside.CLOSED,))[0]
    done.waiting = waiting
    return done


def take_up(link: Connection) -> Absorbed:
    """Try again what stands aside: a newer program may understand it, or a closure was lifted."""
    done = Absorbed()
    again = {one.id for one in set_aside.listed(link) if one.reason != set_aside.CLOSED}
    for slice_ in _slices(set_aside.read(link, again)):
        _take(link, slice_, done)
    _retry(link, done)
    set_aside.forget_taken(link)
    _take_up_closed(link, done)
    revived = _judged_anew(link)
    _made_anew(done, annulled.revive(link, revived))
    done.new += len(revived)
    return done


def _judged_anew(link: Connection) -> set[str]:
    """Of what this machine found to be without effect: what it would not find so today."""
    found = set()
    todo = [(one, content.read(one).ops) for one in annulled.judged_here(link)]
    owners = Owners(link, "")
    owners.fetch(todo)
    for one, ops in todo:
        with suppress(chain.Fault):
            if owners.check(one, ops):
                found.add(one.id)
    return found


def _made_anew(done: Absorbed, places: Collection[tuple[str, str]]) -> None:
    done.touched.update(places)
    done.findable.update(place for place in places if findable.is_watched_at_all(place[0]))


def _open_ones(
    link: Connection, batch: list[chain.Entry], closed: Collection[str], brought_by: str, done: Absorbed
) -> list[chain.Entry]:  # fmt: skip
    """Those whose log is not closed; the others stand aside until it is plain that they count."""
    beyond = {one.id: one for one in batch if one.head.log in closed}
    if not beyond:
        return batch
    known = _known(link, beyond) | set_aside.standing(link, beyond)
    fresh = [(one, set_aside.CLOSED) for one in beyond.values() if one.id not in known]
    set_aside.put(link, fresh, brought_by)
    done.refused += [(one.id, reason) for one, reason in fresh]
    done.known += len(beyond) - len(fresh)
    return [one for one in batch if one.id not in beyond]


def _take_up_closed(link: Connection, done: Absorbed) -> None:
    """Of closed logs take in what counts: up to their ends, and what entries of open logs rest on."""
    before = -1
    while done.new > before:
        before = done.new
        closed = closings.in_force(link)
        if closed:
            _no_longer_waits(link, closed)
        beyond = set_aside.heads(link, set_aside.CLOSED)
        if not beyond:
            break
        for slice_ in _slices(set_aside.read(link, _counting(link, closed, beyond))):
            _take(link, slice_, done)
        _retry(link, done)
        set_aside.forget_taken(link)
    still = set_aside.standing(link, (id_ for id_, _ in done.refused))
    done.refused = [told for told in done.refused if told[0] in still]


def _no_longer_waits(link: Connection, closed: Collection[str]) -> None:
    """What of a closed log waited for its causes stands aside instead."""
    waited = [one for slice_ in _waiting(link) for one in slice_ if one.head.log in closed]
    set_aside.put(link, ((one, set_aside.CLOSED) for one in waited), "")
    _forget(link, [one.id for one in waited])


def _counting(
    link: Connection, closed: dict[str, closings.Closed], beyond: dict[str, chain.Header]
) -> set[str]:
    """Which of the entries that follow a closed log's end count nevertheless, with all they rest on."""
    near = [id_ for id_, head_ in beyond.items() if head_.log not in closed]
    near += [end for one in closed.values() for end in one.ends]
    near += [cause for slice_ in _waiting(link) for one in slice_ for cause in evidence.causes(one)]
    found: set[str] = set()
    while near:
        id_ = near.pop()
        if id_ in beyond and id_ not in found:
            found.add(id_)
            head_ = beyond[id_]
            near += [head_.prev or "", *head_.see]
    return found


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


def _take(link: Connection, batch: list[chain.Entry], done: Absorbed, brought_by: str = "") -> None:
    known = _known(link, (one.id for one in batch))
    fresh = {one.id: one for one in batch if one.id not in known}
    done.known += len(batch) - len(fresh)
    if not fresh:
        return
    states, refused = _apply(link, list(fresh.values()), done, brought_by)
    rows = [
        (one.id, h.log, h.seq, h.lam, states.get(one.id, WAITING), one.header, one.body, one.sig)
        for one in fresh.values()
        if one.id not in refused
        for h in [one.head]
    ]
    if rows:
        bulk.add(link, entry, ENTRY, rows)


def _known(link: Connection, ids: Iterable[str]) -> set[str]:
    found = (ask(link, *named(link, KNOWN, some)) for some in parts(ids))
    return {row[0] for rows in found for row in rows}


def _retry(link: Connection, done: Absorbed, stranger: str = "") -> None:
    """Apply what waited, causes first: a cause has the lower Lamport number, so one pass is enough."""
    for slice_ in _waiting(link):
        states, refused = _apply(link, slice_, done, stranger=stranger)
        _mark(link, states)
        _forget(link, refused)


def _forget(link: Connection, ids: Iterable[str]) -> None:
    for some in parts(sorted(ids)):
        link.execute(delete(entry).where(entry.c.id.in_(some)))


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
    link: Connection,
    todo: list[chain.Entry],
    done: Absorbed,
    brought_by: str = "",
    stranger: str = "",
) -> tuple[dict[str, int], set[str]]:
    """Fold what is ready, causes first. Returns the states of what was applied, and what stands aside.

    `stranger`: who brings now, where these entries came before: logs nobody knows yet are taken for its place's.
    """
    read = {one.id: content.read(one) for one in todo}
    resting = {c for one in todo for c in (*evidence.causes(one), *read[one.id].bases)}
    past = evidence.past_of(link, resting - read.keys())  # none of these has its effect yet
    rows = Rows(link)
    rows.fetch_for(op for told in read.values() for op in told.ops)
    owners = Owners(link, brought_by or stranger, done.place)
    stars = rows.stars(place for told in read.values() for place in told.places)
    logs = {id_: one.log for id_, one in past.items()}
    owners.fetch(((one, read[one.id].ops) for one in todo), stars, logs)
    states: dict[str, int] = {}
    refused: dict[str, tuple[chain.Entry, str]] = {}
    room_for = annulled.Room(link)
    for one in sorted(todo, key=lambda e: (e.head.lam, e.id)):
        told = read[one.id]
        is_told = one.id in done.annulled
        if not is_told and not evidence.is_due(one, past):
            continue
        if is_told and one.head.prev is not None and one.head.prev not in past:
            continue
        try:
            evidence.check_chain(one, past)
            if is_told:
                raise chain.Fault(annulled.TOLD)
            evidence.check(one, told, past)
            if not owners.check(one, told.ops) or any(base not in past for base in told.bases):
                continue  # whose the rows are, or what it changes, is still to come
        except chain.Fault as why:
            refused[one.id] = (one, why.reason)
            if why.reason != annulled.TOLD and not (
                why.reason == FOREIGN and room_for(one.head.log)
            ):
                continue
            states[one.id] = ANNULLED
        else:
            states[one.id] = _fold(rows, one, told)
            owners.applied(one, told.ops)
        past[one.id] = evidence.Past(one.head.lam, one.head.seq, one.head.log)
    done.refused += [(id_, reason) for id_, (_, reason) in refused.items()]
    _move_tips(link, [one for one in todo if one.id in states])
    done.new += len(states)
    changed = [(place, row.changed) for place, row in rows.rows.items() if row.changed]
    done.touched.update(place for place, _ in changed)
    done.findable.update(place for place, names in changed if findable.is_watched(place[0], names))
    rows.write_back()
    told_so = {id_: one for id_, one in refused.items() if one[1] == annulled.TOLD}
    set_aside.put(link, (refused[id_] for id_ in refused.keys() - told_so), brought_by)
    set_aside.put(link, told_so.values(), brought_by or stranger)
    return states, refused.keys() - states.keys()


def _fold(rows: Rows, one: chain.Entry, told: content.Content) -> int:
    complete = rows.fold(one.id, one.head.lam, told.ops) and told.complete
    blobs.name(rows.link, one.head.log, one.head.seq, one.head.lam, blobs.named_by(told.ops))
    return APPLIED if complete else PARTLY


def _move_tips(link: Connection, applied: list[chain.Entry]) -> None:
    """An applied entry ends its log unless another applied entry follows it."""
    followed = {e.head.prev for e in applied if e.head.prev}
    for some in parts(sorted(followed)):
        send(link, *named(link, NO_END, some))
    ends = [
        (e.id, e.head.log, e.head.seq, e.head.lam, False) for e in applied if e.id not in followed
    ]
    if ends:
        send(link, NEW_END, *ends)


def rebuild(link: Connection) -> int:
    """Make every row again from the journal alone; returns the entries folded. Invariant I4.

    What waited for a newer program, or stood aside, is tried again: this may be that program.
    """
    for kind in (*RECORDS, "head"):
        send(link, f'DELETE FROM "{kind}"', ())  # noqa: S608  names of our own tables
    blobs.judge_anew(link)
    done = Absorbed()
    for slice_ in journal.effective(link):
        _fold_again(link, slice_)
        done.new += len(slice_)
    _retry(link, done)
    return done.new + take_up(link).new


def _fold_again(link: Connection, slice_: list[chain.Entry]) -> None:
    read = {one.id: content.read(one) for one in slice_}
    rows = Rows(link)
    rows.fetch_for(op for told in read.values() for op in told.ops)
    states = {}
    for one in slice_:
        states[one.id] = _fold(rows, one, read[one.id])
    rows.write_back()
    _mark(link, states)
