"""The navigation at the left: the room's name, and a line for every screen one can turn to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.kit import page
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.screens import Entrance

MOST_KEYS = 9
"""Alt+1 … Alt+9 turn to the first nine screens."""
WIDE = 176


class Navigation(QFrame):
    """One button a screen; on a low window, or in large type, the lines scroll."""

    def __init__(
        self, name: str, entrances: Mapping[str, Entrance], go: Callable[[str], None]
    ) -> None:
        super().__init__()
        self._entrances = {key: one for key, one in entrances.items() if one.in_navigation}
        self._buttons: dict[str, QPushButton] = {}
        theme.role(self, "side")
        self.setFixedWidth(theme.scaled(WIDE))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(10, 12, 4, 8)
        outer.setSpacing(4)
        head = page.label(name, "heading")
        head.setContentsMargins(8, 2, 0, 6)
        outer.addWidget(head)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        lines = QWidget()
        theme.role(lines, "side")
        column = QVBoxLayout(lines)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(2)
        for number, entrance in enumerate(self._entrances.values(), 1):
            press = self._line(entrance, number)
            press.clicked.connect(lambda _on, key=entrance.key: go(key))
            column.addWidget(press)
            self._buttons[entrance.key] = press
        column.addStretch(1)
        self._area.setWidget(lines)
        outer.addWidget(self._area, 1)

    def keys(self) -> list[str]:
        """The screens with a key of their own, in its order."""
        return list(self._entrances)[:MOST_KEYS]

    def mark(self, up: str) -> None:
        """Show where one is."""
        for key, press in self._buttons.items():
            press.setChecked(key == up)
        if up in self._buttons:
            self._area.ensureWidgetVisible(self._buttons[up], 0, 8)

    def refresh(self, desk: Desk, up: str) -> None:
        """Some pages are only there while there is something on them, some tell how much waits."""
        for key, press in self._buttons.items():
            told, count = self._entrances[key].only_when, self._entrances[key].count
            if told is not None:
                press.setVisible(key == up or told(desk))
            if count is not None:
                waits = count(desk)
                name = say(f"screen.{key}")
                press.setText(say("tray.counted", name=name, count=waits) if waits else name)

    def _line(self, entrance: Entrance, number: int) -> QPushButton:
        press = QPushButton(say(f"screen.{entrance.key}"))
        press.setObjectName(f"screen.{entrance.key}")
        press.setCheckable(True)
        press.setSizePolicy(
            QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed
        )  # never shifts the others
        press.setAutoDefault(True)
        press.setIcon(theme.switched_icon(entrance.icon))
        press.setIconSize(QSize(22, 22))
        theme.role(press, "nav")
        if number <= MOST_KEYS:
            press.setToolTip(f"Alt+{number}")
        return press
