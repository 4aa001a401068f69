"""案件: one dispute, from the knock on the door to the closed file."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped

from app.records import field
from app.records.base import Record


class Case(Record):
    """案件. Its stage, clocks and gaps are concluded by rules, never stored."""

    __table_args__ = (
        Index("ix_case_register", "accepted_on", "file_no", "id"),  # the order of the register
        # the few that are void, so that the others are counted without reading any; on a server the migration
        # makes it as small: to say so here would load that dialect at every start
        Index("ix_case_void", "void", sqlite_where=text("void IS NOT NULL")),
    )  # fmt: skip

    room_id: Mapped[str | None] = field.ref("room", hidden=True)
    file_no: Mapped[str | None] = field.text(
        longest=80, index=True, import_as=("协议编号", "案件编码", "编号", "卷号", "案号")
    )
    line: Mapped[str | None] = field.choice("line")
    source: Mapped[str | None] = field.choice(
        "source", needed_by="acceptance", import_as=("来源", "案件来源", "纠纷来源")
    )
    dispute_type: Mapped[str | None] = field.choice(
        "dispute_type", needed_by="acceptance", import_as=("纠纷类型", "纠纷类别", "案由", "类型")
    )
    place_id: Mapped[str | None] = field.ref("place", import_as=("村居", "网格", "行政划分"))
    tier: Mapped[str | None] = field.choice("tier")
    route: Mapped[str | None] = field.choice(
        "route", index=True, import_as=("调解方式", "化解途径")
    )
    difficulty: Mapped[str | None] = field.choice("difficulty", import_as=("案件难度级别",))
    happened_on: Mapped[date | None] = field.day(import_as=("发生日期", "发生时间"))
    happened_at: Mapped[str | None] = field.text(import_as=("发生地点",))
    registered_on: Mapped[date | None] = field.day(hidden=True)
    accepted_by_id: Mapped[str | None] = field.ref("mediator")  # 受理人
    accepted_on: Mapped[date | None] = field.day(
        needed_by="acceptance", import_as=("受理日期", "受理时间", "日期", "登记日期")
    )
    extended_until: Mapped[date | None] = field.day()  # both parties agreed to a longer period
    summary: Mapped[str | None] = field.text(
        lines=6,
        longest=4000,
        needed_by="acceptance",
        import_as=("纠纷简要情况", "简要情况", "案情"),
    )
    requests: Mapped[list[str] | None] = field.lines(import_as=("申请事项", "诉求"))
    amount: Mapped[Decimal | None] = field.money(import_as=("涉及金额", "金额", "调解协议金"))
    risk: Mapped[str | None] = field.choice("risk")
    risk_reported: Mapped[str | None] = field.text(
        lines=2, longest=500
    )  # PML 25: who was told, when
    related: Mapped[bool | None] = field.yes_no()  # a mediator is kin to a party or has an interest
    recusal: Mapped[str | None] = field.text(longest=500)  # 回避: what was done about it
    lead_id: Mapped[str | None] = field.ref(
        "mediator", needed_by="session", import_as=("调解员", "主办调解员")
    )
    assist_ids: Mapped[list[str] | None] = field.refs("mediator", import_as=("协办调解员",))
    result: Mapped[str | None] = field.choice(
        "result", import_as=("调解结果",)
    )  # only where no session or agreement tells it
    result_reason: Mapped[str | None] = field.text(lines=2, longest=500)
    ended_on: Mapped[date | None] = field.day()  # 终止: the day it ended without agreement (PML 26)
    told_routes: Mapped[bool | None] = (
        field.yes_no()
    )  # parties told of arbitration, organs, court (PML 26)
    mediated_told: Mapped[date | None] = field.day(
        hidden=True
    )  # 调解日期 of another system, only where no session tells it
    closed_told: Mapped[bool | None] = field.yes_no(hidden=True)  # 已结案 there, the day not told
    performance_told: Mapped[str | None] = field.choice(
        "performance", import_as=("履行情况", "协议履行情况")
    )
    confirmation_applied_on: Mapped[date | None] = field.day(
        index=True
    )  # 司法确认 (PML 33), after the seal
    confirmation: Mapped[str | None] = field.choice("confirmation")
    court: Mapped[str | None] = field.text(longest=100)
    confirmation_no: Mapped[str | None] = field.text(longest=80)  # of the court
    confirmation_on: Mapped[date | None] = field.day()  # the day it was decided
    plot: Mapped[str | None] = field.text(
        longest=100, index=True
    )  # 宗地或房屋: what the quarrel is about
    key_case: Mapped[bool | None] = field.yes_no(
        index=True
    )  # 重点案件: tracked by the rule of the place
    people_count: Mapped[int | None] = field.count()  # 涉及人数, where more than the parties
    special_groups: Mapped[list[str] | None] = field.choices("special_group")
    migrants: Mapped[bool | None] = field.yes_no(import_as=("涉及农民工纠纷情况",))
    deaths: Mapped[bool | None] = field.yes_no(import_as=("有无死亡",))
    forecast: Mapped[str | None] = field.choice("forecast", import_as=("案件预测",))
    prevented: Mapped[str | None] = field.choice("prevented")  # 纠纷转化 (domain 3.3)
    prevented_people: Mapped[int | None] = field.count()
    solved_at: Mapped[str | None] = field.choice("solved_at")  # 小事不出网格
    matter_class: Mapped[str | None] = field.choice("matter_class")  # 服务类, 权益类
    attribute: Mapped[str | None] = field.text(longest=60)  # 案件属性 of the 25-column sheet
    co_committee: Mapped[str | None] = field.text(longest=100)  # 协办调委会 (共同调解)
    sued_on: Mapped[date | None] = field.day()  # 达成协议后反悔起诉
    judgment: Mapped[str | None] = field.choice("judgment")
    recurs_id: Mapped[str | None] = field.ref("case", hidden=True)  # 反弹 of this earlier case
    goals: Mapped[list[str] | None] = field.choices("closing_goal")  # 案结 事了 人和
    closed_on: Mapped[date | None] = field.day(index=True)
    retention: Mapped[str | None] = field.choice("retention", needed_by="closing")
    remark: Mapped[str | None] = field.text(lines=3, longest=2000, import_as=("备注",))
    import_id: Mapped[str | None] = field.ref("import", hidden=True)


class Party(Record):
    """当事人: a person or a unit. Sex, birth day and age follow from the ID number where there is one."""

    __table_args__ = (Index("ix_party_name_address", "name", "address"),)  # of the relapse radar

    case_id: Mapped[str | None] = field.ref("case", hidden=True)
    position: Mapped[int | None] = field.count(hidden=True)
    role: Mapped[str | None] = field.choice("party_role", needed_by="acceptance")
    party_kind: Mapped[str | None] = field.choice("party_kind")
    name: Mapped[str | None] = field.text(longest=100, privacy="name", needed_by="acceptance")
    id_type: Mapped[str | None] = field.choice("id_type")
    id_number: Mapped[str | None] = field.text(
        longest=40, privacy="id", needed_by="agreement", index=True
    )
    id_accepted: Mapped[bool | None] = (
        field.yes_no()
    )  # a person looked at the card and keeps the number as typed
    sex: Mapped[str | None] = field.choice("sex")  # only where no ID number tells it
    birth_on: Mapped[date | None] = field.day()  # likewise
    age_told: Mapped[int | None] = field.count()  # likewise, from a ledger that knows only an age
    ethnicity: Mapped[str | None] = field.choice("ethnicity")
    occupation: Mapped[str | None] = field.text(longest=60)
    phone: Mapped[str | None] = field.text(longest=40, privacy="phone", index=True)
    address: Mapped[str | None] = field.text(privacy="address", needed_by="agreement")
    register_address: Mapped[str | None] = field.text(privacy="address")  # 户籍地
    credit_code: Mapped[str | None] = field.text(longest=40)
    legal_representative: Mapped[str | None] = field.text(longest=60, privacy="name")
    guardian: Mapped[str | None] = field.text(longest=60, privacy="name")
    read_aloud: Mapped[bool | None] = field.yes_no()  # cannot read: papers are read to him
    household_id: Mapped[str | None] = field.ref("household")  # 住户: who lives together is kin
