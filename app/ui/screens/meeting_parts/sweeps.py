"""排查: who has not reported, a sweep written down, what it found, and the register."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout

from app import clock
from app.desk import field_registers, sweeps, sweeps_due
from app.desk.sweeps import Line
from app.desk.sweeps_due import Owed
from app.records import Sweep
from app.rules.grid_tree import BETWEEN, told_apart
from app.ui import theme
from app.ui.kit import flow, page
from app.ui.kit.field_form import FieldForm
from app.ui.kit.listing_bar import ListingBar
from app.ui.kit.pick import Pick
from app.ui.kit.record_table import Column
from app.ui.kit.typed import show_day
from app.ui.screens.meeting_parts.field_part import FieldPart
from app.ui.screens.meeting_parts.month_table import MonthTable
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.rules.listing import Listing
    from app.ui.screen import Frame

NAMES = (
    "place_id", "sweep_kind", "from_on", "by_person_id", "households", "spots", "zero", "note",
)  # fmt: skip
OWED_SHOWN, GRIDS_SHOWN = 3, 6


class SweepPart(FieldPart):
    """One press reports zero for whoever found nothing."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__(desk, frame)
        area, self.sheet = page.sheet()
        self.sheet.setContentsMargins(0, 0, 6, 0)
        self.sheet.setSpacing(10)
        self.column.addWidget(area)
        card, inner = page.card()
        inner.setContentsMargins(14, 8, 14, 10)
        self.owed = QVBoxLayout()
        self.owed.setSpacing(0)
        inner.addLayout(self.owed)
        self.sheet.addWidget(card)
        self._lay_out_form()
        self._lay_out_register()

    def _lay_out_form(self) -> None:
        card, inner = page.card()
        inner.setContentsMargins(14, 8, 14, 10)
        self.form = FieldForm(
            Sweep, NAMES, columns=1 if theme.is_large() else 3, label_width=92, wide=("note",)
        )
        self.form.shorten("note", 1)
        inner.addWidget(self.form)
        self.keep = page.button("sweeping.keep", self._keep, role="primary", icon="add")
        self.zero = page.button("sweeping.zero", self._zero, icon="good")
        inner.addLayout(page.row(self.keep, self.zero, None))
        self.sheet.addWidget(card)
        self._begin()

    def _lay_out_register(self) -> None:
        log, look = self.log, self.desk.look
        columns = (
            Column("sweep.from_on", lambda x: show_day(x.from_on), width=150),
            Column("sweep.sweep_kind", lambda x: sweeps_due.kind_words(x.kind), width=120),
            Column("sweep.place_id", _where, stretch=1),
            Column("sweep.by_person_id", lambda x: x.who, width=90),
            Column("sweeping.found", lambda x: x.found or "", width=90),
            Column("sweep.zero", lambda x: say("kit.yes") if x.zero else "", width=80),
            Column("sweeping.doubt", _doubt, width=260, meaning=lambda _: "warn"),
        )
        self.lines = MonthTable(
            self.desk, self.frame, Sweep, columns, partial(look, sweeps.listing, log),
            lambda since, until: look(field_registers.sweep_listing, log, since, until),
        )  # fmt: skip
        self.lines.view.setObjectName("sweeping.lines")
        self.lines.view.setAccessibleName(say("talks.part.sweeps"))
        self.lines.marked.connect(self._marked)
        self.told = QLineEdit()
        self.told.setObjectName("sweeping.told")
        self.told.setAccessibleName(say("sweeping.told"))
        self.told.setPlaceholderText(say("sweeping.told"))
        self.told.returnPressed.connect(self._find)
        self.spawn = page.button("sweeping.find", self._find, icon="add")
        self.lines.end_with(self.told, self.spawn)
        self.sheet.addWidget(self.lines, 1)
        self.which = Pick("sweeping.which")
        self.report = ListingBar(self.desk, self.frame, self._report)
        self.report_line = page.row(
            page.label(say("sweeping.report"), "label", wrap=False), self.which, None, self.report
        )
        self.sheet.addLayout(self.report_line)

    def show_part(self) -> None:
        self.offer(self.form, ("place_id", "by_person_id"))
        self._show_owed()
        self.lines.load()

    def lead_to(self, what: str) -> None:
        self._begin(kind=what)

    def _show_owed(self) -> None:
        calendar = self.desk.calendar()
        owed = self.desk.look(sweeps_due.owed, self.log, self.desk.today(), calendar)
        page.clear(self.owed)
        for one in owed[-OWED_SHOWN:]:
            facts = {"kind": sweeps_due.kind_words(one.kind), "when": sweeps_due.when_words(one.turn),
                     "count": len(one.missing), "asked": one.asked}  # fmt: skip
            role = "warn" if one.late else "label"
            told = page.label(say("cli.sweep_missing", **facts), role, wrap=False)
            rest = page.button("sweeping.rest_zero", partial(self._rest_zero, one), role="flat")
            self.owed.addLayout(page.row(told, None, rest))
            names = told_apart([path for _, path in one.missing])
            grids = [
                _grid(name, path, partial(self._begin, place=grid, kind=one.kind))
                for (grid, path), name in zip(one.missing[:GRIDS_SHOWN], names, strict=False)
            ]
            more = len(one.missing) - len(grids)
            left = (
                [page.label(say("sweeping.more", count=more), "quiet", wrap=False)] if more else []
            )
            self.owed.addLayout(flow.row(*grids, *left))
        if not owed:
            self.owed.addWidget(page.label(say("cli.sweep_whole"), "good"))
        rhythms = self.desk.look(sweeps_due.kinds, self.log)
        self.which.offer((x, sweeps_due.kind_words(x)) for x in rhythms)

    def _marked(self) -> None:
        is_one = self.lines.current() is not None
        for widget in (self.told, self.spawn):
            widget.setEnabled(is_one)

    def _begin(self, *, place: str = "", kind: str = "") -> None:
        """An empty form, with what is known of the sweep."""
        told = Sweep(place_id=place or None, sweep_kind=kind or None, from_on=self.desk.today())
        self.form.forget()
        self.form.load(told)
        self.form.jump("households" if place else "place_id")

    def _values(self) -> dict[str, object]:
        return {name: self.form.value(name) for name in NAMES}

    def _keep(self) -> None:
        kept = self.desk.do(sweeps.record, self.log, self._values(), self.desk.today())
        kind = self.form.value("sweep_kind") or ""
        self._begin(kind=kind)
        self.lines.load()
        self.lines.mark(kept)
        self.frame.notices.say(say("sweeping.kept"), "good")

    def _zero(self) -> None:
        """零报告 with one press."""
        values = {**self._values(), "zero": True}
        self.desk.do(sweeps.record, self.log, values, self.desk.today())
        self._begin(kind=self.form.value("sweep_kind") or "")
        self.frame.notices.say(say("cli.sweep_zeros", count=1), "good")

    def _rest_zero(self, one: Owed) -> None:
        day = min(max(self.desk.today(), one.turn.first), one.turn.last)
        grids = [grid for grid, _ in one.missing]
        count = self.desk.do(sweeps.report_zero, self.log, one.kind, day, grids, self.desk.today())
        self.frame.notices.say(say("cli.sweep_zeros", count=count), "good")

    def _find(self) -> None:
        line, told = self.lines.current(), self.told.text().strip()
        if not isinstance(line, Line) or not told:
            return
        self.desk.do(sweeps.find_matter, self.log, clock.now(), line.id, {"told": told})
        self.told.clear()
        self.frame.notices.say(say("sweeping.matter_made"), "good")

    def _report(self) -> Listing:
        on, calendar = self.desk.today(), self.desk.calendar()
        return self.desk.look(
            field_registers.report_listing, self.log, self.which.value, on, calendar
        )


def _grid(name: str, path: str, pressed: Callable[[], object]) -> QPushButton:
    told = page.button("sweeping.grid", pressed, role="flat")
    told.setText(name)
    told.setToolTip(path)
    return told


def _where(line: Line) -> str:
    """The grid and what it lies in; at a centre with its room."""
    return "　".join(filter(None, (line.room, " ".join(line.place.split(BETWEEN)[-2:]))))


def _doubt(line: Line) -> str:
    return "；".join(say(key) for key in line.findings)
