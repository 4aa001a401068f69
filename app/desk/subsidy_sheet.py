"""以案定补审批表 and 发放表: the sheet the 司法所 signs, under a number that is kept, and the list for the bank."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import edit
from app.desk.desk import Desk
from app.desk.questions import case_files
from app.desk.room import own_room, whose
from app.desk.subsidies import carry_out, standing
from app.papers.wording import official, said
from app.records import Case, CaseFile, Mediator, Subsidy, Workstation
from app.rules import subsidy
from app.rules.grid_tree import natural
from app.rules.listing import Column, Listing, Value
from app.rules.money_words import capital
from app.rules.subsidy import APPROVED, PAID, REFUSED
from app.trouble import Trouble

FORM, CENT = "subsidy", Decimal("0.01")


def number_sheet(desk: Desk, period: str) -> str:
    """Put what is approved and on no sheet yet on the next one; its number stands from then on."""
    subsidy.period_days(period)
    number = desk.look(_next_number, desk.shelf.log, period)
    rows = [
        row for row in desk.look(standing, period) if row.status == APPROVED and not row.frozen_as
    ]
    if not rows:
        raise Trouble("payment.no_sheet", period=period)
    rooms: dict[str, list[str]] = {}
    for row in rows:
        rooms.setdefault(row.room_id or "", []).append(row.id)
    for room_id, ids in rooms.items():
        carry_out(desk, room_id, put_on_sheet, ids, number)
    return number


def put_on_sheet(db: Session, ids: list[str], number: str) -> None:
    """From now on these rows stand on that sheet, with the sums they have."""
    for id_ in ids:
        edit.edit(db, Subsidy, id_, {"frozen_as": number})


def _next_number(db: Session, log: str, period: str) -> str:
    """2026Q3-1; the letter of this computer keeps two of a room apart."""
    letter = db.scalar(select(Workstation.letter).where(Workstation.log == log)) or ""
    used = {
        row.frozen_as for row in db.scalars(select(Subsidy).where(Subsidy.frozen_as.is_not(None)))
    }
    place = 1
    while f"{period}-{letter}{place}" in used:
        place += 1
    return f"{period}-{letter}{place}"


def sheets(db: Session) -> list[str]:
    """The numbers of every sheet, the newest first."""
    asked = select(Subsidy.frozen_as).where(Subsidy.frozen_as.is_not(None), Subsidy.void.is_(None))
    return sorted({one for one in db.scalars(asked) if one}, key=natural, reverse=True)


def sheet(db: Session, log: str, today: dt.date, period: str, number: str = "") -> Listing:
    """One row a person and case; without a number what is claimed in a period and on no sheet yet."""
    rows = _rows(db, period, number)
    files, people = _told(db, rows)
    lines: list[tuple[Value, ...]] = []
    for place, row in enumerate(rows, 1):
        file = files.get(row.case_id or "")
        person = people.get(row.mediator_id or "")
        lines.append(
            (
                place, file.case.file_no if file else None, _parties(file),
                said("dispute_type", file.case.dispute_type if file else None), said("difficulty", row.level),
                said("agreement_form", row.form), person.name if person else None,
                said("subsidy_role", row.role), _yuan(row.amount),
                None if number else said("subsidy_status", row.status),
            )
        )  # fmt: skip
    total = sum((row.amount or Decimal(0) for row in rows), Decimal(0))
    columns = [
        Column(official(FORM, "serial"), 0.5), Column(official(FORM, "file_no"), 2.2),
        Column(official(FORM, "parties"), 2.2), Column(official(FORM, "dispute_type"), 1.4),
        Column(official(FORM, "level"), 1), Column(official(FORM, "form"), 1.1),
        Column(official(FORM, "person"), 1), Column(official(FORM, "role"), 0.8),
        Column(official(FORM, "amount"), 1, official(FORM, "yuan")),
        Column(official(FORM, "sign" if number else "status"), 1.3),
    ]  # fmt: skip
    return Listing(
        official(FORM, "sheet" if number else "draft"), columns, lines, _above(db, log, today, period, number),
        [_in_capitals(total), official(FORM, "once")], [official(FORM, one) for one in ("maker", "checker", "justice")],
        (official(FORM, "total"), *[None] * 7, _yuan(total), None),
    )  # fmt: skip


def bank(db: Session, log: str, today: dt.date, period: str, number: str = "") -> Listing:
    """One row a person with the account; only what is approved or paid."""
    rows = [row for row in _rows(db, period, number) if row.status in (APPROVED, PAID)]
    _, people = _told(db, rows)
    sums: dict[str, tuple[int, Decimal]] = {}
    for row in rows:
        count, total = sums.get(row.mediator_id or "", (0, Decimal(0)))
        sums[row.mediator_id or ""] = count + 1, total + (row.amount or 0)
    lines: list[tuple[Value, ...]] = []
    for place, (one, (count, amount)) in enumerate(sums.items(), 1):
        person = people.get(one) or Mediator()
        lines.append(
            (place, person.name, person.bank, person.bank_account, count, _yuan(amount), None)
        )
    columns = [
        Column(official(FORM, "serial"), 0.5), Column(official(FORM, "person"), 1.2),
        Column(official(FORM, "bank_name"), 2), Column(official(FORM, "account"), 2.4),
        Column(official(FORM, "cases"), 0.7), Column(official(FORM, "amount"), 1.1, official(FORM, "yuan")),
        Column(official(FORM, "remark"), 1.4),
    ]  # fmt: skip
    whole = sum((amount for _, amount in sums.values()), Decimal(0))
    return Listing(
        official(FORM, "bank"), columns, lines, _above(db, log, today, period, number), [_in_capitals(whole)],
        [official(FORM, one) for one in ("maker", "justice", "receiver")],
        (official(FORM, "total"), None, None, None, sum(n for n, _ in sums.values()), _yuan(whole), None),
    )  # fmt: skip


def _yuan(amount: Decimal | None) -> Decimal | None:
    """A sum as a sheet of payment has it: to the 分."""
    return None if amount is None else amount.quantize(CENT)


def _in_capitals(total: Decimal) -> str:
    return official(FORM, "capitals", amount=capital(total))


def _rows(db: Session, period: str, number: str) -> list[Subsidy]:
    found = [row for row in standing(db, period) if row.status != REFUSED]
    if not number:
        return [row for row in found if not row.frozen_as]
    on_it = [row for row in found if row.frozen_as == number]
    if not on_it:
        raise Trouble("payment.no_such_sheet", number=number)
    return on_it


def _told(db: Session, rows: list[Subsidy]) -> tuple[dict[str, CaseFile], dict[str, Mediator]]:
    ids = list(dict.fromkeys(row.case_id or "" for row in rows))
    cases = [one for one in (db.get(Case, id_) for id_ in ids) if one is not None]
    files = {file.case.id: file for file in case_files(db, cases)}
    wanted = {row.mediator_id for row in rows}
    people = db.scalars(select(Mediator).where(Mediator.id.in_(wanted)))
    return files, {one.id: one for one in people}


def _parties(file: CaseFile | None) -> str:
    names = [party.name or "" for party in file.parties if party.name] if file else []
    return "、".join(names[:4]) + ("等" if len(names) > 4 else "")


def _period(told: str) -> str:
    """2026Q3 as it stands on a paper."""
    year, kind, part = told[:4], told[4:5], told[5:]
    if kind == "H":
        return official(FORM, f"of_half_{part}", year=year)
    place = {"Q": "of_quarter", "-": "of_month"}.get(kind, "of_year")
    return official(FORM, place, year=year, part=part.lstrip("0"))


def _above(
    db: Session, log: str, today: dt.date, period: str, number: str
) -> list[tuple[str, str]]:
    room = own_room(db, log)
    told = [
        (official(FORM, "room"), whose(room)),
        (official(FORM, "period"), _period(period)),
        (official(FORM, "day"), today.isoformat()),
    ]
    return [*told, (official(FORM, "number"), number)] if number else told
