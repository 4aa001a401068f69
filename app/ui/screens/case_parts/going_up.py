"""上交: how often it was tried here, the level it goes to, and what came back from there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from app.desk import escalations
from app.records import Escalation
from app.rules import ladder
from app.ui.kit import page
from app.ui.screens.case_parts.handing_over import HandingOver
from app.ui.screens.case_parts.part import told
from app.ui.screens.case_parts.wording import code_words, day_words
from app.words import say

if TYPE_CHECKING:
    from app.ui.screens.case_parts.part import Part

NAMES = ("on_day", "to_level", "to_name", "reason", "tries", "back_on", "back_told")


class GoingUp:
    """The card of the levels above on a part."""

    def __init__(self, part: Part) -> None:
        self.part, self.case = part, part.case
        self._asking = ""  # the case whose 移交 is being asked for
        self.rows = part.row_form(
            Escalation, NAMES, title=_title, add="case_page.add_escalation", drafts=True
        )
        self.rows.form.propose("to_level", self._level)
        self.state = told()
        self.state.setObjectName("escalation.state")
        self.letter = page.button("escalation.letter", self._letter, icon="forward")
        column = part.card(say("record.escalation"))
        column.addWidget(self.state)
        column.addWidget(self.rows)
        self.hand_over = page.button("escalation.hand_over", self._hand_over, icon="forward")
        self.over = HandingOver(part.case)
        column.addLayout(page.row(None, self.hand_over, self.letter))
        column.addWidget(self.over)

    def load(self) -> None:
        """As the file now is."""
        file = self.case.file
        self.rows.load(file.escalations if file else [])
        self.letter.setVisible(bool(file and file.escalations))
        self.state.setText(self._state())
        self.over.show_file()
        self._show_over()

    def _state(self) -> str:
        """本级已调解2次（满3次可以上交）."""
        file, way = self.case.file, self.case.lengths.way
        if file is None or not way.ladder.tries:
            return ""
        level = code_words("solved_at", ladder.level_of(file))
        if ladder.standing(file):
            return say("escalation.state_up", level=level)
        return say(
            "escalation.state", level=level, tries=ladder.tries(file), wanted=way.ladder.tries
        )

    def _level(self) -> str | None:
        file = self.case.file
        if file is None:
            return None
        return ladder.one_up(self.case.lengths.way.ladder, ladder.level_of(file)) or None

    def _show_over(self) -> None:
        """移交 stands here once it was asked for, or while somebody is asking."""
        file = self.case.file
        may = bool(file and file.escalations and not self.over.ask.isHidden())
        self.over.setVisible(self.over.is_asked or (may and self._asking == self.case.case_id))
        self.hand_over.setVisible(may and self.over.isHidden())

    def _hand_over(self) -> None:
        """申请移交 of this very case, to whom it went up and for that reason."""
        self.part.settle()
        if self.rows.current:
            desk = self.case.desk
            self.over.fill(*desk.look(escalations.for_handover, self.rows.current))
            self._asking = self.case.case_id
            self._show_over()
            form = self.over.form
            QTimer.singleShot(0, form, lambda: form.jump("to_name"))  # it has its place only then

    def _letter(self) -> None:
        """移送函 with the reason as its text."""
        self.part.settle()
        if self.rows.current:
            made = self.case.do(escalations.send_letter, self.rows.current)
            if made:
                self.part.papers_asked.emit("transfer", made)


def _title(one: Escalation) -> str:
    where = one.to_name or code_words("solved_at", one.to_level)
    back = say("escalation.back") if one.back_on else ""
    parts = (day_words(one.on_day), where, back)
    return " ".join(part for part in parts if part) or say("case_page.untold")
