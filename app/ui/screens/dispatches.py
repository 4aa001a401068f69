"""交办: what was handed to whom and how it stands; the room answers here, the centre hands out here."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPlainTextEdit,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.desk import dispatches, passing_on
from app.desk import room as rooms
from app.desk.dispatch_story import detail_lines
from app.desk.dispatches import Line
from app.rules import dispatching
from app.ui import theme
from app.ui.kit import page
from app.ui.kit.record_table import Column, RecordTable, table_view
from app.ui.kit.typed import show_day
from app.ui.screen import Screen
from app.ui.screens.dispatch_parts.asked import Asked
from app.ui.screens.dispatch_parts.new_dispatch import NewDispatch
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.screen import Frame, Touched

ROWS_SHOWN = 5
SHOWN = {"dispatch", "dispatch_step", "handover"}
MEANING = {
    "sent": "warn", "returned": "bad", "done": "warn", "confirmed": "good", "recalled": "quiet",
}  # fmt: skip


class DispatchScreen(Screen):
    """A list above, the marked one below with the buttons that can follow."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__(desk, frame)
        self.is_centre = bool(desk.look(rooms.own_room, desk.shelf.log).is_centre)
        self.count = page.label("", "title", wrap=False)
        self.count.setObjectName("dispatches.shown")
        self.new = page.button("dispatches.new", self._new, role="primary", icon="add")
        self.table = RecordTable(_columns())
        self.view = table_view(self.table, self._open_case)
        self.view.setObjectName("dispatches.lines")
        self.view.setAccessibleName(say("screen.dispatches"))
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._show())
        self.empty = page.label(
            say("dispatches.none_centre" if self.is_centre else "dispatches.none"), "quiet"
        )
        self.form = NewDispatch(desk, self._sent, self.opened)
        self.asked = Asked(desk, self.opened)
        self._shared = False  # whether list and marked one have their heights
        self._lay_out()

    def _lay_out(self) -> None:
        top = QWidget()
        column = QVBoxLayout(top)
        column.setContentsMargins(page.MARGIN, 14, page.MARGIN, 8)
        column.setSpacing(10)
        column.addLayout(page.row(self.count, None, self.new))
        column.addWidget(self.empty)
        column.addWidget(self.view, 1)
        column.addStretch()
        area, self.below = page.sheet()
        self.below.addWidget(self.asked)
        self.card, inner = page.card()
        self.story, self.answers = QVBoxLayout(), QHBoxLayout()
        self.told = QPlainTextEdit()
        self.told.setObjectName("dispatch_step.told")
        self.told.setAccessibleName(say("dispatch_step.told"))
        self.told.setPlaceholderText(say("dispatches.told_hint"))
        self.told.setTabChangesFocus(True)
        self.told.setMaximumHeight(72)
        inner.addLayout(self.story)
        inner.addWidget(self.told)
        inner.addLayout(self.answers)
        self.below.addWidget(self.card)
        self.below.addStretch(1)
        self.halves = halves = QSplitter()
        halves.setOrientation(halves.orientation().Vertical)
        halves.addWidget(top)
        halves.addWidget(area)
        halves.setChildrenCollapsible(False)
        writing, sheet = page.sheet()
        sheet.addWidget(self.form)
        sheet.addStretch(1)
        self.stack = QStackedWidget()
        self.stack.addWidget(halves)
        self.stack.addWidget(writing)
        self.fill(self.stack)
        self.new.setVisible(self.is_centre)  # once it has its place: alone it would be a window

    def opened(self, target: object = None) -> None:
        marked = target if isinstance(target, str) else getattr(self.view.current(), "id", "")
        lines = self.desk.look(dispatches.listing, self.desk.shelf.log, self.desk.today())
        waits = sum(1 for x in lines if x.state in dispatching.OPEN)
        self.count.setText(say("dispatches.count", count=len(lines), open=waits))
        self.table.load(lines)
        self.empty.setVisible(not lines)
        self.view.setVisible(bool(lines))
        self.stack.setCurrentIndex(0)
        self._share_height(len(lines))
        self.view.mark(max(0, self.table.place_of(marked)))
        self.asked.show_asked()
        self._show()

    def _share_height(self, lines: int) -> None:
        """The list gets what its first lines need, the marked one below it the rest; a hand may move the border."""
        if not self._shared and lines:
            self._shared = True
            listed = theme.scaled(40) * (min(lines, ROWS_SHOWN) + 1) + theme.scaled(90)
            self.halves.setSizes([listed, max(listed, self.height() - listed)])

    def heard(self, touched: Touched) -> None:
        if any(kind in SHOWN for kind, _ in touched) and self.stack.currentIndex() == 0:
            self.opened()

    def _show(self) -> None:
        line = self.view.current()
        page.clear(self.story)
        page.clear(self.answers)
        self.card.setVisible(isinstance(line, Line))
        if not isinstance(line, Line):
            return
        for text, role in detail_lines(self.desk, line):
            self.story.addWidget(page.label(text, role))
        steps = line.may
        self.told.setVisible(bool(steps))
        self.told.clear()
        for number, name in enumerate(steps):
            pressed = self._accept if name == "accepted" else partial(self._answer, name)
            role = "primary" if number == 0 else ""
            self.answers.addWidget(page.button(f"dispatches.step_{name}", pressed, role=role))
        if line.case_id and line.incoming:
            self.answers.addWidget(page.button("dispatches.case", self._go_to_case, icon="open"))
        self._offer_passing(line)
        self.answers.addStretch(1)

    def _offer_passing(self, line: Line) -> None:
        """转交: at a centre, of what came from above."""
        may = self.is_centre and line.incoming and not line.passed_to
        places = self.desk.look(dispatches.below) if may else []
        if not places or line.state not in dispatching.MAY_BE_PASSED:
            return
        self.pass_to = QComboBox()
        self.pass_to.setObjectName("dispatches.pass_to")
        self.pass_to.setAccessibleName(say("dispatches.pass_to"))
        for place in places:
            self.pass_to.addItem(place.name, place.room)
        self.answers.addWidget(self.pass_to)
        self.answers.addWidget(page.button("dispatches.pass_on", self._pass_on))

    def _pass_on(self) -> None:
        line, to = self.view.current(), self.pass_to.currentData() or ""
        passing_on.pass_on(self.desk, line.id, to, self.told.toPlainText())
        self.frame.notices.clear()
        self.frame.notices.say(say("dispatches.sent"), "good")
        self.opened(line.id)

    def _accept(self) -> None:
        case_id = dispatches.accept(self.desk, self.view.current().id)
        self.frame.notices.say(say("dispatches.accepted"), "good")
        self.frame.go("case", case_id)

    def _answer(self, name: str) -> None:
        line = self.view.current()
        dispatches.step(self.desk, line.id, name, self.told.toPlainText())
        self.frame.notices.clear()  # what was wrong before is mended
        self.frame.notices.say(say("cli.dispatch_answered"), "good")
        self.opened(line.id)

    def _go_to_case(self) -> None:
        self._open_case(self.view.current())

    def _open_case(self, line: Line) -> None:
        if line.case_id:
            self.frame.go("case", line.case_id)

    def _new(self) -> None:
        self.form.begin()
        self.stack.setCurrentIndex(1)

    def _sent(self, dispatch_id: str) -> None:
        self.frame.notices.clear()
        self.frame.notices.say(say("dispatches.sent"), "good")
        self.opened(dispatch_id)


def _columns() -> tuple[Column, ...]:
    place = 150 if theme.is_large() else 240
    return (
        Column("dispatch.number", _number, width=120),
        Column("dispatches.state", _state, width=170, meaning=lambda x: "bad" if x.late else MEANING.get(x.state, "")),
        Column("dispatch.title", lambda x: x.title, stretch=1),
        Column("dispatches.with", lambda x: x.from_ if x.incoming else x.to, width=place),
        Column("dispatch.due_on", lambda x: show_day(x.due_on), width=120, meaning=lambda x: "bad" if x.late else ""),
        Column("dispatches.arrived", _arrived, width=130,
               meaning=lambda x: "" if x.arrived or not _is_answered(x) else "warn"),
    )  # fmt: skip


def _number(line: Line) -> str:
    """Both sides count from one: which way it went tells them apart."""
    return say("dispatch.way_in" if line.incoming else "dispatch.way_out") + line.number


def _arrived(line: Line) -> str:
    """Of what we handed out, or of our own answers to what came."""
    if not _is_answered(line):
        return "—"
    how = "arrived" if line.arrived else "under_way"
    return say(f"dispatches.incoming_{how}" if line.incoming else f"dispatches.outgoing_{how}")


def _is_answered(line: Line) -> bool:
    return not line.incoming or line.state != "sent"


def _state(line: Line) -> str:
    told = say(f"dispatch_state.{line.state}")
    return told + say("cli.dispatch_late") if line.late else told
