"""Which logs a centre closed, and how far what they wrote counts. (Sync specification 2.7: lost workstation.)

Only a closure that stands in a log of a centre counts: at the centre in a lane of its own, elsewhere in the
centre's log or a lane the centre told of. What anybody else writes into such a row changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

import msgspec
from sqlalchemy import select

from app.records import Closure
from app.store import chain, peers
from app.store.statements import Link, ask
from app.store.tables import entry, head, peer, scope

ANY = "SELECT 1 FROM closure LIMIT 1"
VOID = "void"
MOST_OVER = 4096  # words over a centre's, one after the other, that are looked through


class Closed(msgspec.Struct, frozen=True):
    """A log that is closed after these entries, and the records that say so."""

    log: str
    ends: frozenset[str]
    records: tuple[str, ...]


class _Told(msgspec.Struct):
    """What a closing entry says."""

    log: str
    ends: list[str] = []


def in_force(link: Link) -> dict[str, Closed]:
    """Every closed log. Several closures of one log add up: what one of them counts, counts."""
    if not ask(link, ANY):
        return {}
    rows = link.execute(select(Closure.id, Closure.v, Closure.void).order_by(Closure.id)).all()
    centres = _centres(link)
    written = _believed(link, {v.get("*", "") for _, v, _ in rows}, centres)
    found: dict[str, Closed] = {}
    for id_, v, void in rows:
        first = written.get(v.get("*", ""))
        lifted = void is not None if "void" not in v else _is_lifted(link, id_, v["void"], centres)
        told = None if first is None or lifted else _told(first, id_)
        if told is None:
            continue
        old = found.get(told.log, Closed(told.log, frozenset(), ()))
        found[told.log] = Closed(told.log, old.ends | {*told.ends}, (*old.records, id_))
    return found


def _is_lifted(link: Link, row: str, version: str, centres: list[str]) -> bool:
    """Whether the last that a centre said of a closure lifts it, whatever others wrote over its words or beside."""
    beside = select(head.c.version).where(
        head.c.kind == Closure.kind(), head.c.row == row, head.c.field == VOID
    )
    near, seen = [version, *link.scalars(beside)], set[str]()
    last: tuple[int, str, bool] = (0, "", False)
    while near and len(seen) < MOST_OVER:
        id_ = near.pop()
        told = None if id_ in seen else _read(link, id_)
        seen.add(id_)
        if told is None:
            continue
        value, before = _said(told, row)
        if told.head.log in centres:
            last = max(last, (told.head.lam, id_, value is not None))
        else:
            near += before
    return last[2]


def _said(one: chain.Entry, row: str) -> tuple[object, list[str]]:
    """What an entry says of a closure's being lifted, and the versions it saw of it."""
    with suppress(chain.Fault, TypeError, ValueError):  # of another shape: it says nothing
        for name, kind, row_id, told in chain.content(one).ops:
            if (kind, row_id) == (Closure.kind(), row) and VOID in told:
                bases, value = ([], told[VOID]) if name == "i" else told[VOID]
                return value, [base for base in bases if isinstance(base, str)]
    return None, []


def _read(link: Link, id_: str) -> chain.Entry | None:
    asked = select(entry.c.header, entry.c.body, entry.c.sig).where(entry.c.id == id_)
    found = link.execute(asked).one_or_none()
    return found and chain.stored(found.header, found.body, found.sig)


def _believed(link: Link, versions: Iterable[str], centres: list[str]) -> dict[str, chain.Entry]:
    """Those of these entries that stand in a log of a centre."""
    asked = select(entry.c.header, entry.c.body, entry.c.sig).where(
        entry.c.id.in_(sorted(versions)), entry.c.log.in_(centres)
    )
    read = (chain.stored(row.header, row.body, row.sig) for row in link.execute(asked))
    return {one.id: one for one in read}


def _centres(link: Link) -> list[str]:
    lanes = select(scope.c.log)
    below = select(peer.c.log).where(peer.c.role.in_([peers.ROOM, peers.LOWER])).limit(1)
    if link.scalar(below) is not None:  # a centre; rooms bring lanes of others too
        lanes = lanes.where(scope.c.seen.is_not(None))
    above = select(peer.c.log).where(peer.c.role == peers.CENTRE, peer.c.trusted_at.is_not(None))
    return sorted({*link.scalars(lanes), *link.scalars(above)})


def _told(one: chain.Entry, row: str) -> _Told | None:
    """The closure as its centre wrote it first, whatever others added to the row."""
    try:
        for op in chain.content(one).ops:
            if op[:3] == ("i", Closure.kind(), row):
                return msgspec.convert(op[3], _Told)
    except (chain.Fault, msgspec.ValidationError):
        pass  # not of a shape this program knows: it closes nothing here
    return None
