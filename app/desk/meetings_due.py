"""该开会了, and what meetings decided that is due."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.codes import code_list
from app.desk import practice
from app.desk.questions import case_files
from app.desk.reminder import Reminder
from app.desk.room import mediators, own_room
from app.desk.sweeps_due import SCREEN, when_words
from app.holidays import Calendar
from app.records import Case, Meeting, MeetingItem
from app.rules.reliefs import relieved_by
from app.rules.rhythms import turn
from app.words import language, say

AHEAD = dt.timedelta(days=3)
"""So long before its day a decision is told."""
NEW = dt.timedelta(days=3)
"""So long a room that never held such a meeting is told of it."""


def reminders(db: Session, log: str, on: dt.date, calendar: Calendar) -> list[Reminder]:
    """Meetings the place holds and has not held, then decisions that are due."""
    return [*_to_hold(db, log, on, calendar), *_to_do(db, log, on)]


def _to_hold(db: Session, log: str, on: dt.date, calendar: Calendar) -> list[Reminder]:
    found = []
    for rhythm in practice.standing(db, log).meetings:
        this = turn(rhythm, on, calendar)
        if this is None or this.due > on or _held(db, log, rhythm.what, this.first, this.last):
            continue
        if this.due + NEW < on and not _held(db, log, rhythm.what, dt.date.min, this.first):
            continue  # the room never held one: it is asked for once, not every day
        kind = code_list("meeting_kind").label(rhythm.what, language())
        facts = {"kind": kind, "when": when_words(this)}
        late = this.due < on
        target = ("meetings", rhythm.what)
        found.append(Reminder("talks.due", facts, this.due, SCREEN, target, late))
    return found


def _to_do(db: Session, log: str, on: dt.date) -> list[Reminder]:
    asked = (
        select(MeetingItem)
        .join(Meeting, Meeting.id == MeetingItem.meeting_id)
        .where(
            Meeting.room_id == own_room(db, log).id, Meeting.void.is_(None), MeetingItem.void.is_(None),
            MeetingItem.done_on.is_(None), MeetingItem.due_on <= on + AHEAD,
        )
        .order_by(MeetingItem.due_on, MeetingItem.id)
    )  # fmt: skip
    rows = list(db.scalars(asked))
    sees = _who(db, log, on, rows)
    return [
        Reminder(
            "talks.item_due",
            {"what": (one.decided or one.topic or "")[:40], "who": sees[one.id], "day": one.due_on},
            one.due_on, SCREEN, ("meeting", one.meeting_id or ""), bool(one.due_on and one.due_on < on),
        )
        for one in rows
    ]  # fmt: skip


def _who(db: Session, log: str, on: dt.date, rows: list[MeetingItem]) -> dict[str, str]:
    """Who sees to each: as the meeting said, and where a mediator has left, who has his case now."""
    staff = mediators(db, own_room(db, log).id) if rows else []
    here = {one.name for one in staff if not (one.left_on and one.left_on <= on)}
    gone = {one.name for one in staff if one.name} - here
    left = [one for one in rows if one.who in gone]
    ids = sorted({one.case_id for one in left if one.case_id})
    files = {
        file.case.id: file
        for file in case_files(db, list(db.scalars(select(Case).where(Case.id.in_(ids)))))
    }
    found = {one.id: one.who or "—" for one in rows}
    for one in left:
        file = files.get(one.case_id or "")
        heir = relieved_by(file, file.case.lead_id, on) if file else None
        name = next((x.name for x in staff if x.id == heir and x.name in here), None)
        found[one.id] = (
            say("talks.taken_by", name=name, left=one.who) if name
            else say("talks.has_left", left=one.who)
        )  # fmt: skip
    return found


def _held(db: Session, log: str, kind: str, since: dt.date, until: dt.date) -> bool:
    asked = select(Meeting.id).where(
        Meeting.room_id == own_room(db, log).id, Meeting.meeting_kind == kind, Meeting.void.is_(None),
        Meeting.at >= dt.datetime.combine(since, dt.time.min),
        Meeting.at <= dt.datetime.combine(until, dt.time.max),
    )  # fmt: skip
    return db.scalars(asked.limit(1)).first() is not None
