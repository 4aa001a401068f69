"""转交: a matter that came from above goes on to a place below; what each side answers is repeated to the other.

Three places, so a dispatch of our own under the one that came. Each step is repeated once, under the name of the
first that said it; what a power cut left out is repeated later.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import dispatches, outcomes
from app.desk import room as rooms
from app.desk.desk import Desk
from app.desk.edit import add, get
from app.records import Dispatch, DispatchStep
from app.rules import dispatching
from app.trouble import Trouble

UP = ("accepted", "progress", "done", "again")
DOWN = ("confirmed", "again", "reminded", "recalled")


@dataclass(frozen=True)
class Repeated:
    """A step to be written once more."""

    dispatch: str
    step: str
    told: str | None
    on: dt.date | None
    by: str | None
    file_no: str | None
    repeats: str


def pass_on(desk: Desk, dispatch_id: str, to: str, told: str = "") -> str:
    """转交 to a place below; answers the id of the dispatch that goes there."""
    with desk.shelf.reading() as db:
        row = get(db, Dispatch, dispatch_id)
        own = rooms.own_room(db, desk.shelf.log)
        state = dispatching.state_of(dispatches.steps_of(db, [row.id])[row.id])
        is_ours = bool(own.is_centre) and row.to_room_id == own.id
        free = state in dispatching.MAY_BE_PASSED and not dispatches.passed_to(db, [row.id])
        if not (is_ours and free):
            raise Trouble("dispatch.not_now", number=row.number or "")
        values = {
            "title": row.title, "instruction": told.strip() or row.instruction, "due_on": row.due_on,
            "origin_no": row.origin_no, "passes_id": row.id,
        }  # fmt: skip
        matter = row.told or "{}"
    fresh = dispatches.send(desk, to, values, told=matter)
    outcomes.tell(desk)
    return fresh


def repeat(desk: Desk) -> int:
    """What one side said and the other was not told yet is told now; answers how many steps that were."""
    with desk.shelf.reading() as db:
        todo = _news(db, rooms.own_room(db, desk.shelf.log).id)
    for one in todo:
        desk.do(repeat_step, one)
    return len(todo)


def repeat_step(db: Session, one: Repeated) -> str:
    """The same step in the other dispatch."""
    values = {
        "dispatch_id": one.dispatch, "step": one.step, "told": one.told, "on_day": one.on,
        "by_name": one.by, "file_no": one.file_no, "repeats": one.repeats,
    }  # fmt: skip
    return add(db, DispatchStep, values)


def _news(db: Session, own: str) -> list[Repeated]:
    asked = select(Dispatch).where(Dispatch.passes_id.is_not(None), Dispatch.void.is_(None))
    ours = list(db.scalars(asked.where(Dispatch.from_room_id == own).order_by(Dispatch.id)))
    names = {place.room: place.name for place in dispatches.below(db)}
    found = []
    for below in ours:
        above = db.get(Dispatch, below.passes_id or "")
        if above is None or above.to_room_id != own:
            continue
        steps = dispatches.steps_of(db, [above.id, below.id])
        there, here = steps[above.id], steps[below.id]
        if below.id not in _roots(there):
            to = names.get(below.to_room_id or "", "")
            found.append(
                Repeated(above.id, "passed", to, below.sent_on, below.by_name, None, below.id)
            )
        found += [_again(above, x) for x in here if x.step in UP and _root(x) not in _roots(there)]
        may = dispatching.may_follow(dispatching.state_of(here), centre=True)
        found += [
            _again(below, x)
            for x in there
            if x.step in DOWN and x.step in may and _root(x) not in _roots(here)
        ]
    return found


def _again(to: Dispatch, step: DispatchStep) -> Repeated:
    return Repeated(
        to.id, step.step or "", step.told, step.on_day, step.by_name, step.file_no, _root(step)
    )


def _root(step: DispatchStep) -> str:
    return step.repeats or step.id


def _roots(steps: list[DispatchStep]) -> set[str]:
    return {_root(one) for one in steps}
