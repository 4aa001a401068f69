"""荣誉: titles given by the ranking or by hand, and the decision on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from app.desk import edit, merit, merit_papers
from app.desk.merit import Told
from app.records import Honour
from app.rules.merit import first
from app.ui.kit import flow, page
from app.ui.kit.listing_bar import ListingBar
from app.ui.kit.pick import Pick
from app.ui.kit.record_table import Column, RecordTable, table_view
from app.ui.kit.typed import show_day
from app.ui.kit.void_reason import VoidReason
from app.ui.screens.duty_parts.duty_part import DutyPart
from app.ui.screens.merit_parts.figures import PERIODS
from app.ui.screens.split import period
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.rules.listing import Listing
    from app.ui.screen import Frame

MOST = 20


class HonoursPart(DutyPart):
    """The best of a period get a title by one key; who shares the last place gets it too."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__(desk, frame)
        card, inner = page.card()
        inner.setContentsMargins(14, 8, 14, 10)
        self.prize = Pick("honour.prize")
        self.prize.currentIndexChanged.connect(lambda _place: self._name_prize())
        self.title = _line("honour.title")
        self.period = Pick("split.period", ((one, say(f"split.{one}")) for one in PERIODS))
        self.many = Pick(
            "honour.many", ((str(n), say("honour.first", count=n)) for n in range(1, MOST + 1))
        )
        self.best = page.button("honour.best", self._best, role="primary", icon="good")
        self.who = Pick("honour.who")
        self.why = _line("honour.reason")
        one = page.button("honour.one", self._one, icon="add")
        upper = page.row(self.prize, self.title, self.period, self.many, self.best)
        upper.setStretch(0, 2)
        upper.setStretch(1, 3)
        inner.addLayout(upper)
        lower = page.row(self.who, self.why, one)
        lower.setStretch(1, 4)
        inner.addLayout(lower)
        self.column.addWidget(card)
        self.look = page.button("honour.paper", self._paper, icon="paper")
        self.strike = VoidReason("honour")
        self.strike.given.connect(self._remove)
        self.remove = page.button("kit.remove", self.strike.ask, role="flat", icon="void")
        self.bar = ListingBar(desk, frame, self._listing)
        self.column.addLayout(flow.row(self.look, self.remove, None, self.bar))
        self.column.addWidget(self.strike)
        self.table = RecordTable(
            (
                Column("honour.year", lambda one: one.year, width=80),
                Column("honour.title", lambda one: one.title, width=180),
                Column("merit.name", lambda one: one.name, width=110),
                Column("honour.on_day", lambda one: show_day(one.on_day), width=130),
                Column("honour.why", lambda one: one.why, stretch=1),
            )
        )
        self.view = table_view(self.table, lambda _line: self._paper())
        self.view.setObjectName("merit.honours")
        self.view.setAccessibleName(say("merit.part.honours"))
        self.column.addWidget(self.view, 1)

    def show_part(self) -> None:
        self.who.offer(self.members("mediator", "person"))
        prizes = self.desk.look(merit.prizes, self.log)
        self.prize.offer((("", say("honour.other")), *((x.title, x.title) for x in prizes)))
        self._many = {x.title: x.many for x in prizes}
        if not self.title.text() and prizes:
            self.prize.choose(prizes[0].title)
        self.table.load(self.desk.look(merit.honours, self.log))
        self.view.mark(0)
        there = bool(self.table.rows)
        self.look.setEnabled(there)
        self.remove.setEnabled(there)

    def _name_prize(self) -> None:
        self.title.setText(self.prize.value)
        if self._many.get(self.prize.value):
            self.many.choose(str(self._many[self.prize.value]))

    def _best(self) -> None:
        since, until = period(self.period.value, self.desk.today())
        assert since is not None
        assert until is not None
        until = min(until, self.desk.today())
        ranked = first(merit.ranking(self.desk, since, until), int(self.many.value))
        given = []
        for one in ranked:
            told = {"title": self.title.text(), "why": merit_papers.reason(one, since, until)}
            given += self.desk.do(
                merit.honour, self.log, self.desk.today(), [one.figures.key], told
            )
        self._given(len(given))

    def _one(self) -> None:
        told = {"title": self.title.text(), "why": self.why.text()}
        given = self.desk.do(merit.honour, self.log, self.desk.today(), [self.who.value], told)
        self.why.clear()
        self._given(len(given))

    def _given(self, count: int) -> None:
        told = say("merit.given", title=self.title.text(), count=count)
        self.frame.notices.say(told, "good" if count else "told")
        self.show_part()

    def _remove(self, reason: str) -> None:
        line = self.view.current()
        if isinstance(line, Told):
            self.desk.do(edit.void, Honour, line.id, reason)

    def _paper(self) -> None:
        line = self.view.current()
        if isinstance(line, Told):
            self.paper.emit(self.desk.look(merit_papers.citation, self.log, line.id), line.title)

    def _listing(self) -> Listing:
        return self.desk.look(merit_papers.honour_listing, self.log)


def _line(key: str) -> QLineEdit:
    line = QLineEdit()
    line.setObjectName(key)
    line.setAccessibleName(say(key))
    line.setPlaceholderText(say(key))
    return line
