"""移交 on the case page: ask the centre that the case go to another room, and see how it went."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.desk import handovers
from app.records import Handover
from app.rules.handing_over import GRANTED
from app.ui.kit import page
from app.ui.screens.case_parts.open_case import OpenCase
from app.ui.screens.case_parts.part import fields
from app.words import say


class HandingOver(QWidget):
    """Two lines and a button; afterwards the answer of the centre."""

    def __init__(self, case: OpenCase) -> None:
        super().__init__()
        self.case = case
        self.says_something = False  # of a closed case nobody asked to hand over there is nothing
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.told = page.label("", "")
        self.told.setObjectName("handover.told")
        self.form = fields(Handover, ("to_name", "reason"))
        self.ask = page.button("dispatches.ask", self._ask)
        self.end = page.button("dispatches.end", self._end)
        self.withdraw = page.button("dispatches.withdraw", self._withdraw)
        column.addWidget(self.told)
        column.addWidget(self.form)
        column.addLayout(page.row(self.ask, self.withdraw, self.end, None))

    def show_file(self) -> None:
        """How the request stands."""
        file = self.case.file
        asked = self.case.desk.look(handovers.of_case, file.case.id) if file else []
        last = asked[-1] if asked else None
        over = file is None or file.case.closed_on is not None or file.case.ended_on is not None
        waits = last is not None and last.waits
        self.told.setVisible(last is not None)
        if last is not None:
            self.told.setText(_words(last))
        open_again = not over and not waits and not (last and last.answer == GRANTED)
        self.form.setVisible(open_again)
        self.ask.setVisible(open_again)
        self.withdraw.setVisible(waits)
        self.end.setVisible(not over and last is not None and last.answer == GRANTED)
        self.says_something = last is not None or open_again

    @property
    def is_asked(self) -> bool:
        """Whether a request stands, answered or not."""
        return not self.told.isHidden()

    def fill(self, to_name: str, reason: str) -> None:
        """What is known already of where it goes and why; a person may write over it."""
        self.form.show_anew(Handover(to_name=to_name, reason=reason))

    def _ask(self) -> None:
        assert self.case.file is not None
        told = [self.form.value(name) or "" for name in ("to_name", "reason")]
        if self.case.do(handovers.ask, self.case.today, self.case.file.case.id, *told):
            self.form.forget()
        self.show_file()

    def _withdraw(self) -> None:
        assert self.case.file is not None
        desk = self.case.desk
        asked = desk.look(handovers.of_case, self.case.file.case.id)
        desk.do(handovers.withdraw, desk.today(), asked[-1].id)
        self.show_file()

    def _end(self) -> None:
        assert self.case.file is not None
        desk = self.case.desk
        desk.do(handovers.end, desk.today(), self.case.file.case.id)
        self.show_file()


def _words(asked: handovers.Asked) -> str:
    if asked.withdrawn:
        return say("dispatches.withdrawn", to=asked.to)
    if not asked.answer:
        return say("dispatches.asked_waits", to=asked.to)
    key = "dispatches.granted" if asked.answer == GRANTED else "dispatches.refused"
    return say(key, to=asked.to, told=asked.answer_told or "—", outcome=asked.taken_up or "—")
