"""帮手: who may be asked, and what was asked in all cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.desk import grid, help_registers, helpers
from app.desk.helpers import Help, Helper
from app.ui.kit import flow, page
from app.ui.kit.listing_bar import ListingBar
from app.ui.kit.pick import Pick
from app.ui.kit.record_table import Column, RecordTable, table_view
from app.ui.kit.typed import show_day
from app.ui.screens.case_parts.wording import code_words
from app.ui.screens.duty_parts.duty_part import DutyPart
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.rules.listing import Listing
    from app.ui.screen import Frame


class HelpersPart(DutyPart):
    """The pool, those of a chosen village first; below it the register."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__(desk, frame)
        self.place = Pick("help.place")
        self.place.currentIndexChanged.connect(self._load)
        self.people = page.button("help.enter", self._enter, role="flat", icon="people")
        self.bar = ListingBar(desk, frame, self._contacts)
        self.column.addLayout(
            page.row(
                page.label(say("help.place"), "label", wrap=False),
                self.place,
                self.people,
                None,
                self.bar,
            )
        )
        self.pool = RecordTable(
            (
                Column("help.name", lambda one: one.name, width=170),
                Column("help.as", _role, width=170),
                Column("person.phone", lambda one: one.phone, width=170),
                Column("help.where", lambda one: one.place, stretch=1),
            )
        )
        above = table_view(self.pool)
        above.setObjectName("duty.pool")
        above.setAccessibleName(say("help.pool"))
        self.column.addWidget(above, 1)
        self.heading = page.label("", "heading", wrap=False)
        self.register_bar = ListingBar(desk, frame, self._register)
        self.column.addLayout(flow.row(self.heading, None, self.register_bar))
        self.asked = RecordTable(
            (
                Column("assistance.asked_on", lambda one: show_day(one.asked_on), width=150),
                Column("help.name", lambda one: one.name, width=140),
                Column(
                    "assistance.help_kind",
                    lambda one: code_words("help_kind", one.help_kind),
                    width=130,
                ),
                Column("case.file_no", lambda one: one.file_no, width=220),
                Column(
                    "assistance.told",
                    _told,
                    stretch=1,
                    meaning=lambda x: "" if x.answered_on else "warn",
                ),
            )
        )
        below = table_view(self.asked, lambda one: frame.go("case", one.case_id))
        below.setObjectName("duty.assistance")
        below.setAccessibleName(say("help.register"))
        self.column.addWidget(below, 1)

    def show_part(self) -> None:
        self.place.offer((("", say("help.everywhere")), *self.desk.look(grid.options, self.log)))
        self._load()

    def _load(self) -> None:
        found = self.desk.look(helpers.pool, self.log, self.desk.today(), self.place.value or None)
        self.pool.load(found)
        asked = self.desk.look(helpers.register, self.log, None, None)
        self.asked.load(asked)
        waits = sum(1 for one in asked if not one.answered_on)
        self.heading.setText(say("help.count", count=len(asked), open=waits))

    def _enter(self) -> None:
        self.frame.go("grid")

    def _contacts(self) -> Listing:
        return self.desk.look(
            help_registers.contact_listing, self.log, self.desk.today(), self.place.value or None
        )

    def _register(self) -> Listing:
        return self.desk.look(help_registers.help_listing, self.log, None, None)


def _role(one: Helper) -> str:
    return code_words("post_role", one.role) or code_words("unit_kind", one.unit_kind)


def _told(one: Help) -> str:
    return one.told.replace("\n", " ") if one.answered_on else say("help.waits", asked=one.asked)
