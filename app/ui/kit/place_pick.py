"""A line that picks a place for a question, such as the cases below it; empty means everywhere."""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.desk.place_finder import Finder
from app.ui import theme
from app.ui.kit.choice_line import ChoiceLine
from app.ui.kit.editor import Options
from app.words import say


class PlacePick(ChoiceLine):
    """Found by pinyin, initials, characters, a part of the path; what is none of these changes nothing."""

    picked = Signal()

    def __init__(self, key: str, empty: str) -> None:
        super().__init__()
        self.place_id: str | None = None
        self._finder: Finder | None = None
        self.setObjectName(key)
        self.setAccessibleName(say(key))
        self.setPlaceholderText(say(empty))
        self.setMinimumWidth(theme.scaled(260))
        self.setClearButtonEnabled(True)
        self.finds = self._find
        self.chosen.connect(self._take_over)
        self.editingFinished.connect(self._take_over)
        self.textChanged.connect(self._emptied)

    def offer(self, options: Options) -> None:
        """These ids and whole paths; what stands stays where it is still there."""
        self.options, self._finder = tuple(options), None
        label = dict(options).get(self.place_id or "", "")
        self.place_id = self.place_id if label else None
        blocked = self.blockSignals(True)
        self.setText(label)
        self.setCursorPosition(0)
        self.blockSignals(blocked)

    def _find(self, text: str) -> Options:
        return [(one.id, one.path) for one in self._look.find(text)]

    @property
    def _look(self) -> Finder:
        if self._finder is None:
            self._finder = Finder.of(self.options)
        return self._finder

    def _take_over(self) -> None:
        text = self.text().strip()
        found = self._look.exact(text) if text else None
        if text and found is None:
            self.offer(self.options)  # nothing is guessed: what stood stands again
        elif found != self.place_id:
            self.place_id = found
            self.offer(self.options)
            self.picked.emit()

    def _emptied(self, text: str) -> None:
        if not text and self.place_id is not None:
            self.place_id = None
            self.picked.emit()
