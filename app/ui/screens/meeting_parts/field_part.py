"""One part of the screen 说事会议."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.desk import grid, grid_people
from app.ui.kit.editor import Options

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.kit.field_form import FieldForm
    from app.ui.screen import Frame


class FieldPart(QWidget):
    """A page of its own; it asks for what it shows each time it comes up."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__()
        self.desk, self.frame = desk, frame
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)

    def show_part(self) -> None:
        """Show it as it now is; what is being typed stays."""

    def lead_to(self, what: str) -> None:
        """A reminder leads here: to a kind, an occasion, a meeting."""

    def settle(self) -> None:
        """Keep what is being typed."""

    @property
    def log(self) -> str:
        return self.desk.shelf.log

    def places(self) -> Options:
        """The grids that may be picked."""
        return self.desk.look(grid.options, self.log)

    def people(self) -> Options:
        """The people of the grid."""
        found = self.desk.look(grid_people.people, self.log, self.desk.today())
        return tuple((one.id, one.name) for one in found)

    def offer(self, form: FieldForm, names: Iterable[str]) -> None:
        """Let the fields of a form that name a grid or a person offer them."""
        for name in names:
            form.set_options(name, self.places() if name == "place_id" else self.people())
