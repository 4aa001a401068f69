"""Pages are read and drawn in a process of its own with limits: no file can hurt this one.

Questions and answers are one line of JSON, each followed by as many bytes as it says. What the process told
before it was stopped holds; the page it was stopped at is one that cannot be read.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator

import msgspec

from app import paths
from app.scans.bounds import USUAL, Bounds
from app.trouble import Trouble

MODULE = "app.scans.reader"


class Question(msgspec.Struct):
    """Which pages, and what is wanted of them."""

    bounds: Bounds
    sheets: list[int]  # empty: the first ones, as many as one batch takes
    mark: str = ""  # the beginning of our codes; empty: they are not looked for
    wide: int = 0  # pixels of a picture; 0: none is wanted
    turned: list[int] = []


class Code(msgspec.Struct, frozen=True):
    """A code of ours: what it may say, and how far its page must be turned to stand."""

    texts: tuple[str, ...]
    turned: int


class Answer(msgspec.Struct):
    """One page, or why there is none."""

    sheet: int = 0
    count: int = 0  # pages of the whole file
    codes: list[Code] = []
    bytes: int = 0  # of the picture (PNG) that follows
    refused: str = ""
    facts: dict[str, int] = {}


class PageRead(msgspec.Struct, frozen=True):
    """A page that was looked at."""

    sheet: int
    codes: tuple[Code, ...]
    well: bool  # whether it could be looked at at all


Report = Callable[[int, int], None]


def read_pages(
    content: bytes, mark: str, bounds: Bounds = USUAL, report: Report | None = None
) -> list[PageRead]:
    """Every page of the content with the codes on it; Trouble where it cannot be opened or is too much."""
    pages: list[PageRead] = []
    count = 1
    while len(pages) < count:
        if report is not None:
            report(len(pages), count)
        first = len(pages) + 1
        last = min(count, len(pages) + bounds.batch) if pages else bounds.batch
        wanted = list(range(first, last + 1))
        told = [answer for answer, _ in _ask(content, Question(bounds, wanted, mark=mark))]
        if not pages:
            count = _count(told)
        pages += [PageRead(one.sheet, tuple(one.codes), not one.refused) for one in told]
        if len(pages) < min(last, count):  # it was stopped at this one
            pages.append(PageRead(len(pages) + 1, (), well=False))
    return pages


def pictures(
    content: bytes, sheets: dict[int, int], wide: int, bounds: Bounds = USUAL
) -> dict[int, bytes]:
    """Pictures (PNG) of these pages, each turned as told, of at most this width; what cannot be drawn is not there."""
    question = Question(bounds, list(sheets), wide=wide, turned=list(sheets.values()))
    return {one.sheet: picture for one, picture in _ask(content, question) if picture}


def _count(told: list[Answer]) -> int:
    if not told:
        raise Trouble("scans.unreadable")
    if not told[0].sheet:
        raise Trouble(told[0].refused or "scans.unreadable", **told[0].facts)
    return told[0].count


def _ask(content: bytes, question: Question) -> Iterator[tuple[Answer, bytes]]:
    command, folder = paths.own_process(MODULE)
    try:
        told = subprocess.run(  # noqa: S603  the command is this very program
            command,
            cwd=folder,
            input=msgspec.json.encode(question) + b"\n" + content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a library that runs out of memory shouts before it ends
            timeout=question.bounds.wall_seconds,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        ).stdout
    except subprocess.TimeoutExpired as late:
        told = late.output or b""
    return _understood(told)


def _understood(told: bytes) -> Iterator[tuple[Answer, bytes]]:
    """The answers that came whole."""
    while told:
        line, _, rest = told.partition(b"\n")
        try:
            answer = msgspec.json.decode(line, type=Answer)
        except msgspec.DecodeError:  # it was cut off here
            return
        if len(rest) < answer.bytes:
            return
        yield answer, rest[: answer.bytes]
        told = rest[answer.bytes :]
