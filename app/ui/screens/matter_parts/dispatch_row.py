"""交办给调解室 on the card of a matter at a centre, and 签收办结 once the room has done it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QWidget

from app import clock
from app.desk import dispatches, matter_dispatch
from app.desk.matter_list import Line
from app.ui.kit import page
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.kit.field_form import FieldForm


class DispatchRow(QWidget):
    """To which room, and the button; day and words are those of the card's own form."""

    def __init__(self, desk: Desk, form: FieldForm, done: Callable[[], object]) -> None:
        super().__init__()
        self.desk, self.form, self._done = desk, form, done
        self.line: Line | None = None
        self.to = QComboBox()
        self.to.setObjectName("matters.dispatch_to")
        self.to.setAccessibleName(say("matters.dispatch_to"))
        self.to.setMinimumWidth(240)
        self.ask = page.label(say("matters.dispatch_to"), "label", wrap=False)
        self.send = page.button("matters.dispatch", self._send, icon="forward")
        self.sign = page.button("matters.sign_off", self._sign, role="primary", icon="good")
        line = page.row(self.ask, self.to, self.send, self.sign, None)
        line.setContentsMargins(0, 0, 0, 0)
        self.setLayout(line)
        self.hide()

    def show_line(self, line: Line) -> None:
        """Nothing to see where no room is below, or nothing can be passed on."""
        below = self.desk.look(dispatches.below)
        other = self.line is None or self.line.id != line.id
        self.line = line
        if other or self.to.count() != len(below):
            self.to.clear()
            for place in below:
                self.to.addItem(place.name, place.room)
            self.to.setCurrentIndex(max(0, self.to.findText(line.room)))
        may_sign = bool(below) and bool(self.desk.look(matter_dispatch.to_sign, line.id))
        may_send = bool(below) and "pass" in line.may and not line.case_id and not may_sign
        for part in (self.ask, self.to, self.send):
            part.setVisible(may_send)
        self.sign.setVisible(may_sign)
        self.setVisible(may_send or may_sign)

    def _send(self) -> None:
        assert self.line is not None
        told = self.form.changes()
        matter_dispatch.hand_out(
            self.desk, clock.now(), self.line.id, self.to.currentData() or "",
            due=told.get("due_on"), told=told.get("told") or "",
        )  # fmt: skip
        self.form.forget()
        self._done()

    def _sign(self) -> None:
        assert self.line is not None
        matter_dispatch.sign_off(self.desk, self.line.id)
        self._done()
