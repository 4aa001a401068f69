"""机制: how a place works, read from a preset (resources/presets) or from what a room made of one.

Every section has its defaults, so that a preset writes only what its place does in its own way (domain 6).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, TypeAlias

import msgspec

from app import codes, paths
from app.codes import code_list
from app.rules import office_hours
from app.rules.mechanism_bounds import bounded, read_amiss, sensible
from app.trouble import Trouble

USUAL = "common"
"""The preset of a room that chose none."""

Every: TypeAlias = Literal["day", "week", "month", "quarter", "half_year", "year", "holiday"]


class Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One part of a mechanism; a key it does not know is refused, never passed over."""


class Grid(Section, frozen=True):
    """网格: kinds of grids from the top down, and how many households a micro-grid should have."""

    kinds: tuple[str, ...] = ("street", "village", "basic", "special", "micro")
    fewest_households: int = 0  # of a micro-grid; nought: not looked at
    most_households: int = 0
    fewest_below: int = 0  # micro-grids a 屋场 should have; nought: not looked at
    most_below: int = 0
    posts: tuple[str, ...] = ()  # roles every basic grid should have (八员, 一格四员 …)
    posts_name: str = ""  # what the place calls them together
    grouped: bool = False  # 一群通办: every grid should have its group
    posts_in: tuple[str, ...] = ("basic", "courtyard", "group")  # kinds of grids that have them


class Tier(Section, frozen=True):
    """One tier of the clock: hours, or working days with the longest stretch beside them, or days.

    Hours run around the clock from the intake, to the minute; with `office` they run only while the office
    is open, on working days. `by` is a time of day: what came in before it is done by then on the same day.
    """

    code: str
    zh: str = ""
    en: str = ""
    hours: int = 0
    office: tuple[str, ...] = ()  # 08:30-12:00, 14:00-17:30
    by: str = ""  # 早报晚结: 20:00
    working_days: int = 0
    longest_working_days: int = 0
    days: int = 0
    warn: int = 1  # so many days before the end it turns yellow
    warn_minutes: int = 0  # of hours; nought: when half of the time is gone
    consult: bool = False  # wants a 会商 with leading and responsible units


class Ladder(Section, frozen=True):
    """上交: so many tries on one level, then one up."""

    tries: int = 3
    levels: tuple[str, ...] = ("grid", "village", "street", "district")
    answer_days: int = 15  # by then the level above is asked what became of it


class Leaders(Section, frozen=True):
    """包案: the roles every hard case has, and how often progress is told."""

    roles: tuple[str, ...] = ("leader", "justice", "village", "grid", "police")
    progress_days: int = 7
    difficulties: tuple[str, ...] = ("complex", "major")  # cases that should have named leaders


class Duty(Section, frozen=True):
    """值班: which days of the week (1 is Monday), how many sit, which units receive together."""

    days: tuple[int, ...] = (1, 2, 3, 4, 5)
    a_day: int = 1
    joint: tuple[str, ...] = ()  # unit kinds of a 联合接访
    holidays_too: bool = False
    cadres: bool = False  # village cadres sit and take leave in the same roster
    begins: str = "08:30"
    noon: str = "12:00"
    ends: str = "17:00"
    grace: int = 15  # minutes one may come later or go earlier


class Visits(Section, frozen=True):
    """回访: by whom, when, how often."""

    handler: bool = True  # 谁调处、谁回访、谁负责
    fewest: int = 1  # 一事一回访: before a case is filed away
    by_performance: bool = True
    after_days: tuple[int, ...] = ()  # 1-3-7: counted from the agreement
    key_days: int = 30  # 重点案件定期跟踪; nought: not
    key_times: int = 3
    needed: bool = False  # nothing is filed away without them, or without a written exemption
    manner: str = ""  # how the place visits, of visit_manner; empty: as it comes


class Rhythm(Section, frozen=True):
    """Something that comes round: each day, a weekday, a day of the month, quarter, half-year, before holidays."""

    what: str  # a code of sweep_kind, call_occasion or meeting_kind
    every: Every = "month"
    on: int = 1  # weekday 1–7, day of the month, quarter …; before a holiday: so many days
    of: tuple[
        str, ...
    ] = ()  # kinds of grids that are asked; none: the room's lowest but micro-grids
    zero: bool = False  # nothing found is said too
    note: str = ""


class Whom(Section, frozen=True):
    """A unit the place usually calls."""

    name: str
    kind: str
    hours: int = 0  # by then it answers; nought: the usual
    lead: bool = False


class Whistles(Section, frozen=True):
    """吹哨: how soon a called unit answers where it has no time of its own."""

    hours: int = 24


class Merit(Section, frozen=True):
    """积分: what earns or costs points."""

    code: str
    zh: str
    points: int
    event: str = (
        "hand"  # case_closed, agreed, visited, matter_solved, sweep, call, duty, petition, hand
    )
    en: str = ""


class Pay(Section, frozen=True):
    """以案定补: what a case of this level and form is paid, for this role."""

    level: str
    amount: str  # yuan
    form: str = ""  # written, oral; empty: either
    role: str = "lead"


class Paying(Section, frozen=True):
    """以案定补: what must be so before a case is paid (domain 5.1)."""

    closed: bool = True
    visited: bool = True  # or spared in writing
    dossier: bool = True  # nothing in the file holds up closing
    filed: bool = False  # the mediator has a number in the province's system
    no_fixed_income: bool = True  # who is paid elsewhere gets nothing
    within_days: int = 0  # after closing; nought: whenever
    doubt_days: int = 365  # the same people or plot so near another claim are asked about


class Goods(Section, frozen=True):
    """积分超市: what points are given for."""

    name: str
    points: int


class Prize(Section, frozen=True):
    """荣誉: a title the place gives, and how many get it; nought: as many as deserve it."""

    title: str
    many: int = 0


class Ranking(Section, frozen=True):
    """业绩评比: what each figure of a mediator weighs out of a hundred, and what makes a visit one in time."""

    cases: int = 20  # against who had most
    success: int = 30
    performed: int = 20
    satisfied: int = 20
    timely: int = 10
    relapse: int = 5  # taken away for each
    fewest_cases: int = 1  # who had fewer stands in no ranking
    timely_days: int = 30  # after the day of the last promise


class Goal(Section, frozen=True):
    """70/20/10, in percent; a guide."""

    people: int = 70
    administrative: int = 20
    judicial: int = 10


class Reporting(Section, frozen=True):
    """Which reports the place hands in, and when."""

    name: str
    title: str = ""  # what the place calls it; empty: as the program does
    every: str = "month"
    due_day: int = 5  # of the following month
    to: str = ""


class Repeats(Section, frozen=True):
    """重复件: weights that add up to 100, and from which sum on two are taken for one (domain 8.1)."""

    phone: int = 40
    address: int = 30
    text: int = 20
    name: int = 10
    same: int = 60  # from here on told as a likely double
    maybe: int = 40
    differs: int = 8  # percent of likeness below which two texts tell of two things
    words: int = 45  # percent from which on texts are told of that nothing else connects
    days: int = 180  # so far back is looked
    yellow: int = 2  # 黄橙红: so many times the same came in, on whichever lines
    orange: int = 3
    red: int = 5


class Mechanism(Section, frozen=True):
    """How a place works, whole."""

    name: str = ""
    place: str = ""  # whose way it is
    source: str = ""
    slogan: str = ""
    method: tuple[str, ...] = ()  # 工作法: short sentences the place works by
    criteria: tuple[str, ...] = ()  # by which it chooses its mediators
    brands: tuple[str, ...] = ()  # names its rooms carry
    rooms: tuple[str, ...] = ()  # room_kind of its rooms
    grid: Grid = Grid()
    lines: tuple[str, ...] = ("grid", "hotline", "petition", "opinion", "visit", "other")
    tiers: tuple[Tier, ...] = ()
    ladder: Ladder = Ladder()
    leaders: Leaders = Leaders()
    duty: Duty = Duty()
    visits: Visits = Visits()
    sweeps: tuple[Rhythm, ...] = ()
    calls: tuple[Rhythm, ...] = ()
    meetings: tuple[Rhythm, ...] = ()
    units: tuple[Whom, ...] = ()
    whistles: Whistles = Whistles()
    helpers: tuple[str, ...] = ()  # roles of the helper pool
    teams: tuple[str, ...] = ()  # names of volunteer teams and helper organisations
    ticks: Mapping[str, tuple[str, ...]] = {}  # call_tick → what the three are
    goals: tuple[str, ...] = ("closed", "settled", "reconciled")
    goals_needed: bool = False  # each of them is ticked before closing, or one is told which is not
    split: Goal = Goal()
    points: tuple[Merit, ...] = ()
    goods: tuple[Goods, ...] = ()
    honours: tuple[Prize, ...] = ()
    ranking: Ranking = Ranking()
    subsidies: tuple[Pay, ...] = ()
    paying: Paying = Paying()
    reports: tuple[Reporting, ...] = ()
    repeats: Repeats = Repeats()
    figures: Mapping[str, int] = {}  # what the place published of itself

    def tier(self, code: str | None) -> Tier | None:
        """The clock of a tier; nothing where the place has no such tier."""
        return next((one for one in self.tiers if one.code == code), None)


CODES: Mapping[str, str] = {
    "grid.kinds": "grid_kind", "grid.posts": "post_role", "grid.posts_in": "grid_kind",
    "lines": "line", "ladder.levels": "solved_at",
    "leaders.roles": "leader_role", "leaders.difficulties": "difficulty", "duty.joint": "unit_kind",
    "helpers": "post_role", "goals": "closing_goal", "tiers.code": "tier", "units.kind": "unit_kind",
    "sweeps.what": "sweep_kind", "calls.what": "call_occasion", "meetings.what": "meeting_kind",
    "subsidies.level": "difficulty", "subsidies.form": "agreement_form", "subsidies.role": "subsidy_role",
    "rooms": "room_kind", "visits.manner": "visit_manner",
    "sweeps.of": "grid_kind", "calls.of": "grid_kind", "meetings.of": "grid_kind",
}  # fmt: skip
"""Where codes stand in a mechanism, and of which list they are."""


def read(told: Mapping[str, Any]) -> Mechanism:
    """A mechanism from plain values; Trouble says which key is wrong."""
    bounded(told)
    try:
        found = msgspec.convert(told, Mechanism)
    except msgspec.ValidationError as why:
        raise read_amiss(why) from why
    for path, codes_ in CODES.items():
        for code in _at(found, path.split(".")):
            if code and code not in code_list(codes_):
                raise Trouble("practice.no_such_code", where=path, code=str(code))
    for tick in found.ticks:
        if tick not in code_list("call_tick"):
            raise Trouble("practice.no_such_code", where="ticks", code=tick)
    for tier in found.tiers:
        if office_hours.spans(tier.office) is None or (tier.by and not office_hours.hour(tier.by)):
            raise Trouble("practice.no_hours", code=tier.code)
    sensible(found)
    return found


def told(mechanism: Mechanism) -> dict[str, Any]:
    """The plain values again, without what is as usual."""
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(mechanism))
    return plain


def presets() -> dict[str, Mechanism]:
    """Every preset that came with the program, the usual one first."""
    names = sorted(path.stem for path in (paths.resources() / "presets").glob("*.toml"))
    return {name: preset(name) for name in sorted(names, key=lambda one: (one != USUAL, one))}


@cache
def preset(name: str) -> Mechanism:
    """One preset; sections it leaves out are those of the usual one."""
    own = codes.table(f"presets/{name}")
    return read({**codes.table(f"presets/{USUAL}"), **own})


def _at(found: Any, path: list[str]) -> list[Any]:
    """The values at a path through sections and lists of sections."""
    values = [found]
    for step in path:
        values = [getattr(one, step) for one in values]
        values = [each for one in values for each in (one if isinstance(one, tuple) else (one,))]
    return values
