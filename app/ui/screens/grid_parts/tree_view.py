"""The grid tree on the page: thousands of nodes, each drawn when its parent is opened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView

from app.codes import code_list
from app.rules.grid_tree import Tree
from app.ui import theme
from app.words import language, say

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
EMPTY = Tree(())
FEW = 40  # places under one that is opened by itself


class TreeModel(QAbstractItemModel):
    """A tree of places as Qt asks for it; a node is known by its number in the order."""

    def __init__(self) -> None:
        super().__init__()
        self.tree = EMPTY
        self.counted: Mapping[str, int | None] = {}
        self.lacking: Mapping[str, str] = {}
        self._number: dict[str, int] = {}
        self._row: dict[str, int] = {}

    def show(
        self, tree: Tree, counted: Mapping[str, int | None], lacking: Mapping[str, str]
    ) -> None:
        """Another tree, its households, and what lacks where."""
        self.beginResetModel()
        self.tree, self.counted, self.lacking = tree, counted, lacking
        self._number = {one: n for n, one in enumerate(tree.order)}
        self._row = {one: n for some in tree.children.values() for n, one in enumerate(some)}
        self.endResetModel()

    def place(self, index: Index) -> str | None:
        """The id of the place a line shows."""
        return self.tree.order[index.internalId()] if index.isValid() else None

    def line(self, place_id: str | None, column: int = 0) -> QModelIndex:
        """Where a place stands."""
        if place_id is None or place_id not in self._number:
            return QModelIndex()
        return self.createIndex(self._row[place_id], column, self._number[place_id])

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008  Qt's own default
        below = self.tree.children.get(self.place(parent), [])
        return self.line(below[row], column) if row < len(below) else QModelIndex()

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        place = self.place(index)
        return self.line(self.tree.parent[place]) if place else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.column() > 0 else len(self.tree.children.get(self.place(parent), []))

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own
        return 2

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        place = self.place(index)
        if place is None:
            return None
        node = self.tree.nodes[place]
        if role in (Role.DisplayRole, Role.AccessibleTextRole):
            counted = self.counted.get(place)
            return node.name if index.column() == 0 else "" if counted is None else str(counted)
        if role == Role.ToolTipRole:
            kind = code_list("grid_kind").label(node.kind, language())
            return "\n".join(
                filter(None, (self.tree.told(place), kind, self.lacking.get(place, "")))
            )
        if role == Role.DecorationRole and index.column() == 0 and place in self.lacking:
            return theme.icon("warn")
        if role == Role.TextAlignmentRole and index.column() == 1:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Role.DisplayRole:
            return say("grid_page.place" if section == 0 else "grid_page.households")
        return None


class GridTree(QTreeView):
    """The tree and the marked place."""

    marked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.told = TreeModel()
        self.setModel(self.told)
        self.setObjectName("grid.tree")
        self.setAccessibleName(say("screen.grid"))
        self.setUniformRowHeights(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setIndentation(theme.scaled(16))
        head = self.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(1, theme.scaled(64))
        self.selectionModel().currentRowChanged.connect(self._marked)

    @property
    def current(self) -> str:
        """The id of the marked place, or nothing."""
        return self.told.place(self.currentIndex()) or ""

    def show_tree(
        self, tree: Tree, counted: Mapping[str, int | None], lacking: Mapping[str, str]
    ) -> None:
        """Another tree; what was open and marked stays so."""
        before, here = self.told.tree, self.current
        opened = {one for one in before.order if self.isExpanded(self.told.line(one))}
        blocked = self.selectionModel().blockSignals(True)
        self.told.show(tree, counted, lacking)
        if not before.order:
            opened = {
                one for one in tree.order if tree.depth[one] == 0 and len(tree.children[one]) <= FEW
            }
        for one in opened & tree.nodes.keys():
            self.expand(self.told.line(one))
        self.mark(here if here in tree else next(iter(tree.order), ""))
        self.selectionModel().blockSignals(blocked)

    def mark(self, place_id: str) -> None:
        """Mark a place and open the way to it."""
        line = self.told.line(place_id)
        if line.isValid():
            self.setCurrentIndex(line)
            self.scrollTo(line)

    def _marked(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.marked.emit(self.told.place(now) or "")
