"""代理: who signs for a party was given the power before, in writing (domain 2.7)."""

from __future__ import annotations

from collections.abc import Iterator

from app.codes import code_list
from app.records import CaseFile
from app.rules.agreement_dates import reached
from app.rules.findings import Finding, about
from app.rules.papers_back import looked_through


def agents_may_sign(case_file: CaseFile) -> Iterator[Finding]:
    """Power ④ or ⑤ before an agent signs the agreement."""
    agreement = reached(case_file)
    if agreement is None:
        return
    for one in case_file.agencies:
        if one.signs is False:
            continue
        who, day = one.name or "", agreement.made_on
        if one.made_on and day and one.made_on > day:
            yield about("agent_late", one, "made_on", who=who, day=one.made_on, made_on=day)
        if not one.powers or is_special(one.powers):
            continue
        if one.signs:
            yield about("agent_without_power", one, "powers", who=who)
        elif not looked_through(case_file):
            yield about("agent_unknown", one, "signs", who=who)


def is_special(powers: list[str]) -> bool:
    """特别授权: whether one of these lets an agent sign the agreement; an unknown one may."""
    known = code_list("agent_power")
    return any(code not in known or known[code].facts.get("special") for code in powers)
