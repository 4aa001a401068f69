"""The list of bundles that went and came, asked for many places at once."""

from __future__ import annotations

from sqlalchemy import func, select

from app.store.peers import Exchange, Link, exchange_told
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


def of_place(link: Link, logs: list[str], most: int) -> list[Exchange]:
    """The newest exchanges with the computers of a place, newest first."""
    asked = select(exchange).where(exchange.c.peer.in_(logs))
    rows = link.execute(asked.order_by(exchange.c.n.desc()).limit(most))
    return [exchange_told(row) for row in rows.mappings()]
