"""会议: Friday talk, monthly review, courtyard meeting; what was decided and what came of it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Mapped

from app.records import field
from app.records.base import Record


class Meeting(Record):
    """会议记录; its agenda is as it was when the minutes were written."""

    room_id: Mapped[str | None] = field.ref("room", hidden=True)
    number: Mapped[str | None] = field.text(longest=40, hidden=True, index=True)
    meeting_kind: Mapped[str | None] = field.choice("meeting_kind")
    at: Mapped[datetime | None] = field.moment(index=True)
    place: Mapped[str | None] = field.text()
    place_id: Mapped[str | None] = field.ref("place")
    chair: Mapped[str | None] = field.text(longest=60)
    recorder_id: Mapped[str | None] = field.ref("mediator")
    present: Mapped[list[str] | None] = field.lines()
    present_count: Mapped[int | None] = field.count()
    agenda: Mapped[str | None] = field.text(lines=6, longest=60000)
    minutes: Mapped[str | None] = field.text(lines=8, longest=20000)
    decided: Mapped[str | None] = field.text(lines=4, longest=4000)
    chat: Mapped[str | None] = field.text(lines=6, longest=100000)  # 群聊记录 as pasted


class MeetingItem(Record):
    """议题: one case or matter that was talked over, what was decided, who sees to it by when."""

    meeting_id: Mapped[str | None] = field.ref("meeting", hidden=True)
    position: Mapped[int | None] = field.count(hidden=True)
    case_id: Mapped[str | None] = field.ref("case", hidden=True)
    matter_id: Mapped[str | None] = field.ref("matter", hidden=True)
    case_made: Mapped[bool | None] = field.yes_no(hidden=True)  # the case came of the item
    topic: Mapped[str | None] = field.text(longest=200)
    decided: Mapped[str | None] = field.text(lines=2, longest=1000)
    who: Mapped[str | None] = field.text(longest=60)
    due_on: Mapped[date | None] = field.day()
    done_on: Mapped[date | None] = field.day()


class Training(Record):
    """学习培训."""

    room_id: Mapped[str | None] = field.ref("room", hidden=True)
    on_day: Mapped[date | None] = field.day(index=True)
    title: Mapped[str | None] = field.text(longest=100)
    hours: Mapped[int | None] = field.count()
    mediator_ids: Mapped[list[str] | None] = field.refs("mediator")
    others: Mapped[int | None] = field.count()  # 其他人次
    note: Mapped[str | None] = field.text(lines=2, longest=1000)
