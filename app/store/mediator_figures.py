"""Figures of each leading mediator over the lines of a period: one aggregate, however many cases."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from app.store.statements import Link, ask

SUMS = (
    ("agreed", "{agreed}"),
    ("performed", "{agreed} AND performance IN ({done})"),
    ("written", "{agreed} AND form = 'written'"),
    ("knotty", "knotty = 1"),
    ("answered", "satisfaction IN ({answered})"),
    ("satisfied", "satisfaction IN ({content})"),
    ("to_visit", "promised_on IS NOT NULL AND (visited_on IS NOT NULL OR promised_on + {days} < {today})"),
    ("timely", "visited_on IS NOT NULL AND visited_on <= promised_on + {days}"),
    ("relapses", "relapse = 1"),
    ("timed", "{agreed} AND mediated_on IS NOT NULL AND mediated_on >= accepted_on"),
)  # fmt: skip
SPAN = "CASE WHEN {agreed} AND mediated_on >= accepted_on THEN mediated_on - accepted_on ELSE 0 END"
FEW_DAYS = 62  # of more the rows are read as they lie: an index would fetch each from elsewhere
MONEY = "CASE WHEN {agreed} THEN amount ELSE 0 END"


@dataclass(frozen=True)
class Codes:
    """Which codes count as what."""

    success: Collection[str]
    done: Collection[str]
    answered: Collection[str]
    content: Collection[str]
    elsewhere: str  # a result that another room answers for


@dataclass(frozen=True)
class Sums:
    """What one mediator of one room led."""

    room_id: str
    lead_id: str
    cases: int
    agreed: int
    performed: int
    written: int
    knotty: int
    answered: int
    satisfied: int
    to_visit: int
    timely: int
    relapses: int
    timed: int
    days: int
    amount: int  # 分


def of_period(
    link: Link, since: date, until: date, today: date, days: int, codes: Codes, room_id: str = ""
) -> Iterator[Sums]:
    """Of the cases accepted in a period that somebody leads; of one room, or of all at a centre."""
    facts = {
        "agreed": f"result IN ({_quoted(codes.success)})", "done": _quoted(codes.done),
        "answered": _quoted(codes.answered), "content": _quoted(codes.content), "days": int(days),
        "today": today.toordinal(),
    }  # fmt: skip
    sums = [f"SUM(CASE WHEN {told.format(**facts)} THEN 1 ELSE 0 END)" for _, told in SUMS]
    sums += [f"SUM({SPAN.format(**facts)})", f"SUM({MONEY.format(**facts)})"]
    day = "accepted_on" if (until - since).days <= FEW_DAYS else "+accepted_on"
    where = f"{day} BETWEEN ? AND ? AND lead_id <> '' AND result <> ?"
    values: list[object] = [since.toordinal(), until.toordinal(), codes.elsewhere]
    if room_id:
        where += " AND room_id = ?"
        values.append(room_id)
    asked = f"SELECT room_id, lead_id, COUNT(*), {', '.join(sums)} FROM case_line WHERE {where} GROUP BY room_id, lead_id"  # noqa: S608  E501
    for room, lead, *figures in ask(link, asked, values):
        yield Sums(room, lead, *(int(one) for one in figures))


def _quoted(codes: Collection[str]) -> str:
    """Codes of ours, never what a person typed."""
    if not all(code.isidentifier() for code in codes):
        raise ValueError("a code")
    return ", ".join(f"'{code}'" for code in sorted(codes)) or "''"
