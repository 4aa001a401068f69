"""新交办: to whom, what about, until when; what is known of the matter goes along and is not typed again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox, QFrame, QVBoxLayout

from app.desk import dispatches
from app.records import Case, Dispatch, Party
from app.ui.kit import page
from app.ui.kit.field_form import FieldForm
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk

PERSON = ("name", "phone", "address")
ROLES = ("applicant", "respondent")


class NewDispatch(QFrame):
    """The form of one dispatch; nothing is written before the button is pressed."""

    def __init__(
        self, desk: Desk, sent: Callable[[str], object], left: Callable[[], object]
    ) -> None:
        super().__init__()
        self.desk, self._sent = desk, sent
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        card, inner = page.card(say("dispatches.new_heading"))
        self.to = QComboBox()
        self.to.setObjectName("dispatch.to_room_id")
        self.to.setAccessibleName(say("dispatch.to_room_id"))
        self.to.setMinimumWidth(320)
        self.head = FieldForm(Dispatch, ("title", "due_on", "instruction"), wide=("instruction",))
        self.matter = FieldForm(Case, ("dispute_type", "summary"), wide=("summary",))
        self.people = [FieldForm(Party, PERSON, columns=3, label_width=86) for _ in ROLES]
        inner.addLayout(
            page.row(page.label(say("dispatch.to_room_id"), "label", wrap=False), self.to, None)
        )
        inner.addWidget(self.head)
        inner.addWidget(self.matter)
        for form, key in zip(
            self.people, ("dispatches.first_party", "dispatches.second_party"), strict=True
        ):
            inner.addWidget(page.label(say(key), "quiet"))
            inner.addWidget(form)
        send = page.button("dispatches.send", self.send, role="primary", icon="good")
        leave = page.button("dispatches.leave", left)
        inner.addLayout(page.row(send, leave, None))
        column.addWidget(card)

    def begin(self) -> None:
        """An empty form with the places there are."""
        self.to.clear()
        for place in self.desk.look(dispatches.below):
            self.to.addItem(place.name, place.room)
        self.head.load(None)
        self.matter.load(None)
        for form in self.people:
            form.load(None)
        self.head.editors["title"].setFocus()

    def send(self) -> None:
        """Hand it out; a Trouble leaves everything as it was typed."""
        parties = [
            {"role": role, **form.changes()}
            for role, form in zip(ROLES, self.people, strict=True)
            if form.changes()
        ]
        matter: dict[str, Any] = {"case": self.matter.changes(), "parties": parties}
        done = dispatches.send(self.desk, self.to.currentData() or "", self.head.changes(), matter)
        self._sent(done)
