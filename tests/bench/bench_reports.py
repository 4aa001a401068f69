"""Every report of a centre with 1,000,000 cases of 350 rooms, its register and its radar, beside the bare scan.

Ours: the whole report as a person gets it, a table with its comparisons, names and warnings. Limit: the same
rows read and added up by the bare driver in one statement a period (`tests.bench.scanned` tells which and why),
and every row fetched. Target: 1.5, for a month and for a year.
`ours_ms` is what a person waits for; what takes longer than a second is counted some months at a time, with progress.
Once on SQLCipher, once on PostgreSQL where a server starts. `REPORT_CASES` makes it smaller.
"""

from __future__ import annotations

import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.dialects import postgresql, sqlite

from app.desk import elsewhere, radar, report_book
from app.desk.desk import Desk
from app.desk.report_book import Wanted
from app.rules import period as periods
from tests import servers
from tests.bench import overheard, reported
from tests.bench.scanned import Scans
from tests.machines import SECRET, desk_in, desk_on

CASES, ROOMS, ROUNDS, TARGET = 1_000_000, 350, 5, 1.5
PAGE = 100  # lines of the register
MONTH = (date(2026, 5, 1), date(2026, 5, 31))
QUARTER = (date(2026, 4, 1), date(2026, 6, 30))
YEAR = (date(2025, 7, 1), date(2026, 6, 30))


def small() -> list[dict[str, Any]]:
    """A slice for every day: each report once, of a month."""
    return [*_in_file(120, 3, 1, (MONTH,))]


def run(
    cases: int = 0, rooms: int = ROOMS, rounds: int = ROUNDS, *, server: bool = True
) -> Iterator[dict[str, Any]]:
    """Both kinds of database."""
    cases = cases or int(os.environ.get("REPORT_CASES", CASES))
    yield from _in_file(cases, rooms, rounds)
    if server:
        yield from _on_server(cases, rooms, rounds)


def _in_file(
    cases: int, rooms: int, rounds: int, spans: tuple[Any, ...] = (MONTH, YEAR)
) -> Iterator[dict[str, Any]]:
    folder = Path(tempfile.mkdtemp(prefix="reports-"))
    desk = desk_in(folder / "centre", "区综治中心", centre=True)
    try:
        reported.fill(desk, cases, rooms)
        with desk.shelf.engine.connect() as link:
            link.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        bare = overheard.bare(desk.data.database, SECRET)
        bare.execute("PRAGMA cache_size = -16000")
        yield from _measured(
            desk,
            f"{cases} cases, file",
            lambda s: bare.execute(s).fetchall(),
            sqlite,
            rounds,
            spans,
        )
        bare.close()
    finally:
        desk.close()
        shutil.rmtree(folder)


def _on_server(cases: int, rooms: int, rounds: int) -> Iterator[dict[str, Any]]:
    try:
        with servers.started() as server:
            folder = Path(tempfile.mkdtemp(prefix="reports-"))
            address = servers.new_database(server.get_uri())
            shelf = servers.shelf_on(address)
            desk = desk_on(shelf, folder, "区综治中心", centre=True)
            reported.fill(desk, cases, rooms)
            import psycopg

            with psycopg.connect(address, autocommit=True) as link:
                link.execute("VACUUM ANALYZE")
                link.execute("SET jit = off")
                yield from _measured(
                    desk,
                    f"{cases} cases, server",
                    lambda s: link.execute(s).fetchall(),
                    postgresql,
                    rounds,
                )
            desk.close()
            shutil.rmtree(folder)
    except pytest.skip.Exception:
        return


def _measured(
    desk: Desk,
    where: str,
    bare: Callable[[str], Any],
    dialect: Any,
    rounds: int,
    spans: tuple[Any, ...] = (MONTH, YEAR),
    radars: tuple[Any, ...] = (MONTH, QUARTER, YEAR),
) -> Iterator[dict[str, Any]]:
    told = Scans(desk, dialect)
    for name in report_book.NAMES:
        for period in spans:
            wanted = Wanted(name, period)
            scans = told.of(wanted)
            yield _line(
                f"{name} of {periods.months_of(period)} months, {where}",
                lambda wanted=wanted: report_book.make(desk, wanted),
                lambda scans=scans: [bare(one) for one in scans],
                rounds,
            )
    log = desk.shelf.log
    yield _line(
        f"register, first page and count, {where}",
        lambda: (desk.look(elsewhere.listed, log, limit=PAGE), desk.look(elsewhere.how_many, log)),
        lambda: [bare(one) for one in told.register(PAGE)],
        rounds,
    )
    for period in radars:
        yield _line(
            f"radar of {periods.months_of(period)} months, {where}",
            lambda period=period: desk.look(radar.sweep, log, radar.Scope(*period)),
            lambda period=period: [bare(one) for one in told.radar(period)],
            rounds,
        )


def _line(
    what: str, ours: Callable[[], Any], limit: Callable[[], Any], rounds: int
) -> dict[str, Any]:
    pairs = [(_timed(ours), _timed(limit)) for _ in range(rounds + 1)][1:]
    return {
        "what": what, "limit": "bare scan of the same rows", "target": TARGET,
        "ratio": statistics.median(a / b for a, b in pairs),
        "ours_ms": 1000 * statistics.median(a for a, _ in pairs),
        "limit_ms": 1000 * statistics.median(b for _, b in pairs),
    }  # fmt: skip


def _timed(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
