"""走访: how each occasion stands, a call written down with its ticks, the diary."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QVBoxLayout

from app import clock
from app.codes import code_list
from app.desk import calls, field_registers, practice
from app.desk.calls import Line
from app.desk.sweeps_due import when_words
from app.records import HomeCall
from app.ui import theme
from app.ui.kit import household_editor, page
from app.ui.kit.field_form import FieldForm
from app.ui.kit.listing_bar import ListingBar
from app.ui.kit.pick import Pick
from app.ui.kit.record_table import Column
from app.ui.kit.typed import show_day
from app.ui.screens.meeting_parts.field_part import FieldPart
from app.ui.screens.meeting_parts.month_table import MonthTable
from app.words import language, say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.rules.listing import Listing
    from app.ui.screen import Frame

NAMES = ("occasion", "on_day", "place_id", "household_id", "whom", "by_person_id", "ticks", "told")


class CallPart(FieldPart):
    """A household is picked; whom and where it is follows."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__(desk, frame)
        area, self.sheet = page.sheet()
        self.sheet.setContentsMargins(0, 0, 6, 0)
        self.sheet.setSpacing(10)
        self.column.addWidget(area)
        card, inner = page.card()
        inner.setContentsMargins(14, 8, 14, 10)
        self.rounds = QVBoxLayout()
        inner.addLayout(self.rounds)
        self.which = Pick("calling.which")
        self.round = ListingBar(desk, frame, self._round)
        label = page.label(say("calling.round"), "label", wrap=False)
        inner.addLayout(page.row(label, self.which, None, self.round))
        self.sheet.addWidget(card)
        self._lay_out_form()
        self._lay_out_diary()

    def _lay_out_form(self) -> None:
        card, inner = page.card()
        inner.setContentsMargins(14, 8, 14, 10)
        self.form = FieldForm(
            HomeCall, NAMES, columns=1 if theme.is_large() else 3, label_width=84, wide=("told",)
        )
        self.form.shorten("told", 2)
        household_editor.ask(self.form, self.desk)
        inner.addWidget(self.form)
        self.meant = page.label("", "quiet")
        self.meant.setObjectName("calling.meant")
        inner.addWidget(self.meant)
        self.matter = QCheckBox(say("calling.to_matter"))
        self.matter.setObjectName("calling.to_matter")
        self.keep = page.button("calling.keep", self._keep, role="primary", icon="add")
        inner.addLayout(page.row(self.keep, self.matter, None))
        self.sheet.addWidget(card)
        self._begin()

    def _lay_out_diary(self) -> None:
        log, look = self.log, self.desk.look
        columns = (
            Column("home_call.on_day", lambda x: show_day(x.on_day), width=150),
            Column("home_call.occasion", lambda x: occasion_words(x.occasion), width=130),
            Column("home_call.place_id", lambda x: x.place.split(" > ")[-1], width=130),
            Column("home_call.whom", lambda x: x.whom, width=90, privacy="name"),
            Column("home_call.ticks", _ticks, width=200),
            Column("home_call.told", lambda x: x.told.replace("\n", " "), stretch=1),
            Column("calling.found", lambda x: x.found or "", width=90),
        )
        self.lines = MonthTable(
            self.desk, self.frame, HomeCall, columns, partial(look, calls.listing, log), self._diary
        )
        self.whole = QCheckBox(say("matters.lists_whole"))
        self.whole.setObjectName("calling.whole")
        self.lines.begin_with(None, self.whole)
        self.lines.table.mask(True)
        self.lines.view.setObjectName("calling.lines")
        self.lines.view.setAccessibleName(say("talks.part.calls"))
        self.lines.marked.connect(self._marked)
        self.make = page.button("calling.make_matter", self._make, icon="forward")
        self.lines.end_with(self.make, None)
        self.sheet.addWidget(self.lines, 1)

    def show_part(self) -> None:
        self.offer(self.form, ("place_id", "by_person_id"))
        way = self.desk.look(practice.standing, self.log)
        meant = [
            f"{x.label(language())}：{'、'.join(way.ticks[x.code])}"
            for x in code_list("call_tick") if x.code in way.ticks
        ]  # fmt: skip
        self.meant.setText("　".join(meant))
        self.meant.setVisible(bool(meant))
        self._show_rounds()
        self.lines.load()

    def lead_to(self, what: str) -> None:
        self._begin(what)

    def _show_rounds(self) -> None:
        found = self.desk.look(
            calls.rounds, self.log, self.desk.today(), self.desk.calendar(), shown=0
        )
        page.clear(self.rounds)
        for x in found:
            told = calls.round_words(x, occasion_words(x.occasion), when_words(x.turn))
            late = x.turn.due < self.desk.today() and not x.calls
            self.rounds.addWidget(page.label(told, "warn" if late else "label"))
            if x.note:
                self.rounds.addWidget(page.label(x.note, "quiet"))
        if not found:
            self.rounds.addWidget(page.label(say("cli.call_no_round"), "quiet"))
        self.which.offer((x.occasion, occasion_words(x.occasion)) for x in found)
        self.round.setEnabled(bool(found))

    def _marked(self) -> None:
        self.make.setEnabled(self.lines.current() is not None)

    def _begin(self, occasion: str = "") -> None:
        self.form.forget()
        self.form.load(HomeCall(occasion=occasion or None, on_day=self.desk.today()))
        self.form.jump("household_id" if occasion else "occasion")

    def _keep(self) -> None:
        values = {name: self.form.value(name) for name in NAMES}
        made = self.desk.do(calls.record, self.log, values, self.desk.today())
        told = "calling.kept"
        if self.matter.isChecked():
            self.desk.do(calls.find_matter, self.log, clock.now(), made, {})
            told = "sweeping.matter_made"
        self.matter.setChecked(False)
        self._begin(values["occasion"] or "")
        self.lines.load()
        self.frame.notices.say(say(told), "good")

    def _make(self) -> None:
        line = self.lines.current()
        if isinstance(line, Line):
            self.desk.do(calls.find_matter, self.log, clock.now(), line.id, {})
            self.frame.notices.say(say("sweeping.matter_made"), "good")

    def _diary(self, since: dt.date, until: dt.date) -> Listing:
        return self.desk.look(
            field_registers.call_listing, self.log, since, until, whole=self.whole.isChecked()
        )

    def _round(self) -> Listing:
        on, calendar = self.desk.today(), self.desk.calendar()
        return self.desk.look(
            field_registers.round_listing, self.log, self.which.value, on, calendar
        )


def occasion_words(occasion: str) -> str:
    """周末之约."""
    return _label("call_occasion", occasion)


def _label(codes: str, code: str) -> str:
    return code_list(codes).label(code, language())


def _ticks(line: Line) -> str:
    return "、".join(_label("call_tick", one) for one in line.ticks)
