"""来访登记: who came to the door, who received, which units sat together, and what became of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.codes import code_list
from app.desk import all_rooms, cases, matters, practice, roster, staff
from app.desk import room as rooms
from app.desk.edit import add, get
from app.records import Case, Matter, Mediator, Unit, Visitor
from app.trouble import Trouble

LINE = "visit"


FAR = 1000  # behind every kind the place names


@dataclass(frozen=True)
class Line:
    """One visitor as a list shows it; names are whole, screens mask them."""

    id: str
    number: str
    came_at: dt.datetime | None
    name: str
    people: int
    phone: str
    address: str
    matter: str
    received: str
    joint: bool
    units: str
    lead_unit: str
    result: str
    conclusion: str
    case_id: str
    file_no: str
    matter_no: str
    repeated: bool
    room: str = ""  # at a centre
    by: str = ""  # who wrote it down


def enter(db: Session, log: str, now: dt.datetime, values: dict[str, Any]) -> str:
    """登记: a number, the moment, and who is on duty as who received, unless told otherwise."""
    room = rooms.own_room(db, log)
    at = values.get("came_at") or now.replace(second=0, microsecond=0)
    if at > now:
        raise Trouble("visitor.not_yet", at=f"{at:%Y-%m-%d %H:%M}")
    told = {**values, "came_at": at, "by_id": db.info["pen"].user}
    if not told.get("received_ids"):
        told["received_ids"] = _on_duty(db, log, at) or [db.info["pen"].user]
    if told.get("joint") and not told.get("unit_ids"):
        told["unit_ids"], lead = _sitting_together(db, log, at.date())
        told.setdefault("lead_unit_id", lead)
    number = _next_number(db, room.id, log, at.year)
    return add(db, Visitor, {"room_id": room.id, "number": number, **told})


def receive_together(db: Session, log: str, visitor_id: str) -> None:
    """联合接访: the units that sit together today take part, the first of them leads."""
    row = get(db, Visitor, visitor_id)
    row.joint = True
    if not row.unit_ids and row.came_at:
        row.unit_ids, lead = _sitting_together(db, log, row.came_at.date())
        row.lead_unit_id = row.lead_unit_id or lead


def _on_duty(db: Session, log: str, at: dt.datetime) -> list[str]:
    """The mediators of the day's roster, those who signed in before all."""
    duty = practice.standing(db, log).duty
    sat = [one for one in roster.seats(db, log, at.date(), at.date(), at, duty) if one.counts]
    own = [one for one in sat if one.who.startswith("mediator/")]
    here = [one for one in own if one.in_at and not one.out_at]
    return [one.who.partition("/")[2] for one in here or own]


def _sitting_together(db: Session, log: str, day: dt.date) -> tuple[list[str] | None, str | None]:
    """联合接访: the units of the roster, else of the kinds the place names, in its order; the first leads."""
    duty = practice.standing(db, log).duty
    known = [one for one in staff.everybody(db, log, day) if one.kind == "unit"]
    known.sort(key=lambda one: duty.joint.index(one.sort) if one.sort in duty.joint else FAR)
    sat = {staff.key_of(one) for one in roster.shifts(db, log, day, day)}
    units = [one.id for one in known if one.key in sat]
    if not units:
        units = [one.id for one in known if one.sort in duty.joint]
    return units or None, units[0] if units else None


def _next_number(db: Session, room_id: str, log: str, year: int) -> str:
    """访〔2026〕3号; a second computer has its letter in it."""
    mark = f"访〔{year}〕{rooms.series(db, log)}"
    mine = Visitor.number.startswith(mark, autoescape=True)
    used = db.scalars(select(Visitor.number).where(mine, Visitor.room_id == room_id))
    numbers = [one[len(mark) : -1] for one in used if one]
    return f"{mark}{max([0, *(int(n) for n in numbers if n.isdigit())]) + 1}号"


def lines(
    db: Session, log: str, since: dt.date | None, until: dt.date | None, *, joint: bool = False,
    most: int = 2000,
) -> list[Line]:  # fmt: skip
    """The visitors of a period, at a centre those of every room, the latest first."""
    asked = select(Visitor).where(all_rooms.shown(db, log, Visitor.room_id), Visitor.void.is_(None))
    if since:
        asked = asked.where(Visitor.came_at >= dt.datetime.combine(since, dt.time.min))
    if until:
        asked = asked.where(Visitor.came_at <= dt.datetime.combine(until, dt.time.max))
    if joint:
        asked = asked.where(Visitor.joint.is_(True))
    rows = list(db.scalars(asked.order_by(Visitor.came_at.desc(), Visitor.id).limit(most)))
    return list(_told(db, rows, all_rooms.names(db, log)))


def _told(db: Session, rows: list[Visitor], at: dict[str, str]) -> Iterable[Line]:
    people = {one.id: one.name for one in db.scalars(select(Mediator))}
    units = {one.id: one.name for one in db.scalars(select(Unit))}
    numbers = _case_numbers(db, [one.case_id for one in rows if one.case_id])
    made = _matter_numbers(db, [one.id for one in rows])

    def named(of: dict[str, str | None], ids: list[str] | None) -> str:
        return "、".join(name for one in ids or () if (name := of.get(one)))

    for one in rows:
        yield Line(
            one.id, one.number or "", one.came_at, one.name or "", one.people_count or 1,
            one.phone or "", one.address or "", one.matter or "", named(people, one.received_ids),
            bool(one.joint), named(units, one.unit_ids), units.get(one.lead_unit_id or "") or "",
            one.visit_result or "", one.conclusion or "", one.case_id or "",
            numbers.get(one.case_id or "", ""), made.get(one.id, ""), bool(one.earlier_id),
            at.get(one.room_id or "", ""), people.get(one.by_id or "") or "",
        )  # fmt: skip


def _matter_numbers(db: Session, ids: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for start in range(0, len(ids), 500):
        asked = select(Matter.visitor_id, Matter.number).where(
            Matter.visitor_id.in_(ids[start : start + 500]), Matter.void.is_(None)
        )
        found.update((id_ or "", number or "") for id_, number in db.execute(asked))
    return found


def _case_numbers(db: Session, ids: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for start in range(0, len(ids), 500):
        asked = select(Case.id, Case.file_no).where(Case.id.in_(ids[start : start + 500]))
        found.update((id_, number or "") for id_, number in db.execute(asked))
    return found


def to_case(db: Session, log: str, on: dt.date, visitor_id: str) -> str:
    """立为纠纷: a case with what was written at the door; nothing is typed twice. Answers the case's id."""
    row = get(db, Visitor, visitor_id)
    if row.case_id is not None:
        raise Trouble("visitor.is_case")
    made = matter_of(db, row.id)
    if made is not None and made.case_id is not None:
        raise Trouble("visitor.matter_is_case", number=made.number or "")
    came = row.came_at.date() if row.came_at else on
    values = {
        "line": LINE, "source": _source(), "summary": row.matter, "place_id": row.place_id,
        "lead_id": row.received_ids[0] if row.received_ids else None, "people_count": row.people_count,
        "remark": row.number,
    }  # fmt: skip
    case_id = cases.register_case(db, log, came, {k: v for k, v in values.items() if v})
    if row.name:
        person = {
            "name": row.name,
            "id_number": row.id_number,
            "phone": row.phone,
            "address": row.address,
        }
        cases.add_party(db, case_id, {"role": "applicant", **_known(person)})
    row.case_id, row.visit_result = case_id, "case"
    if made is not None:
        made.case_id = case_id  # one thing on one number, whichever key came first
    return case_id


def _known(person: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in person.items() if value}


def _source() -> str | None:
    """依申请: who comes to the door asks for it."""
    return "applied" if "applied" in code_list("source") else None


def named(db: Session, log: str, told: str) -> str:
    """The id of the visitor with this number, or the plain figure of this year's."""
    wanted = told.strip()
    asked = select(Visitor.id, Visitor.number).where(
        Visitor.room_id == rooms.own_room(db, log).id, Visitor.void.is_(None),
        or_(Visitor.number == wanted, Visitor.id == wanted,
            Visitor.number.endswith(f"〕{wanted.removesuffix('号')}号", autoescape=True)),
    )  # fmt: skip
    found = list(db.execute(asked))
    exact = [one for one in found if one[1] == wanted]
    found = exact or found
    if len(found) != 1:
        raise Trouble("visitor.absent" if not found else "visitor.twice", number=told)
    return str(found[0][0])


def to_matter(db: Session, log: str, now: dt.datetime, visitor_id: str) -> str:
    """转为来件: a matter on the visitors' line with what was written at the door. Answers the matter's id."""
    row = get(db, Visitor, visitor_id)
    if row.case_id is not None:
        raise Trouble(
            "visitor.is_case"
        )  # the case is where it goes on; a matter of it would be a second thing
    asked = select(Matter.id).where(Matter.visitor_id == row.id, Matter.void.is_(None))
    if db.scalars(asked).first():
        raise Trouble("visitor.is_matter")
    told = {
        "line": LINE, "came_at": row.came_at, "place_id": row.place_id, "reporter": row.name,
        "phone": row.phone, "address": row.address, "told": row.matter, "people_count": row.people_count,
        "visitor_id": row.id,
    }  # fmt: skip
    return matters.write_down(db, log, now, {k: v for k, v in told.items() if v is not None})


def matter_of(db: Session, visitor_id: str) -> Matter | None:
    """The matter that was made of a visit."""
    asked = select(Matter).where(Matter.visitor_id == visitor_id, Matter.void.is_(None))
    return db.scalars(asked.order_by(Matter.id)).first()
