"""What a report, the register and the radar cannot do without: the rows they need, read by bare statements.

A report needs the lines of its period, by whose rows they stand, and of both periods it is set beside, as one
sum; likewise matters and sweeps where a column counts them; the names of its rows; of a list how many there are and
those it shows. Each is one statement of the same filter over the same columns, added up by the database.
The register needs a page in its order with the names of the parties, and how many cases there are. The radar needs
every party of the period's cases and of those before it that a person may have come back from.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import Session

from app.codes import table
from app.desk import (
    matter_count,
    quarter_list,
    questions,
    report_count,
    report_tables,
    three_volumes,
)
from app.desk.desk import Desk
from app.desk.report_book import OTHERS, Wanted
from app.records import Case, Funding, Mediator, Party, Room, Training
from app.rules import period as periods
from app.rules import radar, report_form
from app.rules.report_form import Form
from app.store import radar_rows
from app.store.case_lines import line

Period = tuple[dt.date, dt.date]
ROOM = (
    Room.id,
    Room.committee,
    Room.room_name,
    Room.short_name,
    Room.is_centre,
    Room.committee_kind,
    Room.room_kind,
)
PERSON = (
    Mediator.room_id, Mediator.left_on, Mediator.appointed_on, Mediator.full_time, Mediator.sex,
    Mediator.ethnicity, Mediator.party_member, Mediator.education, Mediator.birth_on,
)  # fmt: skip
LINE = (
    Case.id, Case.file_no, Case.accepted_on, Case.dispute_type, Case.route, Case.summary, Case.closed_on,
    Case.place_id, Case.lead_id,
)  # fmt: skip


class Scans:
    """The statements nobody can do without, as the bare driver takes them."""

    def __init__(self, desk: Desk, dialect: Any) -> None:
        self.desk, self.dialect = desk, dialect.dialect()

    def of(self, wanted: Wanted) -> list[str]:
        """What a report reads, a statement a period and kind of record."""
        with self.desk.shelf.reading() as db:
            return [self._told(one) for one in self._statements(db, wanted)]

    def register(self, limit: int) -> list[str]:
        """A page, the parties of it, and the count."""
        page = (
            select(*LINE).where(Case.void.is_(None)).order_by(*questions.NEWEST_FIRST).limit(limit)
        )
        on_it = select(page.subquery().c.id)
        names = select(Party.case_id, Party.name).where(
            Party.case_id.in_(on_it), Party.void.is_(None)
        )
        count = select(func.count()).select_from(Case).where(Case.void.is_(None))
        return [self._told(one) for one in (page, names, count)]

    def radar(self, period: Period) -> list[str]:
        """The whole window in one statement."""
        first = period[0] - dt.timedelta(radar.window())
        told = radar_rows.ROWS
        for day in (first, period[1]):
            told = told.replace("?", f"'{day}'", 1)
        return [told]

    def _told(self, statement: Any) -> str:
        if isinstance(statement, str):
            return statement
        return str(statement.compile(dialect=self.dialect, compile_kwargs={"literal_binds": True}))

    def _statements(self, db: Session, wanted: Wanted) -> Iterator[Any]:
        period = wanted.period
        if wanted.name == "three_volumes":
            since = min(period[0], three_volumes.first_month(period[1], three_volumes.LEAST))
            yield self._matters(matter_count._by_line(), (since, period[1]))
        elif wanted.name == "quarterly":
            yield from self._list(db, period)
        else:
            name = "situation" if wanted.name == "memo" else wanted.name
            yield from self._of_form(db, report_form.form(name), period)
        if wanted.name == "memo":
            yield from self._waiting(db, period)
        if wanted.name not in OTHERS or wanted.name == "memo":
            yield select(*ROOM).where(Room.void.is_(None))

    def _of_form(self, db: Session, form: Form, period: Period) -> Iterator[Any]:
        sources = {one.source for one in form.counted}
        others = [periods.before(period), periods.year_ago(period)] if form.compare else []
        measures, gone = report_count.measured(form), report_count.away(db, self.desk.shelf.log)
        for one in (period, *others):
            by = form.by[0] if one == period else "whole"
            if "cases" in sources:
                asked = report_tables.asking(db, self.desk.shelf.log, one, by, "accepted", "")
                told = report_count.statement(measures, asked, gone)
                yield report_count.of_days(report_count.text(told, self.dialect), one)
            if sources & {"matters", "averted"} and by != "mediator":
                yield self._matters(matter_count._aggregate(form.name, matter_count.WIDE[by]), one)
            if "sweeps" in sources and by != "mediator":
                yield report_count._sweeps(by).params(since=one[0], until=one[1])
        if form.by[0] == "mediator":
            yield select(Mediator.id, Mediator.name, Mediator.left_on).where(
                Mediator.void.is_(None)
            )
        if "people" in sources:
            yield select(*PERSON).where(Mediator.void.is_(None))
            days = Training.on_day >= period[0], Training.on_day <= period[1]
            yield select(Training.room_id, Training.mediator_ids, Training.others).where(*days)
            yield select(
                Funding.room_id,
                Funding.period,
                Funding.guidance,
                Funding.committee,
                Funding.mediators,
            )

    def _matters(self, statement: Any, period: Period) -> Any:
        return statement.params(matter_count._moments(period))

    def _so_far(self, db: Session, period: Period) -> Any:
        whole = quarter_list.SO_FAR, period[1]
        asked = report_tables.asking(db, self.desk.shelf.log, whole, "room", "accepted", "")
        return report_count.within(asked, whole)

    def _list(self, db: Session, period: Period) -> Iterator[Any]:
        such = self._so_far(db, period), or_(*quarter_list.conditions(period, period[1]).values())
        yield select(func.count()).select_from(line).where(*such)
        shown = quarter_list._oldest_first().where(*such).limit(table("reports/quarterly")["most"])
        yield shown
        yield select(Case.id, Case.file_no).where(Case.id.in_(select(shown.subquery().c.case_id)))
        yield select(Room.id, Room.committee, Room.room_name, Room.short_name)
        yield select(Mediator.id, Mediator.name)

    def _waiting(self, db: Session, period: Period) -> Iterator[Any]:
        told = quarter_list.conditions(period, period[1])
        sums = [func.sum(case((told[name], 1), else_=0)) for name in quarter_list.WAITING]
        yield select(*sums).where(self._so_far(db, period))
        since = three_volumes.first_month(period[1], 6).toordinal()
        trend = select(line.c.accepted_on, func.count()).where(
            line.c.accepted_on >= min(since, period[0].toordinal()),
            line.c.accepted_on <= period[1].toordinal(),
        )
        yield trend.group_by(line.c.accepted_on)
