"""会议记录 as a paper: what is drawn of a meeting."""

from __future__ import annotations

import datetime as dt
import io

from sqlalchemy.orm import Session

from app.desk import agenda, meetings
from app.desk import today as todays
from app.desk.desk import Desk
from app.desk.edit import get
from app.desk.room import own_room
from app.papers.minutes import Held, compose
from app.records import Mediator, Meeting, Room


def agenda_of(desk: Desk, now: dt.datetime, kind: str) -> agenda.Agenda:
    """The agenda of a meeting of this kind as things stand."""
    lengths = todays.lengths_of(desk)
    return desk.look(agenda.agenda, desk.shelf.log, now, desk.calendar(), lengths, kind)


def at_its_time(desk: Desk, now: dt.datetime, meeting: Meeting) -> agenda.Agenda:
    """The agenda of a meeting as things stood when it was held; of one to come, as they stand."""
    return agenda_of(desk, min(meeting.at or now, now), meeting.meeting_kind or "")


def write(
    desk: Desk, now: dt.datetime, meeting_id: str, values: dict[str, object],
    seen: agenda.Agenda | None = None,
) -> None:  # fmt: skip
    """Minutes and facts; the agenda as it stood when the meeting was held is frozen with the first minutes.

    `seen`: as it stands before whoever writes, so that he need not wait until it is made once more.
    """
    lines: list[str] = []
    if any(values.get(name) for name in meetings.WRITTEN):
        stands = seen is not None and "at" not in values
        lines = seen.lines() if seen and stands else _standing(desk, now, meeting_id)
    desk.do(meetings.write, meeting_id, values, lines)


def draw(desk: Desk, now: dt.datetime, meeting_id: str) -> bytes:
    """The minutes as PDF."""
    lines = _standing(desk, now, meeting_id)
    out = io.BytesIO()
    with desk.shelf.reading() as db:
        compose(_held(db, desk.shelf.log, meeting_id, lines)).draw(out)
    return out.getvalue()


def _standing(desk: Desk, now: dt.datetime, meeting_id: str) -> list[str]:
    """The agenda of when it was held; none where it is frozen already or another room held the meeting."""
    meeting = desk.look(get, Meeting, meeting_id)
    if meeting.agenda or meeting.room_id != desk.look(own_room, desk.shelf.log).id:
        return []
    return at_its_time(desk, now, meeting).lines()


def _held(db: Session, log: str, meeting_id: str, lines: list[str]) -> Held:
    meeting = get(db, Meeting, meeting_id)
    recorder = db.get(Mediator, meeting.recorder_id) if meeting.recorder_id else None
    name = recorder.name or "" if recorder else ""
    room = db.get(Room, meeting.room_id or "") or own_room(db, log)
    return Held(meeting, meetings.items(db, meeting_id), room, name, lines)
