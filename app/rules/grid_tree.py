"""网格树: nodes of any depth in the order people read them, added up from the leaves, resolved across rooms. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from app.codes import code_list

BETWEEN = " > "  # the names of a path
FAR = 1 << 30  # behind everything that has a place of its own in the order


@dataclass(frozen=True, slots=True)
class Node:
    """One place as the tree needs it."""

    id: str
    parent_id: str | None
    name: str
    kind: str = ""
    position: int | None = None
    code: str = ""
    households: int | None = None
    group: str = ""
    room_id: str = ""
    stands_for_id: str | None = None


class Tree:
    """The places of one room, from the top down. A ring that two computers made together is cut at one place."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self.nodes = {node.id: node for node in nodes}
        self.parent: dict[str, str | None] = {}
        self.children: dict[str | None, list[str]] = {None: []}
        self.order: list[str] = []  # each place before what lies in it
        self.depth: dict[str, int] = {}
        self._spans: dict[str, tuple[int, int]] = {}
        self._grow()

    def __len__(self) -> int:
        return len(self.nodes)

    def __contains__(self, place_id: object) -> bool:
        return place_id in self.nodes

    def _grow(self) -> None:
        told: dict[str | None, list[Node]] = {}
        for node in self.nodes.values():
            above = node.parent_id if node.parent_id in self.nodes else None
            told.setdefault(above, []).append(node)
        for siblings in told.values():
            siblings.sort(key=_in_order)
        for node in told.get(None, []):
            self._walk(node.id, told)
        for id_ in sorted(self.nodes.keys() - self.depth.keys()):  # rings
            if id_ not in self.depth:
                self._walk(id_, told)

    def _walk(self, top: str, told: Mapping[str | None, list[Node]]) -> None:
        todo: list[tuple[str, str | None, int, bool]] = [(top, None, 0, False)]
        while todo:
            id_, above, depth, is_done = todo.pop()
            if is_done:
                self._spans[id_] = (self._spans[id_][0], len(self.order))
                continue
            if id_ in self.depth:
                continue
            self.parent[id_], self.depth[id_] = above, depth
            self.children.setdefault(above, []).append(id_)
            self.children.setdefault(id_, [])
            self._spans[id_] = (len(self.order), 0)
            self.order.append(id_)
            todo.append((id_, above, depth, True))
            todo += [(n.id, id_, depth + 1, False) for n in reversed(told.get(id_, []))]

    def below(self, place_id: str) -> list[str]:
        """A place and every place in it, in order; a place that is not here stands alone."""
        if place_id not in self._spans:
            return [place_id]
        start, end = self._spans[place_id]
        return self.order[start:end]

    def is_in(self, place_id: str, above: str) -> bool:
        """Whether a place is another or lies in it."""
        if place_id not in self._spans or above not in self._spans:
            return place_id == above
        start, end = self._spans[above]
        return start <= self._spans[place_id][0] < end

    def path(self, place_id: str | None) -> list[Node]:
        """From the top down to the place."""
        found: list[Node] = []
        while place_id is not None and place_id in self.nodes:
            found.insert(0, self.nodes[place_id])
            place_id = self.parent[place_id]
        return found

    def told(self, place_id: str | None, between: str = BETWEEN) -> str:
        """The path in words."""
        return between.join(node.name for node in self.path(place_id))

    def leaves(self) -> Iterator[Node]:
        """Places with nothing in them."""
        return (self.nodes[one] for one in self.order if not self.children[one])

    def added_up(self, counts: Mapping[str, int]) -> dict[str, int]:
        """For each place what counts there and in all below it: one pass from the leaves up."""
        found = {one: counts.get(one, 0) for one in self.order}
        for one in reversed(self.order):
            above = self.parent[one]
            if above is not None and found[one]:
                found[above] += found[one]
        return found

    @cached_property
    def standing(self) -> dict[str, str]:
        """Rooms and the place each works at; the first in order counts."""
        found: dict[str, str] = {}
        for one in self.order:
            room = self.nodes[one].stands_for_id
            if room:
                found.setdefault(room, one)
        return found


def usual_kind(kinds: Iterable[str], above: str | None) -> str | None:
    """The kind a new place most likely has under a place of that kind: the next level the mechanism names."""
    levels = {one.code: int(one.facts.get("level", 9)) for one in code_list("grid_kind")}
    wanted = sorted((one for one in kinds if one in levels), key=lambda one: levels[one])
    floor = levels.get(above or "", -1)
    return next((one for one in wanted if levels[one] > floor), None)


def told_apart(paths: Sequence[str]) -> list[str]:
    """The least of each path that is no other's: 柳林村, 上河村 第1网格 beside 下河村 第1网格."""
    parts = [path.split(BETWEEN) for path in paths]
    deepest = max(map(len, parts), default=0)
    ends = [Counter(" ".join(one[-deep:]) for one in parts) for deep in range(1, deepest + 1)]
    return [
        next(
            (
                end
                for deep, seen in enumerate(ends[: len(one)], 1)
                if seen[end := " ".join(one[-deep:])] == 1
            ),
            " ".join(one),
        )
        for one in parts
    ]


@lru_cache(maxsize=1 << 15)
def natural(text: str) -> tuple[tuple[int, str], ...]:
    """第10网格 comes after 第9网格."""
    parts = re.split(r"([0-9]+)", text)
    return tuple(
        (int(part[:9]), "") if part.isascii() and part.isdigit() else (FAR, part)
        for part in parts
        if part
    )


def _in_order(node: Node) -> tuple[int, tuple[tuple[int, str], ...], str]:
    position = FAR if node.position is None else node.position
    return position, natural(node.name), node.id
