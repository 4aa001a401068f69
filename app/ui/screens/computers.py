"""本室电脑: the computers of this room, letting one in, a new key; at a centre those of its rooms, closing one."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from app.desk import closing, mates, series
from app.desk.enrolment import own_fingerprint
from app.trouble import Trouble
from app.ui import theme
from app.ui.kit import flow, page
from app.words import say

if TYPE_CHECKING:
    from app.desk.closing import Shut
    from app.desk.desk import Desk
    from app.desk.mates import Computer
    from app.ui.screen import Frame

COLUMNS = ("letter", "name", "fingerprint", "state", "heard")
"""Words: computers.<column>."""

LEAST_NAME = 150  # pixels in base type; a longer one goes on in the next line

ROLES = {mates.OWN: "good", mates.CLOSED: "warn", mates.BEFORE: "quiet"}


class ComputersCard(QWidget):
    """A table, and below it what one does with a stick."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__()
        self.desk, self.frame = desk, frame
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.table = QGridLayout()
        self.table.setHorizontalSpacing(18)
        self.table.setColumnStretch(COLUMNS.index("name"), 1)
        column.addLayout(self.table)
        self.folder = QLineEdit(desk.settings.last_stick)
        self.asking = QVBoxLayout()
        self.reason = QLineEdit()
        self.is_centre = False
        self._actions(column)

    def load(self) -> None:
        """Show the computers as they stand now."""
        found = mates.computers_below(self.desk) if self.is_centre else mates.computers(self.desk)
        page.clear(self.table)
        for place, key in enumerate(COLUMNS):
            head = page.label(say(f"computers.{key}"), "label", wrap=False)
            self.table.addWidget(head, 0, place)
        shut = {one.log: one for one in closing.shut(self.desk)} if self.is_centre else {}
        for number, one in enumerate(found, 1):
            self._show(number, one, shut.get(one.log))

    def _show(self, number: int, one: Computer, shut: Shut | None) -> None:
        told = (
            one.letter or "—", one.called, one.fingerprint,
            say(f"mates.state.{one.state}"), one.heard_at[:16].replace("T", " ") or "—",
        )  # fmt: skip
        for place, text in enumerate(told):
            long = COLUMNS[place] == "name"
            line = page.label(text, ROLES.get(one.state, ""), wrap=long)
            if long:
                line.setMinimumWidth(theme.scaled(LEAST_NAME))
            line.setObjectName(f"computers.{COLUMNS[place]}.{number}")
            self.table.addWidget(line, 2 * number, place)
        if not self.is_centre or one.state == mates.BEFORE:
            return
        if shut is None:
            press = page.button("computers.close", partial(self._close, one), role="danger")
        else:
            press = page.button("computers.lift", partial(self._lift, one))
        actions = flow.row(press, *self._count(one, shut))
        if theme.is_large():  # no room beside them
            self.table.addLayout(actions, 2 * number + 1, 1, 1, len(COLUMNS) - 1)
        else:
            self.table.addLayout(actions, 2 * number, len(COLUMNS))

    def _count(self, one: Computer, shut: Shut | None) -> list[QWidget]:
        """What came after the end of a closed computer, and letting it count."""
        if shut is None or not shut.aside:
            return []
        told = say("computers.aside", count=shut.aside)
        press = page.button("computers.count", partial(self._count_all, one, shut.aside_until))
        return [page.label(told, "warn"), press]

    def _actions(self, column: QVBoxLayout) -> None:
        from app.desk.room import own_room

        self.is_centre = bool(self.desk.look(own_room, self.desk.shelf.log).is_centre)
        if self.is_centre:
            self._line("computers.reason", self.reason)
            column.addWidget(page.label(say("computers.close_told"), "quiet"))
            column.addWidget(self.reason)
        else:
            self._line("computers.folder", self.folder)
            column.addWidget(page.label(say("computers.admit_told"), "quiet"))
            choose = page.button("computers.choose", self._choose, icon="open")
            look = page.button("computers.look", self.look, icon="stick")
            column.addLayout(page.row(self.folder, choose, look))
            column.addLayout(self.asking)
        column.addWidget(page.label(say("computers.rotate_told"), "quiet"))
        column.addLayout(page.row(page.button("computers.rotate", self._rotate), None))

    def _line(self, key: str, line: QLineEdit) -> None:
        line.setObjectName(key)
        line.setAccessibleName(say(key))
        line.setPlaceholderText(say(key))

    def look(self) -> None:
        """Who asks on this stick."""
        if not self.folder.text().strip():
            raise Trouble("mates.no_stick")
        found = mates.asking(self.desk, Path(self.folder.text().strip()))
        page.clear(self.asking)
        if not found:
            self.asking.addWidget(page.label(say("mates.none_asks"), "warn"))
        for one in found:
            told = say("mates.asks", name=one.name, fingerprint=one.fingerprint)
            press = page.button(
                "computers.admit", partial(self._admit, one.fingerprint), role="primary"
            )
            self.asking.addWidget(page.label(told))
            self.asking.addLayout(page.row(press, None))

    def _admit(self, fingerprint: str) -> None:
        folder = Path(self.folder.text().strip())
        self.frame.jobs.run(
            lambda _report: mates.admit(self.desk, folder, fingerprint),
            self._admitted,
            title=say("computers.admitting"),
        )

    def _admitted(self, done: mates.Admitted) -> None:
        page.clear(self.asking)
        facts = {
            "name": done.name,
            "letter": done.letter,
            "fingerprint": own_fingerprint(self.desk),
        }
        self.frame.notices.say(say("mates.admitted", **facts), "good", stay=True)
        self.load()

    def _rotate(self) -> None:
        letter = series.rotate(self.desk)
        told = say("mates.rotated", letter=letter, fingerprint=own_fingerprint(self.desk))
        self.frame.notices.say(told, "good", stay=True)
        self.load()

    def _close(self, one: Computer) -> None:
        self._said(closing.close(self.desk, one.fingerprint, self.reason.text()))

    def _lift(self, one: Computer) -> None:
        done = closing.lift(self.desk, one.fingerprint, self.reason.text())
        told = done.sentences()
        self.frame.notices.say("\n".join(told), "good", stay=len(told) > 1)
        self.load()

    def _count_all(self, one: Computer, until: int) -> None:
        self._said(closing.count_until(self.desk, one.fingerprint, until))

    def _said(self, done: Shut) -> None:
        facts = {"name": done.name, "fingerprint": done.fingerprint, "last": done.last}
        self.frame.notices.say(say("closing.line", **facts), "warn")
        self.load()

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, say("computers.choose"), self.folder.text())
        if folder:
            self.folder.setText(folder)


def card(desk: Desk, frame: Frame) -> tuple[QWidget, ComputersCard]:
    """The card for a page of settings."""
    computers = ComputersCard(desk, frame)
    outside, inner = page.card(
        say("computers.title_below" if computers.is_centre else "computers.title")
    )
    inner.addWidget(computers)
    return outside, computers
