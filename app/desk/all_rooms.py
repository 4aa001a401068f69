"""At a centre a list holds what all its rooms wrote, each line with its room; a room sees its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.codes import table
from app.desk.exchange import name_of
from app.desk.room import own_room
from app.records import Room
from app.rules.listing import Column, Listing

WIDE = 1.6


def shown(db: Session, log: str, room_id: InstrumentedAttribute[str | None]) -> ColumnElement[bool]:
    """Which rows of a list are looked at here."""
    own = own_room(db, log)
    return true() if own.is_centre else room_id == own.id


def names(db: Session, log: str) -> dict[str, str]:
    """What each room is called, at a centre; a room needs no name for itself."""
    if not own_room(db, log).is_centre:
        return {}
    return {one.id: name_of(one) for one in db.scalars(select(Room))}


def with_rooms(db: Session, log: str, listing: Listing, rooms: Sequence[str]) -> Listing:
    """At a centre the room of every row in a last column."""
    if not own_room(db, log).is_centre:
        return listing
    rows = [(*row, room) for row, room in zip(listing.rows, rooms, strict=True)]
    return replace(
        listing, columns=[*listing.columns, Column(table("papers/forms/tier_clocks")["room"], WIDE)],
        rows=rows, total=(*listing.total, None) if listing.total else None,
    )  # fmt: skip
