"""调解室 and its people, places and workstations."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from app.records import field
from app.records.base import Record


class Room(Record):
    """调解室 of a 人民调解委员会; a centre is a room that other rooms report to."""

    committee: Mapped[str | None] = field.text(needed_by="setup")
    short_name: Mapped[str | None] = field.text(longest=20, needed_by="setup")
    room_name: Mapped[str | None] = field.text()
    address: Mapped[str | None] = field.text()
    phone: Mapped[str | None] = field.text(longest=40)
    centre_name: Mapped[str | None] = field.text()
    number_pattern: Mapped[str | None] = field.text(longest=80)
    goal_people: Mapped[int | None] = field.count()  # percent, 70/20/10 by default
    goal_administrative: Mapped[int | None] = field.count()
    goal_judicial: Mapped[int | None] = field.count()
    is_centre: Mapped[bool | None] = field.yes_no(hidden=True)
    dossier_rules: Mapped[list[str] | None] = field.lines(
        hidden=True
    )  # "11 stop": what weighs else
    committee_kind: Mapped[str | None] = field.choice("committee_kind")  # 不同主体 (domain 4.2)
    room_kind: Mapped[str | None] = field.choice("room_kind")
    head_name: Mapped[str | None] = field.text(longest=60)  # 负责人
    brand: Mapped[str | None] = field.text(longest=60)  # 调解室品牌, 工作法
    hours: Mapped[str | None] = field.text(longest=100)  # 接访时间
    code: Mapped[str | None] = field.text(longest=40)  # 调委会编码 of the province's system
    studio_code: Mapped[str | None] = field.text(longest=40)  # 调解工作室编码 there
    scan_text: Mapped[str | None] = field.text(longest=400)  # 码上办: what the code of a grid holds
    photo: Mapped[str | None] = field.blob(size="photo_size", hidden=True)
    photo_size: Mapped[int | None] = field.count(hidden=True)


class Mediator(Record):
    """人民调解员 (also the recorder)."""

    room_id: Mapped[str | None] = field.ref("room", hidden=True)
    position: Mapped[int | None] = field.count(hidden=True)
    name: Mapped[str | None] = field.text(longest=60, needed_by="setup")
    duty: Mapped[str | None] = field.text(longest=40)
    phone: Mapped[str | None] = field.text(longest=40, privacy="phone")
    appointed_on: Mapped[date | None] = field.day()  # elected or engaged: the term runs from here
    left_on: Mapped[date | None] = field.day()
    sex: Mapped[str | None] = field.choice("sex")
    ethnicity: Mapped[str | None] = field.choice("ethnicity")
    birth_on: Mapped[date | None] = field.day()
    education: Mapped[str | None] = field.choice("education")
    party_member: Mapped[bool | None] = field.yes_no()
    full_time: Mapped[bool | None] = field.yes_no()  # 专职
    paid_elsewhere: Mapped[bool | None] = field.yes_no()  # 有固定收入: gets no subsidy (domain 5.1)
    filed_no: Mapped[str | None] = field.text(longest=40)  # 备案号 in the province's system
    bank: Mapped[str | None] = field.text(longest=60)  # 开户行, for what is paid for a case
    bank_account: Mapped[str | None] = field.text(longest=40, privacy="id")
    place_id: Mapped[str | None] = field.ref("place")  # 一格四员: the grid he is bound to
    sees_key_people: Mapped[bool | None] = field.yes_no()  # may look at 重点人群
    register_address: Mapped[str | None] = field.text(privacy="address")  # 户籍地: to see kin
    household_id: Mapped[str | None] = field.ref("household")  # 住户: who lives together is kin


class Place(Record):
    """A node of the grid tree (网格): street, village, grid, micro-grid, to any depth."""

    room_id: Mapped[str | None] = field.ref("room", hidden=True)
    parent_id: Mapped[str | None] = field.ref("place")
    name: Mapped[str | None] = field.text(longest=60)
    place_kind: Mapped[str | None] = field.text(longest=20)  # as an old ledger has it
    grid_kind: Mapped[str | None] = field.choice("grid_kind")
    position: Mapped[int | None] = field.count(hidden=True)
    code: Mapped[str | None] = field.text(longest=40)  # 行政区划代码 or the grid's own number
    households: Mapped[int | None] = (
        field.count()
    )  # as counted, where they are not listed one by one
    group: Mapped[str | None] = field.text(longest=60)  # 一网格一群: the group's name or number
    stands_for_id: Mapped[str | None] = field.ref(
        "room", only_names=True
    )  # at a centre: the room that works here; its cases count here


class Workstation(Record):
    """One computer of a room: its log, its letter in file numbers, the address of its bundles."""

    room_id: Mapped[str | None] = field.ref("room", hidden=True)
    log: Mapped[str | None] = field.text(longest=64, hidden=True)
    letter: Mapped[str | None] = field.text(longest=2, hidden=True)  # "" for the first
    name: Mapped[str | None] = field.text(longest=60)
    recipient: Mapped[str | None] = field.text(longest=120, hidden=True)  # age address


class Closure(Record):
    """The end of a log: what its key signs after these entries does not count. A centre writes it.

    (Sync specification 2.7: a lost workstation.)
    """

    room_id: Mapped[str | None] = field.ref("room", hidden=True)
    log: Mapped[str | None] = field.text(longest=64, hidden=True)
    ends: Mapped[list[str] | None] = field.lines(hidden=True)  # ids of the last entries that count
    seq: Mapped[int | None] = field.count(hidden=True)  # the number of the last of them
    reason: Mapped[str | None] = field.text()
    closed_on: Mapped[date | None] = field.day()


class Phrase(Record):
    """常用语 of a room's own, kept for its mediators beside those that came with the program."""

    room_id: Mapped[str | None] = field.ref("room", hidden=True)
    place: Mapped[str | None] = field.text(longest=60, hidden=True)  # label of the field it is for
    text: Mapped[str | None] = field.text(lines=3, longest=2000)
