"""Every report of a centre with 1,000,000 cases of 350 rooms, its register and its radar, beside the bare scan.

Ours: the whole report as a person gets it, a table with its comparisons, names and warnings. Limit: the same
rows read and added up by the bare driver in one statement a period. Target: 1.5, for a month and for a year.
`ours_ms` is what a person waits for; what takes longer than a second is counted month by month, with progress.
Once on SQLCipher, once on PostgreSQL where a server starts. `REPORT_CASES` makes it smaller.
"""

from __future__ import annotations

import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.desk import elsewhere, quarter_list, radar, report_book, report_count, report_tables
from app.desk.desk import Desk
from app.desk.report_book import Wanted
from app.records import Case, Matter, Party
from app.rules import period as periods
from app.rules import radar as rules
from app.rules import report_form
from app.store.case_lines import line
from tests import servers
from tests.bench import overheard, reported
from tests.machines import SECRET, desk_in, desk_on

CASES, ROOMS, ROUNDS, TARGET = 1_000_000, 350, 5, 1.5
MONTH = (date(2026, 5, 1), date(2026, 5, 31))
QUARTER = (date(2026, 4, 1), date(2026, 6, 30))
YEAR = (date(2025, 7, 1), date(2026, 6, 30))


def small() -> list[dict[str, Any]]:
    """A slice for every day: each report once, of a month."""
    return [*_in_file(120, 3, 1, (MONTH,))]


def run(
    cases: int = 0, rooms: int = ROOMS, rounds: int = ROUNDS, *, server: bool = True
) -> list[dict[str, Any]]:
    """Both kinds of database."""
    cases = cases or int(os.environ.get("REPORT_CASES", CASES))
    answers = [*_in_file(cases, rooms, rounds)]
    if server:
        answers += _on_server(cases, rooms, rounds)
    return answers


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
    told = Limits(desk, dialect)
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
        lambda: (desk.look(elsewhere.listed, log, limit=100), desk.look(elsewhere.how_many, log)),
        lambda: [bare(one) for one in told.register()],
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


class Limits:
    """The statements nobody can do without."""

    def __init__(self, desk: Desk, dialect: Any) -> None:
        self.desk, self.dialect = desk, dialect.dialect()

    def of(self, wanted: Wanted) -> list[str]:
        """What a report reads, a statement a period."""
        with self.desk.shelf.reading() as db:
            return [self._told(one) for one in self._statements(db, wanted)]

    def register(self) -> list[str]:
        first = select(Case.id, Case.file_no, Case.accepted_on).where(Case.void.is_(None))
        newest = first.order_by(Case.accepted_on.desc()).limit(100)
        return [
            self._told(newest),
            self._told(select(func.count()).select_from(Case).where(Case.void.is_(None))),
        ]

    def radar(self, period: Any) -> list[str]:
        """Every party of the period's cases, and of the cases before it that a person may have come back from."""
        joined = select(
            Case.id, Case.accepted_on, Case.room_id, Case.plot, Party.id, Party.phone, Party.name
        ).join(Party, Party.case_id == Case.id)
        first = period[0] - timedelta(rules.window())
        return [self._told(joined.where(Case.accepted_on >= first, Case.accepted_on <= period[1]))]

    def _told(self, statement: Any) -> str:
        if isinstance(statement, str):
            return statement
        return str(statement.compile(dialect=self.dialect, compile_kwargs={"literal_binds": True}))

    def _statements(self, db: Session, wanted: Wanted) -> Iterator[Any]:
        log, period = self.desk.shelf.log, wanted.period
        if wanted.name in ("quarterly", "memo"):
            asked = report_tables.asking(
                db, log, (quarter_list.SO_FAR, period[1]), "room", "accepted", ""
            )
            told = quarter_list.conditions(period, period[1])
            for one in told.values() if wanted.name == "memo" else ():
                yield (
                    select(func.count())
                    .select_from(line)
                    .where(report_count.within(asked, asked.period), one)
                )
            if wanted.name == "quarterly":
                from sqlalchemy import or_

                columns = [line.c[name] for name in quarter_list.FIELDS]
                yield select(*columns).where(
                    report_count.within(asked, asked.period), or_(*told.values())
                )
                return
        name = "situation" if wanted.name == "memo" else wanted.name
        if name != "three_volumes":
            yield from self._of_form(db, log, report_form.form(name), period)
        if name in ("three_volumes", "handled", "indicators", "monthly", "half_year"):
            yield (
                select(Matter.room_id, Matter.line, func.count())
                .where(Matter.came_at >= period[0], Matter.came_at <= period[1])
                .group_by(Matter.room_id, Matter.line)
            )

    def _of_form(self, db: Session, log: str, form: Any, period: Any) -> Iterator[Any]:
        measures, gone = report_count.measured(form), report_count.away(db, log)
        others = [periods.before(period), periods.year_ago(period)] if form.compare else []
        for one in (period, *others):
            by = form.by[0] if one == period else "whole"
            asked = report_tables.asking(db, log, one, by, "accepted", "")
            yield report_count.of_days(
                report_count.text(report_count.statement(measures, asked, gone), self.dialect), one
            )
