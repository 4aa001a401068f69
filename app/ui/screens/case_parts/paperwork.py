"""文书材料: agents, evidence, letters, notices, what was served, and the bound volume."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from app.records import Agency, Evidence, Record
from app.rules.identity import check_identity
from app.rules.proposals import provider
from app.ui import theme
from app.ui.kit.headings import Headings
from app.ui.kit.rows_form import RowsForm
from app.ui.screens.case_parts.letters import Letters
from app.ui.screens.case_parts.notices import Notices, Services
from app.ui.screens.case_parts.open_case import OpenCase
from app.ui.screens.case_parts.part import Part
from app.ui.screens.case_parts.volumes import Volumes
from app.words import say

AGENCY = (
    "party_id", "name", "agent_kind", "id_number", "sex", "age_told", "ethnicity", "phone", "address", "work",
    "licence", "matter", "powers", "other_power", "term", "made_on", "signs",
)  # fmt: skip
TOLD_BY_CARD = ("sex", "age_told")
EVIDENCE = ("name", "provider", "source", "copies", "pages", "proves")


class Paperwork(Part):
    """文书材料."""

    kinds = ("agency", "evidence", "letter", "notice", "service", "volume")
    folded = True

    def __init__(self, case: OpenCase) -> None:
        super().__init__(case)
        self.headings = Headings(self.area, across=3 if theme.is_large() else 6)
        self.outside.insertWidget(0, self.headings)
        self.agencies = self._rows(Agency, AGENCY, lambda one: one.name)
        self.evidence = self._rows(Evidence, EVIDENCE, lambda one: one.name)
        self.evidence.form.propose(
            "provider", lambda: provider(self.case.file) if self.case.file else None
        )
        self.letters = Letters(self)
        self.services = Services(self)
        self.notices = Notices(self, self.services)
        self.services.lay_out()
        self.volumes = Volumes(self)
        self.agencies.form.typed.connect(lambda _name: self._show_agent())
        self.agencies.marked.connect(lambda _id: self._show_agent())
        self.column.addStretch(1)

    def card(self, title: str = "") -> QVBoxLayout:
        """Each card has its heading above the page."""
        column = super().card(title)
        self.headings.add(title, column.parentWidget())
        return column

    def _rows(self, record: type[Record], names: tuple[str, ...], title: Any) -> RowsForm:
        kind = record.kind()
        rows = self.row_form(
            record,
            names,
            title=lambda one: title(one) or say("case_page.untold"),
            add=f"case_page.add_{kind}",
            drafts=True,
        )
        self.card(say(f"record.{kind}")).addWidget(rows)
        return rows

    def show_file(self) -> None:
        file = self.case.file
        parties = tuple((p.id, p.name or "") for p in (file.parties if file else []))
        self.agencies.form.set_options("party_id", parties)
        self.agencies.load(file.agencies if file else [])
        self._show_agent()
        self.evidence.load(file.evidence if file else [])
        for card in (self.letters, self.notices, self.services, self.volumes):
            card.load()
        for rows in self.rows:
            self.headings.count(rows.parentWidget(), len(rows.rows))

    def _show_agent(self) -> None:
        """A card that holds tells sex and age; other powers are told only where they are ticked."""
        form = self.agencies.form
        number = form.value("id_number")
        hidden = {name for name in TOLD_BY_CARD if number and check_identity(number).valid}
        hidden -= {name for name in TOLD_BY_CARD if form.value(name) is not None}
        if "other" not in (form.value("powers") or []) and not form.value("other_power"):
            hidden.add("other_power")
        form.show_only([name for name in AGENCY if name not in hidden])

    def enter(self) -> None:
        self.headings.enter()
