"""Whether this very computer was closed by its centre: the answer over the line says so, or a notice on a stick.

Until one of the centre brings something new again nothing here is "the same as there".
(Sync specification 2.7.)
"""

from __future__ import annotations

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from app.store import centres, locals_, peers

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
    return [one for one in centres.alive(db) if [one.log, me] == told]
