"""网格与人员: the tree at the left; at the right the marked place, its people, households; units; lists."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.desk import grid, grid_people, grid_registers
from app.desk.place_finder import Finder
from app.ui import theme
from app.ui.awaiting import Awaiting
from app.ui.kit import flow, page
from app.ui.kit.choice_line import ChoiceLine
from app.ui.kit.editor import Options
from app.ui.kit.listing_bar import ListingBar
from app.ui.kit.parts_bar import PartsBar
from app.ui.screen import Screen
from app.ui.screens.grid_parts.coming_in import ComingInPart
from app.ui.screens.grid_parts.facts import FactsPart
from app.ui.screens.grid_parts.grid_part import GridPart, Told
from app.ui.screens.grid_parts.homes import HomesPart
from app.ui.screens.grid_parts.key import KeyPart
from app.ui.screens.grid_parts.lacking import lack_words
from app.ui.screens.grid_parts.people import PeoplePart
from app.ui.screens.grid_parts.tree_view import GridTree
from app.ui.screens.grid_parts.units import UnitsPart
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.rules.listing import Listing
    from app.ui.screen import Frame, Touched

PARTS: dict[str, type[GridPart]] = {
    "grid_page.part.facts": FactsPart,
    "grid_page.part.people": PeoplePart,
    "grid_page.part.homes": HomesPart,
    "grid_page.part.key": KeyPart,
    "grid_page.part.units": UnitsPart,
    "grid_page.part.lists": ComingInPart,
}
SHOWN = {
    "place",
    "person",
    "post",
    "household",
    "unit",
    "key_person",
    "mediator",
    "practice",
    "import",
}
TREE = {"place", "post", "person", "household", "mediator", "practice", "import"}


class GridScreen(Screen):
    """Find or mark a place; the part that is up shows it."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__(desk, frame)
        self.awaiting = Awaiting(self, desk, frame)
        self.finder: Finder | None = None
        self.told = Told()
        self.line = ChoiceLine()
        self.line.setObjectName("grid.find")
        self.line.setAccessibleName(say("grid_page.find"))
        self.line.setPlaceholderText(say("grid_page.find"))
        self.line.finds = self._find
        self.line.chosen.connect(self._go_found)
        self.tree = GridTree()
        self.tree.marked.connect(lambda _id: self._show())
        self.tally = page.label("", "quiet")
        self.tally.setObjectName("grid_page.tree_told")
        self.bar = PartsBar(tuple(PARTS))
        self.bar.turned.connect(self.turn)
        self.lists = ListingBar(desk, frame, self._listing)
        self.whole = QCheckBox(say("matters.lists_whole"))
        self.whole.setObjectName("grid_page.whole")
        self.whole.hide()
        self.stack = QStackedWidget()
        self.parts: dict[str, GridPart] = {}
        self._lay_out()
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("F6"), self, self.bar.next, context=within)

    def opened(self, target: object = None) -> None:
        if isinstance(target, str) and target in self.bar.keys:
            self.bar.mark(target)
        self._load(partial(self._lead_to, target))

    def _lead_to(self, target: object) -> None:
        if isinstance(target, str):
            self.tree.mark(target)
        self.turn(self.bar.up)
        self.tree.setFocus()

    def standing(self) -> object:
        return self.tree.current or None

    def heard(self, touched: Touched) -> None:
        kinds = {kind for kind, _ in touched}
        if kinds & TREE:
            self._load(self._show)
        elif kinds & SHOWN:
            self._show()

    def settle(self) -> None:
        for part in self.parts.values():
            part.settle()

    def turn(self, key: str) -> None:
        """Show a part; what was typed on the one before is kept first."""
        self.settle()
        if key not in self.parts:
            made = next(part for name, part in PARTS.items() if name.endswith(f".{key}"))
            self.parts[key] = made(self.desk, self.frame)
            self.stack.addWidget(self.parts[key])
            if isinstance(self.parts[key], FactsPart):
                self.parts[key].made.connect(self.tree.mark)  # type: ignore[attr-defined]
        self.stack.setCurrentWidget(self.parts[key])
        self.whole.setVisible(key == "homes")
        self._show()

    def _show(self) -> None:
        part = self.parts.get(self.bar.up)
        if part is not None:
            part.show_place(self.told, self.tree.current)

    def _load(self, then: Callable[[], None]) -> None:
        """The tree anew, and what is done once it stands."""
        desk, log, day = self.desk, self.desk.shelf.log, self.desk.today()
        self.awaiting.ask(
            lambda: (desk.look(grid_people.overview, log, day), desk.look(grid.counts, log)),
            partial(self._come, then),
        )

    def _come(
        self, then: Callable[[], None], answer: tuple[grid_people.Overview, dict[str, int]]
    ) -> None:
        found, cases = answer
        log, tree, lacks = self.desk.shelf.log, found.tree, found.lacks
        options = tuple((one, tree.told(one)) for one in tree.order)
        self.told = Told(tree, found.counted, lacks, cases, options)
        lacking = {one: "；".join(lack_words(lack)) for one, lack in lacks.items()}
        self.finder = None
        self.line.options = options
        self.tree.show_tree(tree, found.counted, lacking)
        key = "grid_page.tree_lacks" if lacks else "grid_page.tree_told"
        told = say(key, count=len(tree), lacks=len(lacks))
        empty = say(self.desk.look(grid.why_empty, log))
        self.tally.setText(told if len(tree) else empty)
        then()

    def _find(self, text: str) -> Options:
        if self.finder is None:
            self.finder = Finder(self.tree.told.tree)
        return [(one.id, one.path) for one in self.finder.find(text)]

    def _go_found(self) -> None:
        found = self._find(self.line.text())
        if found:
            self.tree.mark(found[0][0])
            self.line.clear()
            self.tree.setFocus()

    def _listing(self) -> Listing:
        """What is printed: of units the units, otherwise the marked place and all below it."""
        log, on = self.desk.shelf.log, self.desk.today()
        place = self.tree.current or None
        if self.bar.up == "units":
            return self.desk.look(grid_registers.unit_listing, log)
        if self.bar.up == "people":
            return self.desk.look(grid_registers.people_listing, log, on, place)
        if self.bar.up == "homes":
            whole = self.whole.isChecked()
            return self.desk.look(grid_registers.household_listing, log, place, whole=whole)
        return self.desk.look(grid_registers.grid_listing, log, on, place)

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(page.MARGIN, 12, page.MARGIN, 8)
        column.setSpacing(8)
        title = page.label(say("screen.grid"), "title", wrap=False)
        column.addLayout(flow.row(title, None, self.whole, self.lists))
        across = QHBoxLayout()
        across.setSpacing(14)
        side = QVBoxLayout()
        side.setSpacing(6)
        left = QWidget()
        left.setFixedWidth(theme.scaled(300))
        left.setLayout(side)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self.line)
        side.addWidget(self.tree, 1)
        side.addWidget(self.tally)
        across.addWidget(left)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.bar)
        right.addWidget(self.stack, 1)
        across.addLayout(right, 1)
        column.addLayout(across, 1)
        holder = QWidget()
        holder.setLayout(column)
        self.fill(holder)
