"""业绩: figures of each mediator in a period and the place they give."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from app.desk import merit, merit_papers
from app.rules.merit import Ranked, percent
from app.ui.jobs import Cancelled
from app.ui.kit import flow, page
from app.ui.kit.listing_bar import ListingBar
from app.ui.kit.pick import Pick
from app.ui.kit.record_table import Column, RecordTable, table_view
from app.ui.screens.duty_parts.duty_part import DutyPart
from app.ui.screens.split import period
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.rules.listing import Listing
    from app.ui.jobs import Report
    from app.ui.screen import Frame

PERIODS = ("year", "half", "quarter", "month", "last_year")


class FiguresPart(DutyPart):
    """The ranking; who has the same score shares a place."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__(desk, frame)
        self.ranked: list[Ranked] = []
        self.shown = ""  # the period they are of
        self.period = Pick("split.period", ((one, say(f"split.{one}")) for one in PERIODS))
        self.period.currentIndexChanged.connect(lambda _place: self.show_part())
        self.days = page.label("", "quiet", wrap=False)
        self.bar = ListingBar(desk, frame, self._listing)
        self.bar.setEnabled(False)
        told = page.label(say("split.period"), "label", wrap=False)
        self.column.addLayout(flow.row(told, self.period, self.days, None, self.bar))
        self.table = RecordTable(
            (
                Column("merit.place", lambda one: one.place, width=54, figure=True),
                Column("merit.name", _name, stretch=1),
                Column("merit.cases", lambda one: one.figures.cases, width=60, figure=True),
                Column("merit.agreed", lambda one: one.figures.agreed, width=60, figure=True),
                Column(
                    "merit.success", lambda one: percent(one.figures.success), width=76, figure=True
                ),
                Column("merit.kept", lambda one: percent(one.figures.kept), width=76, figure=True),
                Column(
                    "merit.content", lambda one: percent(one.figures.content), width=76, figure=True
                ),
                Column(
                    "merit.in_time", lambda one: percent(one.figures.in_time), width=76, figure=True
                ),
                Column(
                    "merit.relapses",
                    lambda one: one.figures.relapses,
                    width=58,
                    figure=True,
                    meaning=_relapse,
                ),
                Column("merit.days", _days, width=80, figure=True),
                Column(
                    "merit.score",
                    lambda one: f"{float(one.score):.1f}",
                    width=80,
                    figure=True,
                ),
            )
        )
        self.view = table_view(self.table)
        self.view.setObjectName("merit.figures")
        self.view.setAccessibleName(say("merit.part.figures"))
        self.column.addWidget(self.view, 1)
        self.told = page.label("", "quiet")
        self.column.addWidget(self.told)

    def span(self) -> tuple[dt.date, dt.date]:
        """The period that is chosen."""
        since, until = period(self.period.value or PERIODS[0], self.desk.today())
        assert since is not None
        assert until is not None
        return since, until

    def show_part(self) -> None:
        since, until = self.span()
        self.days.setText(f"{since} — {until}")

        def work(report: Report) -> list[Ranked]:
            with self.desk.watching(report) as told:
                return merit.ranking(self.desk, since, until, told)

        chosen = self.period.value
        self.frame.jobs.run(
            work, partial(self._show, chosen), failed=self._stopped, title=say("merit.counting")
        )

    def _stopped(self, why: Exception) -> None:
        """What was counted before stands, under its own period."""
        if not isinstance(why, Cancelled):
            self.frame.jobs.sorrow.emit(why)
            return
        if self.shown:
            self.period.blockSignals(True)
            self.period.choose(self.shown)
            self.period.blockSignals(False)
            since, until = self.span()
            self.days.setText(f"{since} — {until}")
        self.told.setText(say("merit.stopped"))

    def _show(self, chosen: str, ranked: list[Ranked]) -> None:
        self.ranked, self.shown = ranked, chosen
        self.bar.setEnabled(True)
        self.table.load(ranked)
        cases = sum(one.figures.cases for one in ranked)
        self.told.setText(say("merit.told", people=len(ranked), cases=cases))

    def _listing(self) -> Listing:
        weights = self.desk.look(merit_papers.weights, self.log)
        return merit_papers.figures_listing(self.ranked, *self.span(), weights)


def _name(one: Ranked) -> str:
    """At a centre with his room: two rooms may have people of one name."""
    return f"{one.figures.name}　{one.figures.room}".strip()


def _days(one: Ranked) -> str:
    average = one.figures.average
    return "—" if average is None else f"{float(average):.1f}"


def _relapse(one: Ranked) -> str:
    return "bad" if one.figures.relapses else ""
