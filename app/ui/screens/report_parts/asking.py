"""哪张报表、哪段时间、哪个地方: what is asked for, one press each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.desk import report_book
from app.desk.report_book import Wanted
from app.rules import period as periods
from app.rules import report_form
from app.ui import theme
from app.ui.kit import flow, page, typed
from app.words import say

USUAL = "last_month"


class Asking(QWidget):
    """The choices above a report; every one makes it anew."""

    changed = Signal()

    def __init__(self, today: dt.date) -> None:
        super().__init__()
        self.today = today
        self.name = _choice(
            "reports.name", [(say(f"reports.{one}"), one) for one in report_book.NAMES]
        )
        self.by = _choice("reports.by", [])
        self.basis = _choice(
            "reports.basis", [(say(f"reports.basis_{b}"), b) for b in ("accepted", "mediated")]
        )
        self.place = _choice("reports.place", [(say("reports.everywhere"), "")])
        self.since, self.until = _day("reports.since"), _day("reports.until")
        self.buttons: dict[str, QPushButton] = {}
        group = QButtonGroup(self)
        for name in periods.NAMED:
            button = page.button(f"reports.period_{name}", role="flat")
            button.setCheckable(True)
            group.addButton(button)
            button.clicked.connect(lambda _on, name=name: self._take(name))
            self.buttons[name] = button
        self._lay_out()
        self.name.currentIndexChanged.connect(self._named)
        for choice in (self.by, self.basis, self.place):
            choice.currentIndexChanged.connect(lambda _at: self.changed.emit())
        for line in (self.since, self.until):
            line.editingFinished.connect(self._typed)
        self._fit_name()
        self._set(USUAL)

    def wanted(self) -> Wanted | None:
        """What is asked for; nothing while the days make no period."""
        since = typed.read_day(self.since.text(), self.today)
        until = typed.read_day(self.until.text(), self.today)
        if since is None or until is None or since > until:
            return None
        told = (self.by.currentData() or "", self.basis.currentData() or "accepted")
        basis = told[1] if self.basis.isVisibleTo(self) else "accepted"
        return Wanted(
            self.name.currentData(), (since, until), told[0], basis, self.place.currentData() or ""
        )

    def take(self, name: str, period: periods.Period) -> None:
        """Ask for this report of this period."""
        self.name.blockSignals(True)
        self.name.setCurrentIndex(self.name.findData(name))
        self.name.blockSignals(False)
        self.since.setText(period[0].isoformat())
        self.until.setText(period[1].isoformat())
        self._fit_name()
        self._typed()

    def offer_places(self, places: Iterable[tuple[str, str]]) -> None:
        """The places one may choose; the one chosen stays."""
        chosen = self.place.currentData()
        self.place.blockSignals(True)
        while self.place.count() > 1:
            self.place.removeItem(1)
        for told, place_id in places:
            self.place.addItem(told, place_id)
        self.place.setCurrentIndex(max(0, self.place.findData(chosen)))
        self.place.blockSignals(False)

    def _named(self) -> None:
        self._fit_name()
        self.changed.emit()

    def _fit_name(self) -> None:
        """Only what the chosen report can be told by."""
        name = self.name.currentData()
        is_form = name in report_book.TABLES
        form = report_form.form(name) if is_form else None
        self.by.blockSignals(True)
        self.by.clear()
        for one in form.by if form else ():
            self.by.addItem(say(f"reports.by_{one}"), one)
        self.by.blockSignals(False)
        self.by.setVisible(self.by.count() > 1)
        self.basis.setVisible(bool(form and len(form.basis) > 1))

    def _take(self, name: str) -> None:
        self._set(name)
        self.changed.emit()

    def _set(self, name: str) -> None:
        since, until = periods.named(name, self.today)
        self.since.setText(since.isoformat())
        self.until.setText(until.isoformat())
        self.buttons[name].setChecked(True)

    def _typed(self) -> None:
        wanted = self.wanted()
        if wanted is None:
            return
        for name, button in self.buttons.items():
            if periods.named(name, self.today) == wanted.period:
                button.setChecked(True)
        self.changed.emit()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        title = page.label(say("reports.title"), "title", wrap=False)
        column.addLayout(flow.row(title, self.name, self.by, self.basis, None, self.place))
        days = QWidget()
        days.setLayout(flow.row(self.since, page.label("—", wrap=False), self.until, gap=6))
        column.addLayout(flow.row(*self.buttons.values(), None, days, gap=6))


def _choice(key: str, lines: list[tuple[str, str]]) -> QComboBox:
    made = QComboBox()
    made.setObjectName(key)
    made.setAccessibleName(say(key))
    made.setMinimumHeight(theme.TARGET)
    for told, value in lines:
        made.addItem(told, value)
    made.setMaximumWidth(theme.scaled(300))
    return made


def _day(key: str) -> QLineEdit:
    line = QLineEdit()
    line.setObjectName(key)
    line.setAccessibleName(say(key))
    line.setMaximumWidth(theme.scaled(120))
    return line
