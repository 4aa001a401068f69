"""Days, moments and numbers of a command line; what cannot be read is refused in the user's own language."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from app.trouble import Trouble
from app.words import catalogue, languages, say


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


def signed(text: str) -> int:
    """A whole number, also below nought."""
    try:
        return number(text.removeprefix("-")) * (-1 if text.startswith("-") else 1)
    except Trouble as why:
        raise Trouble("cli.no_signed", told=text) from why


def at_least_one(text: str) -> int:
    """A whole number, from one."""
    if (found := number(text)) < 1:
        raise Trouble("cli.no_number", told=text)
    return found


def in_order(since: dt.date | None, until: dt.date | None) -> None:
    """A period ends after it begins."""
    if since and until and since > until:
        raise Trouble("cli.period_order", since=since, until=until)


class OneOf:
    """One of a few words of the program: as it is called in a language, or by its own name."""

    def __init__(self, words: str, names: Sequence[str]) -> None:
        self.words, self.names = words, tuple(names)

    def __call__(self, text: str) -> str:
        found = self.find(text)
        if found is None:
            raise Trouble("cli.no_such_code", told=text, known=self)
        return found

    def find(self, text: str) -> str | None:
        """The name that is meant, in whichever language it is written; nothing is guessed."""
        if text in self.names:
            return text
        for told in map(catalogue, languages()):
            for name in self.names:
                if text.strip().casefold() == told[self.words.format(name)].casefold():
                    return name
        return None

    def __str__(self) -> str:
        """What may be written, in the language that is spoken when it is told."""
        return "、".join(
            say("cli.choice", label=say(self.words.format(name)), code=name) for name in self.names
        )
