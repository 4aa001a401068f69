"""What places, units, people and cases of many matters are called, each looked up once."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.desk.exchange import name_of
from app.records import Case, Mediator, Person, Place, Room, Unit

DEEP = 3  # names of the path to a place that are told


class Names:
    """What places, units, people and cases are called, each looked up once."""

    def __init__(self, db: Session) -> None:
        self.db = db
        self.called: dict[str, str] = {}
        self.cases: dict[str, str] = {}
        self._places: dict[str, tuple[str, str | None]] | None = None

    def add(self, record: type[Unit] | type[Person] | type[Room], ids: set[str]) -> None:
        """Look up what these are called; a person who is a mediator is called as that one is."""
        wanted = sorted(filter(None, ids - self.called.keys()))
        for start in range(0, len(wanted), 500):
            asked: Select[Any] = select(record).where(record.id.in_(wanted[start : start + 500]))
            for one in self.db.scalars(asked):
                self.called[one.id] = self._name(one)

    def _name(self, one: Unit | Person | Room) -> str:
        if isinstance(one, Room):
            return name_of(one)
        if isinstance(one, Person) and not one.name and one.mediator_id:
            mediator = self.db.get(Mediator, one.mediator_id)
            return (mediator.name if mediator else None) or ""
        return one.name or ""

    def add_cases(self, ids: list[str]) -> None:
        """Look up the numbers of these cases."""
        for start in range(0, len(ids), 500):
            asked = select(Case.id, Case.file_no).where(Case.id.in_(ids[start : start + 500]))
            self.cases |= {id_: number or "" for id_, number in self.db.execute(asked)}

    def place(self, place_id: str | None) -> str:
        """The last names of the path to a place."""
        if place_id and self._places is None:
            rows = self.db.execute(select(Place.id, Place.name, Place.parent_id))
            self._places = {id_: (name or "", parent) for id_, name, parent in rows}
        path: list[str] = []
        seen: set[str] = set()
        while place_id and place_id not in seen and place_id in (self._places or {}):
            seen.add(place_id)
            name, place_id = (self._places or {})[place_id]
            path.insert(0, name)
        return " ".join(path[-DEEP:])

    def holder(self, unit_id: str, person_id: str) -> str:
        """A unit, a person, or one of a unit."""
        return " ".join(
            filter(None, (self.called.get(unit_id, ""), self.called.get(person_id, "")))
        )
