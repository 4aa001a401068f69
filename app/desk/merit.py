"""调解员业绩: figures of a period, whoever led the case; the ranking, and the honours it proposes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.codes import code_list
from app.desk import case_lines, practice, staff
from app.desk.case_lines import Report, nobody
from app.desk.desk import Desk
from app.desk.edit import add, checked
from app.desk.exchange import name_of
from app.desk.room import own_room
from app.records import Honour, Mediator, Room
from app.rules import merit
from app.rules.handing_over import HANDED_OVER
from app.rules.mechanism import Prize
from app.rules.merit import Figures, Ranked
from app.rules.period import slices
from app.store import mediator_figures
from app.trouble import Trouble

UNSAID = "unsaid"
CONTENT = ("satisfied", "fair")


@dataclass(frozen=True)
class Told:
    """One honour as a list shows it."""

    id: str
    name: str
    title: str
    year: int | None
    on_day: dt.date | None
    given_by: str
    why: str


def ranking(desk: Desk, since: dt.date, until: dt.date, report: Report = nobody) -> list[Ranked]:
    """The ranking of a period, after everything that changed was counted; it can be stopped."""
    case_lines.bring_up(desk, report)
    return desk.look(ranked, desk.shelf.log, since, until, desk.today(), report)


def ranked(
    db: Session,
    log: str,
    since: dt.date,
    until: dt.date,
    today: dt.date,
    report: Report = nobody,
) -> list[Ranked]:
    """The same as it was last counted; a centre's holds the mediators of all its rooms."""
    room = own_room(db, log)
    standing = practice.standing(db, log).ranking
    only = "" if room.is_centre else room.id
    months, days = slices((since, until)), standing.timely_days
    sums = mediator_figures.of_period(db, months, today, days, _codes(), only, report)
    people = {one.id: one.name or "" for one in db.scalars(select(Mediator))}
    rooms = {one.id: name_of(one) for one in db.scalars(select(Room))} if room.is_centre else {}
    figures = []
    for one in sums:
        told = {n: v for n, v in vars(one).items() if n not in {"room_id", "lead_id"}}
        name, at = people.get(one.lead_id, ""), rooms.get(one.room_id, "")
        figures.append(Figures(f"mediator/{one.lead_id}", name, room=at, **told))
    return merit.rank(figures, standing)


def _codes() -> mediator_figures.Codes:
    return mediator_figures.Codes(
        success=[one.code for one in code_list("result") if one.facts["success"]],
        done=[one.code for one in code_list("performance") if one.facts["done"]],
        answered=[one.code for one in code_list("satisfaction") if one.code != UNSAID],
        content=CONTENT, elsewhere=HANDED_OVER,
    )  # fmt: skip


def prizes(db: Session, log: str) -> tuple[Prize, ...]:
    """The honours the place gives."""
    return practice.standing(db, log).honours


def honour(
    db: Session, log: str, on: dt.date, keys: list[str], values: dict[str, Any]
) -> list[str]:
    """表彰: the same title for each of these, once a year."""
    told = checked(Honour, {"on_day": on, "year": on.year, **values})
    if not told.get("title"):
        raise Trouble("merit.no_title")
    room = own_room(db, log)
    told.setdefault("given_by", room.committee)
    asked = select(Honour).where(
        Honour.room_id == room.id, Honour.void.is_(None), Honour.title == told["title"],
        Honour.year == told["year"],
    )  # fmt: skip
    have = {staff.key_of(one) for one in db.scalars(asked)}
    fresh = [key for key in dict.fromkeys(keys) if key not in have]
    return [add(db, Honour, {"room_id": room.id, **told, **_whose(key)}) for key in fresh]


def _whose(key: str) -> dict[str, str]:
    kind, _, id_ = key.partition("/")
    if kind not in {"mediator", "person"} or not id_:
        raise Trouble("duty.nobody")
    return {f"{kind}_id": id_}


def honours(db: Session, log: str) -> list[Told]:
    """Every honour given here, the latest first."""
    asked = select(Honour).where(Honour.room_id == own_room(db, log).id, Honour.void.is_(None))
    rows = list(db.scalars(asked.order_by(Honour.year.desc(), Honour.on_day.desc(), Honour.title)))
    told = staff.names(db, [staff.key_of(one) for one in rows])
    return [
        Told(
            one.id, told.get(staff.key_of(one), ""), one.title or "", one.year, one.on_day,
            one.given_by or "", one.why or "",
        )
        for one in rows
    ]  # fmt: skip
