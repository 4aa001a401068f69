"""会商: departments sat together; the minutes are printed from here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.desk import consultations
from app.records import Consultation
from app.ui.kit import page
from app.ui.screens.case_parts.wording import day_words
from app.words import say

if TYPE_CHECKING:
    from app.ui.screens.case_parts.part import Part

NAMES = (
    "on_day", "place", "chair", "lead_unit_id", "unit_ids", "present", "told", "decided", "due_on",
)  # fmt: skip


class Consulting:
    """The card of the consultations on a part."""

    def __init__(self, part: Part) -> None:
        self.part, self.case = part, part.case
        self.rows = part.row_form(
            Consultation, NAMES, title=_title, add="case_page.add_consultation", drafts=True
        )
        self.rows.form.propose("on_day", lambda: self.case.today)
        self.print = page.button("case_page.print_consultation", self._print, icon="print")
        column = part.card(say("record.consultation"))
        column.addWidget(page.label(say("consultation.units_told"), "quiet"))
        column.addWidget(self.rows)
        column.addLayout(page.row(None, self.print))

    def load(self) -> None:
        """As the file now is; units are those of the room, then those the place usually calls."""
        file = self.case.file
        held = file.consultations if file else []
        named = [i for one in held for i in (one.lead_unit_id, *(one.unit_ids or ())) if i]
        units = tuple(self.case.desk.look(consultations.choices, self.case.desk.shelf.log, *named))
        self.rows.form.set_options("lead_unit_id", units)
        self.rows.form.set_options("unit_ids", units)
        self.rows.load(held)
        self.print.setVisible(bool(held))

    def named(self, facts: dict[str, Any]) -> dict[str, Any]:
        """A unit that is named for the first time is in the room's list from now on."""
        told = dict(facts)
        if told.get("lead_unit_id"):
            told["lead_unit_id"] = self._called(told["lead_unit_id"])
        if told.get("unit_ids"):
            told["unit_ids"] = [self._called(one) for one in told["unit_ids"]]
        return told

    def _called(self, unit: str) -> str | None:
        return self.case.do(consultations.called, self.case.desk.shelf.log, unit)

    def _print(self) -> None:
        self.part.settle()
        if self.rows.current:
            self.part.papers_asked.emit("consultation", self.rows.current)


def _title(one: Consultation) -> str:
    parts = (day_words(one.on_day), one.chair)
    return " ".join(part for part in parts if part) or say("case_page.untold")
