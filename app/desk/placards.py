"""码上办 placards: of one grid, or of every grid below it, with those who answer there."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sqlalchemy.orm import Session

from app.desk import grid, grid_people, room_photo
from app.desk import room as rooms
from app.desk.desk import Desk
from app.desk.edit import checked
from app.papers import placard
from app.papers.placard import Placard
from app.papers.wording import said
from app.records import Room
from app.trouble import Trouble

MOST = 500
HEADS = ("head", "micro_head", "chief")
WORKERS = ("full_time", "micro")


def set_text(db: Session, log: str, template: str) -> None:
    """What the codes of this room hold; empty: who answers, in plain words."""
    wrong = placard.problem(template)
    if wrong:
        raise Trouble(wrong)
    room = rooms.own_room(db, log)
    room.scan_text = checked(Room, {"scan_text": template})["scan_text"]


def placards(
    db: Session, log: str, on: dt.date, place_id: str = "", *, below: bool = False
) -> list[Placard]:
    """Of a grid, or of all below it; without one, of the room."""
    room = rooms.own_room(db, log)
    tree = grid.tree(db, log)
    wanted = [place_id]
    if place_id and below:
        wanted = list(tree.below(place_id))
        wanted.sort(key=tree.order.index)
    if len(wanted) > MOST:
        raise Trouble("placard.too_many", most=MOST)
    answering = grid_people.people(db, log, on, roles=(*HEADS, *WORKERS)) if place_id else []
    name = room.room_name or room.committee or ""
    found = []
    for one in wanted:
        path = [node.name for node in tree.path(one)] if one else []
        facts = {
            "room": name, "phone": room.phone or "", "grid": path[-1] if path else "",
            "path": " ".join(path), "code": tree.path(one)[-1].code if one else "",
        }  # fmt: skip
        people = [
            (role, person.name, person.phone)
            for role, codes in (("head", HEADS), ("worker", WORKERS))
            for person in answering
            if any(post.place_id == one and post.role in codes for post in person.posts)
        ]
        text = placard.filled(room.scan_text or "", facts)
        kind = said("room_kind", room.room_kind) if room.room_kind else ""
        found.append(
            Placard(
                name, room.phone or "", " ".join(path[-2:]), text, tuple(people),
                kind=kind if kind not in name else "", hours=room.hours or "",
            )
        )  # fmt: skip
    return found


def to_hang_up(desk: Desk, place_id: str = "", *, below: bool = False) -> list[Placard]:
    """The same with the room's photo on the placard of the room itself, where no people of a grid stand."""
    made = desk.look(placards, desk.shelf.log, desk.today(), place_id, below=below)
    photo = room_photo.content(desk) if not place_id else None
    return [replace(one, photo=photo) for one in made] if photo else made
