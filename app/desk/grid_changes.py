"""The grid tree is changed: a node is added, renamed, moved, put in order, voided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.desk import edit
from app.desk.grid import tree
from app.desk.room import own_room
from app.records import RECORDS, Place, Record, Room
from app.records.field import fields_of
from app.rules.grid_rolled import plain
from app.rules.grid_tree import Tree
from app.trouble import Trouble
from app.words import say

LONGEST_PATH = 20
ENDS = {"post": "until", "household": "gone_on", "unit": "left_on", "key_person": "until"}
"""What says that a record lives in its place no more."""


def add_place(db: Session, log: str, values: Mapping[str, Any]) -> str:
    """A new node, at the end of its siblings; its id."""
    told = edit.checked(Place, dict(values))
    room = own_room(db, log)
    standing = tree(db, log)
    _check(db, room, standing, None, told)
    siblings = standing.children.get(told.get("parent_id"), [])
    positions = [standing.nodes[one].position for one in siblings]
    if positions and all(one is not None for one in positions):
        told.setdefault("position", max(one for one in positions if one is not None) + 1)
    return edit.add(db, Place, {"room_id": room.id, **told})


def edit_place(
    db: Session,
    log: str,
    place_id: str,
    changes: Mapping[str, Any],
    seen: dict[str, str] | None = None,
) -> None:
    """Rename a node, move it under another, or change a fact of it."""
    told = edit.checked(Place, dict(changes))
    _check(db, own_room(db, log), tree(db, log), place_id, told)
    edit.edit(db, Place, place_id, told, seen)


def move_place(db: Session, log: str, place_id: str, parent_id: str | None) -> None:
    """Put a node with all below it under another one; None: to the top."""
    edit_place(db, log, place_id, {"parent_id": parent_id, "position": None})


def order_places(db: Session, log: str, ordered: Sequence[str]) -> None:
    """Siblings in the order a person wants."""
    for position, place_id in enumerate(ordered, 1):
        row = edit.get(db, Place, place_id)
        if row.position != position:
            row.position = position


def void_place(db: Session, log: str, place_id: str, reason: str) -> None:
    """作废 of a node; refused while something lives in it, and says what."""
    edit.get(db, Place, place_id)
    found = living_in(db, place_id)
    if found:
        what = "、".join(
            say("grids.living", what=say(f"record.{kind}"), count=many)
            for kind, many in found.items()
        )
        raise Trouble("grids.not_empty", what=what)
    edit.void(db, Place, place_id, reason)


def living_in(db: Session, place_id: str) -> dict[str, int]:
    """How many standing records name a place, by kind."""
    found: dict[str, int] = {}
    for kind, record in RECORDS.items():
        for name, field in fields_of(record).items():
            if field.kind == "ref" and field.refers == "place":
                many = _how_many(db, record, name, place_id)
                if many:
                    found[kind] = found.get(kind, 0) + many
    return found


def _how_many(db: Session, record: type[Record], name: str, place_id: str) -> int:
    columns = record.__table__.c
    asked = select(func.count()).where(columns[name] == place_id, columns.void.is_(None))
    if record.kind() in ENDS:
        asked = asked.where(columns[ENDS[record.kind()]].is_(None))
    return db.scalar(asked) or 0


def _check(
    db: Session, room: Room, standing: Tree, place_id: str | None, told: Mapping[str, Any]
) -> None:
    """A node has a name of its own among its siblings, lies not in itself, and one room stands in one place."""
    node = standing.nodes.get(place_id or "")
    if ("name" in told or node is None) and not told.get("name"):
        raise Trouble("grids.no_name")
    above = told.get("parent_id", node.parent_id if node and "parent_id" not in told else None)
    name = told.get("name") or (node.name if node else "")
    if above is not None:
        _check_above(standing, place_id, above, name)
    for one in standing.children.get(above, []):
        if one != place_id and plain(standing.nodes[one].name) == plain(name):
            raise Trouble("grids.same_name", name=name)
    if (told.get("households") or 0) < 0:
        raise Trouble("grids.households_below_nought")
    if told.get("stands_for_id"):
        _check_room(db, room, standing, place_id, told["stands_for_id"])


def _check_above(standing: Tree, place_id: str | None, above: str, name: str) -> None:
    if above not in standing:
        raise Trouble("grids.no_such_place")
    if place_id is not None and standing.is_in(above, place_id):
        raise Trouble("grids.ring", name=name, above=standing.nodes[above].name)
    if standing.depth[above] + 1 >= LONGEST_PATH:
        raise Trouble("grids.too_deep", most=LONGEST_PATH)


def _check_room(
    db: Session, room: Room, standing: Tree, place_id: str | None, stands_for: str
) -> None:
    if not room.is_centre:
        raise Trouble("grids.only_a_centre")
    known = db.get(Room, stands_for)
    if known is None or stands_for == room.id:
        raise Trouble("grids.no_such_room")
    other = standing.standing.get(stands_for)
    if other is not None and other != place_id:
        name = known.room_name or known.committee or ""
        raise Trouble("grids.stands_already", room=name, place=standing.told(other))


def rooms_to_stand(db: Session, log: str) -> list[tuple[str, str]]:
    """At a centre: the rooms below that a node may stand for, with their names."""
    own = own_room(db, log)
    if not own.is_centre:
        return []
    asked = select(Room.id, Room.room_name, Room.committee).where(Room.void.is_(None))
    found = [
        (id_, name or committee or "")
        for id_, name, committee in db.execute(asked)
        if id_ != own.id
    ]
    return sorted(found, key=lambda one: one[1])
