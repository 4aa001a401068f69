"""考核: points, honours, what is paid for a case, and the money of a committee."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Mapped

from app.records import field
from app.records.base import Record


class Points(Record):
    """积分: one line of the ledger; redeemed points are below nought."""

    room_id: Mapped[str | None] = field.ref("room", hidden=True)
    mediator_id: Mapped[str | None] = field.ref("mediator")
    person_id: Mapped[str | None] = field.ref("person")
    on_day: Mapped[date | None] = field.day(index=True)
    rule: Mapped[str | None] = field.text(
        longest=40, hidden=True
    )  # of the place; empty: given by hand
    points: Mapped[int | None] = field.count()
    why: Mapped[str | None] = field.text(longest=200)
    of_row: Mapped[str | None] = field.text(
        longest=80, hidden=True, index=True
    )  # kind/id it is for
    goods: Mapped[str | None] = field.text(longest=100)  # 兑换物品
    slip_no: Mapped[str | None] = field.text(longest=40, hidden=True)
    by_id: Mapped[str | None] = field.ref("mediator", hidden=True)


class Honour(Record):
    """荣誉: 金牌调解员, 十佳 …"""

    room_id: Mapped[str | None] = field.ref("room", hidden=True)
    mediator_id: Mapped[str | None] = field.ref("mediator")
    person_id: Mapped[str | None] = field.ref("person")
    title: Mapped[str | None] = field.text(longest=60)
    year: Mapped[int | None] = field.count()
    on_day: Mapped[date | None] = field.day()
    given_by: Mapped[str | None] = field.text(longest=80)
    why: Mapped[str | None] = field.text(lines=2, longest=500)


class Subsidy(Record):
    """以案定补: what is claimed and paid for one case (domain 5.1). One payment for one chain of a dispute."""

    room_id: Mapped[str | None] = field.ref("room", hidden=True)
    case_id: Mapped[str | None] = field.ref("case", hidden=True)
    period: Mapped[str | None] = field.text(longest=20, hidden=True, index=True)  # 2026Q3
    level: Mapped[str | None] = field.choice("difficulty")
    form: Mapped[str | None] = field.choice("agreement_form")
    role: Mapped[str | None] = field.choice("subsidy_role")
    mediator_id: Mapped[str | None] = field.ref("mediator")
    amount: Mapped[Decimal | None] = field.money()
    status: Mapped[str | None] = field.choice("subsidy_status")
    reason: Mapped[str | None] = field.text(longest=200)  # of a refusal
    claimed_on: Mapped[date | None] = field.day()
    judged_on: Mapped[date | None] = field.day()
    paid_on: Mapped[date | None] = field.day()
    frozen_as: Mapped[str | None] = field.text(longest=40, hidden=True)  # the sheet it stands on


class Funding(Record):
    """经费保障 of a period: guidance, committee, mediators (domain 4.3)."""

    room_id: Mapped[str | None] = field.ref("room", hidden=True)
    period: Mapped[str | None] = field.text(longest=20)  # 2026H1
    guidance: Mapped[Decimal | None] = field.money()
    committee: Mapped[Decimal | None] = field.money()
    mediators: Mapped[Decimal | None] = field.money()


class Submission(Record):
    """报表: as it was handed in, figure for figure; what comes later is a correction, never a change."""

    room_id: Mapped[str | None] = field.ref("room", hidden=True)
    report: Mapped[str | None] = field.text(longest=60, hidden=True)
    since: Mapped[date | None] = field.day(hidden=True, index=True)
    until: Mapped[date | None] = field.day(hidden=True)
    made_on: Mapped[date | None] = field.day()
    to_name: Mapped[str | None] = field.text(longest=80)
    by_id: Mapped[str | None] = field.ref("mediator")
    checked_by: Mapped[str | None] = field.text(longest=60)
    figures: Mapped[str | None] = field.text(longest=2000000, hidden=True)  # JSON: what was told
    digest: Mapped[str | None] = field.text(longest=64, hidden=True)
    corrects_id: Mapped[str | None] = field.ref("submission", hidden=True)
    note: Mapped[str | None] = field.text(lines=2, longest=1000)
