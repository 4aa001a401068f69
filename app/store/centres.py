"""The centres this place reports to: hardly ever more than one, unless one was put back or is being left."""

from __future__ import annotations

from app.store import exchanges, peers
from app.store.statements import Link


def alive(link: Link) -> list[peers.Peer]:
    """Those this machine believes and nobody went on from; whom we heard last comes first.

    One that was put back may have left another life of it behind, which nothing says is over.
    """
    found = [one for one in peers.centres(link) if one.trusted and not one.followed_by]
    last = exchanges.last_heard(link, [one.log for one in found]) if len(found) > 1 else ""
    return sorted(found, key=lambda one: one.log != last)


def now(link: Link) -> peers.Peer | None:
    """The one we report to."""
    return next(iter(alive(link)), None)
