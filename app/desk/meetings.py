"""会议: held, its agenda frozen with the minutes, what was decided, and what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.desk import all_rooms, cases, serials
from app.desk.agenda import Entry
from app.desk.edit import add, checked, get
from app.desk.found import spawn_matter
from app.desk.room import own_room
from app.records import Case, Matter, Meeting, MeetingItem
from app.rules.chat import Message
from app.trouble import Trouble

MOST_NAMED = 6  # meetings of one number, where rooms are asked about
WRITTEN = ("minutes", "decided")
"""With the first of these the agenda stands as it was."""


@dataclass(frozen=True)
class Line:
    """One meeting as the list shows it."""

    id: str
    kind: str
    at: dt.datetime | None
    place: str
    chair: str
    present: int
    items: int
    waiting: int  # items that somebody has to see to and that are not done
    matters: int  # that came of it
    written: bool
    number: str
    cases: int  # that came of it
    room: str = ""  # at a centre


def hold(db: Session, log: str, now: dt.datetime, values: dict[str, Any]) -> str:
    """A meeting is held, under a number of its own that goes on meaning it; its id."""
    room = own_room(db, log)
    told = {"at": now.replace(second=0, microsecond=0), "place": room.room_name, **values}
    if told["at"] > now:
        raise Trouble("talks.not_yet", at=f"{told['at']:%Y-%m-%d %H:%M}")
    same = select(Meeting.number, Meeting.id).where(
        Meeting.room_id == room.id, Meeting.void.is_(None), Meeting.at == told["at"],
        Meeting.meeting_kind == told.get("meeting_kind"), Meeting.place == told["place"],
    )  # fmt: skip
    standing = db.execute(same).first()
    if standing is not None:
        raise Trouble("talks.held_already", number=standing.number or standing.id[:8])
    year = told["at"].year
    number = serials.next_numbers(db, log, Meeting, serials.MEETING, year)[0]
    return add(db, Meeting, {"room_id": room.id, "number": number, **told})


def write(db: Session, meeting_id: str, values: dict[str, Any], agenda: Sequence[str] = ()) -> None:
    """Minutes and facts of a meeting; with the first minutes its agenda is frozen as it stood then."""
    meeting = get(db, Meeting, meeting_id)
    told = checked(Meeting, values)
    if meeting.agenda and told.get("agenda") not in (None, meeting.agenda):
        raise Trouble("talks.agenda_stands")
    for name, value in told.items():
        setattr(meeting, name, value)
    if not meeting.agenda and agenda and any(getattr(meeting, name) for name in WRITTEN):
        meeting.agenda = "\n".join(agenda)[:60000]


def add_item(db: Session, meeting_id: str, values: dict[str, Any]) -> str:
    """议题 at the end of the meeting's list."""
    if not (values.get("topic", "?") or "").strip():
        raise Trouble("talks.no_topic")
    highest = select(func.max(MeetingItem.position)).where(MeetingItem.meeting_id == meeting_id)
    waiting = [
        x.position or 0 for x in db.new if isinstance(x, MeetingItem) and x.meeting_id == meeting_id
    ]
    position = max([db.scalar(highest) or 0, *waiting]) + 1
    return add(db, MeetingItem, {"meeting_id": meeting_id, "position": position, **values})


def take_up(db: Session, meeting_id: str, entries: Iterable[Entry]) -> list[str]:
    """Entries of the agenda become items; what is an item already is not put there twice."""
    standing = items(db, meeting_id)
    known = {(x.case_id or "", x.matter_id or "", x.topic or "") for x in standing}
    made = []
    for one in entries:
        facts = (one.case_id, one.matter_id, one.text[:200])
        if facts not in known:
            made.append(
                add_item(
                    db,
                    meeting_id,
                    {"case_id": one.case_id, "matter_id": one.matter_id, "topic": one.text[:200]},
                )
            )
    return made


def items(db: Session, meeting_id: str) -> list[MeetingItem]:
    """The items of a meeting in their order."""
    asked = select(MeetingItem).where(
        MeetingItem.meeting_id == meeting_id, MeetingItem.void.is_(None)
    )
    return list(db.scalars(asked.order_by(MeetingItem.position, MeetingItem.id)))


def done(db: Session, item_id: str, on: dt.date) -> None:
    """办结 of what was decided; told again, it is open again."""
    item = get(db, MeetingItem, item_id)
    item.done_on = None if item.done_on else on


def become_matter(
    db: Session, log: str, now: dt.datetime, item_id: str, values: dict[str, Any]
) -> str:
    """会上收集: an item becomes a matter with one key; its id."""
    item = get(db, MeetingItem, item_id)
    if item.matter_id:
        raise Trouble("talks.has_matter")
    meeting = get(db, Meeting, item.meeting_id or "")
    told = "\n".join(filter(None, (item.topic, item.decided)))
    facts = {
        "line": "grid", "told": told, "place_id": meeting.place_id, "meeting_id": meeting.id,
        "came_at": min(meeting.at or now, now).replace(second=0, microsecond=0),
    }  # fmt: skip
    item.matter_id = spawn_matter(db, log, now, {**facts, **values})
    return item.matter_id


def become_case(db: Session, log: str, on: dt.date, item_id: str) -> str:
    """会上立案: an item becomes a case of the room's own accord (主动调解); its id."""
    item = get(db, MeetingItem, item_id)
    if item.case_id:
        raise Trouble("talks.has_case")
    meeting = get(db, Meeting, item.meeting_id or "")
    told = "\n".join(filter(None, (item.topic, item.decided)))
    facts = {"line": "grid", "source": "own", "summary": told, "place_id": meeting.place_id}
    item.case_id = cases.register_case(db, log, on, {k: v for k, v in facts.items() if v})
    item.case_made = True
    return item.case_id


def came_of(db: Session, items: Sequence[MeetingItem]) -> list[tuple[str, str]]:
    """The number of the case and of the matter behind each item, "" where there is none."""
    cases_ = select(Case.id, Case.file_no).where(
        Case.id.in_([x.case_id for x in items if x.case_id])
    )
    told = {one.id: one.file_no or "" for one in db.execute(cases_)}
    matters = select(Matter.id, Matter.number).where(
        Matter.id.in_([x.matter_id for x in items if x.matter_id])
    )
    told |= {one.id: one.number or "" for one in db.execute(matters)}
    return [(told.get(x.case_id or "", ""), told.get(x.matter_id or "", "")) for x in items]


def take_messages(
    db: Session,
    log: str,
    now: dt.datetime,
    meeting_id: str,
    chosen: Sequence[Message],
    values: dict[str, Any],
) -> list[str]:
    """Chosen lines of the chat become matters; one that came before from this meeting is not made again."""
    meeting = get(db, Meeting, meeting_id)
    standing = select(Matter).where(Matter.meeting_id == meeting_id, Matter.void.is_(None))
    known = {(x.reporter or "", x.told or "") for x in db.scalars(standing)}
    made = []
    for one in chosen:
        if (one.who, one.text) in known:
            continue
        known.add((one.who, one.text))
        told = {
            "line": "grid", "reporter": one.who or None, "told": one.text, "place_id": meeting.place_id,
            "came_at": min(one.at, now) if one.at else now, "meeting_id": meeting_id,
        }  # fmt: skip
        made.append(spawn_matter(db, log, now, {**told, **values}))
    return made


def listing(
    db: Session, log: str, *, kind: str = "", meeting_id: str = "", limit: int = 200
) -> list[Line]:
    """The room's meetings, at a centre those of every room, the newest first."""
    asked = select(Meeting).where(all_rooms.shown(db, log, Meeting.room_id), Meeting.void.is_(None))
    if kind:
        asked = asked.where(Meeting.meeting_kind == kind)
    if meeting_id:
        asked = asked.where(Meeting.id == meeting_id)
    rows = list(db.scalars(asked.order_by(Meeting.at.desc(), Meeting.id).limit(limit)))
    ids = [one.id for one in rows]
    standing = select(MeetingItem).where(
        MeetingItem.meeting_id.in_(ids), MeetingItem.void.is_(None)
    )
    many, waiting, made = (dict.fromkeys(ids, 0) for _ in range(3))
    for item in db.scalars(standing) if ids else ():
        many[item.meeting_id or ""] += 1
        waiting[item.meeting_id or ""] += is_waiting(item)
        made[item.meeting_id or ""] += bool(item.case_made)
    came = select(Matter.meeting_id, func.count().label("many")).where(
        Matter.meeting_id.in_(ids), Matter.void.is_(None)
    )
    matters = {one.meeting_id: one.many for one in db.execute(came.group_by(Matter.meeting_id))}
    rooms = all_rooms.names(db, log)
    return [
        Line(one.id, one.meeting_kind or "", one.at, one.place or "", one.chair or "",
             one.present_count or len(one.present or ()), many[one.id], waiting[one.id],
             matters.get(one.id, 0), bool(one.agenda), one.number or one.id[:8], made[one.id],
             rooms.get(one.room_id or "", ""))
        for one in rows
    ]  # fmt: skip


def is_waiting(item: MeetingItem) -> bool:
    """Whether somebody still has to see to it."""
    return item.done_on is None and bool(item.who or item.due_on)


def by_number(db: Session, log: str, text: str, *, everywhere: bool = False) -> str:
    """A meeting as the command line names it: 2026-3, its 3 alone in a room of one year, or its id's beginning.

    What is only looked at (`everywhere`) may be of any room of a centre, its own first.
    """
    own = Meeting.room_id == own_room(db, log).id
    found = _named(db, text.strip(), own)
    if not found and everywhere:
        found = _named(db, text.strip(), all_rooms.shown(db, log, Meeting.room_id))
    if len(found) > 1 and everywhere and (rooms := all_rooms.names(db, log)):
        each = "、".join(f"{rooms.get(x.room_id or '', '')} {x.id[:8]}" for x in found[:MOST_NAMED])
        raise Trouble("talks.number_in_rooms", name=text.strip(), each=each)
    if len(found) > 1:
        raise Trouble("talks.number_twice", name=text.strip())
    if not found:
        raise Trouble("talks.no_such_meeting", name=text.strip())
    return str(found[0].id)


def _named(db: Session, wanted: str, whose: ColumnElement[bool]) -> Sequence[Any]:
    """Id and room of each meeting that is called so."""
    asked = select(Meeting.id, Meeting.room_id).where(whose, Meeting.void.is_(None))
    meant = Meeting.number == wanted
    if wanted.isascii() and wanted.isdecimal() and len(wanted) < 7:
        meant = Meeting.number.endswith(f"-{wanted}", autoescape=True)
    found = db.execute(asked.where(meant)).all()
    if not found and len(wanted) >= 8:
        found = db.execute(asked.where(Meeting.id.startswith(wanted, autoescape=True))).all()
    return found
