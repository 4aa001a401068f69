"""以案定补 at the desk: proposed from closed cases, claimed, approved or refused, paid; never twice for one dispute."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.codes import code_list
from app.desk import dossier, edit, elsewhere, practice
from app.desk.desk import Desk
from app.desk.dispute_chains import chains
from app.desk.questions import case_files
from app.desk.room import own_room
from app.desk.today import lengths_of
from app.holidays import Calendar
from app.records import Case, CaseFile, Party, Subsidy
from app.rules import subsidy
from app.rules.completeness import meter
from app.rules.lengths import Lengths
from app.rules.mechanism import Mechanism
from app.rules.subsidy import APPROVED, CLAIMED, PAID, REFUSED, STANDING, Beside, Claim, Proposal
from app.trouble import Trouble
from app.words import language, say

PART = 200


def proposals(desk: Desk, period: str) -> list[Proposal]:
    """Every case closed in a period, with what is paid for it or why nothing is."""
    since, until = subsidy.period_days(period)
    return desk.look(
        _proposals, desk.shelf.log, since, until, desk.today(), desk.calendar(), lengths_of(desk)
    )


def _proposals(
    db: Session, log: str, since: dt.date, until: dt.date, today: dt.date, calendar: Calendar,
    lengths: Lengths,
) -> list[Proposal]:  # fmt: skip
    way = practice.standing(db, log)
    asked = select(Case).where(
        Case.void.is_(None), Case.closed_on >= since, Case.closed_on <= until,
        Case.id.not_in(elsewhere.left(db, log)),
    )  # fmt: skip
    cases = list(db.scalars(asked.order_by(Case.closed_on, Case.file_no, Case.id)))
    found: list[Proposal] = []
    taken: dict[frozenset[str], str] = {}
    for start in range(0, len(cases), PART):
        files = case_files(db, cases[start : start + PART])
        disputes = chains(db, [file.case.id for file in files])
        claims = _claims(db, {one for dispute in disputes.values() for one in dispute})
        alike = _alike(db, files, way, disputes)
        for file in files:
            dispute = disputes[file.case.id]
            held = meter(file, today, calendar, lengths, dossier.beside(db, file))
            own = [one for case_id in sorted(dispute) for one in claims.get(case_id, ())]
            beside = Beside(held.count("stop"), own, alike.get(file.case.id, ()))
            one = subsidy.propose(file, way, today, beside)
            if dispute in taken and len(dispute) > 1:
                again = subsidy.Reason("payment.dispute_proposed", {"number": taken[dispute]})
                one = _with(one, again)
            elif one.payable:
                taken[dispute] = one.file_no
            found.append(one)
    return found


def _with(one: Proposal, reason: subsidy.Reason) -> Proposal:
    return replace(one, reasons=(*one.reasons, reason))


def _claims(db: Session, case_ids: set[str]) -> dict[str, list[Claim]]:
    """Claims that stand, one for a case however many people share it."""
    ids, found = sorted(case_ids), dict[str, list[Claim]]()
    for start in range(0, len(ids), 500):
        asked = (
            select(Subsidy.case_id, Case.file_no, Subsidy.period, Subsidy.status, Subsidy.role)
            .join(Case, Case.id == Subsidy.case_id)
            .where(Subsidy.case_id.in_(ids[start : start + 500]), Subsidy.void.is_(None))
            .where(Subsidy.status.in_(STANDING))
            .order_by(Subsidy.claimed_on, Subsidy.id)
        )
        for case_id, file_no, period, status, role in db.execute(asked):
            one = case_id or ""
            first = Claim(one, file_no or one[:8], period or "", status or "")
            known = found.setdefault(one, [first])[0]
            if known.period == first.period:
                label = code_list("subsidy_role").label(role, language())
                told = dict.fromkeys(filter(None, [*known.roles.split("、"), label]))
                found[one] = [replace(known, roles="、".join(told))]
    return found


def _alike(
    db: Session, files: list[CaseFile], way: Mechanism, disputes: dict[str, frozenset[str]]
) -> dict[str, list[str]]:
    """Claimed cases of other disputes with two of the same people, or one and the same plot, near in time."""
    names = {p.name for file in files for p in file.parties if p.name}
    asked = (
        select(Party.case_id, Party.name, Case.plot, Case.accepted_on, Case.file_no)
        .join(Case, Case.id == Party.case_id)
        .where(Party.name.in_(names), Party.void.is_(None), Case.void.is_(None))
        .where(Party.case_id.in_(select(Subsidy.case_id).where(Subsidy.status.in_(STANDING))))
    )
    claimed: dict[str, tuple[set[str], str, dt.date | None, str]] = {}
    for case_id, name, plot, on, number in db.execute(asked):
        one = case_id or ""
        known = claimed.setdefault(one, (set(), plot or "", on, number or one[:8]))
        known[0].add(name or "")
    found: dict[str, list[str]] = {}
    for file in files:
        own = {p.name for p in file.parties if p.name}
        for case_id, (people, plot, on, number) in claimed.items():
            if case_id in disputes[file.case.id] or not _near(file.case.accepted_on, on, way):
                continue
            shared = len(own & people)
            if shared > 1 or (shared and plot and plot == file.case.plot):
                found.setdefault(file.case.id, []).append(number)
    return found


def _near(one: dt.date | None, other: dt.date | None, way: Mechanism) -> bool:
    return bool(one and other and abs((one - other).days) <= way.paying.doubt_days)


def claim(desk: Desk, period: str, numbers: Sequence[str] = ()) -> list[Proposal]:
    """申报: what may be paid, of all cases of a period or of those named; what was claimed."""
    found = proposals(desk, period)
    if numbers:
        known = {one.file_no: one for one in found}
        for number in numbers:
            if number not in known:
                raise Trouble("payment.not_in_period", number=number, period=period)
        found = [known[number] for number in dict.fromkeys(numbers)]
    payable = [one for one in found if one.payable]
    if not payable and numbers:
        raise Trouble(
            "payment.nothing_for", each="；".join(f"{x.file_no}：{why_not(x)}" for x in found)
        )
    if not payable:
        raise Trouble("payment.nothing", period=period)
    rooms: dict[str, list[Proposal]] = {}
    for one in payable:
        rooms.setdefault(one.room_id, []).append(one)
    for room_id, some in rooms.items():
        carry_out(desk, room_id, put_claims, some, period, desk.today())
    return payable


def why_not(one: Proposal) -> str:
    """Why nothing is paid for a case, in words."""
    told = [*one.reasons, *(reason for share in one.shares for reason in share.reasons)]
    return "、".join(dict.fromkeys(say(reason.key, **reason.facts) for reason in told))


def carry_out(desk: Desk, room_id: str, action: object, *args: object) -> None:
    """In our own log; at a centre for a room below in the log that travels to that room."""
    own = desk.look(own_room, desk.shelf.log).id
    if room_id in ("", own):
        desk.do(action, *args)  # type: ignore[arg-type]
    else:
        desk.do_in(room_id, action, *args)  # type: ignore[arg-type]


def put_claims(db: Session, found: list[Proposal], period: str, on: dt.date) -> None:
    """The rows; a dispute that was claimed a moment ago is refused here too."""
    disputes = chains(db, [one.case_id for one in found])
    made: dict[str, str] = {}
    for one in found:
        dispute = disputes[one.case_id]
        before = [claims[0].file_no for claims in _claims(db, set(dispute)).values()]
        before += [made[case_id] for case_id in dispute if case_id in made]
        if before:
            raise Trouble("payment.claimed_twice", number=one.file_no, other=before[0])
        made[one.case_id] = one.file_no
        for share in one.payable:
            edit.add(
                db, Subsidy,
                {
                    "room_id": one.room_id, "case_id": one.case_id, "period": period, "level": one.level,
                    "form": one.form, "role": share.role, "mediator_id": share.mediator_id,
                    "amount": share.amount, "status": CLAIMED, "claimed_on": on,
                },
            )  # fmt: skip


def standing(db: Session, period: str = "", status: str = "") -> list[Subsidy]:
    """The rows of a period, as they were claimed."""
    asked = select(Subsidy).where(Subsidy.void.is_(None))
    if period:
        asked = asked.where(Subsidy.period == period)
    if status:
        asked = asked.where(Subsidy.status == status)
    asked = asked.outerjoin(Case, Case.id == Subsidy.case_id)
    by_case = (Case.closed_on, Case.file_no, Subsidy.case_id)
    return list(db.scalars(asked.order_by(Subsidy.claimed_on, *by_case, Subsidy.id)))


def judge(
    desk: Desk, ids: Sequence[str], status: str, reason: str = "", amount: Decimal | None = None
) -> int:
    """核定, 不予补贴 with its reason, 发放; how many rows."""
    if status == REFUSED and not reason.strip():
        raise Trouble("payment.reason")
    rooms: dict[str, list[str]] = {}
    for row in desk.look(_rows, ids):
        rooms.setdefault(row.room_id or "", []).append(row.id)
    for room_id, some in rooms.items():
        carry_out(desk, room_id, put_status, some, status, reason.strip(), desk.today(), amount)
    return sum(map(len, rooms.values()))


def _rows(db: Session, ids: Sequence[str]) -> list[Subsidy]:
    return [edit.get(db, Subsidy, one) for one in dict.fromkeys(ids)]


def put_status(
    db: Session, ids: list[str], status: str, reason: str, on: dt.date, amount: Decimal | None
) -> None:
    """One step of each row. What another computer claimed too is not approved a second time."""
    approved: list[Subsidy] = []
    for id_ in ids:
        row = edit.get(db, Subsidy, id_)
        if not subsidy.may_become(row.status, status):
            raise Trouble("payment.no_step")
        if status == PAID and not row.frozen_as:
            case = db.get(Case, row.case_id)
            raise Trouble("payment.not_on_sheet", number=(case.file_no if case else "") or "")
        if row.frozen_as and status == REFUSED:
            raise Trouble("payment.on_sheet", number=row.frozen_as)
        if status == APPROVED:
            _refuse_twice(db, row, approved)
            approved.append(row)
        changes: dict[str, object] = {"status": status}
        if status == PAID:
            changes["paid_on"] = on
        else:
            changes["judged_on"] = on
        if status == REFUSED:
            changes["reason"] = reason
        if amount is not None and row.frozen_as is None:
            changes["amount"] = amount
        edit.edit(db, Subsidy, row.id, changes)


def _refuse_twice(db: Session, row: Subsidy, now: list[Subsidy]) -> None:
    dispute = chains(db, [row.case_id or ""])[row.case_id or ""]
    asked = select(Subsidy).where(
        Subsidy.case_id.in_(sorted(dispute)), Subsidy.void.is_(None), Subsidy.id != row.id,
        Subsidy.status.in_((APPROVED, PAID)),
    )  # fmt: skip
    for other in [*db.scalars(asked), *(one for one in now if one.case_id in dispute)]:
        if other.case_id != row.case_id or other.mediator_id == row.mediator_id:
            case = db.get(Case, other.case_id)
            raise Trouble("payment.approved_already", number=(case.file_no if case else "") or "")


def doubles(db: Session, period: str = "") -> dict[str, str]:
    """Rows that claim for a dispute what another row claims too, by id: the number of the other's case.

    Two computers may claim at once; both rows stand until a person refuses one.
    """
    rows = [row for row in standing(db, period) if row.status in STANDING]
    disputes = chains(db, [row.case_id or "" for row in rows])
    wanted = {one for dispute in disputes.values() for one in dispute}
    numbers = _claims(db, wanted)
    people = Counter((row.case_id, row.mediator_id) for row in rows)
    found: dict[str, str] = {}
    for row in rows:
        others = [
            one for one in disputes[row.case_id or ""] if one != row.case_id and one in numbers
        ]
        if others:
            found[row.id] = numbers[min(others)][0].file_no
        elif people[row.case_id, row.mediator_id] > 1:
            found[row.id] = numbers[row.case_id or ""][0].file_no
    return found
