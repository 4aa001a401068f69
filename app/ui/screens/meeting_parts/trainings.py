"""学习培训: what was learnt, by whom, and the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.desk import edit, field_registers, trainings
from app.desk import room as rooms
from app.desk.trainings import Line
from app.records import Training
from app.ui import theme
from app.ui.kit import flow, page
from app.ui.kit.field_form import FieldForm
from app.ui.kit.listing_bar import ListingBar
from app.ui.kit.record_table import Column, RecordTable, table_view
from app.ui.kit.typed import show_day
from app.ui.kit.void_reason import VoidReason
from app.ui.screens.meeting_parts.field_part import FieldPart
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.rules.listing import Listing
    from app.ui.screen import Frame

ROWS = 4  # lines in sight at least
NAMES = ("on_day", "title", "hours", "others", "mediator_ids", "note")


class TrainingPart(FieldPart):
    """A form above, the year below."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__(desk, frame)
        area, sheet = page.sheet()
        sheet.setContentsMargins(0, 0, 6, 0)
        sheet.setSpacing(8)
        self.column.addWidget(area)
        card, inner = page.card()
        inner.setContentsMargins(14, 8, 14, 10)
        self.form = FieldForm(
            Training, NAMES, columns=1 if theme.is_large() else 2, label_width=100, wide=("note",)
        )
        self.form.shorten("note", 1)
        inner.addWidget(self.form)
        self.keep = page.button("talks.keep_training", self._keep, role="primary", icon="add")
        inner.addLayout(page.row(self.keep, None))
        sheet.addWidget(card)
        self.strike = VoidReason("training")
        self.strike.given.connect(self._remove)
        self.remove = page.button("kit.remove", self.strike.ask, role="flat", icon="void")
        self.bar = ListingBar(desk, frame, self._listing)
        self.count = page.label("", "quiet", wrap=False)
        sheet.addLayout(flow.row(self.count, None, self.remove, self.bar))
        sheet.addWidget(self.strike)
        self.table = RecordTable(
            (
                Column("training.on_day", lambda x: show_day(x.on_day), width=160),
                Column("training.title", lambda x: x.title, stretch=2),
                Column("training.hours", lambda x: x.hours or "", width=80),
                Column("training.mediator_ids", lambda x: "、".join(x.names), stretch=1),
                Column("talks.times", lambda x: x.times, width=90),
                Column("training.note", lambda x: x.note, width=220),
            )
        )
        self.view = table_view(self.table)
        self.view.setObjectName("talks.trainings")
        self.view.setAccessibleName(say("talks.part.trainings"))
        self.view.setMinimumHeight(theme.scaled(40) * ROWS)
        sheet.addWidget(self.view, 1)
        self.form.load(Training(on_day=desk.today()))

    def show_part(self) -> None:
        room = self.desk.look(rooms.own_room, self.log)
        staff = self.desk.look(rooms.mediators, room.id)
        self.form.set_options("mediator_ids", [(x.id, x.name or "") for x in staff])
        first = self.desk.today().replace(month=1, day=1)
        found = self.desk.look(trainings.listing, self.log, first)
        self.table.load(found)
        self.remove.setEnabled(bool(found))
        self.count.setText(
            say(
                "talks.trained",
                year=first.year,
                count=len(found),
                times=sum(x.times for x in found),
            )
        )

    def _keep(self) -> None:
        self.desk.do(trainings.record, self.log, {name: self.form.value(name) for name in NAMES})
        self.form.forget()
        self.form.load(Training(on_day=self.desk.today()))
        self.show_part()

    def _remove(self, reason: str) -> None:
        line = self.view.current()
        if isinstance(line, Line):
            self.desk.do(edit.void, Training, line.id, reason)

    def _listing(self) -> Listing:
        first = self.desk.today().replace(month=1, day=1)
        return self.desk.look(field_registers.training_listing, self.log, first, None)
