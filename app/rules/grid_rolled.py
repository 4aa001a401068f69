"""Roll-up village → street → district: the places and rooms of others, each at the node of our tree where it counts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.rules.grid_tree import Node, Tree


@dataclass(frozen=True)
class Rolled:
    """Our tree, and where what others wrote counts in it."""

    tree: Tree
    places: Mapping[str, str]  # place id, ours or of a room below → node of our tree
    rooms: Mapping[str, str]  # room id → node of our tree

    def node_of(self, room_id: str | None, place_id: str | None) -> str | None:
        """Where a case counts: at its place, else where its room stands; nothing where neither is known."""
        return self.places.get(place_id or "") or self.rooms.get(room_id or "")

    def count(self, cases: Iterable[tuple[str | None, str | None, int]]) -> dict[str | None, int]:
        """How many count at each node alone, from (room, place, how many); None: at none."""
        found: dict[str | None, int] = {}
        for room_id, place_id, many in cases:
            node = self.node_of(room_id, place_id)
            found[node] = found.get(node, 0) + many
        return found

    def added_up(self, cases: Iterable[tuple[str | None, str | None, int]]) -> dict[str, int]:
        """How many count at each node and in all below it."""
        return self.tree.added_up({n: many for n, many in self.count(cases).items() if n})

    def path_of(self, room_id: str | None, place_id: str | None) -> list[Node]:
        """The nodes a case counts at, from the top down."""
        return self.tree.path(self.node_of(room_id, place_id))


@dataclass(frozen=True)
class Scope:
    """A node and all below it as a question to cases: those of these places, and of these rooms."""

    places: frozenset[str]
    rooms: frozenset[str] = frozenset()
    elsewhere: frozenset[str] = frozenset()
    """Other nodes of our tree: a case of these rooms that names one of them counts there."""

    def holds(self, room_id: str, place_id: str) -> bool:
        """Whether what this room did at this place (empty: at none) counts in it."""
        return place_id in self.places or (room_id in self.rooms and place_id not in self.elsewhere)


def roll(tree: Tree, foreign: Iterable[Node]) -> Rolled:
    """Where places of rooms below count in our tree, in one pass over all of them.

    A room counts at the node that stands for it. Its own places are found again below that node by code, then by
    name; one that is not found counts where its parent does. A street's tree tells in turn where the rooms of its
    villages stand.
    """
    by_room: dict[str, list[Node]] = {}
    for node in foreign:
        by_room.setdefault(node.room_id, []).append(node)
    look = _Look(tree)
    rooms = dict(tree.standing)
    places = {one: one for one in tree.order}
    todo = [room for room in rooms if room in by_room]
    while todo:
        room = todo.pop()
        own = Tree(by_room.pop(room))
        for one in own.order:
            above = own.parent[one]
            base = places[above] if above else rooms[room]
            places[one] = look.like(own.nodes[one], base, is_top=above is None) or base
        for lower, at in own.standing.items():
            if lower not in rooms:
                rooms[lower] = places[at]
                todo += [lower] if lower in by_room else []
    return Rolled(tree, places, rooms)


def scope(rolled: Rolled, place_id: str) -> Scope:
    """Everything that counts at a node or below it."""
    inside = set(rolled.tree.below(place_id))
    places = frozenset(one for one, node in rolled.places.items() if node in inside) | inside
    rooms = frozenset(room for room, node in rolled.rooms.items() if node in inside)
    elsewhere = frozenset(rolled.tree.order) - places if rooms else frozenset()
    return Scope(places, rooms, elsewhere)


@dataclass
class _Look:
    """Finds the place of ours that a place of another room is."""

    tree: Tree
    codes: dict[str, str] = field(default_factory=dict)
    names: dict[tuple[str | None, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for one in self.tree.order:
            node = self.tree.nodes[one]
            if node.code:
                self.codes.setdefault(node.code, one)
            self.names.setdefault((self.tree.parent[one], plain(node.name)), one)

    def like(self, node: Node, base: str, *, is_top: bool) -> str | None:
        """By code below the base, by name right below it; the top of a room's own tree may be the base itself."""
        coded = self.codes.get(node.code) if node.code else None
        if coded and self.tree.is_in(coded, base):
            return coded
        name = plain(node.name)
        if is_top and name == plain(self.tree.nodes[base].name):
            return base
        return self.names.get((base, name))


def plain(name: str) -> str:
    """A name for comparing: one width, no blanks."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
