"""来访登记: a form that is kept as one types, and the book below it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog

from app import clock
from app.desk import duty_registers, edit, grid, recordings, repeats, staff, visitors
from app.desk.visitors import Line
from app.records import Visitor
from app.ui import theme
from app.ui.kit import flow, page
from app.ui.kit.field_form import FieldForm
from app.ui.kit.listing_bar import ListingBar
from app.ui.kit.month_line import MonthLine
from app.ui.kit.record_table import Column, RecordTable, table_view
from app.ui.kit.typed import show_moment
from app.ui.kit.void_reason import VoidReason
from app.ui.screens.case_parts.wording import code_words
from app.ui.screens.duty_parts.duty_part import DutyPart
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.rules.listing import Listing
    from app.ui.screen import Frame

AT_THE_DOOR = ("name", "phone", "address", "people_count", "place_id", "id_number", "matter")
RECEIVED = ("came_at", "left_at", "received_ids", "visit_result", "recorded", "conclusion")
TOGETHER = ("joint", "lead_unit_id", "unit_ids")
ROWS = 6


class VisitorPart(DutyPart):
    """Whoever stands at the door is written down above; below stands who came before."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__(desk, frame)
        self.visitor_id = ""
        area, self.sheet = page.sheet()
        self.sheet.setContentsMargins(0, 0, 6, 0)
        self.sheet.setSpacing(10)
        self.column.addWidget(area)
        self._lay_out_form()
        self._lay_out_book()

    def _lay_out_form(self) -> None:
        card, inner = page.card()
        inner.setContentsMargins(14, 8, 14, 10)
        self.number = page.label("", "heading", wrap=False)
        self.number.setObjectName("visitor.number.shown")
        self.by = page.label("", "quiet", wrap=False)
        self.by.setObjectName("visitor.by")
        self.new = page.button("visitor.new", self._begin, role="primary", icon="add")
        self.case = page.button("visitor.to_case", self._to_case, icon="forward")
        self.matter = page.button("visitor.to_matter", self._to_matter)
        self.together = page.button("visitor.together", self._together, icon="people")
        self.record = page.button("visitor.record", self._record)
        inner.addLayout(
            flow.row(
                self.number,
                self.by,
                None,
                self.together,
                self.record,
                self.matter,
                self.case,
                self.new,
            )
        )
        self.before = page.label("", "warn")
        self.before.setObjectName("visitor.before")
        self.again = page.button("visitor.again", self._again, role="warn_flat")
        line = page.row(self.before, self.again)
        line.setStretch(0, 1)
        inner.addLayout(line)
        names = (*AT_THE_DOOR, *RECEIVED, *TOGETHER)
        self.form = FieldForm(
            Visitor, names, columns=1 if theme.is_large() else 2, label_width=112, wide=("matter",)
        )
        self.form.shorten("matter", 2)
        self.form.shorten("conclusion", 2)
        self.form.left.connect(self._keep)
        self.strike = VoidReason("visitor")
        self.strike.given.connect(self._remove)
        self.remove = page.button("kit.remove", self.strike.ask, role="flat", icon="void")
        self.form.typed.connect(lambda _name: self._show_fields())
        inner.addWidget(self.form)
        inner.addWidget(self.strike)
        inner.addLayout(page.row(None, self.remove))
        self.sheet.addWidget(card)

    def _lay_out_book(self) -> None:
        self.month = MonthLine(self.desk.today())
        self.month.changed.connect(self._load)
        self.bar = ListingBar(self.desk, self.frame, self._listing)
        self.count = page.label("", "quiet", wrap=False)
        self.sheet.addLayout(flow.row(self.month, self.count, None, self.bar))
        self.table = RecordTable(
            (
                Column("visitor.number", lambda line: line.number, width=150),
                Column("visitor.came_at", lambda line: show_moment(line.came_at), width=150),
                Column("visitor.name", lambda line: line.name, width=80, privacy="name"),
                Column("visitor.matter", _matter, stretch=2),
                Column("visitor.received_ids", lambda line: line.received, width=120),
                Column("visitor.joint_units", lambda line: line.units, width=150),
                Column("visitor.outcome", _outcome, width=190, meaning=_meaning),
            )
        )
        self.table.mask(True)
        self.view = table_view(self.table, self._mark)
        self.view.clicked.connect(lambda index: self._mark(self.table.row(index)))
        self.view.setObjectName("duty.visitors")
        self.view.setAccessibleName(say("duty.part.visitors"))
        self.view.setMinimumHeight(theme.scaled(40) * (ROWS + 1))
        self.sheet.addWidget(self.view, 1)

    def show_part(self) -> None:
        found = self.desk.look(staff.everybody, self.log, self.desk.today())
        units = tuple((one.id, one.name) for one in found if one.kind == "unit")
        self.form.set_options(
            "received_ids", tuple((one.id, one.name) for one in found if one.kind == "mediator")
        )
        self.form.set_options("unit_ids", units)
        self.form.set_options("lead_unit_id", units)
        self.form.set_options("place_id", tuple(self.desk.look(grid.options, self.log)))
        self._load()
        self._show()

    def settle(self) -> None:
        self.form.settle()

    def _load(self) -> None:
        lines = self.desk.look(visitors.lines, self.log, self.month.first, self.month.last)
        self.table.load(lines)
        people = sum(one.people for one in lines)
        joint = sum(1 for one in lines if one.joint)
        self.count.setText(say("visitor.count", count=len(lines), people=people, joint=joint))

    def _row(self) -> Visitor | None:
        if not self.visitor_id:
            return None
        row = self.desk.look(lambda db: db.get(Visitor, self.visitor_id))
        return row if row is not None and row.void is None else None

    def _show(self) -> None:
        row = self._row()
        if row is None:
            self.visitor_id = ""
        self.number.setText((row.number or "") if row else say("visitor.fresh"))
        self.by.setText(self._written_by(row))
        if row is not None or self.form.record_id:
            self.form.load(row)
        for press in (self.case, self.matter, self.together, self.record, self.new, self.remove):
            press.setVisible(row is not None)
        if row is not None:
            self.case.setText(say("visitor.open_case" if row.case_id else "visitor.to_case"))
            is_free = not row.case_id and self.desk.look(visitors.matter_of, row.id) is None
            self.matter.setVisible(is_free)
            self.together.setVisible(not row.joint)
            self.record.setVisible(bool(row.recorded))
            self.record.setText(
                say("visitor.save_recording" if row.recording else "visitor.record")
            )
        self._tell_before(row)
        self._show_fields()

    def _written_by(self, row: Visitor | None) -> str:
        """登记人, who need not be the one who received."""
        line = next((x for x in self.table.rows if row and getattr(x, "id", "") == row.id), None)
        name = getattr(line, "by", "")
        return say("visitor.written_by", name=name) if name else ""

    def _show_fields(self) -> None:
        """Which units sat together is only asked where they did; what came of it once he is written down."""
        names = list(AT_THE_DOOR)
        if self.visitor_id:
            names += [*RECEIVED, "joint"]
            if self.form.value("joint"):
                names += ["lead_unit_id", "unit_ids"]
        self.form.show_only(names)

    def _tell_before(self, row: Visitor | None) -> None:
        """最多访一次: what came before on any line and may be the same."""
        found = []
        if row is not None and row.earlier_id is None and row.came_at is not None:
            values = {
                name: getattr(row, name)
                for name in ("name", "phone", "address", "matter", "place_id")
            }
            alike = self.desk.look(repeats.at_door, self.log, row.came_at.date(), values)
            found = [one for one in alike if one.told.id != row.id]
        self.earlier = next((one.told.id for one in found if one.told.kind == "visitor"), "")
        self.before.setText(
            say("visitor.before", count=len(found), told=_alike(found[0])) if found else ""
        )
        self.before.setVisible(bool(found))
        self.again.setVisible(bool(self.earlier))

    # the keys

    def _keep(self, changes: dict[str, Any]) -> None:
        if self.visitor_id:
            self.desk.do(edit.edit, Visitor, self.visitor_id, changes, self.form.seen)
            return
        self.visitor_id = self.desk.do(visitors.enter, self.log, clock.now(), changes)
        self.form.record_id = self.visitor_id
        self._show()

    def _begin(self) -> None:
        self.form.settle()
        self.visitor_id = ""
        self.form.forget()
        self._show()
        self.form.jump("name")

    def _remove(self, reason: str) -> None:
        self.desk.do(edit.void, Visitor, self.visitor_id, reason)
        self._begin()

    def _mark(self, line: object) -> None:
        if isinstance(line, Line) and line.id != self.visitor_id:
            self.form.settle()
            self.visitor_id = line.id
            self._show()

    def _to_case(self) -> None:
        self.form.settle()
        row = self._row()
        if row is None:
            return
        if row.case_id:
            self.frame.go("case", row.case_id)
            return
        before = self.desk.look(repeats.came_before, self.log, row.id)
        case = self.desk.do(visitors.to_case, self.log, self.desk.today(), row.id)
        self.frame.go("case", case)
        if before:
            one, file_no = before[0]
            told = {"number": one.number, "day": one.day or "—"}
            self.frame.notices.say(
                say("visitor.like_case", case=file_no, **told)
                if file_no
                else say("visitor.like_earlier", **told),
                "warn",
            )

    def _to_matter(self) -> None:
        self.form.settle()
        self.desk.do(visitors.to_matter, self.log, clock.now(), self.visitor_id)
        self.frame.notices.say(say("visitor.made_matter"), "good")
        self._show()

    def _together(self) -> None:
        self.form.settle()
        self.desk.do(visitors.receive_together, self.log, self.visitor_id)
        self._show()

    def _again(self) -> None:
        self.desk.do(repeats.come_again, self.visitor_id, self.earlier)
        self.frame.notices.say(say("visitor.linked"), "good")
        self._show()

    def _record(self) -> None:
        row = self._row()
        if row is None:
            return
        if row.recording:
            place, _ = QFileDialog.getSaveFileName(
                self, say("visitor.save_recording"), row.recording_name or ""
            )
            if place:
                recordings.export(self.desk, row.id, Path(place))
            return
        place, _ = QFileDialog.getOpenFileName(self, say("visitor.record"))
        if place:
            recordings.keep(self.desk, row.id, Path(place))
            self.frame.notices.say(say("visitor.recording_kept", number=row.number or ""), "good")
            self._show()

    def _listing(self) -> Listing:
        return self.desk.look(
            duty_registers.visitor_listing, self.log, self.month.first, self.month.last
        )


def _matter(line: Line) -> str:
    """What it was about; at a centre the room it came to stands before it."""
    return f"【{line.room}】{line.matter}" if line.room else line.matter


def _outcome(line: Line) -> str:
    if line.file_no:
        return line.file_no
    told = code_words("visit_result", line.result) or line.matter_no
    return say("visitor.repeated", told=told) if line.repeated else told


def _meaning(line: Line) -> str:
    return "" if line.result or line.case_id or line.matter_no else "warn"


def _alike(one: Any) -> str:
    """Day and number of what came before."""
    day: dt.date | None = one.told.day
    return f"{day or ''} {one.told.number or ''}".strip()
