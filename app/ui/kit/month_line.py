"""Which month is looked at: one back, its name, one forward."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui import theme
from app.ui.kit import page
from app.words import say


class MonthLine(QWidget):
    """A month; `changed` comes when another one is chosen."""

    changed = Signal()

    def __init__(self, today: dt.date) -> None:
        super().__init__()
        self.first = today.replace(day=1)
        self.name = page.label("", "heading", wrap=False)
        self.name.setObjectName("month_line.name")
        self.name.setMinimumWidth(theme.scaled(118))
        back = page.tool("month_line.back", "back", lambda: self.step(-1))
        forward = page.tool("month_line.forward", "forward", lambda: self.step(1))
        line = page.row(back, self.name, forward)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        self.setLayout(line)
        self._show()

    @property
    def last(self) -> dt.date:
        """The last day of it."""
        return _after(self.first) - dt.timedelta(days=1)

    def show_month(self, day: dt.date) -> None:
        """The month of a day."""
        if day.replace(day=1) != self.first:
            self.first = day.replace(day=1)
            self._show()
            self.changed.emit()

    def step(self, count: int) -> None:
        """So many months on or back."""
        months = self.first.year * 12 + self.first.month - 1 + count
        self.show_month(dt.date(months // 12, months % 12 + 1, 1))

    def _show(self) -> None:
        self.name.setText(say("month_line.month", year=self.first.year, month=self.first.month))


def _after(first: dt.date) -> dt.date:
    return dt.date(first.year + first.month // 12, first.month % 12 + 1, 1)
