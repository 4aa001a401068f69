"""网格: the tree of this room, and where the cases of the rooms below count in it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from app.desk.room import own_room
from app.records import Case, Place, Room
from app.rules import grid_rolled
from app.rules.grid_rolled import Rolled, Scope
from app.rules.grid_tree import Node, Tree
from app.trouble import Trouble

FIELDS = (
    Place.id, Place.parent_id, Place.name, Place.grid_kind, Place.position, Place.code, Place.households,
    Place.group, Place.room_id, Place.stands_for_id,
)  # fmt: skip


def tree(db: Session, log: str) -> Tree:
    """The places of this room; what a centre gave to all its rooms stands in it too."""
    return Tree(_own(nodes(db), own_room(db, log)))


def rolled(db: Session, log: str) -> Rolled:
    """The tree, and where the places and cases of rooms below count in it."""
    room, everything = own_room(db, log), nodes(db)
    own = _own(everything, room)
    known = {node.id for node in own}
    return grid_rolled.roll(Tree(own), (node for node in everything if node.id not in known))


def options(db: Session, log: str, also: str | None = None) -> list[tuple[str, str]]:
    """What may be picked, in the order of the tree: id and whole path; `also` one that stands in a record already."""
    standing = tree(db, log)
    found = [(one, standing.told(one)) for one in standing.order]
    if also and also not in standing:
        everything = Tree(nodes(db))
        found += [(also, everything.told(also))] if also in everything else []
    return found


def why_empty(db: Session, log: str, *, typed: bool = False) -> str:
    """The words for a tree that has no grid yet; a centre's must be made before those below count in it.

    `typed`: for the command line, which names its own verbs.
    """
    at_centre = own_room(db, log).is_centre
    if typed:
        return "cli.grid_empty_at_centre" if at_centre else "cli.grid_empty"
    return "grid_page.tree_empty_at_centre" if at_centre else "grid_page.tree_empty"


def nodes(db: Session) -> list[Node]:
    """Every place that stands, of all rooms."""
    rows = db.execute(select(*FIELDS).where(Place.void.is_(None)))
    return [
        Node(id_, above, name or "", kind or "", position, code or "", households, group or "", room or "", stands)
        for id_, above, name, kind, position, code, households, group, room, stands in rows
    ]  # fmt: skip


def _own(everything: Sequence[Node], room: Room) -> list[Node]:
    """At a centre its own; a room has no others but those that were given to it."""
    if not room.is_centre:
        return list(everything)
    return [node for node in everything if node.room_id in ("", room.id)]


def below(db: Session, log: str, place_id: str) -> Scope:
    """A place and all below it, with the rooms that stand there and their own places."""
    found = rolled(db, log)
    if place_id in found.tree:
        return grid_rolled.scope(found, place_id)
    return Scope(frozenset(Tree(nodes(db)).below(place_id)))  # of a room's own tree, at a centre


def within(told: Scope) -> ColumnElement[bool]:
    """The question to cases: those that count in a scope."""
    at_place = Case.place_id.in_(sorted(told.places))
    if not told.rooms:
        return at_place
    of_room = Case.room_id.in_(sorted(told.rooms))
    named_elsewhere = Case.place_id.in_(sorted(told.elsewhere))
    return or_(at_place, of_room & (Case.place_id.is_(None) | ~named_elsewhere))


def counts(db: Session, log: str) -> dict[str, int]:
    """How many standing cases count at each node and below it."""
    rows = db.execute(
        select(Case.room_id, Case.place_id, func.count())
        .where(Case.void.is_(None))
        .group_by(Case.room_id, Case.place_id)
    )
    return rolled(db, log).added_up((room, place, many) for room, place, many in rows)


def by_words(db: Session, log: str, told: str) -> str:
    """The place a person means on a command line: its id, its whole path, or a name only one place has."""
    standing = tree(db, log)
    if told in standing:
        return told
    wanted = [grid_rolled.plain(part) for part in _parts(told)]
    found = [
        one
        for one in standing.order
        if wanted
        and [grid_rolled.plain(n.name) for n in standing.path(one)][-len(wanted) :] == wanted
    ]
    whole = [one for one in found if standing.depth[one] + 1 == len(wanted)]
    found = whole if len(whole) == 1 else found
    if not found:
        raise Trouble("grids.no_such_name", name=told)
    if len(found) > 1:
        several = "；".join(standing.told(one) for one in found[:5])
        raise Trouble("grids.several", name=told, count=len(found), several=several)
    return found[0]


def _parts(told: str) -> list[str]:
    for mark in ("＞", "→", "/", "／"):
        told = told.replace(mark, ">")
    return [part for part in (piece.strip() for piece in told.split(">")) if part]
