"""Before a volume is bound: what cover, records and closing report must say alike, and how long it is kept.

The three equalities of a file review (YN3): the mediators of the cover are those of the records and of the
closing report, its number is theirs, and the day of the cover is the day the report was filled in. Since every
paper is drawn from the same facts, only what was told twice can differ; that is looked for here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.codes import code_list
from app.records import CaseFile
from app.rules.findings import Finding, about, weighed
from app.rules.rule_book import shipped


def volume_findings(case_file: CaseFile) -> list[Finding]:
    """What would not be alike, without what a room has silenced."""
    found = [*_mediators(case_file), *_number(case_file), *_day(case_file)]
    return weighed(found, shipped())


def _mediators(case_file: CaseFile) -> Iterator[Finding]:
    """人民调解员 of the cover (主办、协办) = those of the records of the sessions that were held."""
    case = case_file.case
    held = [one for one in case_file.sessions if one.outcome and one.mediator_ids]
    sat = {who for one in held for who in one.mediator_ids or []}
    told = {who for who in (case.lead_id, *(case.assist_ids or [])) if who}
    if not held or not told or sat == told:
        return
    only_there = case_file.names_of(sorted(sat - told))
    only_here = case_file.names_of(sorted(told - sat))
    names = "、".join([*only_there, *only_here])
    yield about("volume_mediators", case, "assist_ids", names=names)


def _number(case_file: CaseFile) -> Iterator[Finding]:
    """卷号 of the cover = that of the closing report: there must be one."""
    if not (case_file.case.file_no or "").strip():
        yield about("no_number", case_file.case, "file_no")


def _day(case_file: CaseFile) -> Iterator[Finding]:
    """立卷日期 of the cover = 填表时间 of the closing report: one printed before that day carries another."""
    reports = [one for one in case_file.printed if one.paper == "closing_report"]
    days = [one.printed_at.date() for one in reports if one.printed_at and not one.redacted]
    for volume in case_file.volumes[-1:]:
        if volume.made_on and days and max(days) < volume.made_on:
            told = {"day": volume.made_on, "other_day": max(days)}
            yield about("volume_day", volume, "made_on", **told)


def kept_until(case_file: CaseFile) -> date | None:
    """The day until which the file is kept at least; None: for ever, or nobody has said how long.

    Nothing is thrown away when it comes: 鉴定 by people decides (档案法实施条例 24).
    """
    closed = case_file.case.closed_on
    told = code_list("retention").get(case_file.case.retention)
    years = told.facts.get("years") if told else None
    if closed is None or not years:
        return None
    return date(closed.year + int(years), 12, 31)
