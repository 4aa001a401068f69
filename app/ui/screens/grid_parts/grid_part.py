"""One part of the screen 网格与人员."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.rules.grid_check import Lack
from app.rules.grid_tree import Tree
from app.ui.kit.choice_editors import ChecksEditor
from app.ui.kit.rows_form import RowsForm

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.screen import Frame


EMPTY = Tree(())


def narrow(rows: RowsForm, checks: str = "") -> None:
    """Beside the tree there is less room: long lines turn, boxes to tick stand in three columns."""
    rows.list.setWordWrap(True)
    rows.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    editor = rows.form.editors.get(checks)
    if isinstance(editor, ChecksEditor):
        editor.at_most(3)


@dataclass(frozen=True)
class Told:
    """What was looked up once for all parts: the tree, households, what lacks, the cases, what may be picked."""

    tree: Tree = EMPTY
    counted: Mapping[str, int | None] = field(default_factory=dict)
    lacks: Mapping[str, Lack] = field(default_factory=dict)
    cases: Mapping[str, int] = field(default_factory=dict)
    options: tuple[tuple[str, str], ...] = ()


class GridPart(QWidget):
    """Shows one side of the marked place; it is told the place each time."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__()
        self.desk, self.frame = desk, frame
        self.place_id = ""
        self.known = Told()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)

    @property
    def log(self) -> str:
        return self.desk.shelf.log

    @property
    def tree(self) -> Tree:
        return self.known.tree

    def show_place(self, told: Told, place_id: str) -> None:
        """Turn to a place; what was typed for another is kept first."""
        if place_id != self.place_id:
            self.settle()
            self.leave()
        self.known, self.place_id = told, place_id
        self.show_part()

    def show_part(self) -> None:
        """Show it as it now is; what is being typed stays."""

    def leave(self) -> None:
        """Another place comes: nothing typed for this one stays."""

    def settle(self) -> None:
        """Keep what is being typed."""
