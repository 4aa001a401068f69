"""值班表: a line a day; the marked day below with the keys that change it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from app import clock
from app.desk import duty_registers, edit, roster, signing_in, staff
from app.desk.roster import Month, Seat
from app.records import Shift
from app.rules.roster import first_to_plan
from app.ui import theme
from app.ui.kit import flow, page
from app.ui.kit.listing_bar import ListingBar
from app.ui.kit.month_line import MonthLine
from app.ui.kit.pick import Pick
from app.ui.kit.record_table import Column, RecordTable, table_view
from app.ui.kit.typed import weekday
from app.ui.screens.case_parts.wording import code_words
from app.ui.screens.duty_parts.duty_part import DutyPart
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.rules.listing import Listing
    from app.rules.roster import Sitting
    from app.ui.screen import Frame


@dataclass(frozen=True)
class Day:
    """One line of the table."""

    id: str
    day: dt.date
    people: str
    units: str
    wrong: str


class RosterPart(DutyPart):
    """A month proposed, put down, changed by hand."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__(desk, frame)
        self.month = MonthLine(desk.today())
        self.month.changed.connect(self._other_month)
        self.found: Month | None = None
        self.dealt: list[Sitting] = []
        self.plan = page.button("duty.plan", self._plan, icon="calendar")
        self.put = page.button("duty.put_down", self._put, role="primary", icon="good")
        self.drop_plan = page.button("duty.not_put", self._forget_plan)
        self.tidy = page.button("duty.tidy", self._tidy, role="warn_flat")
        self.bar = ListingBar(desk, frame, self._listing)
        for press in (self.put, self.drop_plan, self.tidy):
            press.hide()
        self.column.addLayout(
            flow.row(self.month, self.plan, self.put, self.drop_plan, self.tidy, None, self.bar)
        )
        self.told = page.label("", "warn")
        self.told.setObjectName("duty.roster_told")
        self.column.addWidget(self.told)
        self.table = RecordTable(
            (
                Column("shift.on_day", _day_words, width=150),
                Column(
                    "duty.people", lambda line: line.people, width=210 if theme.is_large() else 300
                ),
                Column("duty.units", lambda line: line.units, stretch=1),
                Column("duty.wrong", lambda line: line.wrong, width=180, meaning=lambda _: "warn"),
            )
        )
        self.view = table_view(self.table)
        self.view.setObjectName("duty.roster")
        self.view.setAccessibleName(say("duty.part.roster"))
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._show_day())
        self.column.addWidget(self.view, 1)
        self._lay_out_day()

    def _lay_out_day(self) -> None:
        card, inner = page.card()
        inner.setContentsMargins(14, 8, 14, 10)
        self.day = page.label("", "heading", wrap=False)
        self.seat = Pick("duty.seat")
        self.who = Pick("duty.who")
        self.other = Pick("duty.other")
        self.seat.currentIndexChanged.connect(lambda _place: self._offer_others())
        self.why = QLineEdit()
        self.why.setObjectName("duty.why")
        self.why.setAccessibleName(say("duty.why"))
        self.why.setPlaceholderText(say("duty.why"))
        self.sign = page.button("duty.sign_seat", self._sign)
        self.remove = page.button("duty.remove", self._remove, role="flat", icon="void")
        self.stand = page.button("duty.stand", self._stand_in)
        self.add = page.button("duty.add", self._add, icon="add")
        self.swap = page.button("duty.swap", self._swap)
        self.lead = page.button("duty.lead", self._lead)
        first = page.row(self.day, self.seat, self.sign, self.lead, self.why, self.remove)
        first.setStretch(1, 2)
        first.setStretch(4, 2)
        inner.addLayout(first)
        second = page.row(self.who, self.stand, self.add, self.other, self.swap)
        second.setStretch(0, 2)
        second.setStretch(3, 3)
        inner.addLayout(second)
        self.column.addWidget(card)

    def show_part(self) -> None:
        marked = self._marked()
        self.found = self.desk.look(
            roster.month, self.log, self.month.first, self.desk.calendar(), clock.now()
        )
        names = self.desk.look(staff.names, [one.who for one in self.dealt])
        lines = [self._line(day, names) for day in _days(self.found, self.dealt)]
        self.table.load(lines)
        self.put.setVisible(bool(self.dealt))
        self.drop_plan.setVisible(bool(self.dealt))
        self.plan.setVisible(not self.dealt)
        self.tidy.setVisible(any(one.double for one in self.found.seats))
        self.who.offer(self.members())
        self._tell()
        day = marked or self.desk.today()
        place = next((n for n, line in enumerate(lines) if line.day >= day), 0)
        self.view.mark(place)
        self._show_day()

    def _line(self, day: dt.date, names: dict[str, str]) -> Day:
        assert self.found is not None
        sat = [one for one in self.found.on(day) if one.counts]
        people = [_seat_words(one) for one in sat if not one.who.startswith("unit/")]
        units = [_seat_words(one) for one in sat if one.who.startswith("unit/")]
        for one in self.dealt:
            if one.day == day:
                told = say("duty.only_proposed", name=names.get(one.who, ""))
                (units if one.who.startswith("unit/") else people).append(told)
        return Day(day.isoformat(), day, "、".join(people), "、".join(units), self._wrong(day))

    def _wrong(self, day: dt.date) -> str:
        assert self.found is not None
        told = []
        proposed = sum(1 for x in self.dealt if x.day == day and not x.who.startswith("unit/"))
        missing = self.found.short(day) - proposed
        if missing > 0:
            told.append(say("duty.gap", count=missing))
        if kinds := self.found.units_short(day):
            given = sum(1 for x in self.dealt if x.day == day and x.who.startswith("unit/"))
            if given < len(kinds):
                told.append("、".join(code_words("unit_kind", kind) for kind in kinds))
        told += [say("duty.on_leave", name=x.name) for x in self.found.on_leave if x.day == day]
        told += [say("duty.gone", name=x.name) for x in self.found.gone if x.day == day]
        return "；".join(told)

    def _tell(self) -> None:
        assert self.found is not None
        told = []
        if self.dealt:
            told.append(say("duty.plan_told", count=len(self.dealt)))
        if self.found.missing_year:
            told.append(say("today.missing_year", year=self.found.missing_year))
        if any(one.double for one in self.found.seats):
            told.append(say("duty.double_told"))
        if not self.found.seats and not self.dealt:
            told.append(say("duty.nothing_put", a_day=self.found.duty.a_day))
        self.told.setText("\n".join(told))
        self.told.setVisible(bool(told))

    def _marked(self) -> dt.date | None:
        line = self.view.current()
        return line.day if isinstance(line, Day) else None

    def _show_day(self) -> None:
        day = self._marked()
        if self.found is None or day is None:
            return
        self.day.setText(say("duty.day", month=day.month, day=day.day, weekday=weekday(day)))
        sat = [one for one in self.found.on(day) if one.counts]
        sat.sort(key=lambda one: one.who.startswith("unit/"))
        self.seat.offer((one.id, _seat_words(one)) for one in sat)
        self._offer_others()
        is_today = day == self.desk.today()
        for press in (self.remove, self.stand, self.lead):
            press.setEnabled(bool(sat))
        self.sign.setEnabled(bool(sat) and is_today)

    def _offer_others(self) -> None:
        """With whom the chosen shift may be swapped: persons with persons, units with units, what is still to come."""
        assert self.found is not None
        own = next((one for one in self.found.seats if one.id == self.seat.value), None)
        others = [
            one for one in self.found.seats
            if own is not None and one.counts and not one.in_at and one.day >= self.desk.today()
            and one.day != own.day and one.who != own.who
            and one.who.startswith("unit/") == own.who.startswith("unit/")
        ]  # fmt: skip
        self.other.offer(
            (one.id, say("duty.other_seat", month=one.day.month, day=one.day.day, name=one.name))
            for one in others
        )
        self.swap.setEnabled(bool(others))

    # the keys

    def _plan(self) -> None:
        first = first_to_plan(self.month.first, self.desk.today())
        self.dealt = self.desk.look(roster.propose, self.log, first, self.desk.calendar())
        if not self.dealt:
            self.frame.notices.say(say("duty.nothing_to_plan"))
        self.show_part()

    def _put(self) -> None:
        dealt, self.dealt = self.dealt, []
        count = self.desk.do(roster.put, self.log, dealt)
        self.frame.notices.say(say("duty.put", count=count), "good")
        self.show_part()

    def _forget_plan(self) -> None:
        self.dealt = []
        self.show_part()

    def _other_month(self) -> None:
        self.dealt = []
        self.show_part()

    def _tidy(self) -> None:
        count = self.desk.do(roster.tidy, self.log, self.month.first, self.month.last)
        self.frame.notices.say(say("duty.tidied", count=count), "good")

    def _sign(self) -> None:
        self.desk.do(signing_in.sign, self.log, clock.now(), self.seat.value)

    def _remove(self) -> None:
        self.desk.do(edit.void, Shift, self.seat.value, self.why.text() or say("duty.by_hand"))
        self.why.clear()

    def _lead(self) -> None:
        self.desk.do(roster.lead, self.seat.value)

    def _stand_in(self) -> None:
        self.desk.do(roster.stand_in, self.log, self.seat.value, self.who.value, self.why.text())
        self.why.clear()

    def _add(self) -> None:
        day = self._marked()
        if day is not None:
            self.desk.do(roster.put_one, self.log, day, self.who.value)

    def _swap(self) -> None:
        self.desk.do(roster.swap, self.log, self.seat.value, self.other.value)

    def _listing(self) -> Listing:
        return self.desk.look(
            duty_registers.roster_listing,
            self.log,
            self.month.first,
            self.desk.calendar(),
            clock.now(),
        )


def _days(found: Month, dealt: list[Sitting]) -> list[dt.date]:
    return sorted({*found.days, *(one.day for one in found.seats), *(one.day for one in dealt)})


def _day_words(line: Day) -> str:
    return say("duty.day", month=line.day.month, day=line.day.day, weekday=weekday(line.day))


def _seat_words(one: Seat) -> str:
    """孟广田 (8:20–17:00), 替 苗秀兰, 迟到."""
    name = (
        say("duty.in_place_of", name=one.name, other=one.stands_in_for)
        if one.stands_in_for
        else one.name
    )
    told = [say("duty.gone_mark")] if one.gone else []
    if one.lead:
        told.append(say("shift.lead"))
    if one.in_at:
        told.append(f"{one.in_at:%H:%M}" + (f"–{one.out_at:%H:%M}" if one.out_at else ""))
    signs = (
        not one.who.startswith("unit/") or one.in_at is not None
    )  # a unit may sit and never sign
    if signs and one.state in {"late", "early", "absent", "not_yet", "no_out"}:
        told.append(say(f"duty.state.{one.state}"))
    return f"{name}（{'，'.join(told)}）" if told else name
