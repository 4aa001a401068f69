"""Mediators and places that a ledger names: found by name, made where the room does not know them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.desk.edit import checked
from app.desk.ledger.draft import Plan
from app.records import Mediator, Place


@dataclass
class Names:
    """Names in the order in which a ledger brings them."""

    mediators: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)

    @staticmethod
    def known(db: Session, room_id: str) -> tuple[dict[str, str], dict[str, str]]:
        """Name → id of the mediators and places that stand; a name borne by two is left out."""
        people = db.execute(
            select(Mediator.name, Mediator.id).where(
                Mediator.room_id == room_id, Mediator.void.is_(None)
            )
        )
        places = db.execute(select(Place.name, Place.id).where(Place.void.is_(None)))
        return _single(people), _single(places)


def _single(rows: object) -> dict[str, str]:
    found: dict[str, str] = {}
    twice: set[str] = set()
    for name, id_ in rows:  # type: ignore[attr-defined]
        if name in found:
            twice.add(name)
        found[name or ""] = id_
    return {name: id_ for name, id_ in found.items() if name and name not in twice}


def last_step(place: str) -> str:
    """刁镇街道 > 旧军村 → 旧军村: the place itself; what stands above it is kept in the row."""
    return re.split(r"\s*[>＞/]\s*", place)[-1][:60]


def names_of(plan: Plan) -> Names:
    """Every mediator and place the plan's cases name."""
    names = Names()
    for row in plan.cases:
        if row.draft is None:
            continue
        row.draft.place = last_step(row.draft.place)
        names.mediators += [
            name for name in (row.draft.acceptor, row.draft.lead, *row.draft.assistants) if name
        ]
        names.places += [row.draft.place] if row.draft.place else []
    return Names(list(dict.fromkeys(names.mediators)), list(dict.fromkeys(names.places)))


def unknown_names(db: Session, room_id: str, names: Names) -> Names:
    """Those the room has nobody and nothing for: an import would make them, and says so beforehand."""
    people = set(
        db.scalars(
            select(Mediator.name).where(Mediator.room_id == room_id, Mediator.void.is_(None))
        )
    )
    places = set(db.scalars(select(Place.name).where(Place.void.is_(None))))
    return Names(
        [name for name in names.mediators if name not in people],
        [name for name in names.places if name not in places],
    )


def make_names(db: Session, room_id: str, names: Names) -> tuple[Names, dict[str, list[str]]]:
    """Make what is unknown; the names made, and the ids by kind for the undo."""
    made = unknown_names(db, room_id, names)
    last = db.scalar(select(func.max(Mediator.position)).where(Mediator.room_id == room_id)) or 0
    people = [
        Mediator(room_id=room_id, position=last + n, **checked(Mediator, {"name": name[:60]}))
        for n, name in enumerate(made.mediators, 1)
    ]
    places = [Place(room_id=room_id, **checked(Place, {"name": name})) for name in made.places]
    db.add_all([*people, *places])
    return made, {"mediator": [p.id for p in people], "place": [p.id for p in places]}
