"""The folder of attachments that all computers of a centre on a server share: whether it is here.

Cases lie on the server, attachments in a folder. A computer without it would find none of them, ask the rooms
for all of them again, and keep for itself what comes.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.desk.desk import Desk
from app.store import blobs, server
from app.store.attachments import Attachments
from app.trouble import Trouble

SAMPLE = 64  # a share on the network answers each question slowly


def fault(desk: Desk) -> Trouble | None:
    """The sentence where most of what is on record does not lie here; one hurt file is the check-up's matter."""
    if not server.is_server(desk.shelf.engine):
        return None
    asked = desk.look(_some_of_record)
    kept = Attachments(desk.data.attachments, desk.shelf.identity)
    here = sum(map(kept.has, asked))
    if 2 * here >= len(asked):
        return None
    return Trouble("folder.elsewhere", folder=str(desk.data.attachments))


def demand(desk: Desk) -> None:
    """Nothing that needs the attachments goes on without them."""
    found = fault(desk)
    if found is not None:
        raise found


def _some_of_record(db: Session) -> list[str]:
    """Some of the attachments that should be whole; hashes stand in no order of time."""
    return blobs.wholes(db, SAMPLE)
