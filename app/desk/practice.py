"""做法: which mechanism stands in this room, and how it is chosen and changed."""

from __future__ import annotations

import datetime as dt
import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk.edit import get
from app.desk.room import own_room
from app.records import Practice
from app.rules import mechanism, mechanism_file
from app.rules.mechanism import Mechanism
from app.rules.mechanism_file import OWN
from app.store import peers
from app.trouble import Trouble

if TYPE_CHECKING:
    from app.desk.desk import Desk


def row(db: Session, log: str) -> Practice | None:
    """What was chosen here; where nothing was, what a centre handed to its rooms; the newest counts."""
    room = own_room(db, log)
    newest = (Practice.set_on.desc().nulls_last(), Practice.id)
    standing = select(Practice).where(Practice.void.is_(None)).order_by(*newest)
    own = standing.where(Practice.room_id == room.id, Practice.handed.is_not(True))
    handed = standing.where(Practice.room_id != room.id, Practice.handed.is_(True))
    if room.is_centre:  # rows of the rooms below are here as well: none of them hands anything up
        handed = handed.where(Practice.room_id.in_(_above(db)))
    return db.scalars(own).first() or db.scalars(handed).first()


def _above(db: Session) -> list[str]:
    return [one.room for one in peers.known(db) if one.role == peers.CENTRE]


def standing(db: Session, log: str) -> Mechanism:
    """How this room works; in the usual way where what was written cannot be read (see `amiss`)."""
    chosen = row(db, log)
    try:
        return of(chosen) if chosen else mechanism.preset(mechanism.USUAL)
    except Trouble:
        return mechanism.preset(mechanism.USUAL)


def amiss(db: Session, log: str) -> Trouble | None:
    """Why what was chosen here cannot be read, where it cannot: a newer program wrote it."""
    chosen = row(db, log)
    try:
        if chosen:
            of(chosen)
    except Trouble as why:
        return why
    return None


def of(chosen: Practice) -> Mechanism:
    """The mechanism of a row; one that a newer program wrote and this cannot read is refused."""
    return _read(chosen.told or "{}")


@lru_cache(maxsize=16)
def _read(words: str) -> Mechanism:
    """Every page asks how the room works, and it works so for years."""
    try:
        told = json.loads(words)
    except (ValueError, RecursionError) as why:
        raise Trouble("practice.unreadable") from why
    if not isinstance(told, dict):
        raise Trouble("practice.unreadable")
    return mechanism.read(told)


def use(db: Session, log: str, on: dt.date, preset: str) -> str:
    """Take a preset as it stands; whatever was changed before stays in the journal."""
    if preset not in mechanism.presets():
        raise Trouble("practice.no_such_preset", name=preset, known="、".join(mechanism.presets()))
    return put(db, log, on, mechanism.preset(preset), preset)


def put(db: Session, log: str, on: dt.date, wanted: Mechanism, preset: str = "") -> str:
    """Let this mechanism stand from a day on; the id of its row."""
    room = own_room(db, log)
    words = json.dumps(mechanism.told(wanted), ensure_ascii=False, sort_keys=True)
    chosen = row(db, log)
    if chosen is None or chosen.room_id != room.id or chosen.handed:
        chosen = Practice(room_id=room.id)
        db.add(chosen)
    chosen.told, chosen.set_on = words, on
    chosen.preset = preset or chosen.preset
    return chosen.id


def chosen(db: Session, log: str) -> str:
    """The name of the preset that stands; `own` where it was changed here or came as a file."""
    found = row(db, log)
    return (found.preset or OWN) if found else mechanism.USUAL


def save(way: Mechanism, path: Path) -> None:
    """A file that people read, change and hand on."""
    try:
        path.write_text(mechanism_file.written(way), encoding="utf-8")
    except OSError as why:
        raise Trouble("practice.cannot_save", file=path.name) from why


def load(path: Path) -> Mechanism:
    """What such a file says; no more of it is read than a way of working needs."""
    try:
        with path.open("rb") as file:
            data = file.read(mechanism_file.MOST_BYTES + 1)
    except OSError as why:
        raise Trouble("practice.cannot_open", file=path.name) from why
    return mechanism_file.read(data)


def hand_to_all(desk: Desk, wanted: Mechanism, preset: str = "") -> None:
    """A centre's way for all its rooms goes with the next bundle."""
    if not desk.look(own_room, desk.shelf.log).is_centre:
        raise Trouble("practice.only_centre")
    desk.do_in("*", hand_down, desk.shelf.log, desk.today(), wanted, preset)


def hand_down(db: Session, log: str, on: dt.date, wanted: Mechanism, preset: str = "") -> str:
    """A centre's way for all its rooms (`desk.do_in("*", …)`); a room with a way of its own keeps it."""
    words = json.dumps(mechanism.told(wanted), ensure_ascii=False, sort_keys=True)
    handed = Practice(
        room_id=own_room(db, log).id, preset=preset or None, told=words, set_on=on, handed=True
    )
    db.add(handed)
    return get(db, Practice, handed.id).id
