"""卷宗 18/25: how far the case file is, what holds it up, and the way to the whole list."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from app.rules.completeness import Meter
from app.ui import theme
from app.ui.kit import page
from app.words import say


class MeterCard(QWidget):
    """A bar with its figures; pressing the question leads to the list on the closing part."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.figures = page.label("", "label", wrap=False)
        self.figures.setObjectName("meter.figures")
        self.bar = QProgressBar()
        self.bar.setObjectName("meter.bar")
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(theme.scaled(10))
        self.told = page.label("", "quiet")
        self.told.setObjectName("meter.told")
        self.why = page.button("meter.why", self.asked.emit, icon="forward")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self.figures, self.bar, self.told, self.why):
            column.addWidget(widget)

    def load(self, meter: Meter) -> None:
        """Show how the rules stand."""
        title = say("meter.title", good=meter.good, asked=meter.asked)
        self.figures.setText(title)
        self.bar.setAccessibleName(title)
        self.bar.setMaximum(max(meter.asked, 1))
        self.bar.setValue(meter.good)
        self.told.setText(counts_of(meter))
        self.why.setVisible(not meter.aside and meter.count("stop") > 0)


def counts_of(meter: Meter) -> str:
    """How many rules stop, warn, and want a look at the paper."""
    if meter.aside:
        return say(meter.aside)
    every = (
        ("meter.stops", meter.count("stop")),
        ("meter.warns", meter.count("warn")),
        ("meter.told", meter.count("told")),
        ("meter.later", meter.count("later")),
    )
    lines = [say(key, count=count) for key, count in every if count]
    return "\n".join(lines) or say("meter.all_good")
