"""One visit of a stick: take in what came, write what the others lack, and say it in a few plain lines.

What was taken in stays taken in though the writing fails: a read-only or full stick still brings its news.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app import clock
from app.desk import exchange, known_sticks, stick_copy
from app.desk.desk import Desk
from app.desk.exchanged import Taken, Written, mark_of
from app.desk.known_sticks import LastVisit
from app.desk.stick_copy import Told
from app.store import exchanges, peers
from app.store.checks import Report, nobody
from app.sync import receipts, stick, stick_mark
from app.trouble import Trouble
from app.words import say

ELSEWHERE = {"bundle.not_for_us", "bundle.not_addressed"}
MOST_MARKS = 8  # of more the list of exchanges tells
GOOD, PLAIN, WARN = "good", "", "warn"


@dataclass(frozen=True)
class StickVisit:
    """What became of one visit."""

    taken: list[Taken]
    written: list[Written]
    failed: Trouble | None = None  # why nothing, or not all, could be written
    copy: Told | None = None  # of the room, on the stick
    tidied: int = 0  # bundles of ours that newer ones replaced

    @property
    def new(self) -> int:
        """Entries that came in."""
        return sum(one.new for one in self.taken)

    @property
    def is_well(self) -> bool:
        """Nothing of it wants a person."""
        return all(one.meaning != WARN for one in lines(self))


@dataclass(frozen=True)
class Line:
    """One sentence of what happened; meaning: good, warn, or nothing special."""

    text: str
    meaning: str = PLAIN


def meet(desk: Desk, folder: Path, report: Report = nobody) -> StickVisit:
    """Take in what lies on the stick, then write what the others lack: the receipt goes along."""
    report(0, 0)
    taken = take_any(desk, folder)
    report(0, 0)
    written: list[Written] = []
    failed, copy, tidied, number = None, None, 0, ""
    try:
        written = exchange.make_bundle(desk, folder)
        tidied = _tidy(desk, folder, written)
        number = stick_mark.leave(folder)
    except Trouble as why:
        failed = why
    report(0, 0)
    if failed is None and desk.settings.copy_on_stick:
        copy = stick_copy.told(desk, folder, report)
    visit = StickVisit(taken, written, failed, copy, tidied)
    known_sticks.remember(
        desk, number,
        LastVisit(clock.now().isoformat(), stick.name_of(folder), visit.new, len(written),
                  [one.to for one in written], visit.is_well),
    )  # fmt: skip
    return visit


def take_any(desk: Desk, folder: Path) -> list[Taken]:
    """What lies on the stick; an empty one is no trouble when one comes to write."""
    try:
        return exchange.take_bundles(desk, folder)
    except Trouble as why:
        if why.key != "stick.nothing":
            raise
        return []


def last_visit(desk: Desk, folder: Path) -> LastVisit | None:
    """When this very stick was here before."""
    try:
        number = stick_mark.read(folder)
    except Trouble:  # its own sentence comes when somebody exchanges with it
        return None
    return known_sticks.last_visit(desk, number)


def _tidy(desk: Desk, folder: Path, written: list[Written]) -> int:
    """Take away our earlier bundles for the same places: a newer one holds all they held that is still lacking."""
    fresh = {one.sha256 for one in written}
    there = [one.name for one in stick.bundles(folder)]
    with desk.shelf.reading() as db:
        newest = exchanges.latest(db, "out", peers.WRITTEN)
        served = {log for log, last in newest.items() if last.sha256 in fresh}
        ours = exchanges.written_as(db, there)
    old = [one for one in ours if one.peer in served and one.sha256 not in fresh]
    return sum(stick_mark.remove(folder, one.file, one.sha256) for one in old)


def lines(visit: StickVisit) -> list[Line]:
    """The visit in words, the same things counted together and nothing said twice."""
    return list(dict.fromkeys(_told(visit)))


def _told(visit: StickVisit) -> Iterator[Line]:
    yield from _came(visit.taken)
    yield from _refused(visit.taken)
    for one in visit.taken:
        yield from (Line(told, WARN) for told in one.besides())
    for done in visit.written:
        key = "visit_stick.written" if done.entries else "visit_stick.written_receipt"
        key = "visit_stick.written_notice" if done.notice else key
        yield Line(say(key, to=done.to, entries=done.entries), GOOD)
    if visit.copy is not None:
        yield Line(visit.copy.sentence, GOOD if visit.copy.well else WARN)
    if visit.failed is not None:
        yield Line(str(visit.failed), WARN)
    yield from _marks(visit.taken)


def _came(taken: list[Taken]) -> Iterator[Line]:
    fresh: Counter[str] = Counter()
    for one in taken:
        if one.outcome != peers.TAKEN:
            continue
        fresh[one.sender] += one.new
        if one.refused:
            facts = {"name": one.sender, "count": len(one.refused)}
            yield Line(say("visit_stick.aside", **facts), WARN)
        if one.receipt == receipts.WENT_BACK:
            yield Line(say("visit_stick.went_back", name=one.sender), WARN)
    old = {one.sender for one in taken if one.receipt in receipts.STALE}
    for name, count in fresh.items():
        if count:
            yield Line(say("visit_stick.new", name=name, count=count), GOOD)
        elif name in old:
            yield Line(say("visit_stick.old", name=name))
        else:
            yield Line(say("visit_stick.receipt", name=name))
    known = sum(one.outcome == "known" for one in taken)
    if known and not fresh:
        yield Line(say("visit_stick.known", count=known))


def _marks(taken: list[Taken]) -> Iterator[Line]:
    """What the receiver compares with the slip before signing it."""
    came = [one for one in taken if one.outcome in {peers.TAKEN, "known"}]
    told = [
        say("visit_stick.mark", file=one.file, mark=mark_of(one.sha256))
        for one in came[:MOST_MARKS]
    ]
    if told:
        more = say("visit_stick.marks_more", count=len(came)) if len(came) > MOST_MARKS else ""
        yield Line(say("visit_stick.marks", told="、".join(told), more=more))


def _refused(taken: list[Taken]) -> Iterator[Line]:
    elsewhere = sum(one.key in ELSEWHERE for one in taken)
    if elsewhere and all(one.key in ELSEWHERE for one in taken):
        yield Line(say("visit_stick.wrong_stick", count=elsewhere), WARN)
    elif elsewhere:
        yield Line(say("visit_stick.elsewhere", count=elsewhere))
    why = Counter(one.reason for one in taken if one.reason and one.key not in ELSEWHERE)
    for reason, count in why.items():
        told = reason if count == 1 else say("visit_stick.several", reason=reason, count=count)
        yield Line(told, WARN)
