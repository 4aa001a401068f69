"""How the line to the centre stands, without calling: whom it leads to, what waits for it, when to try again."""

from __future__ import annotations

from app import chance
from app.desk import exchange
from app.desk.desk import Desk
from app.desk.room import own_room
from app.store import centres, journal, peers

AGREED, APART, HELD = "agreed", "apart", "held"
"""How an exchange ended: the same on both sides; not yet; kept there until the centre approves us."""
FLEETING = {
    "line.offline", "line.cut", "line.silent", "line.slow", "line.centre_fails", "line.busy",
    "line.away",
}  # fmt: skip
"""Troubles that pass by themselves."""
LONGEST = 30.0


def centre(desk: Desk) -> peers.Peer | None:
    """The centre we report to, where it can be reached over the line."""
    with desk.shelf.reading() as db:
        return next((one for one in centres.alive(db) if one.url), None)


def reports(desk: Desk) -> bool:
    """Whether there is a centre we report to, on whatever road."""
    with desk.shelf.reading() as db:
        return centres.now(db) is not None


def lacking(desk: Desk, to: peers.Peer | None = None, theirs: peers.Have | None = None) -> int:
    """How many changes here the centre's last receipt (`theirs`: this one) does not cover."""
    to = to or centre(desk)
    if to is None:
        return 0
    have = (to.have or {}) if theirs is None else theirs
    with desk.shelf.reading() as db:
        logs = exchange.logs_for(db, to, own_room(db, desk.shelf.log), desk.shelf.log)
        return sum(journal.count_lacking(db, log, have.get(log, [])) for log in logs)


def pause(tried: int, first: float = 1.0, longest: float = LONGEST) -> float:
    """Seconds before the next try: twice as long each time, and between a half and the whole of that."""
    return float(min(first * 2**tried, longest)) * (0.5 + chance.token(1)[0] / 510)
