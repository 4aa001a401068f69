"""What people type, read: days, moments and whole numbers in every shape a hand gives them.

A text that is none of them raises a Trouble with its sentence; the text itself stays where it was typed.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from app.trouble import Trouble
from app.words import say

NEAR = {
    "今天": 0, "今日": 0, "today": 0, "昨天": -1, "昨日": -1, "yesterday": -1, "前天": -2,
    "明天": 1, "明日": 1, "tomorrow": 1, "后天": 2,
}  # fmt: skip
WHOLE = re.compile(r"(\d{4})(\d{2})(\d{2})")
PARTED = re.compile(r"(?:(\d{4}|\d{2})[-./年])?(\d{1,2})[-./月](\d{1,2})[日号]?")
DAY_ONLY = re.compile(r"(\d{1,2})[日号]")
WEEKDAY = re.compile(r"(?:星期|周|礼拜)[一二三四五六日天]$")
CLOCK = re.compile(
    r"(上午|早上|早晨|凌晨|中午|下午|晚上|傍晚)?\s*(\d{1,2})\s*[:点时]\s*(半|\d{1,2})?分?\s*(am|pm)?$"
)
LATE = {"下午", "晚上", "傍晚", "pm"}
YEARS_AHEAD = 5
"""A two-digit year more than this ahead belongs to the last century: 68.3.15 is 1968."""


def read_day(text: str, today: dt.date) -> dt.date | None:
    """20260924, 2026-9-24, 2026年9月24日, 26.9.24, 9.24 (this year), 24日 (this month), 今天."""
    plain = _plain(text)
    if not plain:
        return None
    if plain in NEAR:
        return today + dt.timedelta(days=NEAR[plain])
    try:
        return _day(WEEKDAY.sub("", plain), today)
    except ValueError as why:
        raise Trouble("typed.day", typed=text.strip()) from why


def read_moment(text: str, today: dt.date) -> dt.datetime | None:
    """A day and a time of day: 2026-9-28 14:30, 9.28 下午2点半, 今天 9:00, 14:30 (today)."""
    spaced = unicodedata.normalize("NFKC", text).strip().lower()
    if not spaced:
        return None
    found = CLOCK.search(spaced)
    if found is None:
        read_day(text, today)
        raise Trouble("typed.time_missing", typed=text.strip())
    day = read_day(spaced[: found.start()].rstrip("t"), today) or today
    try:
        return dt.datetime.combine(day, _time(found))
    except ValueError as why:
        raise Trouble("typed.moment", typed=text.strip()) from why


def read_count(text: str) -> int | None:
    """A whole number; a unit written after it does not matter: 3份, 58 岁, 70%."""
    plain = _plain(text)
    if not plain:
        return None
    found = re.fullmatch(r"(\d{1,9})\D{0,2}", plain)
    if found is None:
        raise Trouble("typed.count", typed=text.strip())
    return int(found[1])


def show_day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def show_moment(moment: dt.datetime | None) -> str:
    return moment.strftime("%Y-%m-%d %H:%M") if moment else ""


def weekday(day: dt.date) -> str:
    """周四."""
    return say(f"typed.weekday_{day.isoweekday()}")


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).lower().replace("。", ".").replace("、", ".")
    return re.sub(r"\s", "", folded)


def _day(plain: str, today: dt.date) -> dt.date:
    whole = WHOLE.fullmatch(plain)
    if whole:
        return dt.date(int(whole[1]), int(whole[2]), int(whole[3]))
    only = DAY_ONLY.fullmatch(plain)
    if only:
        return today.replace(day=int(only[1]))
    parted = PARTED.fullmatch(plain)
    if parted is None:
        raise ValueError(plain)
    return dt.date(_year(parted[1], today), int(parted[2]), int(parted[3]))


def _year(told: str | None, today: dt.date) -> int:
    if told is None:
        return today.year
    if len(told) == 4:
        return int(told)
    year = today.year // 100 * 100 + int(told)
    return year if year <= today.year + YEARS_AHEAD else year - 100


def _time(found: re.Match[str]) -> dt.time:
    part, hour, minute, half = found[1], int(found[2]), found[3], found[4]
    if ({part, half} & LATE and hour < 12) or (part == "中午" and hour < 3):
        hour += 12
    return dt.time(hour, 30 if minute == "半" else int(minute or 0))
