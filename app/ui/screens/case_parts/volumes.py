"""立卷: what is told of a volume, and every volume that was bound before, to be looked at, printed or saved again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.desk import binding, volumes
from app.records import Volume
from app.ui.kit import page
from app.ui.screens.case_parts.part import people, told
from app.ui.screens.case_parts.wording import day_words
from app.words import say

if TYPE_CHECKING:
    from app.ui.screens.case_parts.part import Part

NAMES = ("made_on", "by_id", "checked_by", "checked_on", "told", "remark")


class Volumes:
    """The card of the volumes on a part."""

    def __init__(self, part: Part) -> None:
        self.part, self.case = part, part.case
        self.rows = part.row_form(
            Volume, NAMES, title=_title, add="case_page.add_volume", drafts=True
        )
        self.rows.marked.connect(lambda _id: self.show())
        self.state = told()
        self.state.setObjectName("volumes.state")
        self.since = page.label("", "warn")
        self.since.setObjectName("volumes.since")
        self.open = page.button("volumes.open", self._open, icon="open")
        self.open.setToolTip(say("volumes.open.hint"))
        column = part.card(say("record.volume"))
        column.addWidget(self.rows)
        column.addWidget(self.since)
        column.addLayout(page.row(self.state, None, self.open))

    def load(self) -> None:
        """As the file now is."""
        file = self.case.file
        held = file.volumes if file else []
        self.rows.form.set_options("by_id", people(self.case, *(one.by_id for one in held)))
        self.rows.load(held)
        since = self.case.since_binding()
        self.since.setText(since)
        self.since.setVisible(bool(since))
        self.show()

    def show(self) -> None:
        """The marked one can be opened once it was bound."""
        volume = self.rows.rows.get(self.rows.current)
        bound = isinstance(volume, Volume) and bool(volume.sha256)
        self.open.setVisible(bound)
        self.state.setText(volumes.in_words(volume) if isinstance(volume, Volume) and bound else "")

    def _open(self) -> None:
        self.part.settle()
        self.part.papers_asked.emit(binding.PAPER, self.rows.current)


def _title(volume: Volume) -> str:
    if volume.sha256:
        return volumes.in_words(volume)
    return day_words(volume.made_on) or say("case_page.untold")
