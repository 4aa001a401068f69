"""当事人: who quarrels. An ID number tells sex, birth day and age at once."""

from __future__ import annotations

from typing import Any

from app.codes import code_list
from app.desk import households, key_people
from app.records import Party, Record
from app.rules import proposals
from app.rules.identity import check_identity
from app.ui.kit import household_editor, page
from app.ui.screens.case_parts.earlier_cases import EarlierCases
from app.ui.screens.case_parts.open_case import OpenCase
from app.ui.screens.case_parts.part import Part
from app.ui.screens.case_parts.twin_line import TwinLine
from app.ui.screens.case_parts.wording import party_words
from app.words import language, say

PERSON = (
    "name", "role", "id_number", "phone", "ethnicity", "occupation", "address", "sex", "birth_on", "age_told",
    "id_accepted", "party_kind", "id_type", "guardian", "register_address",
    "household_id", "read_aloud",
)  # fmt: skip
UNIT = (
    "name", "role", "party_kind", "credit_code", "legal_representative", "phone", "address",
)  # fmt: skip
NAMES = (*PERSON, "credit_code", "legal_representative")
TOLD_BY_CARD = {"sex", "birth_on", "age_told"}
APPLICANT, RESPONDENT = "applicant", "respondent"


class Parties(Part):
    """当事人."""

    kinds = ("party",)

    def __init__(self, case: OpenCase) -> None:
        super().__init__(case)
        self.parties = self.row_form(
            Party,
            NAMES,
            title=party_words,
            add="case_page.add_party",
            drafts=True,
            wide=("address", "register_address", "household_id"),
        )
        household_editor.ask(self.parties.form, case.desk)
        self.parties.form.typed.connect(self._typed)
        self.parties.marked.connect(lambda _id: self._show_fields())
        self.parties.form.propose("ethnicity", lambda: proposals.usual("ethnicity"))
        self.parties.form.propose("address", self._address)
        self.parties.form.propose("household_id", self._household)
        self.earlier = EarlierCases(case)
        self.earlier.asked.connect(lambda case_id: self.led_out.emit("case", case_id))
        self.twin = TwinLine(case)
        self.twin.asked.connect(lambda case_id: self.led_out.emit("case", case_id))
        self.column.addWidget(self.twin)
        self.column.addWidget(self.earlier)
        card = self.card(say("case_page.part.parties"))
        self.tags = page.label("", "warn")
        self.tags.setObjectName("case_page.key_people")
        card.addWidget(self.tags)
        card.addWidget(self.parties)
        self.column.addStretch(1)
        self._show_fields()

    def show_file(self) -> None:
        file = self.case.file
        self.parties.form.count_ages_on(file.case.accepted_on if file else None)
        self.parties.load(file.parties if file else ())
        self.twin.show_file()
        self.earlier.show_file()
        self._show_tags()
        self._show_fields()

    def _show_tags(self) -> None:
        """重点人群: beside a party whose ID number is that of one of them, for those who may see it."""
        file, desk = self.case.file, self.case.desk
        asked = (desk.shelf.log, desk.user, self.case.today)
        found = desk.look(key_people.tagged, *asked, file.case.id) if file else {}
        groups = code_list("special_group")
        told = [
            say(
                "case_page.key_person",
                name=party.name or "",
                groups="、".join(groups.label(one, language()) for one in found[party.id]),
            )
            for party in (file.parties if file else ())
            if party.id in found
        ]
        self.tags.setText("　".join(told))
        self.tags.setVisible(bool(told))

    def enter(self) -> None:
        self.parties.form.jump("name")

    def add_row(self, record: type[Record], told: dict[str, Any]) -> str:
        """The first is the applicant, the next the respondent, until a person says otherwise."""
        roles = [party.role for party in self.parties.rows.values() if isinstance(party, Party)]
        role = RESPONDENT if APPLICANT in roles else APPLICANT
        return super().add_row(record, {"role": role, **told})

    def _address(self) -> str | None:
        file = self.case.file
        return proposals.address(file, self.parties.form.record_id) if file else None

    def _household(self) -> str | None:
        form, desk = self.parties.form, self.case.desk
        told = form.value("name"), form.value("phone")
        return desk.look(households.likely, desk.shelf.log, *told)

    def _typed(self, name: str) -> None:
        if name in {"id_number", "party_kind", "id_type"}:
            self._show_fields()

    def _show_fields(self) -> None:
        """A unit has no birthday; a person whose card tells it need not be asked."""
        form = self.parties.form
        if form.value("party_kind") not in (None, "person"):
            form.show_only(UNIT)
            return
        number = form.value("id_number")
        card = check_identity(number, form.value("id_type")) if number else None
        tells = card is not None and card.valid and card.birth_on is not None
        filled = {name for name in TOLD_BY_CARD if form.value(name) is not None}
        asked = {"id_accepted"} if number and card is not None and not card.valid else set()
        hidden = (TOLD_BY_CARD - filled if tells else set()) | ({"id_accepted"} - asked)
        form.show_only([name for name in PERSON if name not in hidden])
