"""签到签退: one key for who signed in to the program, and what is told of those who did not come."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.desk import practice, roster, staff
from app.desk.edit import add, get
from app.desk.room import own_room
from app.desk.roster import Seat
from app.holidays import Calendar
from app.records import Shift
from app.rules import attendance
from app.rules import roster as rules
from app.trouble import Trouble

AHEAD = 7  # days that are looked at for gaps


@dataclass(frozen=True)
class Signed:
    """What the key did."""

    shift_id: str
    name: str
    out: bool
    at: dt.datetime
    unplanned: bool = False  # he stood in no roster of the day


@dataclass(frozen=True)
class Told:
    """What Today tells of duty."""

    here: tuple[Seat, ...]  # of today
    late: tuple[Seat, ...]  # should have signed in by now
    gaps: tuple[tuple[dt.date, int], ...]
    unit_gaps: tuple[tuple[dt.date, tuple[str, ...]], ...]
    on_leave: tuple[Seat, ...]
    gone: tuple[Seat, ...]  # still put down for who has left
    planned: bool  # anybody at all is put down for these days


@dataclass(frozen=True)
class Figure:
    """How often one of us was to sit in a period, and how it went."""

    who: str
    name: str
    due: int
    came: int
    late: int
    early: int
    absent: int
    stood_in: int
    minutes: int  # between signing in and out


def sign(db: Session, log: str, now: dt.datetime, shift_id: str = "") -> Signed:
    """签到, and the second time 签退; without a shift that is named, for who signed in to the program.

    Who stands in no roster of the day is put down by it.
    """
    at = now.replace(second=0, microsecond=0)
    if shift_id:
        return _sign(db, get(db, Shift, shift_id), at)
    who = staff.me(db)
    own = [
        one for one in roster.shifts(db, log, now.date(), now.date()) if staff.key_of(one) == who
    ]
    waiting = [one for one in own if one.in_at is None or one.out_at is None]
    if waiting:
        return _sign(
            db, min(waiting, key=lambda one: (one.in_at is None, one.half or "", one.id)), at
        )
    if own:
        raise Trouble("duty.signed_out_already")
    told = {"on_day": now.date(), "in_at": at, **staff.fields_for(who)}
    fresh = add(db, Shift, {"room_id": own_room(db, log).id, **told})
    return Signed(fresh, staff.names(db, [who]).get(who, ""), out=False, at=at, unplanned=True)


def _sign(db: Session, row: Shift, at: dt.datetime) -> Signed:
    if row.on_day != at.date():
        raise Trouble("duty.other_day", day=row.on_day or "")
    if row.in_at is not None and row.out_at is not None:
        raise Trouble("duty.signed_out_already")
    out = row.in_at is not None
    if out:
        row.out_at = at
    else:
        row.in_at = at
    who = staff.key_of(row)
    return Signed(row.id, staff.names(db, [who]).get(who, ""), out=out, at=at)


def told(db: Session, log: str, calendar: Calendar, now: dt.datetime) -> Told:
    """What is to be told today: who sits, who is missing, what is not covered in the days to come."""
    today = now.date()
    duty = practice.standing(db, log).duty
    last = today + dt.timedelta(days=AHEAD)
    sat = roster.seats(db, log, today, last, now, duty)
    days = rules.duty_days(duty, calendar, today, last)
    gaps, unit_gaps = roster.missing(db, log, days, sat, duty)
    here = tuple(one for one in sat if one.day == today and one.counts and not one.gone)
    return Told(
        here, tuple(one for one in here if one.state in {attendance.NOT_YET, attendance.ABSENT}),
        tuple(gaps.items()), tuple((day, tuple(kinds)) for day, kinds in unit_gaps.items()),
        tuple(one for one in sat if one.on_leave and one.counts and not one.gone),
        tuple(one for one in sat if one.gone and one.counts), bool(sat),
    )  # fmt: skip


def figures(
    db: Session, log: str, since: dt.date, until: dt.date, now: dt.datetime
) -> list[Figure]:
    """Of each of us, who sat most first."""
    duty = practice.standing(db, log).duty
    each: dict[str, list[Seat]] = {}
    for one in roster.seats(db, log, since, until, now, duty):
        if one.counts and not one.gone and one.state != attendance.AHEAD:
            each.setdefault(one.who, []).append(one)
    found = [_figure(who, own) for who, own in each.items()]
    return sorted(found, key=lambda one: (-one.came, one.name, one.who))


def _figure(who: str, own: list[Seat]) -> Figure:
    def count(*states: str) -> int:
        return sum(1 for one in own if one.state in states)

    spans = [one.out_at - one.in_at for one in own if one.in_at and one.out_at]
    return Figure(
        who, own[0].name, len(own), count(*attendance.CAME), count(attendance.LATE),
        count(attendance.EARLY), count(attendance.ABSENT, attendance.NOT_YET),
        sum(1 for one in own if one.stands_in_for),
        max(0, int(sum(spans, dt.timedelta()).total_seconds()) // 60),
    )  # fmt: skip


def attendance_of(
    db: Session, log: str, since: dt.date, until: dt.date, now: dt.datetime
) -> list[Seat]:
    """Who came late, went early or did not come in a period, the latest first."""
    duty = practice.standing(db, log).duty
    wrong = {
        attendance.LATE,
        attendance.EARLY,
        attendance.ABSENT,
        attendance.NOT_YET,
        attendance.NO_OUT,
    }
    sat = roster.seats(db, log, since, until, now, duty)
    return [one for one in reversed(sat) if one.counts and one.state in wrong]
