"""To whom the steps of a matter gave it: the unit, the person, or the room below."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.desk import dispatch_answers
from app.desk.matter_names import Names
from app.records import MatterStep, Person, Room, Unit
from app.rules.matter_states import GIVEN


def named(db: Session, steps: Sequence[MatterStep]) -> dict[str, str]:
    """By step; one that gave it to nobody has none."""
    given = [one for one in steps if one.step in GIVEN]
    names = Names(db)
    names.add(Unit, {one.to_unit_id or "" for one in given})
    names.add(Person, {one.to_person_id or "" for one in given})
    sent = dispatch_answers.rooms(db, [one.dispatch_id for one in given if one.dispatch_id])
    names.add(Room, set(sent.values()))
    told = {
        one.id: names.holder(one.to_unit_id or "", one.to_person_id or "")
        or names.called.get(sent.get(one.dispatch_id or "", ""), "")
        for one in given
    }
    return {step: name for step, name in told.items() if name}
