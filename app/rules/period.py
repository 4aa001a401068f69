"""The periods reports are made for: 本月, 上月, 季度, 半年, 年; the one before and the same a year ago."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from app.codes import table

MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
NAMED = (
    "month",
    "last_month",
    "quarter",
    "last_quarter",
    "half_year",
    "last_half",
    "year",
    "last_year",
)
HALVES = {1: "half_1", 7: "half_2"}
Period = tuple[date, date]


def named(name: str, today: date) -> Period:
    """A period by its name, on a day."""
    last = name.startswith("last_")
    kind = name.removeprefix("last_") if last else name
    months = MONTHS["half_year" if kind == "half" else kind]
    begin = date(today.year, (today.month - 1) // months * months + 1, 1)
    if last:
        begin = shifted(begin, -months)
    return begin, shifted(begin, months) - timedelta(days=1)


def shifted(day: date, months: int) -> date:
    """So many months later; the last day where that month is shorter."""
    at = day.year * 12 + day.month - 1 + months
    year, month = divmod(at, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_of(period: Period) -> int:
    """How many whole months a period has; nought where it is none of whole months."""
    since, until = period
    after = until + timedelta(days=1)
    if since.day != 1 or after.day != 1:
        return 0
    return (after.year - since.year) * 12 + after.month - since.month


def before(period: Period) -> Period:
    """环比: as long, and right before it."""
    since, until = period
    if months := months_of(period):
        return shifted(since, -months), since - timedelta(days=1)
    return since - (until - since) - timedelta(days=1), since - timedelta(days=1)


def year_ago(period: Period) -> Period:
    """同比: the same days a year earlier."""
    since, until = period
    if months_of(period):
        return shifted(since, -12), shifted(until + timedelta(days=1), -12) - timedelta(days=1)
    return shifted(since, -12), shifted(until, -12)


def so_far(period: Period, today: date) -> Period:
    """Without the days that have not come; of a period that has not begun all of it."""
    since, until = period
    return (since, until) if since > today else (since, min(until, today))


def compared(period: Period, today: date) -> tuple[Period, Period]:
    """What 环比 and 同比 look at; of a period that is not over as many days as have passed of it, not the whole."""
    passed = so_far(period, today)[1]
    then = before(period), year_ago(period)
    if passed == period[1]:
        return then
    days = passed - period[0]
    return (then[0][0], min(then[0][1], then[0][0] + days)), (
        then[1][0], min(then[1][1], then[1][0] + days),
    )  # fmt: skip


def slices(period: Period) -> list[Period]:
    """Its calendar months, the first and last cut to the period."""
    since, until = period
    found = []
    while since <= until:
        end = min(shifted(since.replace(day=1), 1) - timedelta(days=1), until)
        found.append((since, end))
        since = end + timedelta(days=1)
    return found


def said(period: Period) -> str:
    """2026年03月, 2026年第一季度, 2026年上半年, 2026年; else from and to. As forms write it."""
    since, until = period
    words, months = table("reports/words"), months_of(period)
    facts = {"year": since.year, "month": since.month, "since": since, "until": until}
    if months == 1:
        return str(words["month"]).format(**facts)
    if months == MONTHS["year"] and since.month == 1:
        return str(words["year"]).format(**facts)
    if months == MONTHS["half_year"] and since.month in HALVES:
        return str(words[HALVES[since.month]]).format(**facts)
    if months == MONTHS["quarter"] and since.month % 3 == 1:
        return str(words["quarter"]).format(quarter=words["quarters"][since.month // 3], **facts)
    same = since.year == until.year
    if months:
        end = str(words["month_of_year" if same else "month"])
        return str(words["months"]).format(**{**facts, "until": _written(end, until)})
    end = str(words["day_of_year" if same else "day"])
    return str(words["days"]).format(
        since=_written(str(words["day"]), since), until=_written(end, until)
    )


def _written(pattern: str, day: date) -> str:
    return pattern.format(year=day.year, month=day.month, day=day.day)
