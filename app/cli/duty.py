"""duty plan, show, sign, swap, stand-in, add, drop, figures; leave ask, back, list."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import Any

from app import clock
from app.cli import listed, typed
from app.cli.door import signed_in
from app.cli.run import Answer
from app.desk import duty_registers, edit, leaves, questions, roster, signing_in, staff
from app.desk.desk import Desk
from app.desk.roster import Seat
from app.paths import DataDir
from app.records import Leave, Shift
from app.rules import kinship
from app.rules import roster as rules
from app.settings import Settings
from app.trouble import Trouble
from app.words import say

A_YEAR = dt.timedelta(days=365)


def plan(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """The rest of a month dealt out; put down only where that is said."""
    with signed_in(data, settings, args) as desk:
        log, today = desk.shelf.log, desk.today()
        first = rules.first_to_plan(args.month or today, today)
        dealt = desk.look(roster.propose, log, first, desk.calendar())
        if args.put:
            desk.do(roster.put, log, dealt)
        told = desk.look(staff.names, [one.who for one in dealt])
        unsure = desk.calendar().missing_year(first)
    lines = [f"{one.day}\t{told.get(one.who, '')}" for one in dealt]
    lines += [say("today.missing_year", year=unsure)] if unsure else []
    key = "duty.put" if args.put else "duty.proposed"
    sat = [{"on": one.day, "who": one.who, "name": told.get(one.who, "")} for one in dealt]
    told_all = [*lines, say(key, count=len(dealt))]
    return Answer(told_all, sittings=sat, put=bool(args.put), missing_year=unsure)


def show(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """The roster of a month."""
    with signed_in(data, settings, args) as desk:
        day, now = args.month or desk.today(), clock.now()
        found = desk.look(roster.month, desk.shelf.log, day, desk.calendar(), now)
        lines = listed.written(desk, duty_registers.month_listing(found), args.out)
        unsure = found.missing_year
        lines += [say("today.missing_year", year=unsure)] if unsure else []
    return Answer(
        lines, seats=[_seat(one) for one in found.seats],
        gaps=[{"on": day, "missing": short} for day in found.days if (short := found.short(day))],
        unit_gaps=[{"on": day, "kinds": kinds} for day in found.days if (kinds := found.units_short(day))],
        on_leave=[one.id for one in found.on_leave], gone=[one.id for one in found.gone],
        missing_year=found.missing_year,
    )  # fmt: skip


def _seat(one: Seat) -> dict[str, Any]:
    return {
        "id": one.id, "on": one.day, "who": one.who, "name": one.name, "state": one.state, "lead": one.lead,
        "in_at": one.in_at, "out_at": one.out_at, "stands_in_for": one.stands_in_for,
        "replaced": one.replaced, "on_leave": one.on_leave, "gone": one.gone, "double": one.double,
    }  # fmt: skip


def sign(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """签到, 签退."""
    with signed_in(data, settings, args) as desk:
        now = clock.now()
        shift = _shift(desk, f"{now.date()}:{args.who}").id if args.who else ""
        done = desk.do(signing_in.sign, desk.shelf.log, now, shift)
    return Answer(signed_words(done), id=done.shift_id, out=done.out, unplanned=done.unplanned)


def signed_words(done: signing_in.Signed) -> str:
    """What the key did, in a sentence."""
    facts = {"name": done.name, "at": f"{done.at:%H:%M}"}
    if done.unplanned:
        return say("duty.signed_unplanned", **facts)
    return say("duty.signed_out" if done.out else "duty.signed_in", **facts)


def swap(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """换班."""
    with signed_in(data, settings, args) as desk:
        one, other = _shift(desk, args.one), _shift(desk, args.other)
        desk.do(roster.swap, desk.shelf.log, one.id, other.id)
    told = say("duty.swapped", one=one.name, day=one.day, other=other.name, other_day=other.day)
    return Answer(told, ids=[one.id, other.id])


def stand_in(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """替班."""
    with signed_in(data, settings, args) as desk:
        seat = _shift(desk, args.shift)
        who = desk.look(staff.named, desk.shelf.log, seat.day, args.who)
        fresh = desk.do(roster.stand_in, desk.shelf.log, seat.id, who.key, args.why)
    return Answer(say("duty.stands_in", name=who.name, other=seat.name, day=seat.day), id=fresh)


def add(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """One more on a day."""
    with signed_in(data, settings, args) as desk:
        day, name = _told(args.shift)
        who = desk.look(staff.named, desk.shelf.log, day, name)
        fresh = desk.do(roster.put_one, desk.shelf.log, day, who.key, lead=args.lead)
    return Answer(say("duty.added", name=who.name, day=day), id=fresh)


def drop(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """A shift is taken out."""
    with signed_in(data, settings, args) as desk:
        seat = _shift(desk, args.shift)
        desk.do(edit.void, Shift, seat.id, args.why)
    return Answer(say("duty.dropped", name=seat.name, day=seat.day), id=seat.id)


def lead(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """带班."""
    with signed_in(data, settings, args) as desk:
        seat = _shift(desk, args.shift)
        desk.do(roster.lead, seat.id)
    key = "duty.leads_no_more" if seat.lead else "duty.leads"
    return Answer(say(key, name=seat.name, day=seat.day), id=seat.id, lead=not seat.lead)


def kin(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """回避的提示 of a case."""
    with signed_in(data, settings, args) as desk:
        file = desk.look(questions.case_file, desk.look(questions.by_number, args.number))
    found = kinship.ties(file)
    lines = [say(f"kinship.{x.kind}", mediator=x.mediator, party=x.party) for x in found]
    return Answer(lines or [say("kinship.none")], ties=[vars(one) for one in found])


def figures(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Who came, who was late, who did not come."""
    with signed_in(data, settings, args) as desk:
        now = clock.now()
        since, until = span(args, desk.today())
        log = desk.shelf.log
        found = desk.look(signing_in.figures, log, since, until, now)
        listing = desk.look(duty_registers.attendance_listing, log, since, until, now)
        lines = listed.written(desk, listing, args.out)
    return Answer(lines, figures=[vars(one) for one in found])


def ask_leave(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """请假; duty that falls into it is told."""
    values = {
        "from_on": args.since, "until_on": args.until, "reason": args.why, "approved_by": args.approved_by,
    }  # fmt: skip
    with signed_in(data, settings, args) as desk:
        log = desk.shelf.log
        who = desk.look(staff.named, log, desk.today(), args.who, "mediator", "person")
        leave = desk.do(leaves.ask, log, who.key, values)
        hit = desk.look(roster.hit_by_leave, log, leave, clock.now())
    lines = [say("leave.asked", name=who.name, first=args.since, last=args.until or "…")]
    if hit:
        days = "、".join(str(one.day) for one in hit)
        lines.append(say("leave.hits_duty", name=who.name, count=len(hit), days=days))
    return Answer(lines, id=leave, duty=[one.day for one in hit])


def come_back(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """销假 of the latest leave of somebody."""
    with signed_in(data, settings, args) as desk:
        log, today = desk.shelf.log, desk.today()
        who = desk.look(staff.named, log, today, args.who, "mediator", "person")
        found = desk.look(leaves.lines, log, today, today, today + A_YEAR)
        own = next((x for x in found if x.who == who.key and x.back_on is None), None)
        if own is None:
            raise Trouble("leave.none", name=who.name)
        on = args.on or today
        desk.do(leaves.come_back, own.id, on)
    return Answer(say("leave.back", name=who.name, day=on), id=own.id)


def drop_leave(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """A leave that was written wrongly is void."""
    with signed_in(data, settings, args) as desk:
        desk.do(edit.void, Leave, args.id, args.why)
    return Answer(say("leave.dropped"), id=args.id)


def leaves_listed(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """请销假登记簿."""
    with signed_in(data, settings, args) as desk:
        today, log = desk.today(), desk.shelf.log
        since, until = span(args, today)
        found = desk.look(leaves.lines, log, today, since, until)
        listing = desk.look(duty_registers.leave_listing, log, today, since, until)
        lines = listed.written(desk, listing, args.out)
    return Answer(lines, leaves=[{**vars(one), "days": one.days} for one in found])


def span(args: argparse.Namespace, today: dt.date) -> tuple[dt.date, dt.date]:
    """The period that was named; else the month of today."""
    first, last = rules.month_of(today)
    return args.since or first, args.until or last


def _told(text: str) -> tuple[dt.date, str]:
    day, _, name = text.partition(":")
    return typed.day(day), name


def _shift(desk: Desk, text: str) -> Seat:
    """The shift of a day and a name."""
    day, name = _told(text)
    found = desk.look(roster.seats_on, desk.shelf.log, day, clock.now())
    own = [one for one in found if one.name == name and one.counts]
    if not own:
        raise Trouble("duty.no_such_shift", name=name, day=day)
    return own[0]
