"""请假销假: asked for above, who is away below."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from app import clock
from app.desk import duty_registers, edit, leaves, roster
from app.desk.leaves import Line
from app.records import Leave
from app.ui.kit import flow, page
from app.ui.kit.field_form import FieldForm
from app.ui.kit.listing_bar import ListingBar
from app.ui.kit.pick import Pick
from app.ui.kit.record_table import Column, RecordTable, table_view
from app.ui.kit.typed import show_day
from app.ui.kit.void_reason import VoidReason
from app.ui.screens.duty_parts.duty_part import DutyPart
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.rules.listing import Listing
    from app.ui.screen import Frame

NAMES = ("from_on", "until_on", "reason", "approved_by")
MEANING = {"not_back": "bad", "away": "warn", "back": "quiet"}


class LeavePart(DutyPart):
    """Mediators and village cadres alike."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__(desk, frame)
        card, inner = page.card()
        inner.setContentsMargins(14, 8, 14, 10)
        self.who = Pick("leave.who")
        self.ask = page.button("leave.ask", self._ask, role="primary", icon="add")
        line = page.row(page.label(say("leave.who"), "label", wrap=False), self.who, None, self.ask)
        inner.addLayout(line)
        self.form = FieldForm(Leave, NAMES, label_width=96)
        inner.addWidget(self.form)
        self.column.addWidget(card)
        self.back = page.button("leave.come_back", self._come_back, icon="good")
        self.strike = VoidReason("leave")
        self.strike.given.connect(self._remove)
        self.remove = page.button("kit.remove", self.strike.ask, role="flat", icon="void")
        self.bar = ListingBar(desk, frame, self._listing)
        self.column.addLayout(flow.row(self.back, self.remove, None, self.bar))
        self.column.addWidget(self.strike)
        self.table = RecordTable(
            (
                Column("leave.name", lambda line: line.name, width=120),
                Column("leave.from_on", lambda line: show_day(line.from_on), width=150),
                Column("leave.until_on", lambda line: show_day(line.until_on), width=150),
                Column("leave.days", lambda line: line.days, width=70),
                Column(
                    "leave.state", _state, width=120, meaning=lambda x: MEANING.get(x.state, "")
                ),
                Column("leave.reason", lambda line: line.reason, stretch=1),
                Column("leave.approved_by", lambda line: line.approved_by, width=110),
            )
        )
        self.view = table_view(self.table)
        self.view.setObjectName("duty.leaves")
        self.view.setAccessibleName(say("duty.part.leave"))
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._show_marked())
        self.column.addWidget(self.view, 1)

    def show_part(self) -> None:
        self.who.offer(self.members("mediator", "person"))
        since, until = self._year()
        self.table.load(self.desk.look(leaves.lines, self.log, self.desk.today(), since, until))
        self.view.mark(0)
        self._show_marked()

    def _year(self) -> tuple[dt.date, dt.date]:
        year = self.desk.today().year
        return dt.date(year, 1, 1), dt.date(year, 12, 31)

    def _show_marked(self) -> None:
        line = self.view.current()
        self.back.setEnabled(isinstance(line, Line) and line.state in {"away", "not_back"})
        self.remove.setEnabled(isinstance(line, Line))

    def _ask(self) -> None:
        values = {name: self.form.value(name) for name in NAMES}
        leave = self.desk.do(leaves.ask, self.log, self.who.value, values)
        self.form.forget()
        hit = self.desk.look(roster.hit_by_leave, self.log, leave, clock.now())
        if hit:
            days = "、".join(show_day(one.day) for one in hit)
            told = say("leave.hits_duty", name=hit[0].name, count=len(hit), days=days)
            self.frame.notices.say(told, "warn", stay=True)
        self.show_part()

    def _come_back(self) -> None:
        line = self.view.current()
        if isinstance(line, Line):
            self.desk.do(leaves.come_back, line.id, self.desk.today())
            self.frame.notices.say(say("leave.back", name=line.name, day=self.desk.today()), "good")

    def _remove(self, reason: str) -> None:
        line = self.view.current()
        if isinstance(line, Line):
            self.desk.do(edit.void, Leave, line.id, reason)

    def _listing(self) -> Listing:
        return self.desk.look(
            duty_registers.leave_listing, self.log, self.desk.today(), *self._year()
        )


def _state(line: Line) -> str:
    return say(f"leave.state.{line.state}")
