"""Which logs a centre closed, and how far what they wrote counts. (Sync specification 2.7: lost workstation.)

Only a closure that stands in a log of a centre counts: at the centre in a lane of its own, elsewhere in the
centre's log or a lane the centre told of. What anybody else writes into such a row changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from sqlalchemy import select

from app.records import Closure
from app.store import chain, peers
from app.store.statements import Link, ask
from app.store.tables import entry, peer, scope

ANY = "SELECT 1 FROM closure LIMIT 1"


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
    versions = {v.get("*", "") for _, v, _ in rows} | {v.get("void", "") for _, v, _ in rows}
    written = _believed(link, versions)
    found: dict[str, Closed] = {}
    for id_, v, void in rows:
        first = written.get(v.get("*", ""))
        lifted = void is not None and (v.get("void") or v.get("*", "")) in written
        told = None if first is None or lifted else _told(first, id_)
        if told is None:
            continue
        old = found.get(told.log, Closed(told.log, frozenset(), ()))
        found[told.log] = Closed(told.log, old.ends | {*told.ends}, (*old.records, id_))
    return found


def _believed(link: Link, versions: Iterable[str]) -> dict[str, chain.Entry]:
    """Those of these entries that stand in a log of a centre."""
    asked = select(entry.c.header, entry.c.body, entry.c.sig).where(
        entry.c.id.in_(sorted(versions)), entry.c.log.in_(_centres(link))
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
