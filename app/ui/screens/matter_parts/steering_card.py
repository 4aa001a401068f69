"""会商与上交 of the marked matter: what was held and what went up, each with its buttons, one form at a time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.codes import code_list
from app.desk import consultations, edit, escalations, matter_steering, practice
from app.desk.matter_list import Line
from app.records import Consultation, Escalation, Record
from app.rules.listing import Listing
from app.ui import theme
from app.ui.kit import page
from app.ui.kit.field_form import FieldForm
from app.ui.kit.listing_bar import ListingBar
from app.ui.kit.typed import show_day
from app.words import language, say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.screen import Frame

HELD = (
    "on_day", "place", "chair", "lead_unit_id", "unit_ids", "present", "told", "decided", "due_on",
)  # fmt: skip
UP = ("on_day", "to_level", "to_name", "reason")
BACK = ("back_on", "back_told")


class SteeringCard(QFrame):
    """Nothing is written before the form is saved; a Trouble leaves it as it was typed."""

    def __init__(self, desk: Desk, frame: Frame, done: Callable[[], object]) -> None:
        super().__init__()
        self.desk, self.frame, self._done = desk, frame, done
        self.line: Line | None = None
        theme.role(self, "card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(page.MARGIN, 10, page.MARGIN, 12)
        self.consult = page.button("matters.consult", self._consult, icon="add")
        self.up = page.button("matters.escalate", self._escalate, icon="forward")
        heading = page.label(say("matters.steering"), "heading", wrap=False)
        self.column.addLayout(page.row(heading, None, self.consult, self.up))
        self.told = QVBoxLayout()
        self.column.addLayout(self.told)
        self.held = FieldForm(Consultation, HELD, wide=("told", "decided"))
        self.went = FieldForm(Escalation, UP, wide=("reason",))
        self.back = FieldForm(Escalation, BACK, wide=("back_told",))
        self.forms = (self.held, self.went, self.back)
        for form in self.forms:
            self.column.addWidget(form)
        self.save = page.button("matters.steering_save", self._save, role="primary")
        self.leave = page.button("matters.steering_leave", self._shut)
        self.column.addLayout(page.row(self.save, self.leave, None))
        self._open: FieldForm | None = None
        self.hide()

    def show_line(self, line: Line | None) -> None:
        """Turn to a matter; a case has a place of its own for this."""
        if line is None or self.line is None or line.id != self.line.id:
            self._shut()
        self.line = line
        page.clear(self.told)
        self.setVisible(line is not None and not line.case_id)
        if line is None or line.case_id:
            return
        for held in self.desk.look(matter_steering.consultations, line.id):
            change = page.button("matters.change", partial(self._change, held), icon="edit")
            self._line(
                held_words(held), change, MinutesBar(self.desk, self.frame, line.id, held.id)
            )
        for up in self.desk.look(matter_steering.passed_up, line.id):
            answer = page.button("matters.note_answer", partial(self._answer, up), icon="edit")
            self._line(up_words(up), answer)

    def _line(self, told: str, *more: Any) -> None:
        line = page.row(page.label(told), *more)
        line.setStretch(0, 1)
        self.told.addLayout(line)

    def _consult(self) -> None:
        self._units()
        self._show(self.held, None)

    def _change(self, held: Consultation) -> None:
        self._units(*(i for i in (held.lead_unit_id, *(held.unit_ids or ())) if i))
        self._show(self.held, held)

    def _escalate(self) -> None:
        self._show(self.went, None)

    def _answer(self, up: Escalation) -> None:
        self._show(self.back, up)

    def _units(self, *named: str) -> None:
        units = tuple(self.desk.look(consultations.choices, self.desk.shelf.log, *named))
        self.held.set_options("lead_unit_id", units)
        self.held.set_options("unit_ids", units)

    def _show(self, form: FieldForm, row: Record | None) -> None:
        self._shut()
        self._open = form
        form.load(row)
        for one in (form, self.save, self.leave):
            one.show()
        form.jump(next(iter(form.editors)))

    def _shut(self) -> None:
        self._open = None
        for form in self.forms:
            form.forget()
            form.hide()
        self.save.hide()
        self.leave.hide()

    def _save(self) -> None:
        assert self.line is not None
        form, told = self._open, self._open.changes() if self._open else {}
        if form is self.held:
            told = self._named(told)
            if form.record_id:
                self.desk.do(edit.edit, Consultation, form.record_id, told)
            else:
                told["by_id"] = self.desk.user
                self.desk.do(consultations.consult_on_matter, self.line.id, told)
        elif form is self.went:
            log = self.desk.shelf.log
            way = self.desk.look(practice.standing, log)
            self.desk.do(matter_steering.escalate, log, self.line.id, way, told)
        elif form is self.back:
            self.desk.do(escalations.answered, form.record_id, told)
        self._shut()
        self._done()

    def _named(self, told: dict[str, Any]) -> dict[str, Any]:
        """A unit that is named for the first time is in the room's list from now on."""
        log = self.desk.shelf.log
        if told.get("lead_unit_id"):
            told["lead_unit_id"] = self.desk.do(consultations.called, log, told["lead_unit_id"])
        if told.get("unit_ids"):
            told["unit_ids"] = [
                self.desk.do(consultations.called, log, one) for one in told["unit_ids"]
            ]
        return told


class MinutesBar(ListingBar):
    """打印, 存为PDF of the minutes of one 会商; it is no table, so there is no workbook of it."""

    def __init__(self, desk: Desk, frame: Frame, matter_id: str, which: str) -> None:
        super().__init__(desk, frame, lambda: Listing(say("record.consultation"), [], []))
        self._matter, self._which = matter_id, which
        self.book.hide()

    def _draw(self, then: Callable[[bytes], None]) -> None:
        self._name = say("record.consultation")
        log, matter, which = self.desk.shelf.log, self._matter, self._which
        self.frame.jobs.run(
            lambda _report: self.desk.look(matter_steering.minutes, log, matter, which), then,
            title=say("listing_bar.working"),
        )  # fmt: skip


def held_words(held: Consultation) -> str:
    """09-02 会商: what was decided."""
    return say(
        "matters.consulted", day=show_day(held.on_day) if held.on_day else "—",
        decided=held.decided or held.told or "—", due=show_day(held.due_on) if held.due_on else "—",
    )  # fmt: skip


def up_words(up: Escalation) -> str:
    """上交 to whom, and what came back."""
    where = up.to_name or code_list("solved_at").label(up.to_level, language())
    return say(
        "matters.went_up", day=show_day(up.on_day) if up.on_day else "—", to=where, reason=up.reason or "",
        back=up.back_told or (show_day(up.back_on) if up.back_on else say("matters.no_answer")),
    )  # fmt: skip
