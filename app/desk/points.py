"""积分: proposed from what was done, confirmed by a person, given by hand, redeemed; the ledger and what each has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from app.desk import point_facts, practice, staff
from app.desk import room as rooms
from app.desk.edit import add, checked
from app.records import Points
from app.rules import points as rules
from app.rules.mechanism import Goods
from app.rules.points import Earned, Ground
from app.trouble import Trouble
from app.words import say

MOST = 10_000  # points at a time
WHO = frozenset({"mediator", "person"})


@dataclass(frozen=True)
class Line:
    """One line of the ledger."""

    id: str
    on_day: dt.date | None
    who: str
    name: str
    rule: str
    points: int
    why: str
    goods: str
    slip_no: str
    double: bool


@dataclass(frozen=True)
class Balance:
    """What one has, and how it came about."""

    who: str
    name: str
    earned: int
    lost: int
    spent: int

    @property
    def left(self) -> int:
        return self.earned + self.lost + self.spent


def _standing(db: Session, log: str) -> tuple[ColumnElement[bool], ...]:
    return Points.room_id == rooms.own_room(db, log).id, Points.void.is_(None)


def _doubles(db: Session, log: str) -> list[Points]:
    """What was scored twice; only rows that share rule and record are read."""
    standing, same = _standing(db, log), (Points.rule, Points.of_row)
    twice = (
        select(*same).where(*standing, Points.rule != "", Points.of_row != "")
        .group_by(*same).having(func.count() > 1).subquery()
    )  # fmt: skip
    rows = select(Points).join(
        twice, and_(Points.rule == twice.c.rule, Points.of_row == twice.c.of_row)
    )
    return rules.doubles(db.scalars(rows.where(*standing)))


def propose(
    db: Session, log: str, since: dt.date, until: dt.date, *, again: bool = False
) -> list[Earned]:
    """What the rules of the place give for this period and was not given yet.

    What a person voided stays so until its ground changes (another day, person or number), or till it is asked for.
    """
    found = _earned(db, log, since, until)
    gone = set() if again else _voided(db, log)
    return [one for one in found if one.ground not in gone]


def withheld(db: Session, log: str, since: dt.date, until: dt.date) -> int:
    """How many lines are not proposed because a person voided them."""
    gone = _voided(db, log)
    return sum(1 for one in _earned(db, log, since, until) if one.ground in gone)


def _earned(db: Session, log: str, since: dt.date, until: dt.date) -> list[Earned]:
    standing = practice.standing(db, log)
    found = point_facts.facts(db, log, since, until, standing.ranking.timely_days)
    return rules.earned(standing.points, found, _scored(db, log))


def _voided(db: Session, log: str) -> set[Ground]:
    """The grounds of the lines that do not count."""
    room = rooms.own_room(db, log).id
    asked = select(Points).where(
        Points.room_id == room, Points.void.is_not(None), Points.of_row.is_not(None)
    )
    return {
        (row.rule or "", row.of_row or "", staff.key_of(row), row.on_day, row.points or 0)
        for row in db.scalars(asked)
    }


def _scored(db: Session, log: str) -> set[tuple[str, str]]:
    room = rooms.own_room(db, log).id
    asked = select(Points.rule, Points.of_row).where(
        Points.room_id == room, Points.void.is_(None), Points.of_row.is_not(None)
    )
    return {(rule or "", row or "") for rule, row in db.execute(asked)}


def confirm(db: Session, log: str, given: Iterable[Earned]) -> int:
    """记分: what a person confirmed; what was given meanwhile is not given again."""
    scored = _scored(db, log)
    room, by = rooms.own_room(db, log).id, db.info["pen"].user
    fresh = [one for one in given if (one.rule, one.fact.of_row) not in scored]
    for one in fresh:
        add(db, Points, {"room_id": room, "by_id": by, **_line_of(one)})
    return len(fresh)


def decline(db: Session, log: str, one: Earned) -> str:
    """这一条不记: a line that is void from the first, so that the same is not proposed again."""
    told = {"room_id": rooms.own_room(db, log).id, "by_id": db.info["pen"].user, **_line_of(one)}
    row = Points(**checked(Points, told), void=say("points.declined"))
    db.add(row)
    return row.id


def _line_of(one: Earned) -> dict[str, Any]:
    return {
        "on_day": one.fact.on, "rule": one.rule, "points": one.points, "why": one.why[:200],
        "of_row": one.fact.of_row, **_whose(one.fact.who),
    }  # fmt: skip


def give(db: Session, log: str, on: dt.date, who: str, points: int, why: str) -> str:
    """By hand, with the reason; below nought takes away."""
    if not why.strip():
        raise Trouble("points.no_reason")
    if not points or abs(points) > MOST:
        raise Trouble("points.no_number", most=MOST)
    told = {
        "room_id": rooms.own_room(db, log).id, "on_day": on, "points": points, "why": why,
        "by_id": db.info["pen"].user, **_whose(who),
    }  # fmt: skip
    return add(db, Points, told)


def redeem(db: Session, log: str, on: dt.date, who: str, goods: str, points: int) -> str:
    """兑换: goods for points, with the number of the slip; nobody goes below nought."""
    if not goods.strip():
        raise Trouble("points.no_goods")
    if not 0 < points <= MOST:
        raise Trouble("points.no_number", most=MOST)
    there = next((one.left for one in balances(db, log) if one.who == who), 0)
    if points > there:
        name = staff.names(db, [who]).get(who, "")
        raise Trouble("points.too_few", name=name, there=there, goods=goods, wanted=points)
    room = rooms.own_room(db, log)
    told = {
        "room_id": room.id, "on_day": on, "points": -points, "goods": goods, "by_id": db.info["pen"].user,
        "slip_no": _next_slip(db, room.id, log, on), "why": say("points.redeemed", goods=goods), **_whose(who),
    }  # fmt: skip
    return add(db, Points, told)


def holder(db: Session, log: str, on: dt.date, text: str) -> str:
    """The key of the one of this name who may redeem: one of us, or who left and still has points."""
    wanted = text.strip()
    here = [
        one.key for one in staff.everybody(db, log, on)
        if one.kind in WHO and wanted in {one.name, one.key, one.id}
    ]  # fmt: skip
    found = here or [
        one.who for one in balances(db, log) if one.left > 0 and wanted in {one.name, one.who}
    ]
    if len(found) != 1:
        raise Trouble("duty.no_such_person" if not found else "duty.person_twice", name=text)
    return found[0]


def goods(db: Session, log: str) -> tuple[Goods, ...]:
    """What the place gives for points."""
    return practice.standing(db, log).goods


def _next_slip(db: Session, room_id: str, log: str, on: dt.date) -> str:
    """兑〔2026〕3号; a second computer has its letter in it."""
    mark = f"兑〔{on.year}〕{rooms.series(db, log)}"
    mine = Points.slip_no.startswith(mark, autoescape=True)
    used = db.scalars(select(Points.slip_no).where(mine, Points.room_id == room_id))
    numbers = [one[len(mark) : -1] for one in used if one]
    return f"{mark}{max([0, *(int(n) for n in numbers if n.isdigit())]) + 1}号"


def _whose(who: str) -> dict[str, str]:
    kind, _, id_ = who.partition("/")
    if kind not in WHO or not id_:
        raise Trouble("duty.nobody")
    return {f"{kind}_id": id_}


def settle_doubles(db: Session, log: str) -> int:
    """What two computers gave for the same is voided but for one line."""
    found = _doubles(db, log)
    for row in found:
        row.void = "重复记分"
    return len(found)


def ledger(
    db: Session, log: str, since: dt.date | None, until: dt.date | None, who: str = ""
) -> list[Line]:
    """The lines of a period, the latest first."""
    asked = select(Points).where(*_standing(db, log))
    asked = asked.where(Points.on_day >= since) if since else asked
    asked = asked.where(Points.on_day <= until) if until else asked
    rows = list(db.scalars(asked.order_by(Points.on_day.desc().nulls_last(), Points.id.desc())))
    twice = {row.id for row in _doubles(db, log)}
    told = staff.names(db, {staff.key_of(row) for row in rows})
    standing = {one.code: one.zh for one in practice.standing(db, log).points}
    lines = []
    for row in rows:
        key = staff.key_of(row)
        if who in {"", key}:
            lines.append(
                Line(
                    row.id, row.on_day, key, told.get(key, ""), standing.get(row.rule or "", row.rule or ""),
                    row.points or 0, row.why or "", row.goods or "", row.slip_no or "", row.id in twice,
                )
            )  # fmt: skip
    return lines


def balances(db: Session, log: str) -> list[Balance]:
    """What each has, who has most first; what was scored twice counts once."""
    spent = func.coalesce(Points.goods, "") != ""
    kinds = (Points.points > 0, and_(Points.points < 0, ~spent), spent)
    whose = (Points.mediator_id, Points.person_id)
    sums = (func.coalesce(func.sum(Points.points).filter(kind), 0) for kind in kinds)
    each: dict[str, list[int]] = {}
    asked = select(*whose, *sums).where(*_standing(db, log)).group_by(*whose)
    for mediator, person, *told in db.execute(asked):
        key = staff.key_of(Points(mediator_id=mediator, person_id=person))
        each[key] = [a + int(b) for a, b in zip(each.get(key, [0, 0, 0]), told, strict=True)]
    for row in _doubles(db, log):
        _less(each, row)
    names = staff.names(db, each)
    found = [Balance(who, names.get(who, ""), *own) for who, own in each.items()]
    return sorted(found, key=lambda one: (-one.left, one.name, one.who))


def _less(each: dict[str, list[int]], row: Points) -> None:
    """What was scored twice counts once."""
    own, told = each[staff.key_of(row)], row.points or 0
    for place, counts in enumerate((told > 0, told < 0 and not row.goods, bool(row.goods))):
        own[place] -= told if counts else 0


def below_nought(db: Session, log: str) -> list[Balance]:
    """Who has less than nothing: two computers redeemed at once, or points were taken away after."""
    return [one for one in balances(db, log) if one.left < 0]
