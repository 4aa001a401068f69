"""The list of bundles that went and came, asked for many places at once."""

from __future__ import annotations

from sqlalchemy import func, select

from app.store.peers import TAKEN, WRITTEN, Exchange, exchange_told
from app.store.rows import parts
from app.store.statements import Link
from app.store.tables import exchange


def latest(link: Link, direction: str, outcome: str) -> dict[str, Exchange]:
    """The newest exchange of a kind with every place, by its log."""
    newest = (
        select(func.max(exchange.c.n))
        .where(exchange.c.direction == direction, exchange.c.outcome == outcome)
        .group_by(exchange.c.peer)
    )
    rows = link.execute(select(exchange).where(exchange.c.n.in_(newest)))
    return {row["peer"]: exchange_told(row) for row in rows.mappings()}


def last_heard(link: Link, logs: list[str]) -> str:
    """Which of these a bundle was taken from last; empty: from none."""
    asked = select(exchange.c.peer).where(exchange.c.peer.in_(logs), exchange.c.outcome == TAKEN)
    return link.scalar(asked.order_by(exchange.c.n.desc()).limit(1)) or ""


def written_as(link: Link, files: list[str]) -> list[Exchange]:
    """The bundles that were written under these names."""
    found: list[Exchange] = []
    for names in parts(files):
        asked = select(exchange).where(exchange.c.file.in_(names), exchange.c.outcome == WRITTEN)
        found += [exchange_told(row) for row in link.execute(asked).mappings()]
    return found
