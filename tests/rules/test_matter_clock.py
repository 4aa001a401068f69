"""By when a matter is due, in the tiers of a place."""

from __future__ import annotations

import datetime as dt

from app import holidays
from app.records import Matter
from app.rules import mechanism
from app.rules.matter_clock import clock_of, colour
from app.rules.matter_states import Standing
from app.rules.tier_clock import TierClock

CAME = dt.datetime(2026, 9, 23, 9, 0)  # a Wednesday before 中秋
CALENDAR = holidays.load()
WAY = mechanism.preset("jizhou")


def clock(tier: str | None, *, sent: dt.date | None = None, **standing: object) -> TierClock | None:
    matter = Matter(came_at=CAME, tier=tier, due_on=sent)
    found = Standing(**{"since": CAME, "begun": CAME, **standing})  # type: ignore[arg-type]
    return clock_of(matter, found, WAY, CALENDAR)


def due(tier: str | None, **more: object) -> dt.datetime | None:
    found = clock(tier, **more)  # type: ignore[arg-type]
    return found.soft.at if found else None


def test_a_simple_matter_has_two_hours_and_a_coordinated_one_five_working_days() -> None:
    assert due("simple") == dt.datetime(2026, 9, 23, 11, 0)
    assert due("coordinated") == dt.datetime(2026, 10, 8, 23, 59)  # 中秋 and 国庆 lie between
    assert due(None) is None


def test_the_day_whoever_sent_it_fixed_takes_the_place_of_the_tier() -> None:
    assert due("simple", sent=dt.date(2026, 9, 30)) == dt.datetime(2026, 9, 30, 23, 59)


def test_the_day_it_was_given_out_with_counts_where_it_is_nearer() -> None:
    given = dt.date(2026, 9, 24)
    assert due("hard", due_on=given) == dt.datetime(2026, 9, 24, 23, 59)
    assert due("simple", due_on=given) == dt.datetime(2026, 9, 23, 11, 0)
    assert due(None, due_on=given) == dt.datetime(2026, 9, 24, 23, 59)


def test_the_clock_of_what_burnt_again_starts_anew() -> None:
    again = CAME + dt.timedelta(days=2)
    assert due("simple", reopened=1, begun=again) == again + dt.timedelta(hours=2)


def test_what_has_no_clock_has_no_colour() -> None:
    assert colour(clock(None), CAME) == "none"
    assert colour(clock("simple"), CAME) == "green"
    assert colour(clock("simple"), CAME + dt.timedelta(hours=3)) == "red"
