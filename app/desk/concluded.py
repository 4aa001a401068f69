"""What the rules conclude of one case: days, ages, copies, stage, gaps. Computed, never stored."""

from __future__ import annotations

import datetime as dt
from typing import Any

from app.desk.told import CaseTold
from app.holidays import Calendar
from app.records import CaseFile, Party
from app.rules import agreement_dates, deadlines
from app.rules.calendar import Due
from app.rules.followups import visits_due
from app.rules.handing_over import handed_to
from app.rules.identity import age_on, check_identity
from app.rules.lengths import Lengths
from app.rules.performance import performance_of
from app.rules.reliefs import taken_over_by
from app.rules.results import result_of
from app.rules.stages import next_step, stage_of


def conclude(
    file: CaseFile, calendar: Calendar, lengths: Lengths, today: dt.date
) -> dict[str, Any]:
    """Every concluded value by name; days are dates, `uncertain` names the years whose table is missing."""
    dues = {
        "tier_due_on": deadlines.tier_due_on(file, calendar, lengths),
        "period_ends_on": deadlines.period_ends_on(file, calendar, lengths),
        "judicial_confirmation_until": deadlines.confirmation_until(file, calendar, lengths),
    }
    step, to = next_step(file, today, lengths), handed_to(file)
    return {
        **{name: due.day if due else None for name, due in dues.items()},
        "effective_on": deadlines.effective_on_of(file),
        "copies": agreement_dates.copies(file),
        "stage": stage_of(file, lengths),
        "result": result_of(file),
        "handed_to": {"to": to.name or "—", "number": to.number or "—"} if to else None,
        "taken_over_by": taken_over_by(file, today) or None,
        "performance": performance_of(file, today),
        "next_step": {"key": step.key, "on": step.on} if step else None,
        "visits_due": [v.due_on for v in visits_due(file, lengths)],
        "parties": [person(p, file.case.accepted_on) for p in file.parties],
        "missing_years": sorted({y for due in dues.values() if (y := _missing(due))}),
    }


def _missing(due: Due | None) -> int | None:
    return due.missing_year if due else None


def person(party: Party, accepted_on: dt.date | None) -> dict[str, Any]:
    """Sex (code), birth day and age at acceptance: from the ID number, else as told."""
    check = check_identity(party.id_number or "", party.id_type)
    birth = check.birth_on if check.valid and check.birth_on else party.birth_on
    sex = check.sex if check.valid and check.sex else party.sex
    age = age_on(birth, accepted_on) if birth and accepted_on else party.age_told
    return {"name": party.name, "sex": sex, "birth_on": birth, "age_at_acceptance": age}


def differences(told: CaseTold, found: dict[str, Any]) -> list[str]:
    """Concluded values that a file told otherwise, as `name: told / concluded`."""
    differ = []
    for name, value in told.concluded.items():
        if name.startswith("parties."):
            _, place, what = name.split(".")
            ours = found["parties"][int(place)][what]
        else:
            ours = found[name]
        if value != ours:
            differ.append(f"{name}: {_plain(value)} / {_plain(ours)}")
    return differ


def _plain(value: Any) -> str:
    return "、".join(str(x) for x in value) if isinstance(value, list) else str(value)
