"""来件: a matter is written down in seconds, goes round step by step, and becomes a case by one key."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.codes import code_list
from app.desk import cases, dispatch_answers, doubles, serials
from app.desk import room as rooms
from app.desk.edit import add, checked, get
from app.desk.edit import void as strike_record
from app.desk.loop_steps import steps_of
from app.records import Case, Matter, MatterStep
from app.rules.matter_states import GIVEN, Standing, may_follow, standing_of
from app.trouble import Trouble

PETITION = "petition"
REASONED = frozenset({"return", "reopen"})
"""Steps nobody takes without saying why."""

TOLD_BACK = ("solved", "satisfaction")
"""What the loop 上报–流转–处置–反馈 asks at its end alone."""

TO_WHOM = ("to_unit_id", "to_person_id", "dispatch_id")
ON_CASE = ("line", "place_id", "tier", "risk", "people_count", "matter_class")


def write_down(db: Session, log: str, at: dt.datetime, values: dict[str, Any]) -> str:
    """登记 of a matter on any line, under a number of its own; answers its id."""
    room = rooms.own_room(db, log)
    told = {
        "room_id": room.id, "came_at": at.replace(second=0, microsecond=0),
        "by_id": db.info["pen"].user, **values,
    }  # fmt: skip
    _fits(told, at)
    if told.get("line") == PETITION and told.get("mediation_first") is None:
        told["mediation_first"] = True  # 调解优先、调解前置 (domain 6, S000)
    if not told.get("number"):
        year = told["came_at"].year
        told["number"] = serials.next_numbers(db, log, Matter, serials.MATTER, year)[0]
    return add(db, Matter, told)


def _fits(told: dict[str, Any], now: dt.datetime) -> None:
    """Something was said, it has come already, and it is not due before."""
    came = told["came_at"]
    if not (told.get("told") or "").strip():
        raise Trouble("matter.nothing_told")
    if came > now:
        raise Trouble("matter.not_yet", at=f"{came:%Y-%m-%d %H:%M}")
    if told.get("due_on") and told["due_on"] < came.date():
        raise Trouble("matter.due_before", due=told["due_on"], came=came.date())


def change(db: Session, now: dt.datetime, matter_id: str, values: dict[str, Any]) -> None:
    """Other words or facts of a matter; what is changed has to be something that can be."""
    matter = get(db, Matter, matter_id)
    if values.keys() & {"told", "came_at", "due_on"} and (values.get("came_at") or matter.came_at):
        _fits({n: getattr(matter, n) for n in ("told", "came_at", "due_on")} | values, now)
    if values.get("came_at"):
        _before_steps(values["came_at"], steps_of(db, [matter_id])[matter_id])
    for name, value in checked(Matter, values).items():
        setattr(matter, name, value)


def _before_steps(came: dt.datetime, known: list[MatterStep]) -> None:
    first = min((one.at for one in known if one.at and one.void is None), default=came)
    if _minute(first) < _minute(came):
        told = {"came": f"{came:%Y-%m-%d %H:%M}", "first": f"{first:%Y-%m-%d %H:%M}"}
        raise Trouble("matter.came_after_step", **told)


def take_step(
    db: Session, at: dt.datetime, matter_id: str, step: str, values: dict[str, Any] | None = None,
    *, now: dt.datetime | None = None,
) -> str:  # fmt: skip
    """One step of the loop, where it can follow; it names the last ones that were known here.

    `at` is a moment that a person told where `now` is given, and has to be one it can have been taken at.
    """
    matter = get(db, Matter, matter_id)
    known = steps_of(db, [matter_id])[matter_id]
    standing = standing_of(matter, known)
    if step not in may_follow(matter, standing, stands=does_stand(db, matter)):
        raise Trouble("matter.not_now", number=matter.number or "")
    told = dict(values or {})
    if step in REASONED and not (told.get("told") or "").strip():
        raise Trouble("matter.reason_needed")
    if step in GIVEN and not any(told.get(name) for name in TO_WHOM):
        raise Trouble("matter.to_whom")
    if step not in GIVEN and any(told.get(name) for name in (*TO_WHOM, "due_on")):
        raise Trouble("matter.only_passed_on")
    if step != "feedback" and any(told.get(name) is not None for name in TOLD_BACK):
        raise Trouble("matter.only_told_back")
    _in_time(matter, [one for one in known if one.id in standing.last], at, now)
    kept = {
        "matter_id": matter_id, "step": step, "at": at.replace(second=0, microsecond=0),
        "by_id": db.info["pen"].user, "after_ids": dispatch_answers.after(known, standing.last), **told,
    }  # fmt: skip
    return add(db, MatterStep, kept)


def _in_time(
    matter: Matter, last: list[MatterStep], at: dt.datetime, now: dt.datetime | None
) -> None:
    """No step before the matter came; none that a person dates ahead, or before what it follows."""
    told, came = f"{at:%Y-%m-%d %H:%M}", matter.came_at
    if came and _minute(at) < _minute(came):
        raise Trouble("matter.step_before_came", at=told, came=f"{came:%Y-%m-%d %H:%M}")
    if now is None or _minute(at) == _minute(now):
        return  # of two computers one clock may be a little behind
    if at > now:
        raise Trouble("matter.step_not_yet", at=told)
    before = max((one.at for one in last if one.at), default=at)
    if _minute(at) < _minute(before):
        raise Trouble("matter.step_before_last", at=told, last=f"{before:%Y-%m-%d %H:%M}")


def _minute(moment: dt.datetime) -> dt.datetime:
    return moment.replace(second=0, microsecond=0)


def standing_in(db: Session, matter: Matter) -> Standing:
    """How a matter stands now, with what this very transaction has added."""
    return standing_of(matter, steps_of(db, [matter.id])[matter.id])


def does_stand(db: Session, matter: Matter) -> bool:
    """Whether a matter stands in the lists though it was said to be a double."""
    return bool(doubles.standing_doubles(db, [matter]))


def become_case(db: Session, log: str, on: dt.date, matter_id: str) -> str:
    """立为纠纷: a case with all that is known of the matter, nothing typed twice; answers the case's id."""
    matter = free(db, matter_id)
    line = code_list("line").get(matter.line)
    source = matter.channel or (line.facts.get("source") if line else None)
    facts = case_facts(matter) | ({"source": source} if source else {})
    case_id = cases.register_case(db, log, on, facts)
    for person in people_of(matter):
        cases.add_party(db, case_id, person)
    matter.case_id = case_id
    return case_id


def case_facts(matter: Matter) -> dict[str, Any]:
    """What of a matter its case says."""
    facts = {name: getattr(matter, name) for name in ON_CASE} | {"summary": matter.told}
    return {name: value for name, value in facts.items() if value is not None}


def people_of(matter: Matter) -> list[dict[str, Any]]:
    """Who brought it, and whom it is about, as the parties of a case."""
    reporter = {
        "role": "applicant", "name": matter.reporter, "phone": matter.phone, "address": matter.address,
        "register_address": matter.register_address,
    }  # fmt: skip
    other = {"role": "respondent", "name": matter.about}
    return [one for one in (reporter, other) if one["name"]]


def join_case(db: Session, matter_id: str, case_id: str) -> None:
    """并入: the matter is about a case that is open already."""
    matter, case = free(db, matter_id), get(db, Case, case_id)
    if case.closed_on is not None or case.void is not None:
        raise Trouble("matter.case_closed", number=case.file_no or "")
    matter.case_id = case.id


def leave_case(db: Session, matter_id: str) -> None:
    """The matter was put to the wrong case; the case stays as it is."""
    get(db, Matter, matter_id).case_id = None


def strike_out(db: Session, matter_id: str, reason: str) -> None:
    """作废 of a matter written down by mistake, with the reason."""
    strike_record(db, Matter, free(db, matter_id).id, reason)


def of_case(db: Session, case_id: str) -> list[Matter]:
    """The matters a case was made of, and those that joined it, as they came."""
    asked = select(Matter).where(Matter.case_id == case_id, Matter.void.is_(None))
    return list(db.scalars(asked.order_by(Matter.came_at, Matter.id)))


def by_number(db: Session, text: str) -> str:
    """The id of the matter with this number, this number of another system, or this id (its first 8 digits)."""
    wanted = text.strip()
    asked = select(Matter.id).where(Matter.void.is_(None))
    found = list(db.scalars(asked.where(Matter.number == wanted)))
    found = found or list(db.scalars(asked.where(Matter.outside_no == wanted)))
    if not found and len(wanted) >= 8:
        found = list(db.scalars(asked.where(Matter.id.startswith(wanted, autoescape=True))))
    if not found:
        raise Trouble("matter.no_such_number", number=wanted)
    if len(found) > 1:
        raise Trouble("matter.number_twice", number=wanted, count=len(found))
    return found[0]


def free(db: Session, matter_id: str) -> Matter:
    """A matter that is no case yet and was not struck out."""
    matter = get(db, Matter, matter_id)
    if matter.case_id:
        raise Trouble("matter.has_case", number=matter.number or "")
    if matter.void is not None:
        raise Trouble("edit.absent")
    return matter
