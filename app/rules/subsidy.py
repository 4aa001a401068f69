"""以案定补: who is to be paid what for a case by the rule of the place, and why not. One dispute is paid once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from app.records import CaseFile
from app.rules.mechanism import Mechanism, Pay
from app.rules.results import is_success, result_of
from app.trouble import Trouble

CLAIMED, APPROVED, REFUSED, PAID = STATES = ("claimed", "approved", "refused", "paid")
STANDING = (CLAIMED, APPROVED, PAID)
_PERIOD = re.compile(r"([0-9]{4})(?:H([12])|Q([1-4])|-(0[1-9]|1[0-2]))?")


@dataclass(frozen=True)
class Reason:
    """Why not, or what is to be looked at: a words key with its facts."""

    key: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Share:
    """What one person would get for a case."""

    mediator_id: str
    role: str
    amount: Decimal
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Claim:
    """A claim that stands, for this case or another of the same dispute."""

    case_id: str
    file_no: str
    period: str
    status: str
    roles: str = ""  # in which it is claimed, in words


@dataclass(frozen=True)
class Proposal:
    """One case before anybody claims for it."""

    case_id: str
    file_no: str
    room_id: str
    level: str | None
    form: str | None
    shares: tuple[Share, ...] = ()
    reasons: tuple[Reason, ...] = ()  # why nothing is paid for it
    doubts: tuple[Reason, ...] = ()  # what a person looks at first

    @property
    def payable(self) -> tuple[Share, ...]:
        """The shares that may be claimed now."""
        return () if self.reasons else tuple(one for one in self.shares if not one.reasons)

    @property
    def amount(self) -> Decimal:
        return sum((one.amount for one in self.payable), Decimal(0))


@dataclass(frozen=True)
class Beside:
    """What stands outside the file: findings that hold up closing, claims of its dispute, cases like it."""

    stops: int = 0
    claims: Sequence[Claim] = ()
    alike: Sequence[str] = ()  # file numbers of claimed cases with the same people or plot


def propose(file: CaseFile, way: Mechanism, today: date, beside: Beside) -> Proposal:
    """What the rule of the place gives for one case."""
    case = file.case
    made = file.agreement if is_success(result_of(file)) else None
    form = made.form if made else None
    reasons = [*_of_case(file, way, today, beside)]
    shares = tuple(_shares(file, way, form))
    if not shares and not reasons:
        reasons.append(Reason("payment.no_rate"))
    doubts = [Reason("payment.alike", {"number": number}) for number in beside.alike]
    return Proposal(
        case.id, case.file_no or case.id[:8], case.room_id or "", case.difficulty, form, shares,
        tuple(reasons), tuple(doubts),
    )  # fmt: skip


def _of_case(file: CaseFile, way: Mechanism, today: date, beside: Beside) -> list[Reason]:
    case, rule = file.case, way.paying
    found = []
    for claim in beside.claims:
        same = claim.case_id == case.id
        key = "payment.claimed_already" if same else "payment.dispute_claimed"
        facts = {"number": claim.file_no, "period": claim.period, "roles": claim.roles or "—"}
        found.append(Reason(key, facts))
    if not is_success(result_of(file)):
        found.append(Reason("payment.not_agreed"))
    if rule.closed and case.closed_on is None:
        found.append(Reason("payment.not_closed"))
    if rule.visited and not file.visits and not file.exemptions:
        found.append(Reason("payment.no_visit"))
    if rule.dossier and beside.stops:
        found.append(Reason("payment.file_below", {"count": beside.stops}))
    if case.difficulty is None:
        found.append(Reason("payment.no_level"))
    until = case.closed_on + timedelta(rule.within_days) if case.closed_on else None
    if rule.within_days and until is not None and until < today:
        found.append(Reason("payment.too_late", {"day": until}))
    return found


def _shares(file: CaseFile, way: Mechanism, form: str | None) -> list[Share]:
    """Each person once, in the role that pays him most."""
    case = file.case
    recorders = [one.recorder_id for one in file.sessions if one.recorder_id]
    hands: dict[str, list[str]] = {
        "lead": [case.lead_id] if case.lead_id else [],
        "assist": list(case.assist_ids or ()),
        "recorder": list(dict.fromkeys(recorders)),
    }
    found: dict[str, Share] = {}
    for role, people in hands.items():
        rate = rate_of(way.subsidies, case.difficulty, form, role)
        for mediator_id in people if rate is not None else ():
            if mediator_id not in found or found[mediator_id].amount < rate:  # type: ignore[operator]
                reasons = tuple(_of_person(file, way, mediator_id))
                found[mediator_id] = Share(mediator_id, role, rate, reasons)  # type: ignore[arg-type]
    return list(found.values())


def rate_of(rates: Sequence[Pay], level: str | None, form: str | None, role: str) -> Decimal | None:
    """The rate of the very form before the one of either form."""
    fitting = [one for one in rates if one.level == level and one.role == role]
    exact = [one for one in fitting if one.form and one.form == form]
    either = [one for one in fitting if not one.form]
    found = (exact or either)[:1]
    return Decimal(found[0].amount) if found else None


def _of_person(file: CaseFile, way: Mechanism, mediator_id: str) -> list[Reason]:
    person = file.mediators.get(mediator_id)
    if person is None:
        return [Reason("payment.nobody")]
    facts = {"name": person.name or ""}
    found = []
    if way.paying.no_fixed_income and person.paid_elsewhere:
        found.append(Reason("payment.paid_elsewhere", facts))
    if way.paying.filed and not person.filed_no:
        found.append(Reason("payment.not_filed", facts))
    return found


def period_days(period: str) -> tuple[date, date]:
    """First and last day of 2026, 2026H1, 2026Q3, 2026-07."""
    match = _PERIOD.fullmatch(period)
    if match is None:
        raise Trouble("payment.period", period=period)
    year, half, quarter, month = (int(one) if one else 0 for one in match.groups())
    if not 1900 < year < 2200:
        raise Trouble("payment.period", period=period)
    months = 6 if half else 3 if quarter else 1 if month else 12
    first = (half - 1) * 6 + 1 if half else (quarter - 1) * 3 + 1 if quarter else month or 1
    last = first + months
    end = date(year + last // 13, (last - 1) % 12 + 1, 1) - timedelta(1)
    return date(year, first, 1), end


def may_become(status: str | None, wanted: str) -> bool:
    """Which step follows which: a claim is judged, what is approved is paid or taken back."""
    return wanted in {CLAIMED: (APPROVED, REFUSED), APPROVED: (PAID, REFUSED)}.get(status or "", ())


def periods(today: date) -> list[str]:
    """What a person usually claims for, the quarter before first: quarters, halves, months, years."""
    quarter, half = (today.month - 1) // 3 + 1, (today.month > 6) + 1
    year, last = today.year, today.year - 1
    quarters = [f"{year}Q{n}" for n in range(quarter, 0, -1)] + [
        f"{last}Q{n}" for n in (4, 3, 2, 1)
    ]
    months = [f"{year}-{n:02d}" for n in range(today.month, 0, -1)]
    halves = [f"{year}H{n}" for n in range(half, 0, -1)] + [f"{last}H2"]
    return [quarters[1], quarters[0], *quarters[2:], *halves, *months, str(year), str(last)]
