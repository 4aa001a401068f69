"""做法 in plain words: what a way of working means for the room, section by section."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from app.codes import code_list
from app.rules.mechanism import Mechanism, Rhythm, Tier
from app.rules.tier_clock import tier_name
from app.words import has, language, say

Paragraph = tuple[str, list[str]]
"""A heading (words key) and its lines."""

PARTS = (
    "about",
    "grid",
    "lines",
    "tiers",
    "people",
    "duty",
    "visits",
    "rhythms",
    "units",
    "merit",
    "reports",
    "figures",
)


def paragraphs(way: Mechanism) -> list[Paragraph]:
    """Only what the place says something of."""
    told = [(f"practice.part.{name}", list(SAID[name](way))) for name in PARTS]
    return [(heading, lines) for heading, lines in told if lines]


def rhythm_words(one: Rhythm, codes: str) -> str:
    """每月12日 五个到户敲门行动."""
    return say(
        "practice.rhythm", when=when(one), what=_label(codes, one.what), note=one.note
    ).strip()


def when(one: Rhythm) -> str:
    """每天, 每周五, 每月12日, 每季度后第5日."""
    if one.every == "week":
        return say("practice.every.week", day=weekday(one.on))
    return say(f"practice.every.{one.every}", day=one.on)


def weekday(number: int) -> str:
    """周五."""
    return say(f"practice.weekday.{number}")


def tier_words(way: Mechanism, one: Tier) -> str:
    """重点难点：10–15 个工作日，要会商."""
    if one.by:
        length = say("practice.tier.by", by=one.by)
    elif one.hours:
        length = say("practice.tier.hours", hours=one.hours)
    elif one.longest_working_days:
        length = say("practice.tier.between", soft=one.working_days, hard=one.longest_working_days)
    elif one.working_days:
        length = say("practice.tier.working_days", days=one.working_days)
    else:
        length = say("practice.tier.days", days=one.days)
    consult = say("practice.tier.consult") if one.consult else ""
    return say("practice.tier", name=tier_name(way, one.code, language()), length=length) + consult


def where_words(path: str) -> str:
    """时限档次 第1行 小时: where something is wrong, as the page calls it; empty for what has no name."""
    told: list[str] = []
    plain = ""
    for step in path.split("."):
        name, _, row = step.partition("[")
        plain = f"{plain}.{name}" if plain else name
        if not has(f"practice.key.{plain}"):
            return "　".join(told)
        told.append(say(f"practice.key.{plain}"))
        if row.rstrip("]").isdecimal():
            told.append(say("practice.row", number=int(row.rstrip("]")) + 1))
    return "　".join(told)


def _about(way: Mechanism) -> Iterator[str]:
    yield from _named(("place", way.place), ("slogan", way.slogan), ("source", way.source))
    yield from _listed("method", way.method, joint="；")
    yield from _listed("criteria", way.criteria)
    yield from _listed("brands", way.brands)
    yield from _listed("rooms", _labels("room_kind", way.rooms))


def _grid(way: Mechanism) -> Iterator[str]:
    grid = way.grid
    yield from _listed("grid.kinds", _labels("grid_kind", grid.kinds), joint=" → ")
    if grid.most_households:
        yield say("practice.households", fewest=grid.fewest_households, most=grid.most_households)
    if grid.most_below:
        yield say("practice.below", fewest=grid.fewest_below, most=grid.most_below)
    posts = _labels("post_role", grid.posts)
    if posts:
        name = grid.posts_name or say("practice.posts")
        yield say("practice.named", name=name, told="、".join(posts))
    if grid.grouped:
        yield say("practice.grouped")


def _lines(way: Mechanism) -> Iterator[str]:
    yield from _listed("lines", _labels("line", way.lines))


def _tiers(way: Mechanism) -> Iterator[str]:
    yield from (tier_words(way, one) for one in way.tiers)
    levels = " → ".join(_labels("solved_at", way.ladder.levels))
    yield say("practice.ladder", tries=way.ladder.tries, levels=levels)


def _people(way: Mechanism) -> Iterator[str]:
    roles = "、".join(_labels("leader_role", way.leaders.roles))
    yield say("practice.leaders", roles=roles, days=way.leaders.progress_days)
    yield from _listed("helpers", _labels("post_role", way.helpers))
    yield from _listed("teams", way.teams)


def _duty(way: Mechanism) -> Iterator[str]:
    days = "、".join(weekday(day) for day in way.duty.days)
    yield say("practice.duty", days=days, count=way.duty.a_day)
    yield from _listed("duty.joint", _labels("unit_kind", way.duty.joint))
    if way.duty.cadres:
        yield say("practice.cadres")


def _visits(way: Mechanism) -> Iterator[str]:
    rule = way.visits
    if rule.handler:
        yield say("practice.handler")
    if rule.fewest:
        key = "practice.fewest_needed" if rule.needed else "practice.fewest"
        yield say(key, fewest=rule.fewest)
    if rule.by_performance:
        yield say("practice.by_performance")
    if rule.after_days:
        yield say("visits.rule_days", days="、".join(map(str, rule.after_days)))
    if rule.key_days:
        yield say("visits.rule_key", days=rule.key_days, times=rule.key_times)
    key = "practice.goals_needed" if way.goals_needed else "practice.goals"
    yield say(key, goals="、".join(_labels("closing_goal", way.goals)))


def _rhythms(way: Mechanism) -> Iterator[str]:
    yield from (rhythm_words(one, "sweep_kind") for one in way.sweeps)
    yield from (rhythm_words(one, "call_occasion") for one in way.calls)
    for tick, three in way.ticks.items():
        yield say("practice.named", name=_label("call_tick", tick), told="、".join(three))
    yield from (rhythm_words(one, "meeting_kind") for one in way.meetings)


def _units(way: Mechanism) -> Iterator[str]:
    for one in way.units:
        lead = say("practice.lead") if one.lead else ""
        yield say("practice.unit", name=one.name, hours=one.hours or way.whistles.hours) + lead


def _merit(way: Mechanism) -> Iterator[str]:
    split = way.split
    yield say(
        "practice.split", people=split.people, administrative=split.administrative, judicial=split.judicial
    )  # fmt: skip
    yield from _listed("points", (f"{one.zh} {one.points:+}" for one in way.points))
    yield from _listed("goods", (f"{one.name} {one.points}" for one in way.goods))
    yield from _listed("honours", (one.title for one in way.honours))
    paid = (f"{_label('difficulty', one.level)} {one.amount}" for one in way.subsidies)
    yield from _listed("subsidies", paid)


def _reports(way: Mechanism) -> Iterator[str]:
    for one in way.reports:
        every = say(f"practice.every.{one.every}", day=one.due_day)
        yield say("practice.report", when=every, name=one.title or one.name, to=one.to).strip()


def _figures(way: Mechanism) -> Iterator[str]:
    for name, figure in way.figures.items():
        yield say("practice.named", name=_label("place_figure", name), told=figure)


SAID: dict[str, Callable[[Mechanism], Iterator[str]]] = {
    "about": _about, "grid": _grid, "lines": _lines, "tiers": _tiers, "people": _people, "duty": _duty,
    "visits": _visits, "rhythms": _rhythms, "units": _units, "merit": _merit, "reports": _reports,
    "figures": _figures,
}  # fmt: skip


def _label(codes: str, code: str) -> str:
    return code_list(codes).label(code, language())


def _labels(codes: str, told: Iterable[str]) -> list[str]:
    return [_label(codes, one) for one in told]


def _named(*told: tuple[str, str]) -> Iterator[str]:
    yield from (
        say("practice.named", name=say(f"practice.key.{key}"), told=text)
        for key, text in told
        if text
    )


def _listed(key: str, told: Iterable[str], *, joint: str = "、") -> Iterator[str]:
    if text := joint.join(told):
        yield say("practice.named", name=say(f"practice.key.{key}"), told=text)
