"""A case as it stood on an earlier day: what is dated later had not happened yet."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from app.records import Case, CaseFile
from app.rules import docking
from app.rules.handing_over import HANDED_OVER


def as_of(file: CaseFile, day: dt.date) -> CaseFile:
    """The file without what is dated after the day. Sessions only planned stay."""
    agreements = [a for a in file.agreements if a.made_on is None or a.made_on <= day]
    kept = {a.id for a in agreements}
    return replace(
        file,
        case=_case(file.case, day),
        inquiries=[i for i in file.inquiries if i.at is None or i.at.date() <= day],
        sessions=[s for s in file.sessions if s.at is None or not s.outcome or s.at.date() <= day],
        agreements=agreements,
        items=[i for i in file.items if i.agreement_id in kept],
        performances=[p for p in file.performances if p.done_on is None or p.done_on <= day],
        handovers=[h for h in file.handovers if h.answered_on is None or h.answered_on <= day],
        letters=[one for one in file.letters if (docking.day_of(one) or day) <= day],
        notices=[one for one in file.notices if (one.made_on or day) <= day],
        visits=[v for v in file.visits if v.done_on is None or v.done_on <= day],
    )


def _case(case: Case, day: dt.date) -> Case:
    later = {
        name: None
        for name in ("closed_on", "ended_on")
        if (told := getattr(case, name)) is not None and told > day
    }
    if not later:
        return case
    if "ended_on" in later and case.result == HANDED_OVER:
        later["result"] = None
    then = Case(id=case.id)
    for column in case.__table__.columns:
        if column.name in ("id", "_v", "_frozen"):
            continue
        setattr(then, column.name, None if column.name in later else getattr(case, column.name))
    return then
