"""A case as it stood on an earlier day: what is dated later had not happened yet."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from app.records import Case, CaseFile, Escalation
from app.rules import docking
from app.rules.handing_over import HANDED_OVER


def as_of(file: CaseFile, day: dt.date) -> CaseFile:
    """The file without what is dated after the day. Sessions only planned stay."""
    agreements = [a for a in file.agreements if a.made_on is None or a.made_on <= day]
    kept = {a.id for a in agreements}
    return replace(
        file,
        case=_case(file, day),
        inquiries=[i for i in file.inquiries if i.at is None or i.at.date() <= day],
        sessions=[s for s in file.sessions if s.at is None or not s.outcome or s.at.date() <= day],
        agreements=agreements,
        items=[i for i in file.items if i.agreement_id in kept],
        performances=[p for p in file.performances if p.done_on is None or p.done_on <= day],
        handovers=[h for h in file.handovers if h.answered_on is None or h.answered_on <= day],
        letters=[one for one in file.letters if (docking.day_of(one) or day) <= day],
        notices=[one for one in file.notices if (one.made_on or day) <= day],
        exemptions=[one for one in file.exemptions if (one.on_day or day) <= day],
        reopenings=[one for one in file.reopenings if (one.on_day or day) <= day],
        reliefs=[one for one in file.reliefs if (one.on_day or day) <= day],
        escalations=[_unanswered(e, day) for e in file.escalations if (e.on_day or day) <= day],
        consultations=[c for c in file.consultations if (c.on_day or day) <= day],
        leader_cases=[c for c in file.leader_cases if (c.begun_on or day) <= day],
        leader_progress=[p for p in file.leader_progress if (p.on_day or day) <= day],
        visits=[v for v in file.visits if v.done_on is None or v.done_on <= day],
    )


def _unanswered(one: Escalation, day: dt.date) -> Escalation:
    """As it stood before the level above had answered."""
    if one.back_on is None or one.back_on <= day:
        return one
    told = {
        name: getattr(one, name) for name in ("case_id", "on_day", "tries", "to_level", "to_name")
    }
    return Escalation(id=one.id, **told)


def _case(file: CaseFile, day: dt.date) -> Case:
    case = file.case
    later: dict[str, dt.date | None] = {
        name: None
        for name in ("closed_on", "ended_on")
        if (told := getattr(case, name)) is not None and told > day
    }
    since = [one.closed_on for one in file.reopenings if one.on_day and one.on_day > day]
    if since and since[0] and since[0] <= day:  # it was closed then, and burnt again after the day
        later["closed_on"] = since[0]
    if not later:
        return case
    if "ended_on" in later and case.result == HANDED_OVER:
        later["result"] = None
    then = Case(id=case.id)
    for column in case.__table__.columns:
        if column.name in ("id", "_v", "_frozen"):
            continue
        setattr(
            then,
            column.name,
            later.get(column.name) if column.name in later else getattr(case, column.name),
        )
    return then
