"""值班接访: the roster and its signatures, who came to the door, who is away, who helps."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel

from app import clock
from app.desk import signing_in
from app.ui.kit import page
from app.ui.screens.duty_parts.attendance import AttendancePart
from app.ui.screens.duty_parts.duty_part import DutyPart
from app.ui.screens.duty_parts.helpers import HelpersPart
from app.ui.screens.duty_parts.leaves import LeavePart
from app.ui.screens.duty_parts.roster import RosterPart
from app.ui.screens.duty_parts.visitors import VisitorPart
from app.ui.screens.parted import PartedScreen
from app.words import say

PARTS: dict[str, type[DutyPart]] = {
    "duty.part.visitors": VisitorPart,
    "duty.part.roster": RosterPart,
    "duty.part.leave": LeavePart,
    "duty.part.attendance": AttendancePart,
    "duty.part.helpers": HelpersPart,
}
SHOWN = frozenset({
    "shift", "leave", "visitor", "mediator", "person", "post", "unit", "practice", "assistance", "place",
})  # fmt: skip


class DutyScreen(PartedScreen):
    """Five parts; the key for signing in is above each of them."""

    PARTS = PARTS
    SHOWN = SHOWN
    TITLE = "screen.duty"

    def head(self, title: QLabel) -> QHBoxLayout:
        self.sign = page.button("duty.sign", self._sign, role="primary", icon="edit")
        self.here = page.label("", "quiet")
        self.here.setObjectName("duty.here")
        head = page.row(title, self.bar, self.here, self.sign)
        head.setStretch(2, 1)
        return head

    def show_up(self) -> None:
        self._show_here()
        super().show_up()

    def _show_here(self) -> None:
        told = self.desk.look(
            signing_in.told, self.desk.shelf.log, self.desk.calendar(), clock.now()
        )
        persons = [one for one in told.here if not one.who.startswith("unit/")]
        names = "、".join(one.name for one in persons)
        self.here.setText(say("duty.today", names=names) if names else say("duty.nobody_today"))
        own = [one for one in told.here if one.who == f"mediator/{self.desk.user}"]
        out = any(one.in_at and not one.out_at for one in own)
        self.sign.setText(say("duty.sign_out" if out else "duty.sign"))

    def _sign(self) -> None:
        done = self.desk.do(signing_in.sign, self.desk.shelf.log, clock.now())
        facts = {"name": done.name, "at": f"{done.at:%H:%M}"}
        if done.unplanned:
            self.frame.notices.say(say("duty.signed_unplanned", **facts), "good")
        else:
            key = "duty.signed_out" if done.out else "duty.signed_in"
            self.frame.notices.say(say(key, **facts), "good")
