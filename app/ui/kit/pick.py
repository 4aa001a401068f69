"""A box to choose one of a few things that are no field of a record."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QComboBox, QSizePolicy

from app.words import say

NARROWEST, WIDEST = 8, 14  # letters a box has room for; a longer choice is cut in a narrow row
LATIN = "\u2e7f"  # behind it characters are twice as wide


class Pick(QComboBox):
    """Named after its words key; each line carries a value."""

    def __init__(self, key: str, choices: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__()
        self.setObjectName(key)
        self.setAccessibleName(say(key))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.offer(choices)

    def offer(self, choices: Iterable[tuple[str, str]]) -> None:
        """These (value, text); what was chosen stays chosen where it is still offered."""
        wanted = list(choices)
        standing = [(self.itemData(n), self.itemText(n)) for n in range(self.count())]
        if wanted == standing:
            return
        longest = max((sum(1 + (c > LATIN) for c in text) for _, text in wanted), default=0)
        self.setMinimumContentsLength(min(max(longest + 1, NARROWEST), WIDEST))
        chosen = self.value
        self.blockSignals(True)
        self.clear()
        for value, text in wanted:
            self.addItem(text, value)
        self.setCurrentIndex(max(0, self.findData(chosen)) if wanted else -1)
        self.blockSignals(False)

    @property
    def value(self) -> str:
        """What is chosen, or nothing."""
        return str(self.currentData() or "")

    def choose(self, value: str) -> None:
        """Let this one stand."""
        self.setCurrentIndex(self.findData(value))
