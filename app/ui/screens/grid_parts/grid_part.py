"""One part of the screen 网格与人员."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.rules.grid_tree import Tree
from app.ui.kit.choice_editors import ChecksEditor
from app.ui.kit.rows_form import RowsForm

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.screen import Frame


def narrow(rows: RowsForm, checks: str = "") -> None:
    """Beside the tree there is less room: long lines turn, boxes to tick stand in three columns."""
    rows.list.setWordWrap(True)
    rows.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    editor = rows.form.editors.get(checks)
    if isinstance(editor, ChecksEditor):
        editor.at_most(3)


class GridPart(QWidget):
    """Shows one side of the marked place; it is told the place each time."""

    needs_place = True

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__()
        self.desk, self.frame = desk, frame
        self.place_id = ""
        self.tree = Tree(())
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)

    @property
    def log(self) -> str:
        return self.desk.shelf.log

    def show_place(self, tree: Tree, place_id: str) -> None:
        """Turn to a place; what was typed for another is kept first."""
        if place_id != self.place_id:
            self.settle()
            self.leave()
        self.tree, self.place_id = tree, place_id
        self.show_part()

    def show_part(self) -> None:
        """Show it as it now is; what is being typed stays."""

    def leave(self) -> None:
        """Another place comes: nothing typed for this one stays."""

    def settle(self) -> None:
        """Keep what is being typed."""

    def options(self) -> list[tuple[str, str]]:
        """Every place, as a picker takes them."""
        return [(one, self.tree.told(one)) for one in self.tree.order]
