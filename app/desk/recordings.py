"""同步录音录像 of a reception: kept by its hash as any attachment, and only where the visitor was told and agreed."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.orm import Session

from app.desk.desk import Desk
from app.desk.edit import get
from app.records import Visitor
from app.store import blobs, kinds
from app.store.attachments import Attachments, Kept, room_for
from app.trouble import Trouble

HEARD_OR_SEEN = ("audio/", "video/")


def keep(desk: Desk, visitor_id: str, path: Path) -> None:
    """Take a recording of this computer in; the file itself stays where it is."""
    desk.look(_agreed, visitor_id)
    try:
        with path.open("rb") as source:
            kind = kinds.kind_of(source.read(kinds.LOOKED_AT))
            source.seek(0)
            if kind is None or not kind.type.startswith(HEARD_OR_SEEN):
                raise Trouble("visitor.no_recording", name=path.name)
            if not room_for(desk.data.attachments, path.stat().st_size):
                raise Trouble("attachment.no_room")
            kept = Attachments(desk.data.attachments, desk.shelf.identity).put_stream(source)
    except OSError as why:
        raise Trouble("scans.cannot_open", name=path.name) from why
    desk.do(name_recording, visitor_id, kept, path.name)
    with desk.shelf.local_writing() as link:
        blobs.came(link, kept.sha256, kept.size)


def _agreed(db: Session, visitor_id: str) -> None:
    if not get(db, Visitor, visitor_id).recorded:
        raise Trouble("visitor.no_consent")


def name_recording(db: Session, visitor_id: str, kept: Kept, name: str) -> None:
    """The reception names its recording; without consent none is named."""
    _agreed(db, visitor_id)
    row = get(db, Visitor, visitor_id)
    row.recording, row.recording_size, row.recording_name = kept.sha256, kept.size, name[-200:]


def export(desk: Desk, visitor_id: str, out: Path) -> None:
    """Write the recording to a file, exactly as it came."""
    sha256 = desk.look(lambda db: get(db, Visitor, visitor_id).recording)
    if not sha256:
        raise Trouble("visitor.nothing_recorded")
    try:
        with out.open("wb") as sink:
            Attachments(desk.data.attachments, desk.shelf.identity).copy_to(sha256, sink)
    except OSError as why:
        raise Trouble("cli.cannot_write", file=str(out)) from why
