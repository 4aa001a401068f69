"""Figures of each leading mediator over the lines of a period: one aggregate a month, however many cases."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import add

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
MONEY = "CASE WHEN {agreed} THEN amount ELSE 0 END"


Report = Callable[[int, int], object]


def _nobody(done: int, total: int) -> None:
    del done, total


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
    link: Link,
    months: Sequence[tuple[date, date]],
    today: date,
    days: int,
    codes: Codes,
    room_id: str = "",
    report: Report = _nobody,
) -> Iterator[Sums]:
    """Of the cases accepted in a period that somebody leads; of one room, or of all at a centre.

    Its months are counted one by one, so that it can be watched and stopped.
    """
    asked = _asked(today, days, codes)
    more: list[object] = [codes.elsewhere]
    if room_id:
        asked += " AND room_id = ?"
        more.append(room_id)
    asked += " GROUP BY room_id, lead_id"
    found: dict[tuple[str, str], list[int]] = {}
    for done, (begun, ended) in enumerate(months):
        report(done, len(months))
        for room, lead, *told in ask(link, asked, [begun.toordinal(), ended.toordinal(), *more]):
            before = found.get((room, lead))
            found[room, lead] = told if before is None else [*map(add, before, told)]
    for (room, lead), figures in found.items():
        yield Sums(room, lead, *map(int, figures))


def _asked(today: date, days: int, codes: Codes) -> str:
    """The aggregate; its days are put in later."""
    facts = {
        "agreed": f"result IN ({_quoted(codes.success)})", "done": _quoted(codes.done),
        "answered": _quoted(codes.answered), "content": _quoted(codes.content), "days": int(days),
        "today": today.toordinal(),
    }  # fmt: skip
    sums = [f"SUM(CASE WHEN {told.format(**facts)} THEN 1 ELSE 0 END)" for _, told in SUMS]
    sums += [f"SUM({SPAN.format(**facts)})", f"SUM({MONEY.format(**facts)})"]
    where = "accepted_on BETWEEN ? AND ? AND lead_id <> '' AND result <> ?"
    return f"SELECT room_id, lead_id, COUNT(*), {', '.join(sums)} FROM case_line WHERE {where}"  # noqa: S608  codes and columns of ours


def _quoted(codes: Collection[str]) -> str:
    """Codes of ours, never what a person typed."""
    if not all(code.isidentifier() for code in codes):
        raise ValueError("a code")
    return ", ".join(f"'{code}'" for code in sorted(codes)) or "''"
