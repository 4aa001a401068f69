"""The photo of a room: made small and plain once, kept as any attachment, travels with the room's record."""

from __future__ import annotations

import io
from pathlib import Path

from sqlalchemy.orm import Session

from app.desk import edit
from app.desk.desk import Desk
from app.desk.room import own_room
from app.records import Room
from app.scans.bounds import Bounds
from app.store import blobs
from app.store.attachments import Attachments, Kept
from app.trouble import Trouble

WIDEST, TALLEST = 1000, 750  # pixels; enough for the window and a print-out
BOUNDS = Bounds(file_bytes=32 << 20, pixels=60_000_000, pages=1)


def keep(desk: Desk, path: Path) -> None:
    """Take a picture of this computer; what else lay in the file, where it was taken for one, stays outside."""
    from app.scans.pages import opened

    try:
        with path.open("rb") as file:
            content = file.read(BOUNDS.file_bytes + 1)
    except OSError as why:
        raise Trouble("scans.cannot_open", name=path.name) from why
    if content.startswith(b"%PDF-"):
        raise Trouble("scans.unknown_kind")
    with opened(content, BOUNDS) as pages:
        picture = pages.draw(1, 100)
        picture.thumbnail((WIDEST, TALLEST))
        small = io.BytesIO()
        picture.convert("RGB").save(small, "JPEG", quality=82)
    kept = _kept(desk).put_stream(io.BytesIO(small.getvalue()))
    desk.do(name_photo, desk.shelf.log, kept)
    with desk.shelf.local_writing() as link:
        blobs.came(link, kept.sha256, kept.size)


def name_photo(db: Session, log: str, kept: Kept | None) -> None:
    """The room names its photo, or none."""
    told = {"photo": kept.sha256 if kept else None, "photo_size": kept.size if kept else None}
    edit.edit(db, Room, own_room(db, log).id, told)


def forget(desk: Desk) -> None:
    """The room has no photo any more."""
    desk.do(name_photo, desk.shelf.log, None)


def content(desk: Desk) -> bytes | None:
    """The picture; nothing where there is none, or where it has not come to this computer yet."""
    sha256 = desk.look(own_room, desk.shelf.log).photo
    here = _kept(desk)
    return here.get(sha256) if sha256 and here.has(sha256) else None


def _kept(desk: Desk) -> Attachments:
    return Attachments(desk.data.attachments, desk.shelf.identity)
