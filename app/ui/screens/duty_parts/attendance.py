"""考勤: how often each sat in a month, and every time somebody was late or did not come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import clock
from app.desk import duty_registers, signing_in
from app.desk.roster import Seat
from app.ui.kit import flow, page
from app.ui.kit.listing_bar import ListingBar
from app.ui.kit.month_line import MonthLine
from app.ui.kit.record_table import Column, RecordTable, table_view
from app.ui.kit.typed import show_day
from app.ui.screens.duty_parts.duty_part import DutyPart
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.rules.listing import Listing
    from app.ui.screen import Frame

COUNTS = ("due", "came", "late", "early", "absent", "stood_in")


class AttendancePart(DutyPart):
    """Figures above, the single days below."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__(desk, frame)
        self.month = MonthLine(desk.today())
        self.month.changed.connect(self.show_part)
        self.bar = ListingBar(desk, frame, self._listing)
        self.column.addLayout(flow.row(self.month, None, self.bar))
        self.figures = RecordTable(
            (
                Column("duty.name", lambda one: one.name, stretch=1),
                Column("duty.count.due", lambda one: one.due, width=110, figure=True),
                Column("duty.count.came", lambda one: one.came, width=110, figure=True),
                Column("duty.count.late", lambda one: one.late, width=100, figure=True),
                Column("duty.count.early", lambda one: one.early, width=100, figure=True),
                Column("duty.count.absent", lambda one: one.absent, width=100, figure=True),
                Column("duty.count.stood_in", lambda one: one.stood_in, width=100, figure=True),
                Column(
                    "duty.count.hours", lambda one: round(one.minutes / 60), width=110, figure=True
                ),
            )
        )
        above = table_view(self.figures)
        above.setObjectName("duty.figures")
        above.setAccessibleName(say("duty.part.attendance"))
        self.column.addWidget(above, 1)
        self.heading = page.label("", "heading")
        self.column.addWidget(self.heading)
        self.wrong = RecordTable(
            (
                Column("shift.on_day", lambda one: show_day(one.day), width=170),
                Column("duty.name", lambda one: one.name, width=150),
                Column("duty.how", _how, width=130, meaning=lambda _: "warn"),
                Column(
                    "shift.in_at", lambda one: f"{one.in_at:%H:%M}" if one.in_at else "", width=110
                ),
                Column(
                    "shift.out_at",
                    lambda one: f"{one.out_at:%H:%M}" if one.out_at else "",
                    width=110,
                ),
                Column("shift.remark", lambda one: one.remark, stretch=1),
            )
        )
        below = table_view(self.wrong)
        below.setObjectName("duty.wrong_days")
        below.setAccessibleName(say("duty.wrong_days"))
        self.column.addWidget(below, 1)

    def show_part(self) -> None:
        span = (self.month.first, self.month.last, clock.now())
        self.figures.load(self.desk.look(signing_in.figures, self.log, *span))
        wrong = self.desk.look(signing_in.attendance_of, self.log, *span)
        self.wrong.load(wrong)
        self.heading.setText(say("duty.wrong_count", count=len(wrong)))

    def _listing(self) -> Listing:
        return self.desk.look(
            duty_registers.attendance_listing,
            self.log,
            self.month.first,
            self.month.last,
            clock.now(),
        )


def _how(one: Seat) -> str:
    return say(f"duty.state.{one.state}")
