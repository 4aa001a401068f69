"""本地做法 at the first start: the usual way, or that of one of the places, each with its sentence."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from app.rules import mechanism
from app.ui import theme
from app.ui.kit import page
from app.words import say


class WayChoice(QWidget):
    """One line to choose from; what the place works by stands below it."""

    def __init__(self) -> None:
        super().__init__()
        named = page.label(say("wizard.way"), "label")
        self.presets = QComboBox()
        self.presets.setObjectName("wizard.way")
        self.presets.setAccessibleName(say("wizard.way"))
        self.presets.setMinimumHeight(theme.TARGET - 8)
        named.setBuddy(self.presets)
        for name, way in mechanism.presets().items():
            self.presets.addItem(
                say("wizard.way_usual") if name == mechanism.USUAL else way.name, name
            )
        self.presets.currentIndexChanged.connect(lambda _place: self._tell())
        self.told = page.label("", "quiet")
        self.told.setObjectName("wizard.way_told")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        for widget in (named, self.presets, self.told):
            lines.addWidget(widget)
        self._tell()

    def chosen(self) -> str:
        """The name of the preset."""
        return str(self.presets.currentData())

    def _tell(self) -> None:
        way = mechanism.preset(self.chosen())
        about = say("wizard.way_of", place=way.place, slogan=way.slogan) if way.place else ""
        self.told.setText((about or say("wizard.way_plain")) + say("wizard.way_later"))
