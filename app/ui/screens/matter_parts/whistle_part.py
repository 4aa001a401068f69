"""吹哨: call units together, see who is silent, note who answered and who came."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app import clock
from app.desk import called_by_name, whistle_papers, whistles
from app.desk.whistles import Call, Line
from app.records import Visitor, Whistle, WhistleCall
from app.records.field import fields_of
from app.rules.listing import Listing
from app.ui import theme
from app.ui.awaiting import Awaiting
from app.ui.kit import page
from app.ui.kit.area_editors import TextEditor
from app.ui.kit.choice_editors import ChecksEditor, ChoiceEditor
from app.ui.kit.listing_bar import ListingBar
from app.ui.screens.matter_parts.listing_view import ListingView
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.screen import Frame

ROLE = {
    "waits": "warn",
    "late": "problem",
    "answered": "good",
    "answered_late": "warn",
    "silent": "problem",
}
SHOWN = 30


class WhistlePart(QWidget):
    """A new whistle above, the others below, those with a silent unit first."""

    def __init__(self, desk: Desk, frame: Frame, counted: Callable[[str], object]) -> None:
        super().__init__()
        self.desk, self.frame, self._counted = desk, frame, counted
        self.awaiting = Awaiting(self, desk, frame)
        self.of: dict[str, str] = {}
        area, self.column = page.sheet()
        self.asked, inner = page.card()
        self.heading = page.label("", "heading")
        self.units = ChecksEditor(fields_of(Visitor)["unit_ids"])
        self.lead = ChoiceEditor(fields_of(WhistleCall)["unit_id"])
        self.lead.line.setPlaceholderText(say("matters.lead_hint"))
        self.what = TextEditor(fields_of(Whistle)["what"])
        blow = page.button("matters.blow", self.blow, role="primary", icon="told")
        leave = page.button("matters.leave", self.asked.hide)
        inner.addWidget(self.heading)
        for key, editor in (
            ("whistle.what", self.what),
            ("matters.called", self.units),
            ("whistle_call.lead", self.lead),
        ):
            inner.addWidget(page.label(say(key), "label"))
            inner.addWidget(editor)
        inner.addLayout(page.row(blow, leave, None))
        self.column.addWidget(self.asked)
        self.asked.hide()
        self.lines = QVBoxLayout()
        self.lines.setSpacing(12)
        self.column.addLayout(self.lines)
        heading = page.label(say("matters.times"), "heading", wrap=False)
        self.times = ListingBar(desk, frame, self._times)
        self.table = ListingView()
        self.table.setMinimumHeight(theme.scaled(240))
        self.column.addLayout(page.row(heading, None, self.times))
        self.column.addWidget(self.table)
        self.column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def begin(self, **of: str) -> None:
        """Ask which units are called for a matter (`matter_id`) or a case (`case_id`)."""
        self.of = of
        known = self.desk.look(called_by_name.callable_units, self.desk.shelf.log)
        self.units.set_options(known)
        self.lead.set_options(known)
        for editor in (self.units, self.lead, self.what):
            editor.show_value(None)
        self.heading.setText(say("matters.blow_heading"))
        self.asked.show()
        self.what.input.setFocus()

    def blow(self) -> None:
        """吹哨; a Trouble leaves everything as it was typed."""
        called = list(self.units.value() or [])
        lead = self.lead.value() or ""
        told = {"what": self.what.value(), **self.of}
        told = {name: value for name, value in told.items() if value}
        self.desk.do(whistles.blow, self.desk.shelf.log, clock.now(), told, called, lead)
        self.asked.hide()
        self.load()

    def load(self) -> None:
        """Every whistle anew."""
        log, now = self.desk.shelf.log, clock.now()
        self.awaiting.ask(
            lambda: (self.desk.look(whistles.listing, log, now), self._times()), self._come
        )

    def _come(self, told: tuple[list[Line], Listing]) -> None:
        found, times = told
        page.clear(self.lines)
        self.table.show_listing(times)
        open_ = sum(1 for line in found if line.over_at is None)
        self._counted(say("matters.count_whistles", count=len(found), open=open_))
        if not found:
            self.lines.addWidget(page.label(say("matters.no_whistles"), "quiet"))
        for line in found[:SHOWN]:
            self.lines.addWidget(self._card(line))

    def _card(self, line: Line) -> QWidget:
        card, inner = page.card()
        at = f"{line.blown_at:%m-%d %H:%M}" if line.blown_at else "—"
        head = say("matters.whistle_head", number=line.number, of=line.of, at=at)
        slip = ListingBar(self.desk, self.frame, partial(self._slip, line.id))
        inner.addLayout(page.row(page.label(head, "heading", wrap=False), None, slip))
        inner.addWidget(page.label(line.what))
        for call in line.calls:
            inner.addLayout(self._call(line, call))
        if line.over_at:
            inner.addWidget(page.label(say("matters.over", result=line.result), "good"))
            return card
        result = QLineEdit()
        result.setObjectName("whistle.result")
        result.setAccessibleName(say("whistle.result"))
        result.setPlaceholderText(say("whistle.result"))
        finish = page.button("matters.finish", partial(self._finish, line.id, result))
        told = page.row(result, finish)
        told.setStretch(0, 1)
        inner.addLayout(told)
        return card

    def _call(self, line: Line, call: Call) -> QHBoxLayout:
        due = f"{call.due_at:%m-%d %H:%M}" if call.due_at else "—"
        name = say("matters.leads", unit=call.unit) if call.lead else call.unit
        state = say(f"whistle.state.{call.state}")
        told = page.label(name, wrap=False)
        told.setMinimumWidth(theme.scaled(190))
        words = say("matters.call_told", state=state, due=due, told=heard_words(call))
        how = page.label(words, ROLE[call.state])
        row = page.row(told, how)
        row.setStretch(1, 1)
        if line.over_at is None:
            if call.answered_at is None and call.came_at is None:
                row.addWidget(
                    page.button("matters.answered", partial(self._heard, call.id, "answered_at"))
                )
            if call.came_at is None:
                row.addWidget(page.button("matters.came", partial(self._heard, call.id, "came_at")))
        return row

    def _heard(self, call_id: str, name: str) -> None:
        now = clock.now()
        self.desk.do(whistles.answer, call_id, {name: now}, now)
        self.load()

    def _finish(self, whistle_id: str, result: QLineEdit) -> None:
        self.desk.do(whistles.finish, whistle_id, clock.now(), result.text())
        self.load()

    def _slip(self, whistle_id: str) -> Listing:
        return self.desk.look(whistle_papers.slip, self.desk.shelf.log, clock.now(), whistle_id)

    def _times(self) -> Listing:
        return self.desk.look(whistle_papers.times, self.desk.shelf.log, clock.now(), None, None)


def heard_words(call: Call) -> str:
    """When it answered and came, who, what it said."""
    told = [
        say("matters.answered_at", at=f"{call.answered_at:%m-%d %H:%M}") if call.answered_at else "",
        say("matters.came_at", at=f"{call.came_at:%m-%d %H:%M}") if call.came_at else "",
        call.who, call.told,
    ]  # fmt: skip
    return "　".join(filter(None, told))
