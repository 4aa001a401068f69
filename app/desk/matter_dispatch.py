"""来件 → 交办: a matter goes to a room below with all that is known of it, and what the room did is told back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app import clock
from app.desk import dispatch_answers, loop_steps, matters, practice, questions
from app.desk import room as rooms
from app.desk.edit import get
from app.records import Dispatch, DispatchStep, Matter, MatterStep, Place
from app.rules import dispatching
from app.rules.matter_clock import clock_of
from app.rules.matter_states import GIVEN, Standing, may_follow, standing_of
from app.trouble import Trouble

if TYPE_CHECKING:
    from app.desk.desk import Desk

TITLE = 40  # characters of what was told that are the title
TO_SIGN = frozenset({"done", "confirmed"})


def hand_out(
    desk: Desk, at: dt.datetime, matter_id: str, to: str, *, due: dt.date | None = None, told: str = ""
) -> str:  # fmt: skip
    """交办给调解室 in one press; answers the dispatch's id.

    Two places, so two entries; where the first was written and the second not, handing out again writes only
    the second.
    """
    from app.desk import dispatches

    with desk.shelf.reading() as db:
        matter = matters.free(db, matter_id)
        standing, stands = matters.standing_in(db, matter), matters.does_stand(db, matter)
        if "pass" not in may_follow(matter, standing, stands=stands):
            raise Trouble("matter.not_now", number=matter.number or "")
        at = max(at, matter.came_at or at)  # the clock here may be behind
        if _open_with(db, matter_id, to):
            raise Trouble("matter.dispatched_already", number=matter.number or "")
        until = due or _due_day(db, desk, matter, standing)
        values = {
            "title": _title(matter), "instruction": told or None, "due_on": until,
            "origin_no": matter.number,
        }  # fmt: skip
        known = {
            "case": {k: v for k, v in matters.case_facts(matter).items() if k != "place_id"},
            "parties": matters.people_of(matter), "place": _path(db, matter.place_id),
        }  # fmt: skip
        made = _half_written(db, rooms.own_room(db, desk.shelf.log).id, to, matter)
    dispatch_id = made or dispatches.send(desk, to, values, known)
    step = {"dispatch_id": dispatch_id, "due_on": until, "told": told or None}
    desk.do(matters.take_step, at, matter_id, "pass", step)
    return dispatch_id


def _due_day(db: Session, desk: Desk, matter: Matter, standing: Standing) -> dt.date | None:
    """The day the list shows it to be due by: a matter handed down keeps its clock."""
    way = practice.standing(db, desk.shelf.log)
    running = clock_of(matter, standing, way, desk.calendar())
    return running.soft.at.date() if running else None


def to_sign(db: Session, matter_id: str) -> str:
    """The dispatch of a matter that its room has done and nobody has told back yet; nothing where none is."""
    matter, known = get(db, Matter, matter_id), loop_steps.steps_of(db, [matter_id])[matter_id]
    if "feedback" not in may_follow(
        matter, standing_of(matter, known), stands=matters.does_stand(db, matter)
    ):
        return ""
    given = [one for one in known if one.dispatch_id and one.step in GIVEN and one.void is None]
    for one in reversed(given):
        if _state(db, one.dispatch_id or "") in TO_SIGN:
            return one.dispatch_id or ""
    return ""


def sign_off(desk: Desk, matter_id: str) -> None:
    """签收办结: the dispatch is confirmed, and the matter told back as solved in the room's own words."""
    from app.desk import dispatches

    dispatch_id = desk.look(to_sign, matter_id)
    if not dispatch_id:
        raise Trouble("matter.nothing_done")
    if desk.look(_state, dispatch_id) == "done":
        dispatches.step(desk, dispatch_id, "confirmed")
    else:
        tell_back(desk, dispatch_id)


def tell_back(desk: Desk, dispatch_id: str) -> None:
    """反馈 of the matter behind a dispatch that is signed off, where it has one and it is still open."""
    with desk.shelf.reading() as db:
        matter = dispatch_answers.matter_of(db, dispatch_id)
        if matter is None or to_sign(db, matter.id) != dispatch_id:
            return
        matter_id, told = matter.id, _done(db, dispatch_id)
        at = max(clock.now(), matter.came_at or clock.now())  # the clock here may be behind
    step = {"solved": True, "told": told or None}
    desk.do(matters.take_step, at, matter_id, "feedback", step)


def _title(matter: Matter) -> str:
    words = " ".join((matter.told or "").split())
    return words[:TITLE] or matter.number or ""


def _path(db: Session, place_id: str | None) -> list[str]:
    """The names from the top of the grid tree down to a place."""
    if not place_id:
        return []
    places = {one.id: one for one in db.scalars(select(Place))}
    return [one.name for one in questions.path_of(places, place_id) if one.name]


def _open_with(db: Session, matter_id: str, to: str) -> bool:
    """Whether this room has the matter already."""
    asked = select(Dispatch.id).where(
        Dispatch.to_room_id == to, Dispatch.void.is_(None),
        exists().where(
            MatterStep.dispatch_id == Dispatch.id, MatterStep.matter_id == matter_id,
            MatterStep.void.is_(None),
        ),
    )  # fmt: skip
    return any(_state(db, one) in dispatching.OPEN for one in db.scalars(asked))


def _half_written(db: Session, own: str, to: str, matter: Matter) -> str:
    """A dispatch of this matter whose 流转 was never written: the power went between the two."""
    asked = select(Dispatch.id).where(
        Dispatch.from_room_id == own, Dispatch.to_room_id == to, Dispatch.origin_no == matter.number,
        Dispatch.void.is_(None), ~exists().where(MatterStep.dispatch_id == Dispatch.id),
    )  # fmt: skip
    found = [one for one in db.scalars(asked.order_by(Dispatch.id)) if _state(db, one) == "sent"]
    return found[-1] if found and matter.number else ""


def _answers(db: Session, dispatch_id: str) -> list[DispatchStep]:
    asked = select(DispatchStep).where(
        DispatchStep.dispatch_id == dispatch_id, DispatchStep.void.is_(None)
    )
    return list(db.scalars(asked.order_by(DispatchStep.on_day, DispatchStep.id)))


def _state(db: Session, dispatch_id: str) -> str:
    return dispatching.state_of(_answers(db, dispatch_id))


def _done(db: Session, dispatch_id: str) -> str:
    """What the room said when it was done."""
    said = [one.told for one in _answers(db, dispatch_id) if one.step == "done" and one.told]
    return said[-1] if said else ""
