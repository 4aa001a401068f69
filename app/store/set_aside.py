"""Entries that do not count and must not be lost: the signed bytes, who brought them, and why.

But for those that are annulled (`app.store.annulled`) they stand in no have-vector and go to nobody. They are
taken up again when the reason has gone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, delete, exists, func, insert, or_, select, update
from sqlalchemy.orm import Session

from app import clock
from app.store import chain, journal
from app.store.rows import parts
from app.store.tables import aside, entry
from app.trouble import Trouble

CLOSED = "closed"  # its log was closed before it (`app.store.closings`)
MOST = 5000  # of one that brings them; a room writes fewer in a year
LARGEST = 64 * 1024 * 1024  # bytes of them

Link = Connection | Session


@dataclass(frozen=True)
class Aside:
    """One entry that stands aside, without its content."""

    id: str
    log: str
    seq: int
    reason: str
    brought_by: str
    at: str


def put(link: Connection, told: Iterable[tuple[chain.Entry, str]], brought_by: str) -> None:
    """Keep these entries with their reasons; of those that stand aside already the reason may be another by now."""
    fresh = {one.id: (one, reason) for one, reason in told}
    known = _reasons(link, fresh)
    changed: dict[str, list[str]] = {}
    for id_, reason in sorted(known.items()):
        if reason != fresh[id_][1]:
            changed.setdefault(fresh[id_][1], []).append(id_)
    for reason, ids in changed.items():
        for some in parts(ids):
            link.execute(update(aside).where(aside.c.id.in_(some)).values(reason=reason))
    now = clock.now().isoformat()
    rows = [
        {
            "id": one.id, "log": one.head.log, "seq": one.head.seq, "header": one.header,
            "body": one.body, "sig": one.sig, "reason": reason, "at": now,
            "brought_by": brought_by or one.head.log,
        }
        for one, reason in fresh.values()
        if one.id not in known
    ]  # fmt: skip
    if rows:
        link.execute(insert(aside), rows)
        _bound(link, brought_by)


def _bound(link: Connection, brought_by: str) -> None:
    """Nobody fills our disk with what is not evidence; what others carry of a closed log is not theirs."""
    own = or_(aside.c.reason != CLOSED, aside.c.log == brought_by)
    size = func.coalesce(func.sum(func.length(aside.c.body)), 0)
    held = select(func.count(), size).where(aside.c.brought_by == brought_by, own)
    count, held_bytes = link.execute(held).one()
    if count > MOST or held_bytes > LARGEST:
        raise Trouble("bundle.too_many_aside", most=MOST)


def standing(link: Link, ids: Iterable[str]) -> set[str]:
    """Which of these stand aside."""
    return {*_reasons(link, ids)}


def _reasons(link: Link, ids: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for some in parts(sorted(ids)):
        asked = select(aside.c.id, aside.c.reason).where(aside.c.id.in_(some))
        found.update(dict(tuple(row) for row in link.execute(asked)))
    return found


def listed(link: Link, most: int = 1000) -> list[Aside]:
    """What stands aside, the newest first."""
    columns = (aside.c.id, aside.c.log, aside.c.seq, aside.c.reason, aside.c.brought_by, aside.c.at)
    asked = select(*columns).order_by(aside.c.at.desc(), aside.c.log, aside.c.seq.desc())
    return [Aside(*row) for row in link.execute(asked.limit(most))]


def counts(link: Link) -> Counter[str]:
    """How many stand aside, by reason."""
    asked = select(aside.c.reason, func.count()).group_by(aside.c.reason)
    return Counter(dict(tuple(row) for row in link.execute(asked)))


def read(link: Link, ids: Iterable[str]) -> Iterator[chain.Entry]:
    """The entries themselves, whole."""
    for some in parts(sorted(ids)):
        rows = link.execute(
            select(aside.c.header, aside.c.body, aside.c.sig).where(aside.c.id.in_(some))
        )
        yield from (chain.stored(row.header, row.body, row.sig) for row in rows.all())


def heads(link: Link, reason: str) -> dict[str, chain.Header]:
    """The headers of what stands aside for one reason, by id."""
    rows = link.execute(select(aside.c.id, aside.c.header).where(aside.c.reason == reason))
    return {row.id: chain.head_of(row.header) for row in rows}


def forget_taken(link: Connection) -> int:
    """What counts in the journal by now stands aside no longer; answers how many those were."""
    counts = exists().where(entry.c.id == aside.c.id, entry.c.state != journal.ANNULLED)
    return link.execute(delete(aside).where(counts)).rowcount
