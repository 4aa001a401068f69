"""The slip that goes with a stick: who gets what, and what both sides are known to have."""

from __future__ import annotations

import io

from sqlalchemy.orm import Session

from app import clock
from app.desk import agreed
from app.desk.desk import Desk
from app.desk.exchanged import mark_of
from app.desk.overview import Place, overview
from app.desk.room import own_room
from app.papers.slip import Handed, draw_slip
from app.store import exchanges, keys, peers
from app.trouble import Trouble


def slip(desk: Desk, name: str = "") -> bytes:
    """The slip as PDF: for one place, by name or fingerprint, or for all that were written to on the last day."""
    seen = overview(desk)
    places = [
        one for one in seen.places if one.state != "unknown" and (one.written_at or one.last_at)
    ]
    if name:
        places = [one for one in places if name in (one.name, one.fingerprint)]
        if not places:
            raise Trouble("slip.no_such_place", name=name)
    else:
        newest = max((one.written_at or one.last_at for one in places), default="")
        places = [one for one in places if (one.written_at or one.last_at)[:10] == newest[:10]]
    if not places:
        raise Trouble("slip.no_places")
    places.sort(key=lambda one: one.name)
    with desk.shelf.reading() as db:
        room = own_room(db, desk.shelf.log)
        handed = _handed(db, places)
    out = io.BytesIO()
    computer = keys.fingerprint(desk.shelf.log)
    draw_slip(room.committee or "", seen.name, computer, clock.now(), handed, out)
    return out.getvalue()


def _handed(db: Session, places: list[Place]) -> list[Handed]:
    out = exchanges.latest(db, "out", peers.WRITTEN)
    came = exchanges.latest(db, "in", peers.TAKEN)
    return [_told(one, out.get(one.log), came.get(one.log)) for one in places]


def _told(place: Place, out: peers.Exchange | None, came: peers.Exchange | None) -> Handed:
    return Handed(
        place.name,
        out.entries if out else None, _short(out), mark_of(out.sha256) if out else "",
        came.facts.get("new", 0) if came else None, _short(came),
        place.shared, place.shared - place.to_send if place.receipt_at else None,
        agreed.spoken(place.digest) if place.digest == place.its_digest else "",
        out.file if out and out.file != peers.LINE else "",
    )  # fmt: skip


def _short(one: peers.Exchange | None) -> str:
    """Month, day and minute: the year stands above."""
    return one.at[5:16].replace("T", " ") if one else ""
