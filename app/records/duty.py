"""值班: who sits when, who was away, who came to the door."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Mapped

from app.records import field
from app.records.base import Record


class Shift(Record):
    """值班: one person, or one unit of a joint reception, on one day."""

    room_id: Mapped[str | None] = field.ref("room", hidden=True)
    on_day: Mapped[date | None] = field.day(index=True)
    half: Mapped[str | None] = field.choice("day_half")  # empty: the whole day
    mediator_id: Mapped[str | None] = field.ref("mediator")
    person_id: Mapped[str | None] = field.ref("person")
    unit_id: Mapped[str | None] = field.ref("unit")
    name: Mapped[str | None] = field.text(longest=60)  # of one who stands in no list of ours
    lead: Mapped[bool | None] = field.yes_no()  # 带班
    in_at: Mapped[datetime | None] = field.moment()  # 签到
    out_at: Mapped[datetime | None] = field.moment()
    stands_in_for_id: Mapped[str | None] = field.ref("shift", hidden=True)  # 替班
    remark: Mapped[str | None] = field.text(longest=200)


class Leave(Record):
    """请销假 of a mediator or a village cadre."""

    room_id: Mapped[str | None] = field.ref("room", hidden=True)
    mediator_id: Mapped[str | None] = field.ref("mediator")
    person_id: Mapped[str | None] = field.ref("person")
    from_on: Mapped[date | None] = field.day()
    until_on: Mapped[date | None] = field.day()
    reason: Mapped[str | None] = field.text(longest=200)
    approved_by: Mapped[str | None] = field.text(longest=60)
    back_on: Mapped[date | None] = field.day()  # 销假


class Visitor(Record):
    """来访登记: who came to the door, who received, and what came of it; also 联合接访."""

    room_id: Mapped[str | None] = field.ref("room", hidden=True)
    number: Mapped[str | None] = field.text(longest=80, hidden=True)
    came_at: Mapped[datetime | None] = field.moment(index=True)
    name: Mapped[str | None] = field.text(longest=60, privacy="name", index=True)
    id_number: Mapped[str | None] = field.text(longest=40, privacy="id")
    phone: Mapped[str | None] = field.text(longest=40, privacy="phone", index=True)
    address: Mapped[str | None] = field.text(privacy="address")
    people_count: Mapped[int | None] = field.count()
    place_id: Mapped[str | None] = field.ref("place")
    matter: Mapped[str | None] = field.text(lines=3, longest=2000)
    received_ids: Mapped[list[str] | None] = field.refs("mediator")
    joint: Mapped[bool | None] = field.yes_no()  # 联合接访
    unit_ids: Mapped[list[str] | None] = field.refs("unit")
    lead_unit_id: Mapped[str | None] = field.ref("unit")
    conclusion: Mapped[str | None] = field.text(lines=3, longest=2000)
    visit_result: Mapped[str | None] = field.choice("visit_result")
    left_at: Mapped[datetime | None] = field.moment()
    recorded: Mapped[bool | None] = field.yes_no()  # 录音录像, told and agreed
    recording: Mapped[str | None] = field.blob(size="recording_size", hidden=True)
    recording_size: Mapped[int | None] = field.count(hidden=True)
    recording_name: Mapped[str | None] = field.text(longest=200, hidden=True)
    by_id: Mapped[str | None] = field.ref("mediator", hidden=True)  # who wrote it down
    case_id: Mapped[str | None] = field.ref("case", hidden=True)
    earlier_id: Mapped[str | None] = field.ref("visitor", hidden=True)  # 重复来访: this one again
