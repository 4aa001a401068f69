"""One part of the screen 说事会议."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from app.desk import grid, grid_people
from app.ui.kit.editor import Options
from app.ui.screens.parted import ScreenPart

if TYPE_CHECKING:
    from app.ui.kit.field_form import FieldForm


class FieldPart(ScreenPart):
    """Reminders lead into it; it offers the grids and their people."""

    def lead_to(self, what: str) -> None:
        """A reminder leads here: to a kind, an occasion, a meeting."""

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
