"""值班表: a month proposed and put down, changed by hand, and what is missing in it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.desk import leaves, practice, staff
from app.desk.edit import add, get
from app.desk.room import mediators, own_room
from app.desk.staff import CADRE, Member
from app.holidays import Calendar
from app.records import Leave, Shift
from app.rules import attendance
from app.rules import roster as rules
from app.rules.mechanism import Duty
from app.rules.roster import Away, Sitting
from app.trouble import Trouble

YEAR_BACK = dt.timedelta(days=365)


@dataclass(frozen=True)
class Seat:
    """One of us on one day, as lists show it."""

    id: str
    day: dt.date
    half: str
    who: str
    name: str
    lead: bool
    state: str  # of attendance.STATES; "" for what is only proposed
    in_at: dt.datetime | None = None
    out_at: dt.datetime | None = None
    stands_in_for: str = ""  # name
    replaced: bool = False  # somebody stands in
    on_leave: bool = False
    gone: bool = False  # has left the room by that day
    double: bool = False  # put down twice, perhaps at two computers
    remark: str = ""

    @property
    def counts(self) -> bool:
        """Whether he is expected."""
        return not self.replaced and not self.double


@dataclass
class Month:
    """A month's roster with what is wrong in it."""

    first: dt.date
    last: dt.date
    duty: Duty
    days: list[dt.date] = field(default_factory=list)  # on which somebody should sit
    seats: list[Seat] = field(default_factory=list)
    gaps: dict[dt.date, int] = field(default_factory=dict)
    unit_gaps: dict[dt.date, list[str]] = field(default_factory=dict)  # kinds that miss
    on_leave: list[Seat] = field(default_factory=list)
    gone: list[Seat] = field(default_factory=list)  # put down for who has left by then
    missing_year: int | None = None
    looked_on: dt.date = dt.date.min

    def short(self, day: dt.date) -> int:
        """How many are still to be found; a day that is over stays as it was, whatever is asked since."""
        return self.gaps.get(day, 0) if day >= self.looked_on else 0

    def units_short(self, day: dt.date) -> list[str]:
        """The kinds of unit still to be found."""
        return self.unit_gaps.get(day, []) if day >= self.looked_on else []

    def on(self, day: dt.date) -> list[Seat]:
        return [one for one in self.seats if one.day == day]


def shifts(db: Session, log: str, first: dt.date, last: dt.date) -> list[Shift]:
    """What is put down for these days."""
    asked = select(Shift).where(
        Shift.room_id == own_room(db, log).id, Shift.void.is_(None), Shift.on_day >= first,
        Shift.on_day <= last,
    )  # fmt: skip
    return list(db.scalars(asked.order_by(Shift.on_day, Shift.half, Shift.lead.desc(), Shift.id)))


def seats(
    db: Session, log: str, first: dt.date, last: dt.date, now: dt.datetime, duty: Duty
) -> list[Seat]:
    """The same as lists show it: who stands in for whom, who is away, what stands twice."""
    rows = shifts(db, log, first, last)
    told = staff.names(db, [staff.key_of(one) for one in rows])
    away = leaves.away(db, log, first, last)
    left = _left(db, log)
    by_id = {one.id: one for one in rows}
    replaced = {one.stands_in_for_id for one in rows if one.stands_in_for_id}
    doubles = _doubles(rows)
    return [
        _seat(
            one, told, away, left, by_id, duty, now, replaced=one.id in replaced, double=one.id in doubles
        )
        for one in rows
    ]  # fmt: skip


def _left(db: Session, log: str) -> list[Away]:
    """Who has left this room or will, from that day on, as the roster needs it."""
    gone = [one for one in mediators(db, own_room(db, log).id) if one.left_on is not None]
    return [Away(f"mediator/{one.id}", one.left_on) for one in gone if one.left_on]


def of_who_left(
    db: Session, log: str, mediator_id: str, on: dt.date, now: dt.datetime
) -> list[Seat]:
    """The shifts still put down for who leaves, from that day on; somebody else must sit."""
    asked = select(func.max(Shift.on_day)).where(
        Shift.mediator_id == mediator_id, Shift.void.is_(None)
    )
    last = db.scalars(asked).first()
    if last is None or last < on:
        return []
    found = seats(db, log, on, last, now, practice.standing(db, log).duty)
    who = f"mediator/{mediator_id}"
    return [one for one in found if one.who == who and one.counts and not one.in_at]


def seats_on(db: Session, log: str, day: dt.date, now: dt.datetime) -> list[Seat]:
    """Who sits on a day."""
    return seats(db, log, day, day, now, practice.standing(db, log).duty)


def hit_by_leave(db: Session, log: str, leave_id: str, now: dt.datetime) -> list[Seat]:
    """The shifts that fall into a leave, of which somebody has to take over."""
    leave = get(db, Leave, leave_id)
    if leave.from_on is None:
        return []
    last = leave.until_on or rules.month_of(max(leave.from_on, now.date()))[1]
    found = seats(db, log, leave.from_on, last, now, practice.standing(db, log).duty)
    who = staff.key_of(leave)
    return [one for one in found if one.who == who and one.counts and not one.in_at]


def _seat(
    one: Shift, told: dict[str, str], away: list[Away], left: list[Away], by_id: dict[str, Shift], duty: Duty,
    now: dt.datetime, *, replaced: bool, double: bool,
) -> Seat:  # fmt: skip
    who = staff.key_of(one)
    day = one.on_day or dt.date.min
    other = by_id.get(one.stands_in_for_id or "")
    return Seat(
        one.id, day, one.half or "", who, told.get(who, ""), bool(one.lead),
        attendance.state_of(one, duty, now), one.in_at, one.out_at,
        told.get(staff.key_of(other), "") if other else "", replaced,
        any(a.who == who and a.on(day) for a in away),
        not one.in_at and any(a.who == who and a.on(day) for a in left), double, one.remark or "",
    )  # fmt: skip


def _doubles(rows: Iterable[Shift]) -> set[str]:
    """Of what stands twice the one that was signed stays, else the one every computer finds first."""
    same: dict[tuple[dt.date | None, str, str], list[Shift]] = {}
    for one in rows:
        same.setdefault((one.on_day, staff.key_of(one), one.half or ""), []).append(one)
    found = set()
    for each in same.values():
        each.sort(key=lambda one: (one.in_at is None, one.id))
        found |= {one.id for one in each[1:]}
    return found


def month(db: Session, log: str, day: dt.date, calendar: Calendar, now: dt.datetime) -> Month:
    """The roster of the month of a day."""
    duty = practice.standing(db, log).duty
    first, last = rules.month_of(day)
    found = Month(first, last, duty, rules.duty_days(duty, calendar, first, last))
    found.looked_on = now.date()
    found.missing_year = calendar.missing_year(first)
    found.seats = seats(db, log, first, last, now, duty)
    found.gaps, found.unit_gaps = missing(db, log, found.days, found.seats, duty)
    there = [one for one in found.seats if one.counts and not one.in_at]
    found.on_leave = [one for one in there if one.on_leave and not one.gone]
    found.gone = [one for one in there if one.gone]
    return found


def missing(
    db: Session, log: str, days: list[dt.date], sat: list[Seat], duty: Duty
) -> tuple[dict[dt.date, int], dict[dt.date, list[str]]]:
    """The days with fewer persons than asked, and those where a unit of the joint reception misses."""
    there = [one for one in sat if one.counts and not one.on_leave and not one.gone]
    persons = [Sitting(one.day, one.who) for one in there if not one.who.startswith("unit/")]
    short = rules.gaps(days, duty.a_day, persons)
    if not duty.joint or not days:
        return short, {}
    kinds = {one.key: one.sort for one in staff.everybody(db, log, days[0])}
    sitting = {(one.day, kinds.get(one.who, "")) for one in there}
    lacking = {day: [kind for kind in duty.joint if (day, kind) not in sitting] for day in days}
    return short, {day: kinds_ for day, kinds_ in lacking.items() if kinds_}


def propose(db: Session, log: str, day: dt.date, calendar: Calendar) -> list[Sitting]:
    """The rest of the month of a day, from that day on: mediators (and cadres, if so), one unit of each kind."""
    duty = practice.standing(db, log).duty
    first, last = rules.month_of(day)
    days = rules.duty_days(duty, calendar, day, last)
    rows = shifts(db, log, first, last)
    replaced = {one.stands_in_for_id for one in rows}
    left = _left(db, log)
    put_down = {
        Sitting(one.on_day, staff.key_of(one))
        for one in rows
        if one.on_day and one.id not in replaced
    }
    fixed = {one for one in put_down if not any(a.who == one.who and a.on(one.day) for a in left)}
    away, before = [*leaves.away(db, log, first, last), *left], _before(db, log, first)
    dealt: list[Sitting] = []
    for people, a_day in _groups(staff.everybody(db, log, day), duty):
        keys = [one.key for one in people]
        own = [one for one in fixed if one.who in keys or _is_guest(one, people)]
        dealt += rules.propose(days, a_day, keys, away, own, before)
    return sorted(dealt)


def _is_guest(one: Sitting, people: list[Member]) -> bool:
    """Somebody in no list of ours sits in place of one of the persons, as one does who was put down by hand."""
    return not one.who.startswith("unit/") and people[0].kind != "unit"


def _groups(everybody: list[Member], duty: Duty) -> list[tuple[list[Member], int]]:
    cadres = [one for one in everybody if duty.cadres and CADRE in one.roles]
    persons = [one for one in everybody if one.kind == "mediator"] + cadres
    found = [(persons, duty.a_day)]
    found += [([one for one in everybody if one.sort == kind], 1) for kind in duty.joint]
    return [(people, a_day) for people, a_day in found if people and a_day]


def _before(db: Session, log: str, first: dt.date) -> Counter[str]:
    """How often each sat in the year before."""
    columns = (Shift.mediator_id, Shift.person_id, Shift.unit_id)
    asked = (
        select(*columns, func.count())
        .where(
            Shift.room_id == own_room(db, log).id, Shift.void.is_(None), Shift.on_day < first,
            Shift.on_day >= first - YEAR_BACK,
        )
        .group_by(*columns)
    )  # fmt: skip
    found: Counter[str] = Counter()
    for mediator, person, unit, count in db.execute(asked):
        found[staff.key_of(Shift(mediator_id=mediator, person_id=person, unit_id=unit))] += count
    return found


def put(db: Session, log: str, sittings: Iterable[Sitting]) -> int:
    """排班: what was proposed is put down; what stands there meanwhile is not put down again."""
    told = sorted(set(sittings))
    if not told:
        return 0
    standing = {
        (one.on_day, staff.key_of(one)) for one in shifts(db, log, told[0].day, told[-1].day)
    }
    room = own_room(db, log).id
    fresh = [one for one in told if (one.day, one.who) not in standing]
    for one in fresh:
        add(db, Shift, {"room_id": room, "on_day": one.day, **staff.fields_for(one.who)})
    return len(fresh)


def put_one(
    db: Session, log: str, day: dt.date, who: str, half: str = "", *, lead: bool = False
) -> str:
    """One more on a day, by hand."""
    _refuse_twice(db, log, day, who, half)
    told = {"on_day": day, "half": half or None, "lead": lead or None, **staff.fields_for(who)}
    return add(db, Shift, {"room_id": own_room(db, log).id, **told})


def lead(db: Session, shift_id: str) -> None:
    """带班: who leads on a day; asked for again, nobody does."""
    row = get(db, Shift, shift_id)
    row.lead = None if row.lead else True


def swap(db: Session, log: str, one_id: str, other_id: str) -> None:
    """换班: two of us change their days."""
    one, other = get(db, Shift, one_id), get(db, Shift, other_id)
    for each in (one, other):
        if each.in_at is not None:
            raise Trouble("duty.signed_already")
    first, second = staff.key_of(one), staff.key_of(other)
    if one.on_day is None or other.on_day is None or first == second:
        raise Trouble("duty.nothing_to_swap")
    if one.on_day != other.on_day:
        _refuse_twice(db, log, one.on_day, second, one.half or "")
        _refuse_twice(db, log, other.on_day, first, other.half or "")
    for row, who in ((one, second), (other, first)):
        for name, value in staff.fields_for(who).items():
            setattr(row, name, value)


def stand_in(db: Session, log: str, shift_id: str, who: str, why: str = "") -> str:
    """替班: somebody else sits; who was to sit stays readable."""
    row = get(db, Shift, shift_id)
    if row.in_at is not None:
        raise Trouble("duty.signed_already")
    if row.on_day is None:
        raise Trouble("edit.absent")
    asked = select(Shift.id).where(Shift.stands_in_for_id == row.id, Shift.void.is_(None))
    if db.scalars(asked).first():
        raise Trouble("duty.replaced_already")
    _refuse_twice(db, log, row.on_day, who, row.half or "")
    told = {
        "on_day": row.on_day,
        "half": row.half,
        "lead": row.lead,
        "remark": why,
        "stands_in_for_id": row.id,
    }
    return add(db, Shift, {"room_id": row.room_id, **told, **staff.fields_for(who)})


def tidy(db: Session, log: str, first: dt.date, last: dt.date) -> int:
    """What stands twice is voided but for one."""
    rows = shifts(db, log, first, last)
    doubles = _doubles(rows)
    for one in rows:
        if one.id in doubles:
            one.void = "重复"
    return len(doubles)


def _refuse_twice(db: Session, log: str, day: dt.date, who: str, half: str) -> None:
    for one in shifts(db, log, day, day):
        if staff.key_of(one) == who and ("" in {half, one.half or ""} or one.half == half):
            raise Trouble("duty.twice", name=staff.names(db, [who]).get(who, ""), day=day)
