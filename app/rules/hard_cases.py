"""会商与包案: what a hard case wants beside the mediation itself, and when its named leaders tell how it goes."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app import words
from app.codes import code_list
from app.records import CaseFile, LeaderCase, LeaderPost, LeaderProgress
from app.rules import ladder
from app.rules.mechanism import Mechanism
from app.rules.results import is_open, result_of
from app.rules.tier_clock import tier_of


@dataclass(frozen=True)
class Coded:
    """Codes as a fact of a sentence: said in the language of whoever reads it."""

    name: str
    codes: tuple[str, ...]

    def __str__(self) -> str:
        told = code_list(self.name)
        return "、".join(told.label(code, words.language()) for code in self.codes)


@dataclass(frozen=True)
class Want:
    """Something a hard case still wants: words key, facts, and the field to answer it in."""

    key: str
    record: str
    record_id: str | None
    field: str
    facts: Mapping[str, object] = dataclasses.field(default_factory=dict)


def is_hard(case_file: CaseFile, way: Mechanism) -> bool:
    """Whether the place gives such a case to named leaders."""
    return bool(way.leaders.roles) and case_file.case.difficulty in way.leaders.difficulties


def leader_case(case_file: CaseFile) -> LeaderCase | None:
    """The 包案 that stands; of those struck off the last."""
    standing = [one for one in case_file.leader_cases if one.struck_on is None]
    return next(reversed(standing or case_file.leader_cases), None)


def posts_of(case_file: CaseFile, one: LeaderCase) -> list[LeaderPost]:
    """Its named people, in the order they were named."""
    return [post for post in case_file.leader_posts if post.leader_case_id == one.id]


def progress_of(case_file: CaseFile, one: LeaderCase) -> list[LeaderProgress]:
    return [told for told in case_file.leader_progress if told.leader_case_id == one.id]


def open_roles(case_file: CaseFile, one: LeaderCase, way: Mechanism) -> list[str]:
    """Roles the place asks for in which nobody is named yet."""
    named = {post.role for post in posts_of(case_file, one) if (post.name or "").strip()}
    return [role for role in way.leaders.roles if role not in named]


def progress_due(case_file: CaseFile, one: LeaderCase, way: Mechanism) -> date | None:
    """The day the next word on how it goes is due: so many days after the last, or after the beginning."""
    if one.struck_on or not way.leaders.progress_days:
        return None
    days = [told.on_day for told in progress_of(case_file, one) if told.on_day]
    last = max([*days, *([one.begun_on] if one.begun_on else [])], default=None)
    return last + timedelta(days=way.leaders.progress_days) if last else None


def may_strike(case_file: CaseFile) -> bool:
    """销号 follows the end of the quarrel: an agreement, or mediation that is over."""
    return not is_open(result_of(case_file))


def wants_consultation(case_file: CaseFile, way: Mechanism) -> bool:
    """Its tier asks departments to sit together, and they have not."""
    tier = tier_of(way, case_file.case.tier)
    return bool(tier and tier.consult and not case_file.consultations)


def wants(case_file: CaseFile, way: Mechanism) -> list[Want]:
    """Everything a case that is not closed wants here, the most pressing first."""
    case = case_file.case
    found: list[Want] = []
    if case.closed_on:
        return []
    open_still, one = is_open(result_of(case_file)), leader_case(case_file)
    up = ladder.proposed(case_file, way)
    if up:
        told: dict[str, object] = {"tries": up.tries, "level": Coded("solved_at", (up.level,))}
        found.append(Want("hard.escalate", "escalation", None, "to_level", told))
    if open_still and wants_consultation(case_file, way):
        found.append(Want("hard.consult", "consultation", None, "on_day"))
    if one is None:
        if open_still and is_hard(case_file, way):
            found.append(Want("hard.no_leaders", "leader_case", None, "begun_on"))
    elif one.struck_on is None and not open_still:
        found.append(Want("hard.strike", "leader_case", one.id, "struck_on"))
    elif one.struck_on is None and (roles := open_roles(case_file, one, way)):
        named = Coded("leader_role", tuple(roles))
        found.append(Want("hard.open_roles", "leader_post", None, "name", {"roles": named}))
    return found
