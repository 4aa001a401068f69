"""旧台账导入: choose a workbook, look at what each column is taken as and what is doubtful, take it in, undo it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QGridLayout,
    QListWidget,
    QListWidgetItem,
)

from app.desk import sheet_formats
from app.desk.ledger import differing, telling
from app.desk.ledger.draft import Plan
from app.desk.ledger.known import note_known
from app.desk.ledger.mapping import Mapping
from app.desk.ledger.plan import plan_import
from app.desk.ledger.take import Taken, imports, take_plan
from app.desk.ledger.undo import undo_import, unfinished
from app.ui import theme
from app.ui.kit import page
from app.ui.screen import Screen
from app.ui.screens.ledger_parts.export_card import ExportCard
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.jobs import Report
    from app.ui.screen import Frame

DIFFER_SHOWN = 100  # rows of a known number that say otherwise


class LedgerScreen(Screen):
    """Three steps on one page; nothing is kept before the last one is pressed."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__(desk, frame)
        area, column = page.sheet()
        self.choose = page.button("ledger_screen.choose", self._choose, role="primary", icon="open")
        self.take = page.button("ledger_screen.take", self.take_in, role="primary", icon="save")
        title = page.label(say("ledger_screen.title"), "title", wrap=False)
        column.addLayout(page.row(title, None, self.choose, self.take))
        self.told = page.label(say("ledger_screen.how"), "quiet")
        column.addWidget(self.told)
        self.columns_card, inner = page.card(say("ledger_screen.columns"))
        inner.addWidget(page.label(say("ledger_screen.columns_how"), "quiet"))
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(18)
        inner.addLayout(self.grid)
        column.addWidget(self.columns_card)
        self.doubts_card, below = page.card()
        self.tally = page.label("", "heading")
        below.addWidget(self.tally)
        self.doubts = QListWidget()
        self.doubts.setObjectName("ledger_screen.doubts")
        self.doubts.setAccessibleName(say("ledger_screen.doubts"))
        self.doubts.setWordWrap(True)
        self.doubts.setMinimumHeight(260)
        below.addWidget(self.doubts)
        column.addWidget(self.doubts_card)
        self.export = ExportCard(desk, frame)
        column.addWidget(self.export)
        before, self.before = page.card(say("ledger_screen.before"))
        column.addWidget(before)
        column.addStretch(1)
        self.path: Path | None = None
        self.mapping = Mapping()
        self.plan: Plan | None = None
        self.fill(area)
        self._show_plan()

    def opened(self, target: object = None) -> None:
        self.export.opened()
        self._show_imports()

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self,
            say("ledger_screen.choose"),
            "",
            say("ledger_screen.kinds") + " (*.xlsx *.xls *.xlsm *.ods *.csv)",
        )
        if name:
            self.look_at(Path(name))

    def look_at(self, path: Path, mapping: Mapping | None = None) -> None:
        """Read a workbook aside and show what an import would do; nothing is kept."""
        self.path, self.mapping = path, mapping or Mapping()

        def work(_report: Report) -> Plan:
            formats = self.desk.look(sheet_formats.known).values()
            plan = plan_import(path, today=self.desk.today(), mapping=self.mapping, formats=formats)
            return self.desk.look(note_known, plan, self.desk.shelf.log)

        self.frame.jobs.run(work, self._seen, title=say("ledger_screen.reading"))

    def _seen(self, plan: Plan) -> None:
        self.plan = plan
        self._show_plan()

    def _show_plan(self) -> None:
        there = self.plan is not None
        self.columns_card.setVisible(there)
        self.doubts_card.setVisible(there)
        self.take.setVisible(there)
        self.export.setVisible(not there)
        theme.role(self.choose, "" if there else "primary")
        self.choose.setIcon(theme.icon("open", on_accent=not there))
        if self.plan is None:
            return
        self.told.setText(
            say("cli.ledger_preview", file=self.plan.file_name) + telling.tally_line(self.plan)
        )
        self.tally.setText(say("ledger_screen.doubts_count", count=len(self.plan.doubts)))
        self.doubts.clear()
        for doubt in [
            *self.plan.notices,
            *(d for row in self.plan.rows for d in row.doubts if d.asks),
        ]:
            QListWidgetItem(telling.told(doubt), self.doubts)
        for row in self.plan.rows:
            if row.verdict == "refused":
                QListWidgetItem(f"{row.sheet}!{row.row}　{telling.row_reason(row)}", self.doubts)
        differ = [row for row in self.plan.rows if row.reason == differing.DIFFERS]
        for row in differ[:DIFFER_SHOWN]:
            QListWidgetItem(f"{row.sheet}!{row.row}　{telling.row_reason(row)}", self.doubts)
        if len(differ) > DIFFER_SHOWN:
            more = say("cli.ledger_more", count=len(differ) - DIFFER_SHOWN)
            QListWidgetItem(more, self.doubts)
        count = len(self.plan.cases)
        self.take.setText(say("ledger_screen.take_count", count=count))
        self.take.setEnabled(count > 0)
        self._show_columns(self.plan)

    def _show_columns(self, plan: Plan) -> None:
        page.clear(self.grid)
        choices = telling.known_targets()
        place = 0
        for layout in plan.layouts:
            for column in layout.columns:
                if not column.heading and not column.take_as:
                    continue
                box = QComboBox()
                box.setObjectName(f"ledger_screen.column.{layout.sheet}.{column.letter}")
                box.setAccessibleName(f"{column.letter} {column.heading}")
                for key, name in choices:
                    box.addItem(name, key)
                box.setCurrentIndex(max(0, box.findData(column.take_as)))
                box.setMinimumHeight(theme.TARGET)
                box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
                box.wheelEvent = lambda event: event.ignore()  # type: ignore[method-assign]
                box.activated.connect(
                    lambda _n, b=box, s=layout.sheet, c=column: self._correct(
                        s, c.letter, b.currentData()
                    )
                )
                told = page.label(f"{column.letter}　{column.heading}", wrap=False)
                self.grid.addWidget(told, place // 2, place % 2 * 2)
                self.grid.addWidget(box, place // 2, place % 2 * 2 + 1)
                place += 1

    def _correct(self, sheet: str, letter: str, target: Any) -> None:
        """A person says what a column is; the preview is made again."""
        words = {**self.mapping.sheets.get(sheet, {}), letter: str(target or "")}
        if self.path is not None:
            self.mapping.sheets[sheet] = words
            self.look_at(self.path, self.mapping)

    def take_in(self) -> None:
        """Keep what the preview shows."""
        plan = self.plan
        if plan is None:
            return

        def work(report: Report) -> Taken:
            def progress(done: int, total: int) -> bool:
                report(done, total)
                return True

            return take_plan(self.desk, plan, progress)

        self.frame.jobs.run(work, self._taken, title=say("ledger_screen.taking"))

    def _taken(self, taken: Taken) -> None:
        self.plan = None
        self._show_plan()
        self.told.setText(say("ledger_screen.how"))
        count = taken.tally["taken"] + taken.tally["doubtful"]
        here = self.isVisible()  # on another screen one stray click must not undo it all
        undo = (say("ledger_screen.undo"), lambda: self.undo(taken.import_id))
        self.frame.notices.say(
            say("ledger_screen.taken", count=count), "good",
            action=undo if here else None, stay=True, lasting=not here,
        )  # fmt: skip
        self._show_imports()

    def undo(self, import_id: str) -> None:
        """One press takes the whole import back; cases worked on since stay and are named."""

        def say_it(done: Any) -> None:
            self.frame.notices.say(
                say("cli.ledger_undone", count=done.removed), "good", lasting=True
            )
            for number in done.kept:
                told = say("cli.ledger_kept", number=number)
                self.frame.notices.say(told, "warn", lasting=True)
            self._show_imports()

        self.frame.jobs.run(
            lambda _report: undo_import(self.desk, import_id),
            say_it,
            title=say("ledger_screen.undoing"),
        )

    def _show_imports(self) -> None:
        page.clear(self.before)
        self.before.addWidget(page.label(say("ledger_screen.before"), "heading"))
        for import_id in self.desk.look(unfinished):
            press = page.button("ledger_screen.undo", partial(self.undo, import_id), role="danger")
            told = page.label(say("ledger_screen.cut_short"), "warn", wrap=False)
            self.before.addLayout(page.row(told, None, press))
        done = self.desk.look(imports)
        if not done:
            self.before.addWidget(page.label(say("ledger_screen.none_before"), "quiet"))
        for one in done:
            told_of = {"file": one.file_name or "", "at": str(one.taken_at or "")[:16]}
            line = page.label(say("ledger_screen.import_line", **told_of), wrap=False)
            press = page.button("ledger_screen.undo", partial(self.undo, one.id), role="danger")
            self.before.addLayout(page.row(line, None, press))
