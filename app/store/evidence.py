"""Whether an entry fits its past: what it rests on is here, and what it says of it is true.

(Sync specification 2.2.)
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from app.store import chain, content
from app.store.journal import WAITING
from app.store.rows import parts
from app.store.statements import ask, named

PAST = f"SELECT id, lam, seq, log FROM entry WHERE id IN ids AND state <> {WAITING}"  # noqa: S608  a number


@dataclass
class Past:
    """An applied entry as its effects see it."""

    lam: int
    seq: int
    log: str


def causes(one: chain.Entry) -> list[str]:
    """What must be applied before an entry: the one of its log before it, and the ends its writer had seen."""
    return ([one.head.prev] if one.head.prev else []) + one.head.see


def past_of(link: Connection, ids: set[str]) -> dict[str, Past]:
    """Those of these entries that are applied here."""
    found = (ask(link, *named(link, PAST, some)) for some in parts(sorted(ids)))
    return {id_: Past(*told) for rows in found for id_, *told in rows}


def is_due(one: chain.Entry, past: dict[str, Past]) -> bool:
    """Whether this program understands an entry, and all that it rests on is here."""
    return one.head.schema <= chain.SCHEMA and all(c in past for c in causes(one))


def check_chain(one: chain.Entry, past: dict[str, Past]) -> None:
    """An entry follows the one of its log that it says it follows."""
    h = one.head
    if h.prev is not None and (past[h.prev].seq, past[h.prev].log) != (h.seq - 1, h.log):
        raise chain.Fault("chain")


def check(one: chain.Entry, told: content.Content, past: dict[str, Past]) -> None:
    """An entry fits its past: Lamport number recomputed, nothing of its own log in `see`, its content in order."""
    h = one.head
    if h.lam != 1 + max((past[c].lam for c in causes(one)), default=0):
        raise chain.Fault("order")
    if any(past[c].log == h.log for c in h.see):
        raise chain.Fault("chain")
    if told.fault:
        raise chain.Fault(told.fault)
    if any(base in past and past[base].lam >= h.lam for base in told.bases):
        raise chain.Fault("order")
