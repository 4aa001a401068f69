"""The stick: found or chosen, one button that exchanges, what became of it, and when it may be pulled."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QFrame, QLineEdit, QVBoxLayout

from app.desk.known_sticks import LastVisit
from app.desk.stick_visit import Line
from app.ui import theme
from app.ui.kit import page
from app.ui.sticks import Stick
from app.words import say


class StickPart(QFrame):
    """Plug in the stick, press one button."""

    def __init__(
        self,
        meet: Callable[[], object],
        take: Callable[[], object],
        slip: Callable[[], object],
        folder: str,
    ) -> None:
        super().__init__()
        theme.role(self, "card")
        inner = QVBoxLayout(self)
        inner.setContentsMargins(page.MARGIN, 16, page.MARGIN, 16)
        inner.setSpacing(10)
        inner.addWidget(page.label(say("exchange_screen.stick"), "heading"))
        self.last = page.label(say("exchange_screen.how"), "quiet")
        self.last.setObjectName("sync_page.last")
        inner.addWidget(self.last)
        self.found = QVBoxLayout()
        inner.addLayout(self.found)
        self.folder = QLineEdit(folder)
        self.folder.setObjectName("exchange_screen.folder")
        self.folder.setAccessibleName(say("exchange_screen.folder"))
        self.folder.setPlaceholderText(say("exchange_screen.folder"))
        self.folder.textChanged.connect(self._may_meet)
        choose = page.button("exchange_screen.choose", self._choose, icon="open")
        inner.addLayout(page.row(self.folder, choose))
        self.meet = page.button("exchange_screen.meet", meet, role="primary", icon="stick")
        self.take = page.button("exchange_screen.take", take)
        self.slip = page.button("sync_page.slip", slip, icon="print")
        inner.addLayout(page.row(self.meet, self.take, None, self.slip))
        self.headline = page.label("", "heading")
        self.headline.setObjectName("exchange_screen.result")
        self.headline.hide()
        inner.addWidget(self.headline)
        self.told = QVBoxLayout()
        self.told.setSpacing(4)
        inner.addLayout(self.told)
        self.removal = page.label("", "heading")
        self.removal.setObjectName("sync_page.removal")
        self.removal.hide()
        inner.addWidget(self.removal)
        self._may_meet()

    @property
    def place(self) -> Path:
        """The folder that is written in the line."""
        return Path(self.folder.text().strip())

    def show_found(self, sticks: list[Stick]) -> None:
        """One button for each stick that is plugged in; a single one is taken at once."""
        page.clear(self.found)
        for stick in sticks:
            press = page.button("sticks.exchange", partial(self.choose, stick), icon="stick")
            press.setObjectName("sync_page.this_stick")
            press.setText(say("sync_page.this_stick", name=stick.name))
            self.found.addLayout(page.row(press, None))
        if len(sticks) == 1:
            self.choose(sticks[0])

    def choose(self, stick: Stick) -> None:
        """Exchange with this one."""
        self.folder.setText(str(stick.path))

    def show_last(self, name: str, last: LastVisit | None) -> None:
        """When this stick was here before."""
        self.last.setText(last_words(name, last) if last else say("exchange_screen.how"))

    def begin(self) -> None:
        """Work begins: what was said of the visit before goes."""
        self.headline.hide()
        self.removal.hide()
        page.clear(self.told)

    def show_outcome(self, headline: Line, lines: list[Line]) -> None:
        """The verdict, and line by line what happened."""
        self.headline.setText(headline.text)
        theme.role(self.headline, headline.meaning or "heading")
        self.headline.show()
        page.clear(self.told)
        for line in lines:
            told = page.label(line.text, line.meaning)
            told.setObjectName("sync_page.told")
            self.told.addWidget(told)

    def show_removal(self, text: str, *, may: bool) -> None:
        """Whether the stick may be pulled now."""
        self.removal.setText(text)
        theme.role(self.removal, "good" if may else "warn")
        self.removal.show()

    def _may_meet(self) -> None:
        there = bool(self.folder.text().strip())
        self.meet.setEnabled(there)
        self.take.setEnabled(there)

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self, say("exchange_screen.choose"), self.folder.text()
        )
        if folder:
            self.folder.setText(folder)


def last_words(name: str, last: LastVisit | None) -> str:
    """A stick and its last exchange in one sentence."""
    if last is None:
        return say("sticks.found", name=name)
    at = last.at[:16].replace("T", " ")
    told = say("sticks.found_again", name=name, at=at, new=last.new, count=last.written)
    return told if last.well else told + say("sticks.not_well")
