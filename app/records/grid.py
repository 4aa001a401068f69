"""网格: the people, units and households of a grid tree, and who must be looked after."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from app.records import field
from app.records.base import Record


class Unit(Record):
    """响应单位: a department, station, team or helper organisation that is called or sits together with us."""

    room_id: Mapped[str | None] = field.ref("room", hidden=True)
    position: Mapped[int | None] = field.count(hidden=True)
    parent_id: Mapped[str | None] = field.ref("unit")
    name: Mapped[str | None] = field.text(longest=80)
    unit_kind: Mapped[str | None] = field.choice("unit_kind")
    place_id: Mapped[str | None] = field.ref("place")
    contact: Mapped[str | None] = field.text(longest=60, privacy="name")
    phone: Mapped[str | None] = field.text(longest=40, privacy="phone")
    response_hours: Mapped[int | None] = field.count()  # 吹哨: by then it has to answer
    left_on: Mapped[date | None] = field.day()


class Person(Record):
    """网格人员 and helpers: one person, who may have several posts. A mediator of ours is named, not typed again."""

    room_id: Mapped[str | None] = field.ref("room", hidden=True)
    mediator_id: Mapped[str | None] = field.ref("mediator")
    unit_id: Mapped[str | None] = field.ref("unit")
    name: Mapped[str | None] = field.text(longest=60)
    sex: Mapped[str | None] = field.choice("sex")
    birth_on: Mapped[date | None] = field.day()
    title: Mapped[str | None] = field.text(longest=60)  # 职务
    phone: Mapped[str | None] = field.text(longest=40, privacy="phone")
    party_member: Mapped[bool | None] = field.yes_no()
    remark: Mapped[str | None] = field.text(lines=2, longest=500)
    left_on: Mapped[date | None] = field.day()


class Post(Record):
    """任职: one role of a person, perhaps in one grid (八员, 一格四员, 专职 and 微网格员, 法律顾问 …)."""

    person_id: Mapped[str | None] = field.ref("person")
    role: Mapped[str | None] = field.choice("post_role")
    place_id: Mapped[str | None] = field.ref("place")
    since: Mapped[date | None] = field.day()
    until: Mapped[date | None] = field.day()


class Household(Record):
    """住户: one household of a grid."""

    room_id: Mapped[str | None] = field.ref("room", hidden=True)
    place_id: Mapped[str | None] = field.ref("place")
    number: Mapped[str | None] = field.text(longest=40)  # 门牌 or 户号
    head: Mapped[str | None] = field.text(longest=60, privacy="name")
    phone: Mapped[str | None] = field.text(longest=40, privacy="phone")
    address: Mapped[str | None] = field.text(privacy="address")
    people: Mapped[int | None] = field.count()
    care: Mapped[list[str] | None] = field.choices("special_group")
    remark: Mapped[str | None] = field.text(lines=2, longest=500)
    gone_on: Mapped[date | None] = field.day()


class KeyPerson(Record):
    """重点人群: whom the room must not lose sight of. Only who may see it sees more than that there is one."""

    room_id: Mapped[str | None] = field.ref("room", hidden=True)
    place_id: Mapped[str | None] = field.ref("place")
    name: Mapped[str | None] = field.text(longest=60, privacy="name")
    id_number: Mapped[str | None] = field.text(longest=40, privacy="id")
    phone: Mapped[str | None] = field.text(longest=40, privacy="phone")
    groups: Mapped[list[str] | None] = field.choices("special_group")
    why: Mapped[str | None] = field.text(lines=2, longest=500)
    keeper_id: Mapped[str | None] = field.ref("person")  # 联系人
    since: Mapped[date | None] = field.day()
    until: Mapped[date | None] = field.day()
