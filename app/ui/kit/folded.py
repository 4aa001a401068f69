"""A group that waits folded under its title: what most cases do not need costs no look and no key.

more = Folded("case_page.more", form)
more.open()        # as a finding jumps into it
more.count(3)      # told beside the title while it is folded
"""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui import theme
from app.ui.kit import page
from app.words import say


class Folded(QWidget):
    """A button named after its words key, and below it what it opens."""

    def __init__(self, key: str, inside: QWidget) -> None:
        super().__init__()
        self.key, self.inside = key, inside
        self.press = page.button(key, self._turn, role="flat", icon="add")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(page.row(self.press, None))
        column.addWidget(inside)
        inside.hide()

    def open(self) -> None:
        """What is inside is in sight."""
        self._show(wanted=True)

    def count(self, filled: int) -> None:
        """How many of its fields hold something."""
        title = say(self.key)
        self.press.setText(say("kit.heading_count", title=title, count=filled) if filled else title)

    def _turn(self) -> None:
        self._show(wanted=self.inside.isHidden())

    def _show(self, *, wanted: bool) -> None:
        self.inside.setVisible(wanted)
        self.press.setIcon(theme.icon("minus" if wanted else "add"))
