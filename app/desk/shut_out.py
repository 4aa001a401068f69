"""Whether this very computer was closed by its centre: the answer over the line says so, or a notice on a stick.

Until one of the centre brings something new again nothing here is "the same as there".
(Sync specification 2.7.)
"""

from __future__ import annotations

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from app.store import locals_, peers

HEARD = (
    "closed_by"  # the centre's log and ours: a later life of this computer is not the closed one
)


def heard(link: Connection, centre: str, me: str) -> None:
    """The centre says that this computer is closed."""
    locals_.put(link, HEARD, f"{centre} {me}")


def is_over(link: Connection, centre: str) -> None:
    """The centre speaks to this computer again."""
    if (locals_.get(link, HEARD) or "").startswith(f"{centre} "):
        locals_.drop(link, HEARD)


def by(db: Session, me: str) -> list[peers.Peer]:
    """The centres for which this computer is closed. One that goes on under another log says it anew."""
    told = (locals_.get(db.connection(), HEARD) or " ").split(" ")
    known = [one for one in peers.known(db) if one.role == peers.CENTRE and not one.followed_by]
    return [one for one in known if [one.log, me] == told]
