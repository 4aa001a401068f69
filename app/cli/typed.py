"""Days, moments and numbers of a command line; what cannot be read is refused in the user's own language."""

from __future__ import annotations

import datetime as dt
import re

from app.trouble import Trouble


def day(text: str) -> dt.date:
    """A day: 2026-09-24."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError as why:
        raise Trouble("cli.no_day", told=text) from why


def month(text: str) -> dt.date:
    """A month, 2026-09, as its first day; or any day of it."""
    return day(f"{text}-01" if re.fullmatch(r"\d{4}-\d{2}", text) else text)


def moment(text: str) -> dt.datetime:
    """A day and a time of this place: 2026-09-24 09:30."""
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError as why:
        raise Trouble("cli.no_moment", told=text) from why
    if found.tzinfo is not None:
        raise Trouble("cli.no_moment", told=text)
    return found


def number(text: str) -> int:
    """A whole number, from nought."""
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise Trouble("cli.no_number", told=text)
    return int(text)


def at_least_one(text: str) -> int:
    """A whole number, from one."""
    if (found := number(text)) < 1:
        raise Trouble("cli.no_number", told=text)
    return found


def in_order(since: dt.date | None, until: dt.date | None) -> None:
    """A period ends after it begins."""
    if since and until and since > until:
        raise Trouble("cli.period_order", since=since, until=until)
