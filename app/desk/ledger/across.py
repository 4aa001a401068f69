"""What only several rows together show: typed twice, one number for two, days out of order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import pairwise

from app.desk.ledger.draft import PlanRow
from app.desk.ledger.places import plain
from app.desk.ledger.reading import Doubt


def look_across(rows: list[PlanRow], *, keep: Callable[[PlanRow], bool]) -> None:
    """Skip what is typed twice; name what is nearly so. `keep`: a person wants the row all the same."""
    _typed_twice(rows, keep)
    _nearly_twice(rows)
    _one_number_for_two(rows)
    _out_of_order(rows)


def fingerprint(raw: dict[str, str], serial: str) -> tuple[str, ...]:
    """The contents of a row for comparing, without its running number, blanks and the columns' order."""
    return tuple(sorted(f"{k}={plain(v)}" for k, v in raw.items() if k != serial and plain(v)))


def _typed_twice(rows: list[PlanRow], keep: Callable[[PlanRow], bool]) -> None:
    seen: dict[tuple[str, ...], PlanRow] = {}
    for row in rows:
        if not row.is_case:
            continue
        key = fingerprint(row.raw, row.facts.get("serial", ""))
        first = seen.setdefault(key, row)
        if first is row or keep(row):
            continue
        if len(key) < 4:
            _doubt(row, "ledger.doubt.nearly_twice", first)
            continue
        row.verdict, row.reason = "skipped", "ledger.skipped.twice"
        row.facts = {"first": _place(row, first)}
        row.draft, row.doubts = None, []


def _nearly_twice(rows: list[PlanRow]) -> None:
    seen: dict[tuple[object, ...], PlanRow] = {}
    numbers: dict[str, PlanRow] = {}
    for row in rows:
        if not row.is_case or row.draft is None:
            continue
        case = row.draft.case
        names = tuple(sorted(party["name"] or "" for party in row.draft.parties))
        for fact in ("accepted_on", "summary"):
            if len(names) >= 2 and case.get(fact):
                first = seen.setdefault((names, fact, case[fact]), row)
                if first is not row:
                    _doubt(row, "ledger.doubt.nearly_twice", first)
        number = plain(case.get("file_no") or "")
        if number and numbers.setdefault(number, row) is not row:
            _doubt(row, "ledger.doubt.number_twice", numbers[number])


def _one_number_for_two(rows: list[PlanRow]) -> None:
    """One identity number under two names."""
    seen: dict[str, tuple[str, PlanRow]] = {}
    for row in rows:
        for party in row.draft.parties if row.draft else ():
            number, name = party.get("id_number"), party.get("name") or ""
            if not number or not row.is_case:
                continue
            other, first = seen.setdefault(number, (name, row))
            if other != name:
                _doubt(row, "ledger.doubt.id_shared", first, name=other)


def _out_of_order(rows: list[PlanRow]) -> None:
    """In a ledger kept by day, a day that jumps out of its neighbours' order is likely a slip."""
    dated = [
        (r, r.draft.case["accepted_on"]) for r in rows if r.draft and "accepted_on" in r.draft.case
    ]
    days: list[dt.date] = [day for _, day in dated]
    if len(days) < 10:
        return
    rising = sum(a <= b for a, b in pairwise(days))
    if rising < 0.9 * (len(days) - 1):
        return
    for place in range(1, len(days) - 1):
        before, day, after = days[place - 1 : place + 2]
        if before <= after and not before <= day <= after:
            row = dated[place][0]
            row.doubts.append(
                Doubt(row.sheet, row.row, "", "", str(day), "ledger.doubt.day_out_of_order",
                      {"before": str(before), "after": str(after)}, str(day))
            )  # fmt: skip
            row.verdict = "doubtful"


def check_totals(rows: list[PlanRow]) -> None:
    """A total that claims another number of cases than the rows above it hold is worth a word."""
    since, so_far = 0, 0
    sheet = ""
    for row in rows:
        if row.sheet != sheet:
            sheet, since, so_far = row.sheet, 0, 0
        since += row.is_case
        so_far += row.is_case
        if row.reason == "ledger.skipped.total":
            told = row.facts.get("told")
            if told and int(told) not in (since, so_far):
                facts = {"told": told, "found": str(so_far)}
                row.doubts.append(
                    Doubt(row.sheet, row.row, "", "", told, "ledger.doubt.total_differs", facts)
                )
            since = 0


def _place(row: PlanRow, first: PlanRow) -> str:
    """The first row's number, with its sheet where that is another."""
    return str(first.row) if first.sheet == row.sheet else f"{first.sheet}!{first.row}"


def _doubt(row: PlanRow, key: str, first: PlanRow, **facts: str) -> None:
    told = {"first": _place(row, first), **facts}
    if all(doubt.key != key for doubt in row.doubts):
        row.doubts.append(Doubt(row.sheet, row.row, "", "", "", key, told))
        row.verdict = "doubtful"
