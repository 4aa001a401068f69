"""张贴码: what the codes hold, and the placards of a grid to hang up."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QFileDialog, QFrame, QVBoxLayout

from app.desk import grid, placards
from app.desk import room as rooms
from app.records import Room
from app.records.field import Field
from app.ui.kit import page
from app.ui.kit.field_form import FieldForm
from app.ui.kit.place_editor import PlaceEditor
from app.ui.kit.places import proposed
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.screen import Frame


class PlacardCard(QFrame):
    """The text is kept when its line is left; the pages are drawn when the button is pressed."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__()
        self.desk, self.frame = desk, frame
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        card, inner = page.card(say("placard.heading"))
        inner.addWidget(page.label(say("room.scan_text.help"), "quiet"))
        self.form = FieldForm(Room, ("scan_text",), columns=1, wide=("scan_text",))
        self.form.left.connect(self._keep)
        inner.addWidget(self.form)
        self.place = PlaceEditor(Field("matters", "place", "ref", refers="place"))
        self.place.line.setPlaceholderText(say("placard.whole_room"))
        self.place.show_value(None)
        self.below = QCheckBox(say("placard.below"))
        self.below.setObjectName("placard.below")
        draw = page.button("placard.draw", self._ask, icon="save")
        row = page.row(self.place, self.below, draw)
        row.setStretch(0, 1)
        inner.addLayout(row)
        column.addWidget(card)

    def load(self) -> None:
        """The text as it stands, the grid as it is."""
        log = self.desk.shelf.log
        self.place.set_options(self.desk.look(grid.options, log))
        self.form.load(self.desk.look(rooms.own_room, log))

    def draw_to(self, path: Path) -> None:
        """Write the placards of what was chosen."""
        from app.papers import placard

        made = placards.to_hang_up(
            self.desk, self.place.value() or "", below=self.below.isChecked()
        )

        def done(pdf: bytes) -> None:
            try:
                path.write_bytes(pdf)
            except OSError as why:
                told = say("paper_view.save_failed", reason=why.strerror or "")
                self.frame.notices.say(told, "warn")
                return
            self.frame.notices.say(say("placard.drawn", count=len(made), file=str(path)), "good")

        self.frame.jobs.run(
            lambda _report: placard.draw(made), done, title=say("listing_bar.working")
        )

    def _keep(self, changes: dict[str, str | None]) -> None:
        self.desk.do(placards.set_text, self.desk.shelf.log, changes.get("scan_text") or "")

    def _ask(self) -> None:
        told = proposed(f"{say('placard.heading')}.pdf")
        name, _ = QFileDialog.getSaveFileName(self, say("placard.draw"), told, "PDF (*.pdf)")
        if name:
            self.draw_to(Path(name))
