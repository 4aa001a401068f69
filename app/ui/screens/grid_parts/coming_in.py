"""导入名册: lists of grids, people and households from Excel, seen before anything is kept, undone as a whole."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QListWidget, QListWidgetItem

from app.desk.grid_import import take as taking
from app.desk.grid_import import telling, undo
from app.desk.grid_import.draft import Plan
from app.desk.grid_import.plan import drafts_of, make_plan
from app.desk.grid_import.take import Taken
from app.desk.grid_import.undo import Undone
from app.ui import theme
from app.ui.kit import page
from app.ui.screens.grid_parts.grid_part import GridPart
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.jobs import Report
    from app.ui.screen import Frame

MOST = 500  # doubts listed


class ComingInPart(GridPart):
    """Choose, look, take in; below, what came before."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__(desk, frame)
        self.plan: Plan | None = None
        self.path = Path()
        area, column = page.sheet()
        column.setContentsMargins(0, 0, 8, 8)
        card, inner = page.card()
        self.choose = page.button("grid_page.choose", self._choose, role="primary", icon="open")
        self.take = page.button("grid_page.take", self.take_in, role="primary", icon="save")
        inner.addWidget(page.label(say("grid_page.import_how"), "quiet"))
        inner.addLayout(page.row(self.choose, self.take, None))
        self.tally = page.label("")
        self.tally.setObjectName("grid_page.tally")
        inner.addWidget(self.tally)
        self.columns = page.label("", "quiet")
        inner.addWidget(self.columns)
        self.heading = page.label("", "heading")
        self.doubts = QListWidget()
        self.doubts.setObjectName("grid_page.doubts")
        self.doubts.setAccessibleName(say("grid_page.doubts"))
        self.doubts.setWordWrap(True)
        self.doubts.setMinimumHeight(theme.scaled(180))
        inner.addWidget(self.heading)
        inner.addWidget(self.doubts)
        column.addWidget(card)
        before, self.before = page.card(say("grid_page.imports"))
        self.before_card = before
        column.addWidget(before)
        column.addStretch(1)
        self.column.addWidget(area)

    def show_part(self) -> None:
        there = self.plan is not None
        for one in (self.take, self.tally, self.columns, self.heading, self.doubts):
            one.setVisible(there)
        theme.role(self.choose, "" if there else "primary")
        self.choose.setIcon(theme.icon("open", on_accent=not there))
        self._show_imports()

    def _choose(self) -> None:
        kinds = say("ledger_screen.kinds") + " (*.xlsx *.xls *.xlsm *.ods *.csv)"
        name, _ = QFileDialog.getOpenFileName(self, say("grid_page.choose"), "", kinds)
        if name:
            self.look_at(Path(name))

    def look_at(self, path: Path) -> None:
        """Read a workbook aside and show what it would bring; nothing is kept."""
        self.path, today, log = path, self.desk.today(), self.log

        def work(_report: Report) -> Plan:
            return self.desk.look(make_plan, log, path.name, drafts_of(path, today))

        self.frame.jobs.run(work, self._seen, title=say("ledger_screen.reading"))

    def _seen(self, plan: Plan) -> None:
        self.plan = plan
        lines = [say("cli.ledger_preview", file=plan.file_name)]
        lines += [say("grid_import.came_before", at=plan.came_before)] if plan.came_before else []
        self.tally.setText("\n".join([*lines, *telling.tally_lines(plan)]))
        self.columns.setText("\n".join(_columns(plan)))
        doubts = plan.drafts.doubts
        self.heading.setText(say("grid_page.doubts_count", count=len(plan.doubts)))
        self.doubts.clear()
        for doubt in sorted(doubts, key=lambda one: not one.asks)[:MOST]:
            QListWidgetItem(telling.told(doubt), self.doubts)
        self.take.setText(say("grid_page.take_count", count=len(plan.changes)))
        self.take.setEnabled(bool(plan.changes))
        self.show_part()

    def take_in(self) -> None:
        """Keep what the preview shows."""
        plan = self.plan
        if plan is None:
            return

        def work(report: Report) -> Taken:
            def progress(done: int, total: int) -> bool:
                report(done, total)
                return True

            return taking.take_plan(self.desk, plan, progress)

        self.frame.jobs.run(work, self._taken, title=say("ledger_screen.taking"))

    def _taken(self, taken: Taken) -> None:
        self.plan = None
        count = sum(one["new"] + one["filled"] for one in taken.tally.values())
        self.frame.notices.say(say("grid_page.taken", count=count), "good", lasting=True)
        self.show_part()

    def undo(self, import_id: str) -> None:
        """One press takes a whole import back; what was used since stays and is named."""

        def say_it(done: Undone) -> None:
            self.frame.notices.say(say("grid_import.undone", count=done.removed), "good")
            if done.kept:
                names = "、".join(done.kept[:12])
                told = say("grid_import.kept", count=len(done.kept), names=names)
                self.frame.notices.say(told, "warn", stay=True)
            self.show_part()

        def work(_report: Report) -> Undone:
            return undo.undo_import(self.desk, import_id)

        self.frame.jobs.run(work, say_it, title=say("grid_page.undoing"))

    def _show_imports(self) -> None:
        heading = self.before.itemAt(0).widget()
        while self.before.count() > 1:
            item = self.before.takeAt(1)
            inner = item.layout() if item else None
            if inner is not None:
                page.clear(inner)
        found = self.desk.look(taking.imports)
        self.before_card.setVisible(bool(found))
        if heading is not None:
            heading.show()
        for one in found[:5]:
            at = f"{one.taken_at:%Y-%m-%d %H:%M}" if one.taken_at else ""
            told = page.label(f"{at}　{one.file_name}", wrap=False)
            press = page.button("grid_page.undo", partial(self.undo, one.id))
            self.before.addLayout(page.row(told, None, press))


def _columns(plan: Plan) -> list[str]:
    """What each sheet is a list of, and what its columns are taken as."""
    found = []
    for sheet in plan.drafts.sheets:
        named = [c for c in sheet.columns if c.heading]
        taken = "、".join(c.heading for c in named if c.take_as)
        found.append(
            say("grid_page.sheet", name=sheet.name, kind=say(f"grid_page.kind.{sheet.kind}"),
                rows=sheet.rows, columns=taken)
        )  # fmt: skip
    return found
