"""群聊记录: lines of a chat as people paste them, split into who said what and when.

The usual shapes of copied and forwarded group messages; what has none of them is split line by line. Whatever is
pasted, it costs one look at each line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.codes import table

MOST = 2000  # messages
LONGEST = 4000  # characters of one message

_WEEKDAY = r"(?:星期|周)[一二三四五六日天]"
_DAY = rf"(?:(?:\d{{2,4}}[-/.年])?\d{{1,2}}[-/.月]\d{{1,2}}日?|昨天|前天|今天|{_WEEKDAY})(?:\s{{0,2}}{_WEEKDAY})?"
_HALF = r"(?:上午|下午|晚上|凌晨|早上|中午)?"
_CLOCK = rf"{_HALF}\s{{0,2}}\d{{1,2}}[:：]\d{{2}}(?:[:：]\d{{2}})?"
_WHEN = rf"(?P<when>(?:{_DAY}\s{{0,3}})?{_CLOCK})"
_WHO = r"(?P<who>[^\s:：\[\]【】「」](?:[^:：\[\]【】「」\n]{0,28}?[^\s:：\[\]【】「」])??)"
_HEADS = tuple(
    re.compile(shape)
    for shape in (
        rf"{_WHO}\s{{1,6}}{_WHEN}\s*$",
        rf"[\[【(（]?{_WHEN}[\]】)）]?\s{{0,4}}{_WHO}\s*[:：]\s*(?P<text>.*)$",
        rf"{_WHO}\s{{0,4}}[\[【(（]{_WHEN}[\]】)）]\s*[:：]?\s*(?P<text>.*)$",
        rf"{_WHEN}\s{{1,6}}{_WHO}\s*$",
        rf"{_WHO}\s*[:：]\s*$",
    )
)
_PLAIN = re.compile(rf"{_WHO}\s*[:：]\s*(?P<text>\S.*)$")
_DIVIDER = re.compile(rf"[-—–=─\s]{{0,40}}(?P<day>{_DAY})[-—–=─\s]{{0,40}}$")
_RULE = re.compile(r"[-—–=─ ]{5,80}$")
_PARTS = re.compile(r"\d{1,4}")
_LONG_HEAD = 80  # characters; a longer line is no head


@dataclass(frozen=True)
class Message:
    """What one person said at one time; `asks`: it may be a matter, as far as a program can tell."""

    who: str
    at: datetime | None
    text: str
    asks: bool


def split(pasted: str, on: date, meant: date | None = None) -> list[Message]:
    """The messages of a chat that was pasted on a day about another one, at most so many."""
    lines = (
        unicodedata.normalize("NFC", pasted).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    )
    lines = [_clean(line) for line in lines]
    known = frozenset(head[0] for line in lines if (head := _head(line)))
    headed = bool(known)
    found: list[Message] = []
    who, at, day, held = "", None, meant or on, list[str]()
    for line in lines:
        divider = _DIVIDER.match(line) if len(line) <= _LONG_HEAD else None
        head = _head(line) if headed else _plain_head(line)
        if headed and head is None and (bare := _plain_head(line)) and _is_person(bare[0], known):
            head = bare  # beside heads of another shape a name alone, never any word before a colon
        if divider or head or not headed:
            _keep(found, who, at, held)
            held = []
        if divider:
            day = _day(divider["day"], on) or day
        elif head:
            who, when, text = head
            day = (_day(when, on) if re.search(_DAY, when) else None) or day
            at = _moment(when, day, on)
            held = [text] if text else []
        elif line or held:
            who, at = (who, at) if headed else ("", None)
            held.append(line)
        if len(found) >= MOST:
            return found[:MOST]
    _keep(found, who, at, held)
    return found[:MOST]


def _keep(found: list[Message], who: str, at: datetime | None, held: list[str]) -> None:
    text = _without_quote("\n".join(held)).strip()[:LONGEST]
    if text and not _is_notice(text):
        found.append(Message(who[:30], at, text, _asks(text)))


def _head(line: str) -> tuple[str, str, str] | None:
    """Who, when and the beginning of the text, where a line opens a message."""
    told = line if len(line) <= _LONG_HEAD else line[:_LONG_HEAD]
    for shape in _HEADS:
        found = shape.match(told)
        if found is not None and found["who"] not in _labels():
            parts = found.groupdict()
            text = parts.get("text") or ""
            if text and len(line) > _LONG_HEAD:
                text += line[_LONG_HEAD:]
            elif len(line) > _LONG_HEAD:
                continue
            return found["who"].strip('“”" '), parts.get("when") or "", text
    return None


def _plain_head(line: str) -> tuple[str, str, str] | None:
    """张三：… on one line; only where nothing else in the chat opens a message."""
    found = _PLAIN.match(line[:_LONG_HEAD])
    if found is None or found["who"] in _labels() or len(found["who"]) > 12:
        return None
    return found["who"], "", found["text"] + line[_LONG_HEAD:]


def _is_person(who: str, known: frozenset[str]) -> bool:
    """Whether a word before a colon is a name: of somebody who speaks here, or one that begins with a surname."""
    if who in known:
        return True
    told = table("wording/leaks")
    if who in told["words"]:
        return False
    is_double = 3 <= len(who) <= 4 and who.startswith(tuple(told["double"]))
    return is_double or (2 <= len(who) <= 3 and who[0] in told["surnames"])


def _moment(when: str, day: date, on: date) -> datetime | None:
    """The moment a head tells; a clock alone is of the day in force."""
    clock = re.search(_CLOCK, when)
    if clock is None:
        return None
    said = _day(when[: clock.start()], on) or day
    hour, minute = (int(x) for x in _PARTS.findall(clock[0])[:2])
    if hour < 12 and clock[0].startswith(("下午", "晚上")):
        hour += 12
    return datetime.combine(said, time(hour, minute)) if hour < 24 and minute < 60 else None


def _day(said: str, on: date) -> date | None:
    """The day in words, the latest one that is not after the day of pasting."""
    for word, back in (("今天", 0), ("昨天", 1), ("前天", 2)):
        if word in said:
            return on - timedelta(days=back)
    numbers = [int(x) for x in _PARTS.findall(said)]
    weekday = re.search(_WEEKDAY, said)
    if len(numbers) < 2:
        return (
            on - timedelta(days=(on.weekday() - "一二三四五六日".index(_of(weekday[0]))) % 7)
            if weekday
            else None
        )
    year = numbers[0] if len(numbers) > 2 else on.year
    month, of_month = numbers[-2:]
    try:
        found = date(year + 2000 if year < 100 else year, month, of_month)
    except ValueError:
        return None
    return found.replace(year=on.year - 1) if len(numbers) == 2 and found > on else found


def _of(weekday: str) -> str:
    return "日" if weekday.endswith("天") else weekday[-1]


def _without_quote(text: str) -> str:
    """What was answered, without what it answers: 「甲：…」 and a rule stand above it."""
    lines = text.split("\n")
    if lines and lines[0].startswith("「"):
        rule = next((n for n, line in enumerate(lines[:50]) if _RULE.match(line)), None)
        return "\n".join(lines[rule + 1 :]) if rule is not None else text
    return text


def _clean(line: str) -> str:
    """Without characters that command a terminal or turn a line around, and without odd blanks."""
    kept = (c for c in line if c == "\t" or unicodedata.category(c) not in ("Cc", "Cf"))
    return "".join(" " if c.isspace() else c for c in kept).strip()


def _labels() -> frozenset[str]:
    """Words before a colon that are no names: 地址：…"""
    return frozenset(table("rules/chat")["labels"])


def _is_notice(text: str) -> bool:
    """What the chat itself says: somebody came in, took a message back."""
    return len(text) <= _LONG_HEAD and any(word in text for word in table("rules/chat")["notices"])


def _asks(text: str) -> bool:
    """Whether it says more than that it was read."""
    bare = "".join(_bare(text))
    return (
        len(bare) >= table("rules/chat")["shortest"] and bare not in table("rules/chat")["answers"]
    )


def _bare(text: str) -> Iterator[str]:
    without = re.sub(r"\[[^\[\]]{1,12}\]|@\S{1,30}", "", text[:LONGEST])
    return (c for c in without if unicodedata.category(c)[0] in "LN")
