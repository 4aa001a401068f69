"""住户: the households of each grid, listed one by one or only counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.desk import edit
from app.desk.grid import tree
from app.desk.place_finder import Finder
from app.desk.room import own_room
from app.records import Household, Place
from app.rules.grid_tree import Tree, natural
from app.trouble import Trouble

NEAREST = 2  # places above a household that tell where it is
SHORT_ID = 6


def households(
    db: Session,
    log: str,
    place_id: str | None = None,
    *,
    deep: bool = False,
    gone_too: bool = False,
    limit: int | None = None,
    start: int = 0,
) -> list[Household]:
    """The households of a grid (`deep`: and of all below it) or of the room, by number."""
    asked = select(Household).where(Household.void.is_(None))
    if place_id is None:
        asked = asked.where(Household.room_id == own_room(db, log).id)
    else:
        places = tree(db, log).below(place_id) if deep else [place_id]
        asked = asked.where(Household.place_id.in_(places))
    if not gone_too:
        asked = asked.where(Household.gone_on.is_(None))
    if limit is not None:
        asked = asked.order_by(Household.place_id, Household.number, Household.id)
        return list(db.scalars(asked.limit(limit).offset(start)))
    return sorted(db.scalars(asked), key=lambda one: (natural(one.number or ""), one.id))


def options(db: Session, log: str) -> list[tuple[str, str]]:
    """What may be picked, grid by grid: id, and where it is with its number and head; none is called as another."""
    standing = tree(db, log)
    rank = {one: place for place, one in enumerate(standing.order)}
    asked = select(
        Household.id, Household.place_id, Household.number, Household.head, Household.address
    ).where(
        Household.void.is_(None),
        Household.gone_on.is_(None),
        Household.room_id == own_room(db, log).id,
    )
    rows: list[Any] = list(db.execute(asked))
    rows.sort(key=lambda one: (rank.get(one[1], len(rank)), natural(one[2] or ""), one[0]))
    found: dict[str, str] = {}
    for id_, place_id, number, head, address in rows:
        path = [node.name for node in standing.path(place_id)] if place_id in rank else []
        told = called(path, number, head, address)
        found[told if told not in found else f"{told} {id_[:SHORT_ID]}"] = id_
    return [(id_, told) for told, id_ in found.items()]


def label(db: Session, household_id: str) -> str:
    """One household as it is called in that list; nothing where it is not here."""
    home = db.get(Household, household_id)
    if home is None:
        return ""
    path: list[str] = []
    place = db.get(Place, home.place_id) if home.place_id else None
    while place is not None and len(path) < NEAREST:
        path.insert(0, place.name or "")
        place = db.get(Place, place.parent_id) if place.parent_id else None
    return called(path, home.number, home.head, home.address)


def called(path: Sequence[str], number: str | None, head: str | None, address: str | None) -> str:
    """上河村 > 一网格 > 12号 孟广田."""
    own = " ".join(filter(None, (number, head))) or address or "—"
    return " > ".join([*filter(None, path[-NEAREST:]), own])


def meant(db: Session, log: str, text: str) -> str:
    """The household a person means: by its id (six characters are enough), its number, its head, pinyin."""
    known = options(db, log)
    if len(text) >= SHORT_ID and (found := [id_ for id_, _ in known if id_.startswith(text)]):
        return found[0]
    finder = Finder.of(known)
    exact = finder.exact(text)
    near = [one.id for one in finder.find(text)] if exact is None else [exact]
    if len(near) != 1:
        raise Trouble("households.not_one", name=text, count=len(near))
    return near[0]


def likely(db: Session, log: str, name: str | None, phone: str | None) -> str | None:
    """The one household of this telephone, else the one of which he is the head; nothing where several fit."""
    own = select(Household.id).where(
        Household.room_id == own_room(db, log).id,
        Household.void.is_(None),
        Household.gone_on.is_(None),
    )
    for told, column in ((phone, Household.phone), (name, Household.head)):
        found = list(db.scalars(own.where(column == told).limit(2))) if told else []
        if len(found) == 1:
            return found[0]
    return None


def listed(db: Session) -> dict[str, int]:
    """How many households of each grid are listed one by one."""
    asked = (
        select(Household.place_id, func.count())
        .where(Household.void.is_(None), Household.gone_on.is_(None))
        .group_by(Household.place_id)
    )
    return {place: many for place, many in db.execute(asked) if place}


def counted(standing: Tree, listed_: Mapping[str, int]) -> dict[str, int | None]:
    """Households by grid: those listed there and below, else what was counted; None where nobody told."""
    below = standing.added_up(listed_)
    found: dict[str, int | None] = {}
    for one in reversed(standing.order):
        told = standing.nodes[one].households
        parts = [found[child] for child in standing.children[one]]
        inside = sum(part for part in parts if part is not None) + listed_.get(one, 0)
        known = bool(below[one]) or any(part is not None for part in parts)
        found[one] = told if told is not None and not below[one] else inside if known else told
    return found


def add_household(db: Session, log: str, values: Mapping[str, Any]) -> str:
    """One household of a grid; its id."""
    told = edit.checked(Household, dict(values))
    _check(told)
    if not any(told.get(name) for name in ("number", "head", "address")):
        raise Trouble("households.nothing_told")
    return edit.add(db, Household, {"room_id": own_room(db, log).id, **told})


def edit_household(
    db: Session, household_id: str, changes: Mapping[str, Any], seen: dict[str, str] | None = None
) -> None:
    """Change facts of a household, or move it to another grid."""
    told = edit.checked(Household, dict(changes))
    _check(told)
    edit.edit(db, Household, household_id, told, seen)


def gone(db: Session, household_id: str, on: dt.date) -> None:
    """迁出: it lives there no more; what was written about it stays."""
    edit.edit(db, Household, household_id, {"gone_on": on})


def void_household(db: Session, household_id: str, reason: str) -> None:
    """作废: typed by mistake."""
    edit.void(db, Household, household_id, reason)


def _check(told: Mapping[str, Any]) -> None:
    if (told.get("people") or 0) < 0:
        raise Trouble("households.people_below_nought")
