"""会商与上交 of a matter that is no case yet: who sat together, what goes a level up, the minutes as a paper."""

from __future__ import annotations

import io
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.desk import escalations, loop_steps, matters
from app.desk import room as rooms
from app.desk.edit import add, get
from app.papers.paper import paper
from app.records import (
    Case,
    CaseFile,
    Consultation,
    Escalation,
    Matter,
    Mediator,
    Party,
    Room,
    Unit,
)
from app.rules import ladder
from app.rules.mechanism import Mechanism
from app.trouble import Trouble


def consultations(db: Session, matter_id: str) -> list[Consultation]:
    """会商 over a matter, as they were held."""
    asked = select(Consultation).where(
        Consultation.matter_id == matter_id, Consultation.void.is_(None)
    )
    return list(db.scalars(asked.order_by(Consultation.on_day, Consultation.id)))


def passed_up(db: Session, matter_id: str) -> list[Escalation]:
    """上交 of a matter, the last one last."""
    asked = select(Escalation).where(Escalation.matter_id == matter_id, Escalation.void.is_(None))
    return list(db.scalars(asked.order_by(Escalation.on_day, Escalation.id)))


def standing_up(db: Session, matter_id: str) -> Escalation | None:
    """The one that went up and has not come down."""
    return next((one for one in reversed(passed_up(db, matter_id)) if not one.back_on), None)


def escalate(db: Session, log: str, matter_id: str, way: Mechanism, values: dict[str, Any]) -> str:
    """上交 one level up; what became a case goes up as one. Before the time it needs its reason."""
    matter = get(db, Matter, matter_id)
    if matter.case_id:
        return escalations.escalate(db, matter.case_id, way, values)
    known = loop_steps.steps_of(db, [matter_id])[matter_id]
    if matter.void is not None or matters.standing_in(db, matter).solved:
        raise Trouble("escalation.over")
    up = standing_up(db, matter_id)
    if up is not None:
        raise Trouble("escalation.standing", day=up.on_day or "", to=up.to_name or "")
    lies = next(
        (one.to_level for one in passed_up(db, matter_id)[-1:] if not one.back_on), None
    ) or ladder.own_level(_room(db, log, matter))
    level = values.get("to_level") or ladder.one_up(way.ladder, lies)
    if not level:
        raise Trouble("escalation.top")
    held = sum(1 for one in known if one.step == "handle" and one.void is None)
    if held < way.ladder.tries and not (values.get("reason") or "").strip():
        raise Trouble("matter.up_early", tries=held, wanted=way.ladder.tries)
    told = {
        "room_id": matter.room_id, "matter_id": matter_id, "on_day": clock.today(), "tries": held,
        "by_id": db.info["pen"].user,
    }  # fmt: skip
    return add(db, Escalation, {**told, **values, "to_level": level})


def minutes(db: Session, log: str, matter_id: str, which: str) -> bytes:
    """会商纪要 of a matter as PDF, on the same form as that of a case."""
    out = io.BytesIO()
    made = paper("consultation").composed(_file(db, log, matter_id), which)
    made.coded = False  # a scanned page finds its case by the code, and there is none
    made.draw(out)
    return out.getvalue()


def _file(db: Session, log: str, matter_id: str) -> CaseFile:
    """The matter as the paper of a case sees it; it is written nowhere."""
    matter, held = get(db, Matter, matter_id), consultations(db, matter_id)
    facts = {k: v for k, v in matters.case_facts(matter).items() if k != "place_id"}
    units = {i for one in held for i in (one.lead_unit_id, *(one.unit_ids or ())) if i}
    people = {one.by_id for one in held if one.by_id}
    return CaseFile(
        Case(file_no=matter.number, **facts), _room(db, log, matter),
        parties=[Party(**one) for one in matters.people_of(matter)], consultations=held,
        units={one.id: one for one in db.scalars(select(Unit).where(Unit.id.in_(sorted(units))))},
        mediators={
            one.id: one for one in db.scalars(select(Mediator).where(Mediator.id.in_(sorted(people))))
        },
    )  # fmt: skip


def _room(db: Session, log: str, matter: Matter) -> Room:
    return db.get(Room, matter.room_id or "") or rooms.own_room(db, log)
