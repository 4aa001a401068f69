"""值班接访: the roster and its signatures, who came to the door, who is away, who helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app import clock
from app.desk import signing_in
from app.ui.kit import page
from app.ui.kit.parts_bar import PartsBar
from app.ui.screen import Screen
from app.ui.screens.duty_parts.attendance import AttendancePart
from app.ui.screens.duty_parts.duty_part import DutyPart
from app.ui.screens.duty_parts.helpers import HelpersPart
from app.ui.screens.duty_parts.leaves import LeavePart
from app.ui.screens.duty_parts.roster import RosterPart
from app.ui.screens.duty_parts.visitors import VisitorPart
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.screen import Frame, Touched

PARTS: dict[str, type[DutyPart]] = {
    "duty.part.visitors": VisitorPart,
    "duty.part.roster": RosterPart,
    "duty.part.leave": LeavePart,
    "duty.part.attendance": AttendancePart,
    "duty.part.helpers": HelpersPart,
}
SHOWN = {
    "shift", "leave", "visitor", "mediator", "person", "post", "unit", "practice", "assistance", "place",
}  # fmt: skip


class DutyScreen(Screen):
    """Five parts; the key for signing in is above each of them."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__(desk, frame)
        self.bar = PartsBar(tuple(PARTS))
        self.bar.turned.connect(self.turn)
        self.sign = page.button("duty.sign", self._sign, role="primary", icon="edit")
        self.here = page.label("", "quiet")
        self.here.setObjectName("duty.here")
        self.stack = QStackedWidget()
        self.parts: dict[str, DutyPart] = {}
        column = QVBoxLayout()
        column.setContentsMargins(page.MARGIN, 12, page.MARGIN, 8)
        column.setSpacing(8)
        title = page.label(say("screen.duty"), "title", wrap=False)
        head = page.row(title, self.bar, self.here, self.sign)
        head.setStretch(2, 1)
        column.addLayout(head)
        column.addWidget(self.stack, 1)
        holder = QWidget()
        holder.setLayout(column)
        self.fill(holder)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("F6"), self, self.bar.next, context=within)

    def opened(self, target: object = None) -> None:
        if isinstance(target, str) and target in self.bar.keys:
            self.bar.mark(target)
        self.turn(self.bar.up)

    def standing(self) -> object:
        return self.bar.up

    def turn(self, key: str) -> None:
        """Show a part; what was typed on the one before is kept first."""
        self.settle()
        if key not in self.parts:
            made = next(part for name, part in PARTS.items() if name.endswith(f".{key}"))
            self.parts[key] = made(self.desk, self.frame)
            self.stack.addWidget(self.parts[key])
        self.stack.setCurrentWidget(self.parts[key])
        self._show_here()
        self.parts[key].show_part()

    def heard(self, touched: Touched) -> None:
        if any(kind in SHOWN for kind, _ in touched):
            self._show_here()
            self.parts[self.bar.up].show_part()

    def settle(self) -> None:
        for part in self.parts.values():
            part.settle()

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
