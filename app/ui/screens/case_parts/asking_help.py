"""请人相助: who was asked in this case, what he answered, and the key that invites him into a session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.desk import helpers
from app.records import Assistance
from app.ui.kit import page
from app.ui.screens.case_parts.wording import code_words
from app.words import say

if TYPE_CHECKING:
    from app.ui.screens.case_parts.part import Part

NAMES = ("help_kind", "asked_on", "person_id", "unit_id", "asked", "answered_on", "told")


class AskingHelp:
    """The card of those who help on a part."""

    def __init__(self, part: Part) -> None:
        self.part, self.case = part, part.case
        self.rows = part.row_form(
            Assistance,
            NAMES,
            title=self._title,
            add="help.ask",
            drafts=True,
            wide=("asked", "told"),
        )
        self.rows.form.shorten("asked", 2)
        self.rows.form.propose("asked_on", lambda: self.case.today)
        self.rows.form.propose("answered_on", lambda: self.case.today)
        self.rows.marked.connect(lambda _id: self._show_key())
        self.invite = page.button("help.invite", self._invite, icon="people")
        column = part.card(say("record.assistance"))
        column.addWidget(page.label(say("help.card_told"), "quiet"))
        column.addWidget(self.rows)
        column.addLayout(page.row(None, self.invite))
        self._names: dict[str, str] = {}

    def load(self) -> None:
        """As the file now is; those of the case's village stand first."""
        file, case = self.case.file, self.case
        place = file.case.place_id if file else None
        pool = case.desk.look(helpers.pool, case.desk.shelf.log, case.today, place)
        people: dict[str, str] = {}
        for one in pool:
            if one.key.startswith("person/"):
                people.setdefault(one.key.partition("/")[2], _told(one))
        units = {one.key.partition("/")[2]: one.name for one in pool if one.key.startswith("unit/")}
        held = case.desk.look(helpers.rows_of, case.case_id) if case.case_id else []
        gone = case.desk.look(helpers.named, held)
        self._names = {**gone, **people, **units}
        self.rows.form.set_options(
            "person_id", tuple({**gone_of(held, "person_id", gone), **people}.items())
        )
        self.rows.form.set_options(
            "unit_id", tuple({**gone_of(held, "unit_id", gone), **units}.items())
        )
        self.rows.load(held)
        self._show_key()

    def _title(self, one: Assistance) -> str:
        name = self._names.get(one.person_id or one.unit_id or "", "")
        kind = code_words("help_kind", one.help_kind)
        return " ".join(part for part in (kind, name) if part) or say("case_page.untold")

    def _show_key(self) -> None:
        row: Any = self.rows.rows.get(self.rows.current)
        self.invite.setVisible(row is not None and bool(row.person_id or row.unit_id))

    def _invite(self) -> None:
        self.part.settle()
        if self.rows.current and self.case.do(helpers.invite, self.rows.current):
            self.case.notices.say(say("help.is_invited"), "good")


def gone_of(held: list[Assistance], name: str, names: dict[str, str]) -> dict[str, str]:
    """Who was asked and stands in no pool any more."""
    asked = [getattr(one, name) for one in held]
    return {one: names.get(one, "") for one in asked if one}


def _told(one: helpers.Helper) -> str:
    """严守法 法律顾问 东村."""
    parts = (one.name, code_words("post_role", one.role), one.place)
    return " ".join(part for part in parts if part)
