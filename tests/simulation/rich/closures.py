"""Computers that the township closes: what their logs add counts for nothing there, until they are let in again."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from app.desk import closing
from app.store import closings, keys, peers
from tests.simulation.ledger import Ledger
from tests.simulation.places import TOWNSHIP
from tests.simulation.violation import fail

if TYPE_CHECKING:
    from tests.simulation.machine import Machine, Mishap
    from tests.simulation.world import World

HELD = "SELECT n, id, log, state FROM entry ORDER BY n"
CLOSED = "SELECT id, log, seq FROM aside WHERE reason = 'closed' ORDER BY id"


@dataclass
class End:
    """The end of a log, by the entries that say so."""

    ends: set[str]
    since: int  # where the first of them stands in the journal


def close(world: World, mishap: Mishap | None) -> None:
    """A computer was lost, or is thought to be."""
    at = world.at(TOWNSHIP)[0]
    with at.shelf.reading() as db:
        shut = closings.in_force(db)
        known = [one for one in peers.known(db) if one.role == peers.ROOM and one.trusted]
    below = [one.log for one in known if one.log not in shut]
    if below:
        log = _chance(world).choice(below)
        world.count("computers closed")
        world.do(at, lambda: closing.close(at.desk, keys.fingerprint(log), "丢了"), mishap)


def let_in(world: World, mishap: Mishap | None) -> None:
    """It was found again: all it wrote counts, or what it wrote up to a number."""
    at = world.at(TOWNSHIP)[0]
    shut = closing.shut(at.desk)
    if not shut:
        return
    one = _chance(world).choice(shut)
    aside = [row for row in at.asked(CLOSED) if row[1] == one.log]
    if aside and _chance(world).random() < 0.5:
        seq = _chance(world).choice(aside)[2]
        world.count("closures that end later")
        world.do(at, lambda: closing.count_until(at.desk, one.fingerprint, seq), mishap)
        return
    world.count("closures lifted")
    act = partial(closing.lift, at.desk, one.fingerprint, "找到了")
    if world.do(at, act, mishap) == "done" and mishap is None:
        _check_lifted(at, one.log)


def _check_lifted(at: Machine, log: str) -> None:
    """What stood aside of a log that is let in again counts."""
    aside = [row[0] for row in at.asked(CLOSED) if row[1] == log]
    if any(not at.world.ledger.entries[id_].never for id_ in aside):
        fail("closing", f"{at.name} let a computer in, and what it wrote stands aside still")


def let_all_in(world: World) -> None:
    """No computer stays closed."""
    at = world.at(TOWNSHIP)[0]
    for one in closing.shut(at.desk):
        world.count("closures lifted")
        if world.do(at, partial(closing.lift, at.desk, one.fingerprint, "找到了")) == "done":
            _check_lifted(at, one.log)


def check(world: World) -> None:
    """At the township nothing counts that a closed log added, but what entries of open logs rest on."""
    at = world.at(TOWNSHIP)[0]
    held = at.asked(HELD)
    closed = in_force(world.ledger, [row for row in held if row[3]])
    if not closed:
        return
    counts = {id_ for end in closed.values() for id_ in end.ends}
    for _, id_, log, _ in held:
        if log not in closed:
            counts.update(causes(world.ledger, id_))
    near = list(counts)
    while near:
        fresh = causes(world.ledger, near.pop()) - counts
        counts |= fresh
        near += fresh
    for n, id_, log, state in held:
        if state and log in closed and n > closed[log].since and id_ not in counts:
            fail("closing", f"{at.name} lets count what a closed computer added")
    world.count("closed logs looked at", len(closed))


def causes(ledger: Ledger, id_: str) -> set[str]:
    """What an entry stands on directly, where it is known."""
    one = ledger.entries.get(id_)
    return {c for c in [one.head.prev, *one.head.see] if c} if one is not None else set()


def in_force(ledger: Ledger, applied: list[tuple[int, str, str, int]]) -> dict[str, End]:
    """Closed logs by the township's own entries alone: no code of the store."""
    found: dict[str, tuple[str, End]] = {}  # record → log and end
    lifted: set[str] = set()
    for n, id_, _, _ in applied:
        one = ledger.entries[id_]
        if not one.author.startswith(TOWNSHIP):
            continue
        for op, kind, row, told in one.body.ops:
            if kind == "closure" and op == "i":
                found[row] = (told["log"], End(set(told["ends"] or ()), n))
            elif kind == "closure" and "void" in told:
                lifted.add(row)
    logs: dict[str, End] = {}
    for row, (log, end) in found.items():
        if row in lifted:
            continue
        old = logs.setdefault(log, End(set(), end.since))
        old.ends |= end.ends
        old.since = min(old.since, end.since)
    return logs


def _chance(world: World) -> random.Random:
    assert world.book is not None
    return world.book.chance
