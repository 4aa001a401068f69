"""台账: every case, the newest first; what the find box finds stands here while one types."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from app.codes import code_list
from app.desk import by_mark, case_sync, elsewhere, line_state, questions, relief
from app.desk.questions import Line
from app.records.masks import masked_name
from app.ui import theme
from app.ui.kit import page
from app.ui.kit.record_table import Column, RecordTable, table_view
from app.ui.kit.typed import show_day
from app.ui.screen import Screen
from app.ui.screens.case_parts.open_case import NewCase
from app.words import language, say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.screen import Frame, Touched

PAGE = 100
"""Lines fetched at a time."""

FOUND = 100
"""The most lines a search shows; another letter narrows better than scrolling."""

SHOWN = {"case", "party"}

SIGNS = {
    case_sync.REACHED: "good", case_sync.NOT_REACHED: "exchange", case_sync.TO_SETTLE: "warn",
}  # fmt: skip
MEANINGS = {
    case_sync.REACHED: "quiet", case_sync.NOT_REACHED: "", case_sync.TO_SETTLE: "warn",
}  # fmt: skip


class RegisterScreen(Screen):
    """The register, or the part of it that answers the find box."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__(desk, frame)
        self.text = ""
        self.marks: dict[str, str] = {}  # of each case shown: whether the centre has it
        self.count = page.label("", "title", wrap=False)
        self.count.setObjectName("register.shown")
        self.heirs: dict[str, str] = {}  # 接手人 of each case shown that was handed on
        self.further: int | None = None  # where the next lines with a mark begin
        self.part = _parts()
        self.part.currentIndexChanged.connect(self._load)
        self.masks = QCheckBox(say("register.mask"))
        self.masks.setObjectName("register.masks")
        self.masks.setChecked(True)
        self.table = RecordTable(columns(self._story, self._mark), more=self._more)
        self.table.mask(True)
        self.masks.toggled.connect(self.table.mask)
        self.view = table_view(self.table, self._open)
        self.view.setObjectName("register.lines")
        self.view.setAccessibleName(say("screen.register"))
        self.empty = page.label("", "quiet")
        self.empty.setObjectName("register.empty_told")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        echoes = page.button("radar.open", lambda: self.frame.go("radar"), icon="find")
        blanks = page.button("blank.open", lambda: self.frame.go("blanks"), icon="print")
        hard = page.button("hard_lists.open", lambda: self.frame.go("hard_lists"), icon="clock")
        new = page.button("register.new", self._new, role="primary", icon="add")
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(page.MARGIN, 14, page.MARGIN, 8)
        column.setSpacing(10)
        column.addLayout(page.row(self.count, None, self.part, self.masks, new))
        for press in (hard, echoes, blanks):
            theme.role(press, "flat")
        column.addLayout(page.row(hard, echoes, blanks, None))  # a row of their own: words are long
        column.addWidget(self.empty)
        column.addWidget(self.view, 1)
        self.fill(holder)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("N"), self.view, self._new, context=within)

    def opened(self, target: object = None) -> None:
        marked = self.view.current()
        self._load()
        if isinstance(marked, Line):
            self.view.mark(self.table.place_of(marked.id))
        if not isinstance(QApplication.focusWidget(), QLineEdit):
            self.view.enter()  # a hand that writes in the find box stays there

    def heard(self, touched: Touched) -> None:
        if any(kind in SHOWN for kind, _ in touched):
            self.opened()

    def seek(self, text: str) -> None:
        self.text = text.strip()
        self._load()

    def seek_on(self) -> None:
        self.view.enter()

    def _load(self) -> None:
        if not line_state.reports(self.desk):
            self.part.setCurrentIndex(0)  # nothing is said of the road, so nothing is hidden for it
        mark = self.part.currentData()
        lines = self._found(mark) if self.text else self._first(mark)
        self.marks, self.heirs = {}, {}
        self._look_marks(lines)
        self.table.load(lines)
        self.empty.setVisible(not lines)
        self.view.setVisible(bool(lines))

    def _found(self, mark: str) -> list[Line]:
        """What the find box finds, of all or of the part that was chosen."""
        lines = self.desk.look(questions.find, self.text, limit=FOUND)
        unseen = self.desk.look(questions.unseen)
        key = "register.found_many" if len(lines) == FOUND else "register.found"
        none = say("register.none_found", text=self.text)
        told = say(key, count=len(lines), text=self.text)
        if mark:
            lines = self.desk.look(by_mark.within, mark, lines)
            part = say(f"register.part.{mark}")
            told += say("register.of_these", part=part, count=len(lines))
            none = say("register.none_of_these", part=part, text=self.text)
        self.count.setText(f"{told} {say('index.unseen', count=unseen)}" if unseen else told)
        self.empty.setText(none)
        return lines

    def _first(self, mark: str) -> list[Line]:
        """The first lines of the whole register, or of the part that was chosen."""
        if not mark:
            total = self.desk.look(elsewhere.how_many, self.desk.shelf.log)
            self.count.setText(say("register.count", count=f"{total:,}"))
            self.empty.setText(say("register.empty"))
            return self.desk.look(elsewhere.listed, self.desk.shelf.log, limit=PAGE)
        first = self.desk.look(by_mark.page, mark, limit=PAGE)
        self.further = first.further
        key = "register.part_count" if first.further is None else "register.part_begins"
        self.count.setText(say(key, part=say(f"register.part.{mark}"), count=len(first.lines)))
        self.empty.setText(say(f"register.none_{mark}"))
        return first.lines

    def _more(self, start: int) -> list[Line]:
        """The next page of the register or of its part; a search shows what it found at once."""
        mark = self.part.currentData()
        if self.text:
            return []
        if not mark:
            lines = self.desk.look(elsewhere.listed, self.desk.shelf.log, limit=PAGE, start=start)
        elif self.further is None:
            return []
        else:
            told = self.desk.look(by_mark.page, mark, limit=PAGE, start=self.further)
            lines, self.further = told.lines, told.further
        self._look_marks(lines)
        return lines

    def delivered(self) -> None:
        if self.part.currentData():
            self.opened()  # what arrived is no longer in its part
            return
        self._look_marks(self.table.rows)
        self.view.viewport().update()

    def _look_marks(self, lines: list[Line]) -> None:
        """Whether the centre has these; where we report to none, nothing is said of it."""
        found = self.desk.look(case_sync.marks, [line.id for line in lines])
        self.marks.update(found or {})
        self.heirs.update(self.desk.look(relief.heirs, lines, self.desk.today()))
        self.part.setVisible(found is not None)
        self.view.setColumnHidden(self.table.column("case_sync.column"), found is None)
        cramped = theme.is_large() and found is not None
        self.view.setColumnHidden(self.table.column("case.dispute_type"), cramped)

    def _mark(self, line: Line) -> str:
        return self.marks.get(line.id, "")

    def _story(self, line: Line) -> str:
        """Who took it over, and the facts; the parties' names in them are hidden as well."""
        told = line.summary.replace("\n", " ")
        for name in line.parties if self.masks.isChecked() else ():
            told = told.replace(name, masked_name(name)) if name else told
        heir = self.heirs.get(line.id)
        return f"【{say('relief.taken_over', name=heir)}】{told}" if heir else told

    def _open(self, line: Line) -> None:
        self.frame.go("case", line.id)

    def _new(self) -> None:
        self.frame.go("case", NewCase())


def _parts() -> QComboBox:
    """Which part of the register is shown, by how its cases stand with the centre."""
    told = QComboBox()
    told.setObjectName("register.part")
    told.setAccessibleName(say("register.part"))
    told.addItem(say("register.part.all"), "")
    for mark in by_mark.PARTS:
        told.addItem(say("register.part.only", part=say(f"register.part.{mark}")), mark)
    return told


def columns(story: Callable[[Line], str], mark: Callable[[Line], str]) -> tuple[Column, ...]:
    """What one sees of a case in the list."""
    told = [
        Column("case.file_no", lambda line: line.file_no, width=228),
        Column("case.accepted_on", lambda line: show_day(line.accepted_on), width=110),
        Column("register.parties", lambda line: "、".join(line.parties), width=140, privacy="name"),
        Column("case.dispute_type", lambda line: _label("dispute_type", line.dispute_type), width=150),
        Column("case.summary", story, stretch=1),
        Column("case.route", lambda line: _label("route", line.route), width=110),
        Column("case.closed_on", _closed, width=110, meaning=lambda line: "" if line.closed_on else "quiet"),
        Column("case_sync.column", lambda line: _told(mark(line)), width=120,
               meaning=lambda line: MEANINGS.get(mark(line), ""), sign=lambda line: SIGNS.get(mark(line), "")),
    ]  # fmt: skip
    return tuple(told[:5] + told[6:] if theme.is_large() else told)


def _label(name: str, code: str) -> str:
    return code_list(name).label(code, language())


def _told(mark: str) -> str:
    return say(f"case_sync.{mark}") if mark else ""


def _closed(line: Line) -> str:
    return show_day(line.closed_on) if line.closed_on else say("register.open")
