"""What the room does in a case: inquiry, mediation sessions, agreement and performance, visits."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.orm import Mapped

from app.records import field
from app.records.base import Record


class Inquiry(Record):
    """调查记录."""

    case_id: Mapped[str | None] = field.ref("case", hidden=True)
    at: Mapped[datetime | None] = field.moment(needed_by="inquiry")
    place: Mapped[str | None] = field.text()
    by_ids: Mapped[list[str] | None] = field.refs("mediator", needed_by="inquiry")
    asked: Mapped[str | None] = field.text(privacy="name", needed_by="inquiry")
    party_id: Mapped[str | None] = field.ref("party")  # where a party was asked
    sex: Mapped[str | None] = field.choice("sex")  # these five of another than a party
    age_told: Mapped[int | None] = field.count()
    occupation: Mapped[str | None] = field.text(longest=60)
    address: Mapped[str | None] = field.text(privacy="address")
    phone: Mapped[str | None] = field.text(longest=40, privacy="phone")
    matter: Mapped[str | None] = field.text()  # 事由; empty: the name of the dispute
    invited: Mapped[list[str] | None] = field.lines()  # 参加人
    recorder_id: Mapped[str | None] = field.ref("mediator")
    finding: Mapped[str | None] = field.text(lines=8, longest=20000, needed_by="inquiry")


class MediationSession(Record):
    """调解 (第N次) and its record."""

    case_id: Mapped[str | None] = field.ref("case", hidden=True)
    number: Mapped[int | None] = field.count(hidden=True)
    at: Mapped[datetime | None] = field.moment(
        needed_by="session", index=True, import_as=("调解时间", "调解日期")
    )
    place: Mapped[str | None] = field.text(needed_by="session")
    mediator_ids: Mapped[list[str] | None] = field.refs("mediator", needed_by="session")
    recorder_id: Mapped[str | None] = field.ref("mediator", needed_by="session")
    invited: Mapped[list[str] | None] = (
        field.lines()
    )  # 参加人 (PML 20), not mediators, parties or recorder
    rights_told: Mapped[bool | None] = field.yes_no()  # 告知 (MOJ75 30)
    record: Mapped[str | None] = field.text(lines=10, longest=20000)
    outcome: Mapped[str | None] = field.choice("session_outcome", needed_by="session")


class Agreement(Record):
    """调解协议书 or 口头协议 (PML 28–30). Frozen with its content once all have signed and it is sealed."""

    case_id: Mapped[str | None] = field.ref("case", hidden=True)
    form: Mapped[str | None] = field.choice(
        "agreement_form", needed_by="agreement", import_as=("协议形式", "协议类型")
    )
    number: Mapped[str | None] = field.text(longest=80, import_as=("调解书编号",))
    made_on: Mapped[date | None] = field.day(needed_by="agreement")
    facts: Mapped[str | None] = field.text(
        lines=6, longest=4000
    )  # empty: the case's own summary stands
    terms: Mapped[list[str] | None] = field.lines(needed_by="agreement", import_as=("协议内容",))
    manner: Mapped[str | None] = field.text(lines=2, longest=1000)  # empty: written from the items
    parties_signed_on: Mapped[date | None] = field.day(needed_by="sealing")
    mediator_signed_on: Mapped[date | None] = field.day(needed_by="sealing")
    sealed_on: Mapped[date | None] = field.day(needed_by="sealing")
    copies: Mapped[int | None] = field.count()  # empty: parties + 1 (PML 29)


class PerformanceItem(Record):
    """履行事项: one promise of an agreement, with who, what, how much and by when."""

    case_id: Mapped[str | None] = field.ref("case", hidden=True)
    agreement_id: Mapped[str | None] = field.ref("agreement", hidden=True)
    position: Mapped[int | None] = field.count(hidden=True)
    party_id: Mapped[str | None] = field.ref("party", needed_by="agreement")
    what: Mapped[str | None] = field.text(lines=2, longest=500, needed_by="agreement")
    amount: Mapped[Decimal | None] = field.money()
    manner: Mapped[str | None] = field.choice("payment_manner")
    due_on: Mapped[date | None] = field.day(index=True, needed_by="agreement")


class Performance(Record):
    """履行: what was really done on a promise, and the proof that was seen."""

    case_id: Mapped[str | None] = field.ref("case", hidden=True)
    item_id: Mapped[str | None] = field.ref("performance_item", hidden=True)
    done_on: Mapped[date | None] = field.day(needed_by="performance")
    amount: Mapped[Decimal | None] = field.money()
    complete: Mapped[bool | None] = field.yes_no()
    proof: Mapped[str | None] = field.text(longest=500)
    payee_id: Mapped[str | None] = field.ref("party")  # 收款人 on the receipt
    witness_id: Mapped[str | None] = field.ref("mediator")  # 见证人


class Visit(Record):
    """回访: one visit made. Visits due are computed each morning; only a visit made is a record."""

    case_id: Mapped[str | None] = field.ref("case", hidden=True)
    done_on: Mapped[date | None] = field.day(needed_by="visit", index=True)
    by_id: Mapped[str | None] = field.ref("mediator", needed_by="visit")
    change_reason: Mapped[str | None] = field.text()  # why another than the lead mediator went
    visited: Mapped[str | None] = field.text(privacy="name")
    manner: Mapped[str | None] = field.choice("visit_manner", needed_by="visit")
    performed: Mapped[bool | None] = field.yes_no(needed_by="visit")
    satisfaction: Mapped[str | None] = field.choice("satisfaction")
    relapse: Mapped[bool | None] = field.yes_no(needed_by="visit")
    note: Mapped[str | None] = field.text(lines=5, longest=4000)
