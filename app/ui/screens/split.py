"""70/20/10: actual against goal for any period and place, with the cases behind each number."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QListWidgetItem, QWidget

from app import words
from app.codes import code_list
from app.desk import grid, questions
from app.desk import split as splits
from app.records.masks import masked_name
from app.rules.statistics import UNKNOWN, Split, routes
from app.ui import theme
from app.ui.kit import page, typed
from app.ui.kit.place_pick import PlacePick
from app.ui.kit.split_picture import SplitPicture
from app.ui.screen import Screen
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.screen import Frame, Touched

PERIODS = ("year", "half", "quarter", "month", "last_year", "ever", "chosen")
MOST = 500


class SplitScreen(Screen):
    """The picture, the figures, and below them the cases of the number that was pressed."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__(desk, frame)
        area, column = page.sheet()
        self.period = _choose("split.period", [(say(f"split.{p}"), p) for p in PERIODS])
        self.place = PlacePick("split.place", "split.everywhere")
        self.period.currentIndexChanged.connect(self._draw)
        self.place.picked.connect(self._draw)
        column.addLayout(
            page.row(
                page.label(say("split.title"), "title", wrap=False), None,
                page.label(say("split.period"), "label", wrap=False), self.period,
                page.label(say("split.place"), "label", wrap=False), self.place,
            )
        )  # fmt: skip
        self.since, self.until = _day_line("split.since"), _day_line("split.until")
        self.days = QWidget()
        self.days.setLayout(page.row(None, self.since, self.until))
        for line in (self.since, self.until):
            line.editingFinished.connect(self._draw)
        column.addWidget(self.days)
        card, inner = page.card()
        self.picture = SplitPicture()
        self.picture.chosen.connect(self._list)
        self.total = page.label("", "quiet")
        inner.addWidget(self.picture)
        inner.addWidget(self.total)
        column.addWidget(card)
        behind, below = page.card()
        self.heading = page.label("", "heading")
        self.lines = QListWidget()
        self.lines.setObjectName("split.cases")
        self.lines.setAccessibleName(say("split.cases"))
        self.lines.setMinimumHeight(160)
        self.lines.itemActivated.connect(self._open)
        self.lines.itemClicked.connect(self._open)
        below.addWidget(self.heading)
        below.addWidget(self.lines, 1)
        column.addWidget(behind, 1)
        self.found: Split | None = None
        self.shown = routes()[0]
        self.fill(area)

    def opened(self, target: object = None) -> None:
        self._load_places()
        self._draw()

    def heard(self, touched: Touched) -> None:
        if any(kind in {"case", "place"} for kind, _ in touched):
            self._draw()

    def _load_places(self) -> None:
        self.place.offer(self.desk.look(grid.options, self.desk.shelf.log))

    def _draw(self) -> None:
        since, until = self._period()
        log, place = self.desk.shelf.log, self.place.place_id
        self.found = self.desk.look(splits.split, log, since, until, place)
        self.picture.show_split(self.found)
        told = say("split.total", total=self.found.total, unknown=self.found.unknown)
        self.total.setText(told)
        self._list(self.shown)

    def _period(self) -> tuple[dt.date | None, dt.date | None]:
        """The named period, or the days typed; an empty day leaves that side open."""
        name = self.period.currentData()
        self.days.setVisible(name == "chosen")
        if name != "chosen":
            return period(name, self.desk.today())
        today = self.desk.today()
        return typed.read_day(self.since.text(), today), typed.read_day(self.until.text(), today)

    def _list(self, route: str) -> None:
        if self.found is None:
            return
        self.shown = route
        ids = list(self.found.cases.get(route, ()))
        name = (
            say("split.no_route")
            if route == UNKNOWN
            else code_list("route").label(route, words.language())
        )
        more = say("split.first", count=MOST) if len(ids) > MOST else ""
        self.heading.setText(say("split.behind", route=name, count=len(ids)) + more)
        self.lines.clear()
        for line in self.desk.look(questions.register, ids=list(reversed(ids))[:MOST]):
            names = "、".join(masked_name(x) for x in line.parties)
            kind = code_list("dispute_type").label(line.dispute_type, words.language())
            item = QListWidgetItem(
                f"{line.accepted_on or '—'}　{line.file_no}　{kind}　{names}", self.lines
            )
            item.setData(Qt.ItemDataRole.UserRole, line.id)

    def _open(self, item: QListWidgetItem) -> None:
        self.frame.go("case", (item.data(Qt.ItemDataRole.UserRole), "case", None, "route"))


def _choose(key: str, choices: list[tuple[str, str]]) -> QComboBox:
    box = QComboBox()
    box.setObjectName(key)
    box.setAccessibleName(say(key))
    for name, value in choices:
        box.addItem(name, value)
    return box


def _day_line(key: str) -> QLineEdit:
    line = QLineEdit()
    line.setObjectName(key)
    line.setAccessibleName(say(key))
    line.setPlaceholderText(say(key))
    line.setMaximumWidth(theme.scaled(260))
    return line


def period(name: str, today: dt.date) -> tuple[dt.date | None, dt.date | None]:
    """First and last day of a named period that holds today; 上半年 and quarters are of the calendar."""
    year = today.year
    if name == "ever":
        return None, None
    if name == "last_year":
        return dt.date(year - 1, 1, 1), dt.date(year - 1, 12, 31)
    months = {"year": 12, "half": 6, "quarter": 3, "month": 1}[name]
    first = (today.month - 1) // months * months + 1
    after = first + months
    end = dt.date(year + (after > 12), (after - 1) % 12 + 1, 1) - dt.timedelta(days=1)
    return dt.date(year, first, 1), end
