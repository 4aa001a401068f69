"""码上办: items of another system come in as a file, their states go back, and the code of a grid is printed."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QListWidget, QVBoxLayout, QWidget

from app import clock
from app.desk.item_files import give
from app.desk.item_files import plan as plans
from app.desk.item_files import take as takes
from app.desk.item_files.plan import Plan
from app.ui import theme
from app.ui.kit import page
from app.ui.kit.places import proposed
from app.ui.screens.matter_parts.placard_card import PlacardCard
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.jobs import Report
    from app.ui.screen import Frame


class ItemsPart(QWidget):
    """Nothing is kept before the preview was seen."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__()
        self.desk, self.frame = desk, frame
        self.plan: Plan | None = None
        area, column = page.sheet()
        card, inner = page.card(say("items.heading"))
        self.told = page.label(say("items.how"), "quiet")
        self.told.setObjectName("items.told")
        inner.addWidget(self.told)
        self.choose = page.button("items.choose", self._choose, role="primary", icon="open")
        self.take = page.button("items.take", self.take_in, role="primary", icon="save")
        inner.addLayout(page.row(self.choose, self.take, None))
        self.doubts = QListWidget()
        self.doubts.setObjectName("items.doubts")
        self.doubts.setAccessibleName(say("items.doubts"))
        self.doubts.setWordWrap(True)
        self.doubts.setMinimumHeight(theme.scaled(160))
        inner.addWidget(self.doubts)
        self.before = QVBoxLayout()
        inner.addLayout(self.before)
        column.addWidget(card)
        back, below = page.card(say("items.back_heading"))
        below.addWidget(page.label(say("items.back_how"), "quiet"))
        below.addLayout(page.row(page.button("items.give", self._give, icon="save"), None))
        column.addWidget(back)
        self.placard = PlacardCard(desk, frame)
        column.addWidget(self.placard)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def load(self) -> None:
        """What was taken in before, and the places of the placards."""
        self._show_plan()
        self.placard.load()
        page.clear(self.before)
        for one in self.desk.look(takes.imports, self.desk.shelf.log):
            facts = {"file": one.file_name or "", "at": str(one.taken_at or "")[:16]}
            line = page.label(say("ledger_screen.import_line", **facts), wrap=False)
            press = page.button("items.undo", partial(self.undo, one.id), role="danger")
            self.before.addLayout(page.row(line, None, press))

    def _choose(self) -> None:
        kinds = f"{say('items.kinds')} (*.json *.csv)"
        name, _ = QFileDialog.getOpenFileName(self, say("items.choose"), "", kinds)
        if name:
            self.look_at(Path(name))

    def look_at(self, path: Path) -> None:
        """Read a file aside and show what it would bring."""

        def work(_report: Report) -> Plan:
            return self.desk.look(plans.plan_items, self.desk.shelf.log, path)

        self.frame.jobs.run(work, self._seen, title=say("ledger_screen.reading"))

    def take_in(self) -> None:
        """Keep what the preview shows."""
        plan = self.plan
        assert plan is not None
        self.desk.do(takes.take_items, self.desk.shelf.log, clock.now(), plan)
        counts = {verdict: plan.count(verdict) for verdict in plans.VERDICTS}
        self.plan = None
        self.frame.notices.say(say("items.taken", file=plan.name, **counts), "good")
        self.load()

    def undo(self, import_id: str) -> None:
        """One press takes a whole import back."""
        done = self.desk.do(takes.undo_items, import_id)
        self.frame.notices.say(say("items.undone", count=done.removed), "good")
        if done.kept:
            told = say("items.kept", numbers="、".join(done.kept))
            self.frame.notices.say(told, "warn", lasting=True)
        self.load()

    def _seen(self, plan: Plan) -> None:
        self.plan = plan
        self._show_plan()

    def _show_plan(self) -> None:
        plan = self.plan
        self.take.setVisible(plan is not None)
        theme.role(self.choose, "" if plan else "primary")
        self.choose.setIcon(theme.icon("open", on_accent=plan is None))
        self.doubts.setVisible(plan is not None)
        if plan is None:
            self.told.setText(say("items.how"))
            return
        counts = {verdict: plan.count(verdict) for verdict in plans.VERDICTS}
        told = [say("items.preview", file=plan.name, **counts)]
        told += [say("items.before")] if plan.taken_before else []
        told += [say("items.left", names="、".join(plan.left))] if plan.left else []
        self.told.setText("\n".join(told))
        self.doubts.clear()
        self.doubts.addItems(plan.doubts or [say("items.no_doubts")])
        self.take.setEnabled(counts[plans.NEW] > 0 and not plan.taken_before)

    def _give(self) -> None:
        told = proposed(f"{say('items.give_name')}.csv")
        name, _ = QFileDialog.getSaveFileName(
            self, say("items.give"), told, "CSV (*.csv);;JSON (*.json)"
        )
        if name:
            self.give_to(Path(name))

    def give_to(self, path: Path) -> None:
        """Write the states of all items that have a number of another system."""
        told = self.desk.look(give.states, self.desk.shelf.log, clock.now(), self.desk.calendar())
        give.write(told, path)
        self.frame.notices.say(say("items.given", count=len(told), file=str(path)), "good")
