"""来件: everything that comes in on every line, how it goes round, and its registers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.desk.edit import get
from app.records import Matter
from app.ui.kit import flow, page
from app.ui.screen import Screen
from app.ui.screens.matter_parts.items_part import ItemsPart
from app.ui.screens.matter_parts.list_part import ListPart
from app.ui.screens.matter_parts.lists_part import ListsPart
from app.ui.screens.matter_parts.new_matter import NewMatter
from app.ui.screens.matter_parts.views import Views
from app.ui.screens.matter_parts.whistle_part import WhistlePart
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.screen import Frame, Touched

SHOWN = {
    "matter",
    "matter_step",
    "whistle",
    "whistle_call",
    "place",
    "unit",
    "case",
    "consultation",
    "escalation",
}
VIEWS = ("matters.view_list", "matters.view_lists", "matters.view_whistles", "matters.view_items")
LIST, LISTS, WHISTLES, ITEMS = range(4)
FORM = 4


class MattersScreen(Screen):
    """Views side by side; the form stands in their place while it is written."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__(desk, frame)
        self.count = page.label("", "title", wrap=False)
        self.count.setObjectName("matters.shown")
        self.views = Views(VIEWS, self._turn_to)
        new = page.button("matters.new", self._new, role="primary", icon="add")
        self.heads = {ITEMS: say("matters.count_items")}
        self.lines = ListPart(desk, frame, partial(self._head, LIST), self._turn)
        self.lists = ListsPart(desk, frame, partial(self._head, LISTS))
        self.whistles = WhistlePart(desk, frame, partial(self._head, WHISTLES))
        self.items = ItemsPart(desk, frame)
        self.form = NewMatter(desk, self._written, self._left)
        writing, sheet = page.sheet()
        sheet.addWidget(self.form)
        self.stack = QStackedWidget()
        for part in (self.lines, self.lists, self.whistles, self.items, writing):
            self.stack.addWidget(part)
        top = QWidget()
        line = flow.row(self.count, None, self.views, new)
        line.setContentsMargins(page.MARGIN, 12, page.MARGIN, 4)
        top.setLayout(line)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(self.stack, 1)
        self.fill(holder)
        page.on_keys(self.lines.view, "N", self._new)

    def opened(self, target: object = None) -> None:
        if isinstance(target, str):
            self._turn_to(LIST)
            self.lines.open_at(target)
            return
        if isinstance(target, tuple):  # ("whistle", id of a case)
            self._turn_to(WHISTLES)
            self.whistles.begin(case_id=target[1])
            return
        self._load(self.stack.currentIndex())

    def heard(self, touched: Touched) -> None:
        if any(kind in SHOWN for kind, _ in touched) and self.stack.currentIndex() != FORM:
            self._load(self.stack.currentIndex())

    def _turn_to(self, place: int) -> None:
        self._show(place)
        self.views.show_view(place)
        self._load(place)

    def _show(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        self.count.setText(self.heads.get(place, ""))

    def _head(self, place: int, text: str) -> None:
        """What a part shows, said above while it is the one that is seen."""
        self.heads[place] = text
        if self.stack.currentIndex() == place:
            self.count.setText(text)

    def _load(self, place: int) -> None:
        if place == LIST:
            self.lines.open_at()
            self.lines.view.enter()
        elif place == LISTS:
            self.lists.load()
        elif place == WHISTLES:
            self.whistles.load()
        elif place == ITEMS:
            self.items.load()

    def _turn(self, what: str, id_: str) -> None:
        if what == "case":
            self.frame.go("case", id_)
        elif what == "change":
            self._show(FORM)
            self.form.begin(self.desk.look(get, Matter, id_))
        else:
            self._turn_to(WHISTLES)
            self.whistles.begin(matter_id=id_)

    def _new(self) -> None:
        self._show(FORM)
        self.form.begin()

    def _written(self, matter_id: str) -> None:
        self._left()
        self.lines.open_at(matter_id)

    def _left(self) -> None:
        self._turn_to(LIST)
