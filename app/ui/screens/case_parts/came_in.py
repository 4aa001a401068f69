"""来件与吹哨: how the case came in, on which lines, and which units were called for it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import clock
from app.codes import code_list
from app.desk import matters, whistles
from app.records import Matter
from app.ui.kit import page
from app.words import language, say

if TYPE_CHECKING:
    from app.desk.whistles import Line
    from app.ui.screens.case_parts.part import Part

ROLE = {True: "problem", False: ""}


class CameIn:
    """The card on a part; a press leads to the page 来件."""

    def __init__(self, part: Part) -> None:
        self.part, self.case = part, part.case
        self.holder = QWidget()
        self.lines = QVBoxLayout(self.holder)
        self.lines.setContentsMargins(0, 0, 0, 0)
        column = part.card(say("case_page.came_in"))
        column.addWidget(self.holder)
        self.blow = page.button("case_page.blow", self._blow, icon="told")
        column.addLayout(page.row(self.blow, None))
        self.count = 0

    def load(self) -> None:
        """The matters and whistles as they stand."""
        page.clear(self.lines)
        case_id, desk = self.case.case_id, self.case.desk
        self.blow.setEnabled(bool(case_id))
        came = desk.look(matters.of_case, case_id) if case_id else []
        called = (
            desk.look(whistles.listing, desk.shelf.log, clock.now(), case_id=case_id)
            if case_id
            else []
        )
        self.count = len(came) + len(called)
        for one in came:
            press = page.button("case_page.matter", partial(self._lead, one.id), role="flat")
            self.lines.addLayout(page.row(page.label(_matter(one), wrap=False), None, press))
        for line in called:
            self.lines.addWidget(page.label(_whistle(line), ROLE[line.is_late]))
        if not self.count:
            self.lines.addWidget(page.label(say("case_page.no_matter"), "quiet"))

    def _lead(self, matter_id: str) -> None:
        self.part.settle()
        self.part.led_out.emit("matters", matter_id)

    def _blow(self) -> None:
        self.part.settle()
        self.part.led_out.emit("matters", ("whistle", self.case.case_id))


def _matter(one: Matter) -> str:
    told = [
        one.number or "", code_list("line").label(one.line, language()),
        f"{one.came_at:%Y-%m-%d %H:%M}" if one.came_at else "",
        say("matters.first") if one.mediation_first else "",
    ]  # fmt: skip
    return "　".join(filter(None, told))


def _whistle(line: Line) -> str:
    units = "、".join(f"{one.unit}（{say(f'whistle.state.{one.state}')}）" for one in line.calls)
    return say("case_page.whistle", number=line.number, what=line.what, units=units)
