"""上交: so many tries on one level, then one up (小事不出网格、大事不出社区); what came down again is tried anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.codes import code_list
from app.records import Case, CaseFile, Escalation, Room
from app.rules.mechanism import Ladder, Mechanism
from app.rules.results import is_open, result_of

GRID, VILLAGE, STREET = "grid", "village", "street"
OF_COMMITTEE = {"village": VILLAGE, "community": VILLAGE, "township": STREET, "street": STREET}


@dataclass(frozen=True)
class Proposal:
    """Tried here often enough: where it should go now."""

    tries: int
    level: str


def own_level(room: Room) -> str:
    """The level a room works on: a street's, or that of a village or community."""
    if room.is_centre:
        return STREET
    return OF_COMMITTEE.get(room.committee_kind or "", VILLAGE)


def tries(case_file: CaseFile) -> int:
    """Sessions that were held and brought no agreement, since the case last came down again."""
    came_down = max((one.back_on for one in case_file.escalations if one.back_on), default=None)
    outcomes = code_list("session_outcome")
    held = 0
    for one in case_file.sessions:
        code = outcomes.get(one.outcome)
        day = one.at.date() if one.at else None
        fresh = came_down is None or (day is not None and day >= came_down)
        held += bool(code and code.facts.get("tried") and fresh)
    return held


def standing(case_file: CaseFile) -> Escalation | None:
    """The last one that went up and has not come down."""
    last = case_file.escalations[-1] if case_file.escalations else None
    return last if last is not None and last.back_on is None else None


def level_of(case_file: CaseFile) -> str:
    """Where the case lies now."""
    up = standing(case_file)
    return (up.to_level if up else None) or own_level(case_file.room)


def one_up(ladder: Ladder, level: str) -> str:
    """The level above; nothing where the ladder of the place ends."""
    steps = ladder.levels
    place = steps.index(level) + 1 if level in steps else 0
    return steps[place] if 0 < place < len(steps) else ""


def proposed(case_file: CaseFile, way: Mechanism) -> Proposal | None:
    """Whether it is time to go up: nought tries in the way of a place ask for it never."""
    if not way.ladder.tries or standing(case_file) or not is_open(result_of(case_file)):
        return None
    level, held = one_up(way.ladder, level_of(case_file)), tries(case_file)
    return Proposal(held, level) if level and held >= way.ladder.tries else None


def answer_by(one: Escalation, ladder: Ladder) -> date | None:
    """The day the level above is asked what became of it."""
    return one.on_day + timedelta(days=ladder.answer_days) if one.on_day else None


def solved_level(case: Case, room: Room, escalations: Iterable[Escalation] = ()) -> str:
    """The level a settled case was solved at: as told, else where it lay when it ended."""
    if case.solved_at:
        return case.solved_at
    up = [one for one in escalations if one.back_on is None]
    return (up[-1].to_level if up else None) or own_level(room)


@dataclass(frozen=True)
class Levels:
    """How many were solved on each level: the figure behind 小事不出网格、大事不出社区."""

    by_level: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.by_level.values())

    def upto(self, level: str) -> int:
        """So many went no higher than this level."""
        order = [code.code for code in code_list("solved_at")]
        within = order[: order.index(level) + 1] if level in order else []
        return sum(self.by_level.get(one, 0) for one in within)

    def share(self, level: str) -> float | None:
        """The same in percent of all; nothing where nothing was solved."""
        return 100 * self.upto(level) / self.total if self.total else None


def levels(solved: Iterable[str]) -> Levels:
    """The figure from the level of each solved case or matter."""
    return Levels(dict(Counter(solved)))
