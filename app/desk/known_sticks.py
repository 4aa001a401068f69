"""The sticks this computer exchanged with: when last, and what went. Stays on this machine."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from app.desk.desk import Desk
from app.store import locals_

NAME = "sticks"
MOST = 200


@dataclass(frozen=True)
class LastVisit:
    """The last exchange with one stick."""

    at: str
    stick: str  # what the system called it
    new: int  # entries taken in
    written: int  # bundles written
    to: list[str]  # places they were for
    well: bool  # nothing was refused and nothing failed


def last_visit(desk: Desk, number: str) -> LastVisit | None:
    """The last exchange with the stick of this number; None: none with this computer."""
    told = _all(desk).get(number) if number else None
    return LastVisit(**told) if told is not None else None


def remember(desk: Desk, number: str, visit: LastVisit) -> None:
    """Write the exchange down; of very many sticks the longest unseen go."""
    if not number:
        return
    kept = {**_all(desk), number: asdict(visit)}
    newest = sorted(kept, key=lambda one: kept[one]["at"], reverse=True)[:MOST]
    with desk.shelf.local_writing() as link:
        locals_.put(link, NAME, json.dumps({one: kept[one] for one in newest}, ensure_ascii=False))


def _all(desk: Desk) -> dict[str, dict[str, Any]]:
    with desk.shelf.reading() as db:
        told: dict[str, dict[str, Any]] = json.loads(locals_.get(db.connection(), NAME) or "{}")
    return told
