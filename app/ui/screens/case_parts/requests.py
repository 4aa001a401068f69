"""申请事项: what the applicant asks for."""

from __future__ import annotations

from app.ui.screens.case_parts.open_case import OpenCase
from app.ui.screens.case_parts.part import Part
from app.words import say

ASKED = ("requests", "amount")


class Requests(Part):
    """申请事项."""

    case_fields = ASKED

    def __init__(self, case: OpenCase) -> None:
        super().__init__(case)
        self.card(say("case_page.requests")).addWidget(self.case_form(ASKED, columns=1))
        self.column.addStretch(1)
