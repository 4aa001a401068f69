"""调查: what was looked at and asked before or between the sessions."""

from __future__ import annotations

from typing import Any

from app.records import Inquiry, Record
from app.ui.kit.typed import show_moment
from app.ui.screens.case_parts.open_case import OpenCase
from app.ui.screens.case_parts.part import Part, people
from app.words import say

NAMES = (
    "at", "place", "by_ids", "recorder_id", "asked", "matter", "sex", "age_told", "occupation", "phone", "address",
    "invited", "finding",
)  # fmt: skip


class Inquiries(Part):
    """调查."""

    kinds = ("inquiry",)

    def __init__(self, case: OpenCase) -> None:
        super().__init__(case)
        self.inquiries = self.row_form(
            Inquiry, NAMES, title=_title, add="case_page.add_inquiry", drafts=True
        )
        self.card(say("case_page.part.inquiry")).addWidget(self.inquiries)
        self.column.addStretch(1)

    def show_file(self) -> None:
        file = self.case.file
        held = file.inquiries if file else []
        named = [i for one in held for i in (*(one.by_ids or ()), one.recorder_id)]
        staff = people(self.case, *named)
        self.inquiries.form.set_options("by_ids", staff)
        self.inquiries.form.set_options("recorder_id", staff)
        self.inquiries.load(held)

    def enter(self) -> None:
        self.inquiries.form.jump("at")

    def add_row(self, record: type[Record], told: dict[str, Any]) -> str:
        """The lead mediator asks, until a person says otherwise."""
        lead = self.case.file.case.lead_id if self.case.file else None
        return super().add_row(record, {"by_ids": [lead] if lead else None, **told})


def _title(inquiry: Inquiry) -> str:
    return show_moment(inquiry.at) or say("case_page.no_time")
