"""Whether a file is whole: its pages as SQLCipher sealed them, its tables, and every entry of every log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, and_, or_, select

from app.store import chain
from app.store.journal import WAITING
from app.store.tables import entry, tip

MOST_TOLD = 20
SLICE = 500

Report = Callable[[int, int], None]  # done, of how many


def nobody(_done: int, _total: int) -> None:
    """Nobody watches how far the work is."""


@dataclass
class Chains:
    """What reading the whole journal again found."""

    entries: int = 0
    logs: int = 0
    waiting: int = 0
    faults: list[tuple[str, int, str]] = field(default_factory=list)  # log, seq, reason

    def of(self, log: str) -> list[tuple[str, int, str]]:
        """The faults of one log."""
        return [fault for fault in self.faults if fault[0] == log]


@dataclass
class _Log:
    """One log while it is read, lowest number first."""

    name: str
    seq: int = 0
    before: set[str] = field(default_factory=set)  # applied entries one number lower
    here: set[str] = field(default_factory=set)  # applied entries of this number
    ends: set[str] = field(default_factory=set)  # applied entries that none follows


def pages(link: Connection) -> list[str]:
    """What SQLCipher and SQLite themselves find wrong with the file; nothing: it is whole."""
    sealed = [str(row[0]) for row in link.exec_driver_sql("PRAGMA cipher_integrity_check")]
    asked = link.exec_driver_sql(f"PRAGMA integrity_check({MOST_TOLD})")
    return sealed[:MOST_TOLD] + [str(row[0]) for row in asked if row[0] != "ok"]


def chains(link: Connection, total: int = 0, report: Report = nobody) -> Chains:
    """Every entry's hash, signature and number, every log without a gap, the ends as they are written down."""
    reading = Reading(lambda log: set(link.scalars(select(tip.c.id).where(tip.c.log == log))))
    for row in _entries(link):
        reading.take(row)
        if reading.told.entries % SLICE == 0:
            report(reading.told.entries, total)
    return reading.end()


class Reading:
    """The whole journal as it goes by, by log, number and id."""

    def __init__(self, ends: Callable[[str], set[str]]) -> None:
        self.told = Chains()
        self._ends = ends  # of a log, as they are written down
        self._log: _Log | None = None

    def take(self, row: Any) -> None:
        """The next entry, as its row stands."""
        if self._log is None or self._log.name != row.log:
            self._end()
            self._log = _Log(row.log)
            self.told.logs += 1
        self.told.entries += 1
        _look(self._log, row, self.told)

    def end(self) -> Chains:
        """What was found, once all of it went by."""
        self._end()
        self._log = None
        return self.told

    def _end(self) -> None:
        """The ends written down are the ends there are."""
        log = self._log
        if log is not None and self._ends(log.name) != log.ends:
            self.told.faults.append((log.name, log.seq, "ends"))


def _entries(link: Connection) -> Iterator[Any]:
    """The journal by log and number, a slice at a time."""
    log, seq, id_ = "", 0, ""
    columns = (
        entry.c.id, entry.c.log, entry.c.seq, entry.c.lam, entry.c.state, entry.c.header, entry.c.body,
        entry.c.sig,
    )  # fmt: skip
    while True:
        further = or_(
            entry.c.log > log,
            and_(entry.c.log == log, entry.c.seq > seq),
            and_(entry.c.log == log, entry.c.seq == seq, entry.c.id > id_),
        )
        asked = select(*columns).where(further).order_by(entry.c.log, entry.c.seq, entry.c.id)
        rows = link.execute(asked.limit(SLICE)).all()
        if not rows:
            return
        yield from rows
        log, seq, id_ = rows[-1].log, rows[-1].seq, rows[-1].id


def _look(log: _Log, row: Any, told: Chains) -> None:
    try:
        one = chain.read(row.header, row.body, row.sig)
    except chain.Fault as why:
        told.faults.append((row.log, row.seq, why.reason))
        return
    if (one.id, one.head.log, one.head.seq, one.head.lam) != (row.id, row.log, row.seq, row.lam):
        told.faults.append((row.log, row.seq, "misfiled"))
        return
    if row.state == WAITING:
        told.waiting += 1
        return
    if row.seq != log.seq:
        log.before = log.here if row.seq == log.seq + 1 else set()
        log.seq, log.here = row.seq, set()
    if one.head.prev is not None and one.head.prev not in log.before:
        told.faults.append((row.log, row.seq, "gap"))
    log.here.add(one.id)
    log.ends.discard(one.head.prev or "")
    log.ends.add(one.id)
