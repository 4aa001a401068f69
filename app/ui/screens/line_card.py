"""与中心联网: whether the room exchanges by itself, how often, through which proxy; and once right now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from app.desk import line_state
from app.ui import theme
from app.ui.kit import page
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.screen import Frame

MINUTES = (5, 10, 30, 60)


class LineCard(QWidget):
    """What only this computer cares about of the line; every change is kept at once."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__()
        self.desk, self.frame = desk, frame
        self.where = page.label("", "quiet")
        self.by_itself = QCheckBox(say("line_card.by_itself"))
        self.by_itself.setObjectName("line_card.by_itself")
        self.by_itself.toggled.connect(self._keep)
        self.every = QComboBox()
        self.every.setObjectName("line_card.every")
        self.every.setAccessibleName(say("line_card.every"))
        for minutes in MINUTES:
            self.every.addItem(say("line_card.minutes", count=minutes), minutes)
        self.every.setMinimumWidth(theme.scaled(140))
        self.every.activated.connect(self._keep)
        self.proxy = QLineEdit()
        self.proxy.setObjectName("line_card.proxy")
        self.proxy.setAccessibleName(say("line_card.proxy"))
        self.proxy.setPlaceholderText(say("line_card.proxy_none"))
        self.proxy.editingFinished.connect(self._keep)
        self.now = page.button("line_card.now", self.sync_now, icon="exchange")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.where)
        every = page.label(say("line_card.every"), "label", wrap=False)
        column.addLayout(page.row(self.by_itself, every, self.every, None))
        proxy = page.label(say("line_card.proxy"), "label", wrap=False)
        column.addLayout(page.row(proxy, self.proxy, self.now))

    def load(self) -> None:
        """Show what holds now."""
        settings, to = self.desk.settings, line_state.centre(self.desk)
        if to is not None:
            told = say("line_card.where", name=to.name, url=to.url)
        else:
            joined = line_state.reports(self.desk)
            told = say("line_card.nowhere" if joined else "line_card.no_centre")
        self.where.setText(told)
        for widget in (self.by_itself, self.every, self.proxy):
            widget.blockSignals(True)
        self.by_itself.setChecked(settings.sync_by_line)
        nearest = min(MINUTES, key=lambda minutes: abs(minutes - settings.sync_minutes))
        self.every.setCurrentIndex(MINUTES.index(nearest))
        self.proxy.setText(settings.proxy)
        for widget in (self.by_itself, self.every, self.proxy):
            widget.blockSignals(False)
        self.now.setEnabled(to is not None and self.frame.line is not None)

    def sync_now(self) -> None:
        """Exchange once, now: the page of exchanges says how far it is and how it ended."""
        if self.frame.line is not None:
            self.frame.line.sync_now()
        self.frame.go("exchange")

    def _keep(self, _told: object = None) -> None:
        settings = self.desk.settings
        settings.sync_by_line = self.by_itself.isChecked()
        settings.sync_minutes = self.every.currentData()
        settings.proxy = self.proxy.text().strip()
        settings.save(self.desk.data.settings)
