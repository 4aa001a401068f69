"""空白表: sets of forms for days without power, printed under reserved numbers and typed in later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.desk import blank_forms, reserved
from app.desk import room as rooms
from app.desk.blank_forms import Sets
from app.desk.reserved import Reserved
from app.papers import blank
from app.ui import theme
from app.ui.kit import page
from app.ui.kit.paper_view import PaperView
from app.ui.kit.print_habits import Habits
from app.ui.kit.print_pane import Terms
from app.ui.screen import Screen
from app.ui.screens.blank_parts.making_card import MakingCard, Wanted
from app.ui.screens.blank_parts.numbers_part import NumbersPart
from app.ui.screens.case_parts.open_case import NewCase
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.kit.printer import Printer
    from app.ui.screen import Frame, Touched

SHOWN = {"blank_form", "case"}


class BlankFormsScreen(Screen):
    """What to print, beside the reserved numbers; then the forms that were made, before they are printed."""

    def __init__(self, desk: Desk, frame: Frame, *, printer: Printer | None = None) -> None:
        super().__init__(desk, frame)
        self.made: Sets | None = None
        self.title = page.label(say("blank.title"), "title", wrap=False)
        self.told = page.label("", "quiet")
        self.told.setObjectName("blank.told")
        self.card = MakingCard()
        self.card.asked.connect(self._make)
        self.numbers = NumbersPart()
        self.numbers.chosen.connect(self._choose)
        self.numbers.again.connect(self._again)
        self.numbers.spoiled.connect(self._spoil)
        self.numbers.given_back.connect(lambda one: self._give_back((one.number,)))
        habits = Habits(desk.settings, desk.data.settings)
        self.view = PaperView(printer, habits, frame.jobs)
        self.view.printed.connect(lambda _how: self._left())
        self.view.saved.connect(self._left)
        self.view.said.connect(frame.notices.say)
        self.view.pane.limit(1)  # a second set needs a number of its own
        self.back = page.button("blank.give_back_all", self._give_back_made, icon="back")
        self.listed = page.button("blank.to_numbers", self._show_numbers, icon="ledger")
        self._lay_out()

    def opened(self, target: object = None) -> None:
        self._show_numbers()
        self.card.enter()

    def heard(self, touched: Touched) -> None:
        if any(kind in SHOWN for kind, _ in touched):
            self._load()

    # what is shown

    def _load(self) -> None:
        log = self.desk.shelf.log
        room = self.desk.look(rooms.own_room, log)
        people = {m.id: m.name or "" for m in self.desk.look(rooms.mediators, room.id)}
        found = self.desk.look(reserved.register, log)
        self.numbers.load(found, people, self.desk.today())
        if self.made is None:
            self._say_numbers(found)
        else:
            mine = [one for one in found if one.number in self.made.numbers]
            self.back.setVisible(bool(mine) and all(o.state == reserved.UNPRINTED for o in mine))

    def _say_numbers(self, found: list[Reserved]) -> None:
        old = sum(1 for one in found if one.is_old(self.desk.today()))
        days = reserved.remind_days()
        self.told.setText(
            say("blank.old", count=old, days=days) if old else say("blank.title.told")
        )
        theme.role(self.told, "warn" if old else "quiet")

    def _show_numbers(self) -> None:
        self.made = None
        self._load()
        self._turn(made=False)
        self.back.hide()

    def _turn(self, *, made: bool) -> None:
        """What is looked at before it is printed has the whole page."""
        goes, comes = (self.card, self.numbers), (self.view, self.listed)
        for widget in goes if made else comes:  # both at once would widen the window
            widget.hide()
        for widget in comes if made else goes:
            widget.show()

    def _show_made(self, made: Sets, *, two_sided: bool) -> None:
        self.made = made
        self._turn(made=True)
        name = say("blank.file_name", number=made.numbers[0], count=len(made.numbers))
        self.view.show_paper(made.pdf, name, Terms(two_sided=two_sided))
        self.told.setText(say("blank.made", numbers="、".join(made.numbers)))
        theme.role(self.told, "quiet")
        self._load()
        self.view.press.setFocus()

    # what is done

    def _make(self, wanted: Wanted) -> None:
        papers = blank.chosen(
            wanted.papers
        )  # who took every tick away is told before anything begins
        self.frame.jobs.run(
            lambda _report: blank_forms.make(
                self.desk, wanted.sets, papers, large=wanted.large, two_sided=wanted.two_sided
            ),
            lambda made: self._show_made(made, two_sided=wanted.two_sided),
            title=say("blank.working"),
        )

    def _again(self, one: Reserved) -> None:
        two_sided = self.card.two_sided.isChecked()
        made = blank_forms.again(self.desk, one.number, two_sided=two_sided)
        self._show_made(made, two_sided=two_sided)

    def _left(self) -> None:
        if self.made is not None:
            blank_forms.left(self.desk, self.made)

    def _give_back_made(self) -> None:
        if self.made is not None:
            self._give_back(self.made.numbers)
            self._show_numbers()

    def _give_back(self, numbers: tuple[str, ...]) -> None:
        self.desk.do(reserved.give_back, self.desk.shelf.log, numbers)
        self.frame.notices.say(say("blank.given_back"), "good")

    def _choose(self, one: Reserved | None) -> None:
        if one is None:
            return
        if one.is_free:
            self.frame.go("case", NewCase(number=one.number))
        elif one.case_id:
            self.frame.go("case", one.case_id)

    def _spoil(self, one: Reserved, why: str) -> None:
        self.desk.do(reserved.spoil_number, self.desk.shelf.log, one.number, why)
        self.frame.notices.say(say("blank.spoiled_now", number=one.number), "good")

    def _lay_out(self) -> None:
        away = page.button("blank.away", lambda: self.frame.go("register"), icon="cases")
        self.card.setFixedWidth(theme.scaled(298))
        across = QHBoxLayout()
        across.setSpacing(16)
        across.addWidget(self.card)
        across.addWidget(self.numbers, 1)
        across.addWidget(self.view, 1)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(page.MARGIN, 10, page.MARGIN, 8)
        column.setSpacing(10)
        column.addLayout(page.row(self.title, None, self.back, self.listed, away))
        column.addWidget(self.told)
        column.addLayout(across, 1)
        self._turn(made=False)
        self.fill(holder)
