"""复燃雷达: the cases of a period that may be earlier ones come back, the likeliest first; the rooms by share."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.desk import radar, radar_list
from app.desk.radar import Scope, Spot, Standing, Sweep
from app.desk.room import own_room
from app.rules import period as periods
from app.ui.jobs import Cancelled
from app.ui.kit import flow, page
from app.ui.kit.listing_bar import ListingBar
from app.ui.kit.pick import Pick
from app.ui.kit.record_table import Column, RecordTable, table_view
from app.ui.kit.typed import show_day
from app.ui.screen import Screen
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.rules.listing import Listing
    from app.ui.jobs import Report
    from app.ui.screen import Frame, Touched

MEANINGS = {"red": "bad", "orange": "warn", "yellow": "", "": "quiet"}


class RadarScreen(Screen):
    """What is marked can be opened, its earlier case too, and said to be a relapse or not."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__(desk, frame)
        self.found: Sweep | None = None
        self.shown = ""  # the period that was found
        self.asked = ""  # the one that is looked at just now
        self.stale = False  # something changed since it was begun
        named = [(one, say(f"reports.period_{one}")) for one in periods.NAMED]
        self.period = Pick("radar.period", named)
        self.period.choose("half_year")
        self.period.currentIndexChanged.connect(lambda _at: self._look())
        self.kind = Pick("radar.kind", [("list", say("radar.list")), ("rooms", say("radar.rooms"))])
        self.told = page.label(say("radar.how"), "quiet")
        self.lines = RecordTable(
            (
                Column("case.file_no", lambda one: one.file_no, width=212, meaning=_colour),
                Column("case.accepted_on", lambda one: show_day(one.accepted_on), width=112),
                Column("radar.people", lambda one: "、".join(one.parties), privacy="name", width=110),
                Column("radar.earlier", lambda one: one.earlier_no, width=212),
                Column("radar.days", lambda one: one.echo.days, width=60, figure=True),
                Column("radar.why", lambda one: radar_list.why(one.echo.why), stretch=1, meaning=_colour),
                Column("radar.linked", lambda one: say("radar.yes") if one.linked else "", width=66),
            )
        )  # fmt: skip
        self.lines.mask(True)
        self.view = table_view(self.lines, self._open)
        self.view.setObjectName("radar.lines")
        self.view.setAccessibleName(say("screen.radar"))
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._show_marked())
        self.rooms = RecordTable(
            (
                Column("radar.room", lambda one: one.room, stretch=1),
                Column("radar.cases", lambda one: one.cases, width=60, figure=True),
                Column(
                    "radar.echoes", lambda one: one.echoes, width=60, figure=True, meaning=_share
                ),
            )
        )
        self.centre = bool(desk.look(own_room, desk.shelf.log).is_centre)
        self.ranking = ranking = table_view(self.rooms)
        ranking.setObjectName("radar.rooms")
        ranking.setAccessibleName(say("radar.rooms"))
        self.again = page.button("radar.again", self._look, icon="find")
        self.again.hide()
        self.earlier = page.button("radar.open_earlier", self._open_earlier, icon="open")
        self.is_one = page.button("radar.is_one", lambda: self._link(say_so=True), icon="good")
        self.is_none = page.button("radar.is_none", lambda: self._link(say_so=False), role="flat")
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(page.MARGIN, 14, page.MARGIN, 8)
        column.setSpacing(8)
        title = page.label(say("screen.radar"), "title", wrap=False)
        self.bar = ListingBar(desk, frame, self._listing)
        self.bar.setEnabled(False)
        column.addLayout(flow.row(title, self.period, self.again, None, self.kind, self.bar))
        column.addWidget(self.told)
        across = QHBoxLayout()
        across.setSpacing(10)
        across.addWidget(self.view, 4)
        across.addWidget(ranking, 1)
        column.addLayout(across, 1)
        column.addLayout(flow.row(self.earlier, self.is_one, self.is_none, None))
        self.fill(holder)

    def opened(self, target: object = None) -> None:
        self._look()

    def heard(self, touched: Touched) -> None:
        if any(kind in {"case", "party"} for kind, _ in touched):
            if self.asked:
                self.stale = True
            else:
                self._look()

    def scope(self, period: str) -> Scope:
        """A period, whole."""
        return Scope(*periods.named(period, self.desk.today()))

    def _look(self) -> None:
        """Look at the chosen period aside; a look at another one gives way."""
        self.asked = asked = self.period.value
        self.stale = False
        self.again.hide()
        scope = self.scope(asked)

        def work(report: Report) -> Sweep:
            def told(done: int, total: int) -> None:
                if asked != self.asked:
                    raise Cancelled
                report(done, total)

            with self.desk.watching(told) as watched:
                return self.desk.look(radar.sweep, self.desk.shelf.log, scope, report=watched)

        self.frame.jobs.run(
            work, partial(self._seen, asked), failed=partial(self._not_seen, asked),
            title=say("radar.looking"),
        )  # fmt: skip

    def _not_seen(self, asked: str, why: Exception) -> None:
        """Stopped: what was found before stands, under its own period."""
        if not isinstance(why, Cancelled):
            self.asked = ""
            self.frame.jobs.sorrow.emit(why)
        elif asked == self.asked:
            self.asked = ""
            if self.found is not None:
                self.period.blockSignals(True)
                self.period.choose(self.shown)
                self.period.blockSignals(False)
            key = "radar.stopped" if self.found is None else "radar.stopped_before"
            self.told.setText(say(key))
            self.again.show()

    def _seen(self, asked: str, found: Sweep) -> None:
        if asked != self.asked:
            return  # another period was chosen meanwhile
        self.asked, self.shown = "", asked
        self.bar.setEnabled(True)
        at = self.view.current()
        self.found = found
        self.lines.load(found.spots)
        self.rooms.load(found.rooms)
        self.ranking.setVisible(self.centre)
        if isinstance(at, Spot):
            ids = [one.echo.case_id for one in found.spots]
            self.view.mark(ids.index(at.echo.case_id) if at.echo.case_id in ids else 0)
        elif found.spots:
            self.view.mark(0)
        self._show_marked()
        if self.stale:
            self._look()

    def _show_marked(self) -> None:
        line = self.view.current()
        here = isinstance(line, Spot)
        if self.found is not None:
            told = say("radar.told", count=self.found.count, cases=self.found.cases)
            marked = say("radar.marked", why=radar_list.why(line.echo.why)) if here else ""
            self.told.setText("　".join(filter(None, (told, marked))))
        self.earlier.setEnabled(here)
        self.is_one.setEnabled(here and not line.linked)
        self.is_none.setEnabled(here and line.linked)

    def _open(self, line: Spot) -> None:
        self.frame.go("case", line.echo.case_id)

    def _open_earlier(self) -> None:
        self.frame.go("case", self.view.current().echo.earlier_id)

    def _link(self, *, say_so: bool) -> None:
        one: Spot = self.view.current()
        self.desk.do(radar.link, one.echo.case_id, one.echo.earlier_id if say_so else None)
        key = "radar.linked_told" if say_so else "radar.unlinked_told"
        self.frame.notices.say(say(key, number=one.file_no, earlier=one.earlier_no), "good")

    def _listing(self) -> Listing:
        make = radar_list.ranking if self.kind.value == "rooms" else radar_list.listing
        today: dt.date = self.desk.today()
        return self.desk.look(make, self.desk.shelf.log, self.scope(self.shown), today, self.found)


def _colour(one: Spot) -> str:
    return MEANINGS[one.echo.colour]


def _share(one: Standing) -> str:
    return "bad" if one.red else ""
