"""调查: what was looked at and asked before or between the sessions."""

from __future__ import annotations

from typing import Any

from app.records import Inquiry, Record
from app.rules.proposals import recorder
from app.ui.kit.field_form import FieldForm
from app.ui.kit.typed import show_moment
from app.ui.screens.case_parts.open_case import OpenCase
from app.ui.screens.case_parts.part import Part, people
from app.words import say

NAMES = (
    "at", "place", "by_ids", "recorder_id", "party_id", "asked", "matter", "sex", "age_told", "occupation",
    "phone", "address", "invited", "finding",
)  # fmt: skip
OF_ANOTHER = ("sex", "age_told", "occupation", "phone", "address")  # than a party


class Inquiries(Part):
    """调查."""

    kinds = ("inquiry",)

    def __init__(self, case: OpenCase) -> None:
        super().__init__(case)
        self.inquiries = self.row_form(
            Inquiry, NAMES, title=_title, add="case_page.add_inquiry", drafts=True
        )
        self.inquiries.form.typed.connect(self._typed)
        self.inquiries.marked.connect(lambda _id: self._show_fields())
        self.card(say("case_page.part.inquiry")).addWidget(self.inquiries)
        self.column.addStretch(1)
        self.inquiries.form.propose("recorder_id", self._recorder)

    def _recorder(self) -> str | None:
        file = self.case.file
        return recorder(file, self.case.duties) if file else None

    def show_file(self) -> None:
        file = self.case.file
        held = file.inquiries if file else []
        named = [i for one in held for i in (*(one.by_ids or ()), one.recorder_id)]
        staff = people(self.case, *named)
        self.inquiries.form.set_options("by_ids", staff)
        self.inquiries.form.set_options("recorder_id", staff)
        parties = file.parties if file else []
        self.inquiries.form.set_options("party_id", tuple((p.id, p.name or "") for p in parties))
        self.inquiries.load(held)
        self._show_fields()

    def enter(self) -> None:
        self.inquiries.form.jump("at")

    def add_row(self, record: type[Record], told: dict[str, Any]) -> str:
        """The lead mediator asks, until a person says otherwise."""
        lead = self.case.file.case.lead_id if self.case.file else None
        told = {"by_ids": [lead] if lead else None, **self._with_name(told, None)}
        return super().add_row(record, told)

    def keep(
        self, form: FieldForm, record: type[Record], record_id: str, changes: dict[str, Any]
    ) -> None:
        """Which party was asked says how he is called."""
        held = self.inquiries.rows.get(record_id)
        super().keep(form, record, record_id, self._with_name(changes, held))

    def _with_name(self, told: dict[str, Any], held: Record | None) -> dict[str, Any]:
        """The name of the party chosen, unless a person typed another."""
        file = self.case.file
        party = file.party(told.get("party_id")) if file else None
        known = {p.name for p in file.parties} if file else set()
        asked = told.get("asked") or getattr(held, "asked", None)
        if party is None or (asked and asked not in known):
            return told
        return {**told, "asked": party.name}

    def _typed(self, name: str) -> None:
        if name in {"party_id", "asked"}:
            self._show_fields()

    def _show_fields(self) -> None:
        """Who is no party is asked more, once he has a name; what the case knows of a party is not asked again."""
        form, file = self.inquiries.form, self.case.file
        asked, party = form.value("asked"), form.value("party_id")
        if party or (asked and file and asked in {p.name for p in file.parties}):
            hidden = set(OF_ANOTHER)
        else:
            hidden = {name for name in OF_ANOTHER if not asked and form.value(name) is None}
        form.show_only([name for name in NAMES if name not in hidden])


def _title(inquiry: Inquiry) -> str:
    return show_moment(inquiry.at) or say("case_page.no_time")
