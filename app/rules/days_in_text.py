"""Days that stand in a text: such as no calendar has, and terms that were over before the agreement."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from app.records import CaseFile
from app.rules.case_texts import agreed_texts, all_texts
from app.rules.findings import Finding, about
from app.rules.performance import standing_items

DAY = re.compile(
    r"(?<![0-9])(?:(?P<y>[0-9]{4})\s*年\s*)?(?P<m>[0-9]{1,2})\s*月\s*(?P<d>[0-9]{1,2})\s*[日号]"
    r"|(?<![0-9])(?P<y2>(?:19|20)[0-9]{2})[-./](?P<m2>[0-9]{1,2})[-./](?P<d2>[0-9]{1,2})(?![0-9])"
)
BY = re.compile(
    r"\s*(?:之前|以前|前)[，,]?(?![^，。；]{0,12}的)[^，。；]{0,12}"
    r"(?:付|还|给|赔|补|拆|搬|迁|修|交|清|履行|完成|归|退|让|道歉|砌|移)"
)
LEAP = 2000


def possible_days(case_file: CaseFile) -> Iterator[Finding]:
    """No 30 February anywhere; nothing promised for a day that was past when it was promised."""
    for record, name, text in all_texts(case_file):
        for match in DAY.finditer(unicodedata.normalize("NFKC", text)):
            if _day(match) is None:
                yield about("no_such_day", record, name, day=match[0])
    agreement = case_file.agreement
    made_on = agreement.made_on if agreement else None
    if made_on is None:
        return
    for record, name, text in agreed_texts(case_file):
        plain = unicodedata.normalize("NFKC", text)
        for match in DAY.finditer(plain):
            day = _day(match)
            named_year = match["y"] or match["y2"]
            if day and named_year and day < made_on and BY.match(plain, match.end()):
                yield about("day_before_agreement", record, name, day=day, made_on=made_on)
    for item in standing_items(case_file):
        if item.due_on and item.due_on < made_on:
            yield about("day_before_agreement", item, "due_on", day=item.due_on, made_on=made_on)


def promised_days(case_file: CaseFile) -> Iterator[Finding]:
    """Where clauses and promises each name a last day that the other does not know, one of them is wrong."""
    agreement = case_file.agreement
    if agreement is None or agreement.made_on is None:
        return
    named = set(_last_days(agreement.terms or [], agreement.made_on))
    items = [one for one in standing_items(case_file) if one.due_on]
    strange = named - {one.due_on for one in items}
    for item in items:
        if strange and item.due_on not in named:
            days = "、".join(str(day) for day in sorted(strange))
            yield about("due_differs", item, "due_on", day=item.due_on, named=days)


def _last_days(terms: list[str], made_on: date) -> Iterator[date]:
    """Each 某年某月某日前 of the clauses; a day without its year is the next one after the agreement."""
    for term in terms:
        plain = unicodedata.normalize("NFKC", term)
        for match in DAY.finditer(plain):
            day = _day(match)
            if day is None or not BY.match(plain, match.end()):
                continue
            if not (match["y"] or match["y2"]):
                day = _in_year(day, made_on)
            if day >= made_on:
                yield day


def _in_year(day: date, made_on: date) -> date:
    last = day.day if (day.month, day.day) != (2, 29) else 28
    this = date(made_on.year, day.month, last)
    return this if this >= made_on else date(made_on.year + 1, day.month, last)


def _day(match: re.Match[str]) -> date | None:
    """A day told without its year may be any year's."""
    year = int(match["y"] or match["y2"] or LEAP)
    try:
        return date(year, int(match["m"] or match["m2"]), int(match["d"] or match["d2"]))
    except ValueError:
        return None
