"""调解: the sessions 1..n; a further one takes room, mediators and recorder from the last."""

from __future__ import annotations

from typing import Any

from app.records import MediationSession, Record
from app.rules.proposals import recorder
from app.ui.kit import page
from app.ui.kit.typed import show_day
from app.ui.screens.case_parts.open_case import OpenCase
from app.ui.screens.case_parts.part import Part, people
from app.ui.screens.case_parts.wording import code_words
from app.words import say

NAMES = (
    "at",
    "place",
    "mediator_ids",
    "recorder_id",
    "invited",
    "rights_told",
    "record",
    "outcome",
)
COPIED = ("place", "mediator_ids", "recorder_id")


class Sessions(Part):
    """调解."""

    kinds = ("mediation_session",)

    def __init__(self, case: OpenCase) -> None:
        super().__init__(case)
        self.sessions = self.row_form(
            MediationSession, NAMES, title=_title, add="case_page.add_session"
        )
        self.sessions.add_asked.connect(self._add)
        column = self.card(say("case_page.sessions"))
        column.addWidget(self.sessions)
        self.print = page.button("case_page.print_record", self._print, icon="print")
        column.addLayout(page.row(None, self.print))
        self.column.addStretch(1)
        self.sessions.form.propose("recorder_id", self._recorder)

    def _recorder(self) -> str | None:
        file = self.case.file
        return recorder(file, self.case.duties) if file else None

    def show_file(self) -> None:
        file = self.case.file
        held = file.sessions if file else []
        named = [i for one in held for i in (*(one.mediator_ids or ()), one.recorder_id)]
        staff = people(self.case, *named)
        self.sessions.form.set_options("mediator_ids", staff)
        self.sessions.form.set_options("recorder_id", staff)
        self.sessions.load(held)
        self.print.setVisible(bool(held))

    def enter(self) -> None:
        if self.sessions.rows:
            self.sessions.form.jump("at")
        else:
            self.sessions.add.setFocus()

    def jump(self, record: str, record_id: str | None, field: str) -> bool:
        if record == "mediation_session" and not record_id:
            self.sessions.add.setFocus()
            return True
        return super().jump(record, record_id, field)

    def _add(self) -> None:
        fresh = self.case.add(MediationSession, self._foreseen())
        if fresh and self.case.file:
            self.sessions.load(self.case.file.sessions, mark=fresh)

    def _foreseen(self) -> dict[str, Any]:
        """What the last session had; before the first, the room and who takes the case on."""
        file = self.case.file
        if file and file.sessions:
            return {name: getattr(file.sessions[-1], name) for name in COPIED}
        if file is None:
            return {}
        hands = [i for i in (file.case.lead_id, *(file.case.assist_ids or ())) if i]
        return {"place": file.room.room_name, "mediator_ids": hands or None}

    def _print(self) -> None:
        self.papers_asked.emit("record", self.sessions.current)


def _title(session: Record) -> str:
    assert isinstance(session, MediationSession)
    day = show_day(session.at.date()) if session.at else say("case_page.no_time")
    told = say("case_page.session", number=session.number or 0)
    outcome = code_words("session_outcome", session.outcome)
    return "\n".join(line for line in (f"{told} {day}", outcome) if line)
