"""导出台账: which sheet, which cases, where to; what the sheet lacks and what changed since the last time is told."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QVBoxLayout, QWidget

from app.desk import grid, sheet_formats
from app.desk.ledger.export import Exported, export
from app.desk.ledger.scope import Scope, changed_since
from app.desk.ledger.telling import stayed_empty
from app.rules.sheet_format import SheetFormat, shipped
from app.ui.kit import page
from app.ui.kit.places import proposed
from app.ui.screens.split import period
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.screen import Frame

PERIODS = ("ever", "month", "quarter", "half", "year", "last_year")


class ExportCard(QWidget):
    """Three choices in a row and one button; nothing in a case is marked by it."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__()
        self.desk, self.frame = desk, frame
        card, inner = page.card(say("ledger_screen.export"))
        self.kind = _box("ledger_screen.export_kind")
        self.period = _box("ledger_screen.export_period")
        for name in PERIODS:
            self.period.addItem(say(f"split.{name}"), name)
        self.place = _box("ledger_screen.export_place")
        self.changed = QCheckBox(say("ledger_screen.export_changed"))
        self.changed.setObjectName("ledger_screen.export_changed")
        self.go = page.button("ledger_screen.export_go", self._ask, icon="save")
        inner.addLayout(
            page.row(
                page.label(say("ledger_screen.export_kind"), "label", wrap=False), self.kind,
                page.label(say("ledger_screen.export_period"), "label", wrap=False), self.period,
                page.label(say("ledger_screen.export_place"), "label", wrap=False), self.place, None,
            )
        )  # fmt: skip
        inner.addLayout(page.row(self.changed, None, self.go))
        self.told = page.label("", "quiet")
        inner.addWidget(self.told)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        self.kind.currentIndexChanged.connect(self._tell)

    def opened(self) -> None:
        """The sheets and places as they are known now; what was chosen stays chosen."""
        formats = self.desk.look(sheet_formats.known)
        _fill(self.kind, [(_called(key, form), key) for key, form in formats.items()])
        places = self.desk.look(grid.options, self.desk.shelf.log)
        named = [(name, place_id) for place_id, name in places]
        _fill(self.place, [(say("split.everywhere"), ""), *named])
        self._tell()

    def scope(self) -> Scope:
        """What the choices mean."""
        since, until = period(self.period.currentData(), self.desk.today())
        place = self.place.currentData() or None
        return Scope(since, until, place, self.changed.isChecked())

    def write(self, path: Path) -> None:
        """Write aside; then say how many went out and what the sheet lacks."""
        kind, scope = self.kind.currentData(), self.scope()

        def work(_report: object) -> Exported:
            return export(self.desk, path, kind, scope)

        def done(found: Exported) -> None:
            told = say("cli.ledger_written", file=path.name, count=found.count)
            self.frame.notices.say(told, "good", lasting=True)
            for heading, count in found.lacking.items():
                lacks = say("cli.sheet_lacking", heading=heading, count=count)
                self.frame.notices.say(lacks, "warn", lasting=True)
            for told in stayed_empty(found):
                self.frame.notices.say(told, lasting=True)
            self._tell()

        self.frame.jobs.run(work, done, title=say("ledger_screen.exporting"))

    def _ask(self) -> None:
        form = self.desk.look(sheet_formats.named, self.kind.currentData())
        name = proposed(f"{form.name}{self.desk.today():%Y%m%d}.xlsx")
        path, _ = QFileDialog.getSaveFileName(
            self, say("ledger_screen.export_go"), name, "Excel (*.xlsx)"
        )
        if path:
            self.write(Path(path))

    def _tell(self) -> None:
        kind = self.kind.currentData()
        found = self.desk.look(changed_since, self.desk.shelf.log, kind) if kind else None
        self.changed.setEnabled(found is not None)
        if found is None:
            self.changed.setChecked(False)
            self.told.setText(say("ledger_screen.export_never"))
        else:
            at, count = found
            told = say("ledger_screen.export_since", at=at.replace("T", " "), count=count)
            self.told.setText(told)


def _called(key: str, form: SheetFormat) -> str:
    """One of our own says that no other computer has it."""
    is_own = shipped().get(key) is not form
    return say("ledger_screen.own_format", name=form.name) if is_own else form.name


def _box(key: str) -> QComboBox:
    box = QComboBox()
    box.setObjectName(key)
    box.setAccessibleName(say(key))
    box.setMaximumWidth(260)
    return box


def _fill(box: QComboBox, lines: list[tuple[str, str]]) -> None:
    """The lines anew, the choice kept where it still stands."""
    chosen = box.currentData()
    box.blockSignals(True)
    box.clear()
    for name, value in lines:
        box.addItem(name, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.blockSignals(False)
