"""来件: what comes in on every line before it is a case, and how it goes round (domain 6)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from app.records import field
from app.records.base import Record


class Matter(Record):
    """事项: one thing somebody brought, on whichever line. Its state follows from its steps."""

    __table_args__ = (
        Index("ix_matter_place_came", "place_id", "came_at"),
        Index("ix_matter_room_came", "room_id", "came_at"),  # both ends of a long list
    )

    room_id: Mapped[str | None] = field.ref("room", hidden=True)
    number: Mapped[str | None] = field.text(longest=80, hidden=True, index=True)
    line: Mapped[str | None] = field.choice("line", needed_by="matter")
    channel: Mapped[str | None] = field.choice("source")  # 12345, 12343, 码上办 … within the line
    outside_no: Mapped[str | None] = field.text(
        longest=80, index=True
    )  # 工单号 of the other system
    came_at: Mapped[datetime | None] = field.moment(needed_by="matter", index=True)
    place_id: Mapped[str | None] = field.ref("place", needed_by="matter")
    matter_kind: Mapped[str | None] = field.choice("matter_kind")
    matter_class: Mapped[str | None] = field.choice("matter_class")  # 服务类, 权益类
    tier: Mapped[str | None] = field.choice("tier")
    reporter: Mapped[str | None] = field.text(longest=60, privacy="name", index=True)
    phone: Mapped[str | None] = field.text(longest=40, privacy="phone", index=True)
    address: Mapped[str | None] = field.text(privacy="address")
    register_address: Mapped[str | None] = field.text(privacy="address")  # 户籍地
    about: Mapped[str | None] = field.text(longest=100, privacy="name")  # 被反映人
    told: Mapped[str | None] = field.text(lines=5, longest=4000, needed_by="matter")
    people_count: Mapped[int | None] = field.count()
    risk: Mapped[str | None] = field.choice("risk")
    mediation_first: Mapped[bool | None] = field.yes_no()  # 信访件: 调解优先、调解前置
    due_on: Mapped[date | None] = field.day()  # where whoever sent it fixed a day
    by_id: Mapped[str | None] = field.ref("mediator", hidden=True)  # who wrote it down
    handler_id: Mapped[str | None] = field.ref("person")  # whose it is now
    case_id: Mapped[str | None] = field.ref("case", hidden=True)  # 立为纠纷
    same_as_id: Mapped[str | None] = field.ref("matter", hidden=True)  # 重复件: of this one
    other_than: Mapped[list[str] | None] = field.lines(
        longest=64, hidden=True
    )  # ids that look alike and, as a person said, are something else
    sweep_id: Mapped[str | None] = field.ref("sweep", hidden=True)
    meeting_id: Mapped[str | None] = field.ref("meeting", hidden=True)
    call_id: Mapped[str | None] = field.ref("home_call", hidden=True)
    visitor_id: Mapped[str | None] = field.ref("visitor", hidden=True)
    import_id: Mapped[str | None] = field.ref("import", hidden=True)  # 码上办 items from a file
    remark: Mapped[str | None] = field.text(lines=2, longest=1000)


class MatterStep(Record):
    """上报, 流转, 处置, 反馈: one step of a matter; 交办 names the unit and its day."""

    __table_args__ = (
        Index("ix_matter_step_told", "matter_id", "step", "solved", "void"),  # which are open
    )

    matter_id: Mapped[str | None] = field.ref("matter", hidden=True)
    step: Mapped[str | None] = field.choice("matter_step", hidden=True)
    at: Mapped[datetime | None] = field.moment()
    to_unit_id: Mapped[str | None] = field.ref("unit")
    to_person_id: Mapped[str | None] = field.ref("person")
    dispatch_id: Mapped[str | None] = field.ref(
        "dispatch", hidden=True, only_names=True
    )  # 交办 to a room below: it lies under that room, the step under its matter
    due_on: Mapped[date | None] = field.day()
    told: Mapped[str | None] = field.text(lines=3, longest=2000)
    solved: Mapped[bool | None] = field.yes_no()  # of a 反馈: solved, or still followed (跟踪)
    satisfaction: Mapped[str | None] = field.choice("satisfaction")
    by_id: Mapped[str | None] = field.ref("mediator", hidden=True)
    after_ids: Mapped[list[str] | None] = field.lines(
        longest=40, hidden=True
    )  # the last steps that were known when it was taken: no clock decides which came first


class Whistle(Record):
    """吹哨: a grid calls named units together for a matter or a case."""

    room_id: Mapped[str | None] = field.ref("room", hidden=True)
    matter_id: Mapped[str | None] = field.ref("matter", hidden=True)
    case_id: Mapped[str | None] = field.ref("case", hidden=True)
    number: Mapped[str | None] = field.text(longest=80, hidden=True)
    place_id: Mapped[str | None] = field.ref("place")
    blown_at: Mapped[datetime | None] = field.moment()
    what: Mapped[str | None] = field.text(lines=3, longest=1000)
    by_id: Mapped[str | None] = field.ref("mediator", hidden=True)
    over_at: Mapped[datetime | None] = field.moment()
    result: Mapped[str | None] = field.text(lines=3, longest=1000)


class WhistleCall(Record):
    """One unit that was called: by when it has to answer, and when it did."""

    whistle_id: Mapped[str | None] = field.ref("whistle", hidden=True)
    unit_id: Mapped[str | None] = field.ref("unit")
    lead: Mapped[bool | None] = field.yes_no()  # 牵头部门
    due_at: Mapped[datetime | None] = field.moment()
    answered_at: Mapped[datetime | None] = field.moment()
    came_at: Mapped[datetime | None] = field.moment()  # 到场
    who: Mapped[str | None] = field.text(longest=60)
    told: Mapped[str | None] = field.text(lines=2, longest=1000)


class Sweep(Record):
    """排查: one sweep of one grid; nothing found is said as well (零报告)."""

    room_id: Mapped[str | None] = field.ref("room", hidden=True)
    place_id: Mapped[str | None] = field.ref("place", needed_by="sweep")
    sweep_kind: Mapped[str | None] = field.choice("sweep_kind")
    from_on: Mapped[date | None] = field.day(needed_by="sweep", index=True)
    until_on: Mapped[date | None] = field.day()
    by_person_id: Mapped[str | None] = field.ref("person")
    by_id: Mapped[str | None] = field.ref("mediator", hidden=True)
    households: Mapped[int | None] = field.count()  # 走访户数
    zero: Mapped[bool | None] = field.yes_no()  # 零报告
    spots: Mapped[str | None] = field.text(longest=200)  # 小区、九小场所、楼宇
    note: Mapped[str | None] = field.text(lines=3, longest=2000)


class HomeCall(Record):
    """走访: one call at a door, with the ticks of the place (三必知 三必访 三必到 三必报)."""

    room_id: Mapped[str | None] = field.ref("room", hidden=True)
    occasion: Mapped[str | None] = field.choice("call_occasion")
    on_day: Mapped[date | None] = field.day(index=True)
    place_id: Mapped[str | None] = field.ref("place")
    household_id: Mapped[str | None] = field.ref("household")
    whom: Mapped[str | None] = field.text(longest=60, privacy="name")
    by_person_id: Mapped[str | None] = field.ref("person")
    by_id: Mapped[str | None] = field.ref("mediator", hidden=True)
    ticks: Mapped[list[str] | None] = field.choices("call_tick")
    told: Mapped[str | None] = field.text(lines=4, longest=2000)
