"""机制: how a place works, what drives hard cases on, and what happens after closing (domain 6)."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from app.records import field
from app.records.base import Record


class Practice(Record):
    """做法: the mechanism of a room, or of a centre for all its rooms, as it was chosen and changed."""

    room_id: Mapped[str | None] = field.ref("room", hidden=True)
    preset: Mapped[str | None] = field.text(longest=60, hidden=True)
    told: Mapped[str | None] = field.text(
        longest=200000, hidden=True
    )  # JSON: the sections that stand
    set_on: Mapped[date | None] = field.day(hidden=True)
    handed: Mapped[bool | None] = field.yes_no(hidden=True)  # by a centre, for all its rooms


class HolidayYear(Record):
    """放假安排 of one year, handed to the rooms by bundle; the table as in the file."""

    room_id: Mapped[str | None] = field.ref("room", hidden=True)
    year: Mapped[int | None] = field.count(hidden=True)
    told: Mapped[str | None] = field.text(longest=65536, hidden=True)
    set_on: Mapped[date | None] = field.day(hidden=True)


class Consultation(Record):
    """会商: departments sat together over a hard case or matter; who leads, who is responsible, by when."""

    room_id: Mapped[str | None] = field.ref("room", hidden=True)
    case_id: Mapped[str | None] = field.ref("case", hidden=True)
    matter_id: Mapped[str | None] = field.ref("matter", hidden=True)
    on_day: Mapped[date | None] = field.day()
    place: Mapped[str | None] = field.text()
    chair: Mapped[str | None] = field.text(longest=60)
    lead_unit_id: Mapped[str | None] = field.ref("unit")  # 牵头部门
    unit_ids: Mapped[list[str] | None] = field.refs("unit")  # 责任部门
    present: Mapped[list[str] | None] = field.lines()
    told: Mapped[str | None] = field.text(lines=5, longest=4000)
    decided: Mapped[str | None] = field.text(lines=3, longest=2000)
    due_on: Mapped[date | None] = field.day()
    by_id: Mapped[str | None] = field.ref("mediator", hidden=True)


class Escalation(Record):
    """上交: tried here as often as the place asks, now it goes a level up."""

    room_id: Mapped[str | None] = field.ref("room", hidden=True)
    case_id: Mapped[str | None] = field.ref("case", hidden=True)
    matter_id: Mapped[str | None] = field.ref("matter", hidden=True)
    on_day: Mapped[date | None] = field.day()
    tries: Mapped[int | None] = field.count()
    to_level: Mapped[str | None] = field.choice("solved_at")
    to_name: Mapped[str | None] = field.text(longest=80)
    reason: Mapped[str | None] = field.text(lines=3, longest=1000)
    by_id: Mapped[str | None] = field.ref("mediator", hidden=True)
    back_on: Mapped[date | None] = field.day()
    back_told: Mapped[str | None] = field.text(lines=2, longest=1000)


class LeaderCase(Record):
    """包案: a hard case in the hands of named leaders until it is struck off (销号)."""

    room_id: Mapped[str | None] = field.ref("room", hidden=True)
    case_id: Mapped[str | None] = field.ref("case", hidden=True)
    number: Mapped[str | None] = field.text(longest=40, hidden=True)
    begun_on: Mapped[date | None] = field.day()
    due_on: Mapped[date | None] = field.day()
    plan: Mapped[str | None] = field.text(lines=4, longest=2000)
    struck_on: Mapped[date | None] = field.day()  # 销号
    struck_told: Mapped[str | None] = field.text(lines=2, longest=1000)
    struck_by: Mapped[str | None] = field.text(longest=60)


class LeaderPost(Record):
    """One named person of a 包案, in one of the roles the place asks for."""

    leader_case_id: Mapped[str | None] = field.ref("leader_case", hidden=True)
    position: Mapped[int | None] = field.count(hidden=True)
    role: Mapped[str | None] = field.choice("leader_role")
    person_id: Mapped[str | None] = field.ref("person")
    name: Mapped[str | None] = field.text(longest=60)
    title: Mapped[str | None] = field.text(longest=60)
    phone: Mapped[str | None] = field.text(longest=40, privacy="phone")


class LeaderProgress(Record):
    """进展 of a 包案."""

    leader_case_id: Mapped[str | None] = field.ref("leader_case", hidden=True)
    on_day: Mapped[date | None] = field.day()
    told: Mapped[str | None] = field.text(lines=3, longest=2000)
    by_name: Mapped[str | None] = field.text(longest=60)


class Exemption(Record):
    """免予回访: why a case is filed away without a visit."""

    case_id: Mapped[str | None] = field.ref("case", hidden=True)
    on_day: Mapped[date | None] = field.day()
    reason: Mapped[str | None] = field.text(lines=2, longest=500)
    by_id: Mapped[str | None] = field.ref("mediator", hidden=True)


class Reopening(Record):
    """重启: a closed case burns again; the day it had been closed is kept here."""

    case_id: Mapped[str | None] = field.ref("case", hidden=True)
    on_day: Mapped[date | None] = field.day(index=True)
    closed_on: Mapped[date | None] = field.day(hidden=True)
    reason: Mapped[str | None] = field.text(lines=2, longest=500)
    visit_id: Mapped[str | None] = field.ref("visit", hidden=True)
    matter_id: Mapped[str | None] = field.ref("matter", hidden=True)
    by_id: Mapped[str | None] = field.ref("mediator", hidden=True)


class Relief(Record):
    """接手: the open cases of a mediator who leaves go to another, each named."""

    room_id: Mapped[str | None] = field.ref("room", hidden=True)
    on_day: Mapped[date | None] = field.day()
    from_id: Mapped[str | None] = field.ref("mediator")
    to_id: Mapped[str | None] = field.ref("mediator")
    case_ids: Mapped[list[str] | None] = field.lines(longest=40, hidden=True)
    reason: Mapped[str | None] = field.text(longest=200)


class Assistance(Record):
    """请人相助: a helper or unit was asked in a case (法律顾问, 心理服务室, 公益律师 …) and what came of it."""

    case_id: Mapped[str | None] = field.ref("case", hidden=True)
    help_kind: Mapped[str | None] = field.choice("help_kind")
    person_id: Mapped[str | None] = field.ref("person")
    unit_id: Mapped[str | None] = field.ref("unit")
    asked_on: Mapped[date | None] = field.day()
    asked: Mapped[str | None] = field.text(lines=2, longest=1000)
    answered_on: Mapped[date | None] = field.day()
    told: Mapped[str | None] = field.text(lines=4, longest=4000)  # 法律意见, 疏导情况
    by_id: Mapped[str | None] = field.ref("mediator", hidden=True)
