"""A section of a way of working as a form, or a list of such sections as rows."""

from __future__ import annotations

import typing
from collections.abc import Callable, Iterable
from typing import Any

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from app.codes import code_list
from app.rules import mechanism
from app.rules.mechanism import Merit, Section
from app.rules.mechanism_bounds import EVERY
from app.rules.mechanism_keys import codes_of
from app.rules.points import EVENTS
from app.ui import theme
from app.ui.kit import page
from app.ui.screens.practice_parts.values import (
    Chosen,
    Figure,
    Figures,
    Hour,
    Named,
    Spans,
    Threes,
    Tick,
    Ticked,
    Value,
    Word,
    Words,
    label_of,
)
from app.words import language, say

ACROSS, MANY_ACROSS = 3, 6  # values of a row beside each other in large type; of a row of many
MANY = 8
OPTIONAL = frozenset({"subsidies.form", "visits.manner"})


class SectionForm(QWidget):
    """The keys of one section under each other; those of the whole way where `struct` is the whole."""

    def __init__(
        self, path: str, struct: type[Section], names: Iterable[str], left: Callable[[], None]
    ) -> None:
        super().__init__()
        self.path = path
        self.values = {
            name: value_for(f"{path}.{name}" if path else name, struct, name) for name in names
        }
        lines = QGridLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setHorizontalSpacing(12)
        small = all(isinstance(one, Figure | Tick) for one in self.values.values())
        lines.setColumnStretch(2 if small else 1, 1)
        for place, value in enumerate(self.values.values()):
            value.left = left
            if not isinstance(value, Tick):
                told = page.label(label_of(value.path), "label")
                told.setFixedWidth(theme.scaled(210))
                told.setContentsMargins(0, (theme.TARGET - self.fontMetrics().height()) // 2, 0, 0)
                lines.addWidget(told, place, 0, Qt.AlignmentFlag.AlignTop)
            lines.addWidget(value.widget, place, 1)

    def load(self, section: Any) -> None:
        """A struct, or the whole way."""
        for name, value in self.values.items():
            value.show(getattr(section, name))

    def read(self) -> dict[str, Any]:
        return {name: value.read() for name, value in self.values.items()}


class RowsTable(QWidget):
    """A list of sections: one line each, the last button adds one."""

    def __init__(
        self, path: str, struct: type[Section], names: Iterable[str], left: Callable[[], None]
    ) -> None:
        super().__init__()
        self.path, self.struct, self.names, self.left = path, struct, tuple(names), left
        self.rows: list[tuple[dict[str, Value], dict[str, Any]]] = []
        many = MANY_ACROSS if len(self.names) > MANY else 0
        self.across = ACROSS if theme.is_large() else many
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.sheet = QWidget()
        column.addWidget(self.sheet)
        self.add = page.button("practice.add_row", self._add, icon="add", role="flat")
        self.add.setObjectName(f"practice.{path}.add")
        column.addLayout(page.row(self.add, None))
        self._lines: QGridLayout | None = None

    def load(self, sections: Iterable[Any]) -> None:
        """Every section anew."""
        self._lay_out([msgspec.to_builtins(one) for one in sections])

    def read(self) -> list[dict[str, Any]]:
        """A line without its first word is one that nobody wrote yet."""
        told = [
            {**before, **{name: value.read() for name, value in values.items()}}
            for values, before in self.rows
        ]
        named = [one for one in told if one[self.names[0]] != ""]
        if "code" in self.struct.__struct_fields__ and "code" not in self.names:
            _give_codes(named)
        return named

    def _lay_out(self, told: list[dict[str, Any]]) -> None:
        fresh = QWidget()
        lines = QGridLayout(fresh)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setHorizontalSpacing(8)
        for place, name in enumerate(() if self.across else self.names):
            lines.addWidget(page.label(label_of(f"{self.path}.{name}"), "quiet"), 0, place)
        self.rows = []
        for number, row in enumerate(told):
            self._row(lines, number, row)
        old, self.sheet = self.sheet, fresh
        column = self.layout()
        assert column is not None
        column.replaceWidget(old, fresh)
        old.hide()
        old.deleteLater()
        fresh.setVisible(bool(told))

    def _row(self, lines: QGridLayout, number: int, row: dict[str, Any]) -> None:
        values = {}
        for place, name in enumerate(self.names):
            value = value_for(f"{self.path}.{name}", self.struct, name)
            value.widget.setObjectName(f"practice.{self.path}.{number}.{name}")
            value.show(row.get(name, usual(self.struct, name)))
            value.left = self.left
            if isinstance(value, Tick):
                value.box.setText("")
            self._place(lines, number, place, value)
            values[name] = value
        gone = page.tool("practice.remove_row", "void", lambda: self._remove(number))
        gone.setObjectName(f"practice.{self.path}.{number}.remove")
        if self.across:
            lines.addWidget(gone, self._first(number) + 1, self.across)
        else:
            lines.addWidget(gone, number + 1, len(self.names))
        self.rows.append((values, row))

    def _place(self, lines: QGridLayout, number: int, place: int, value: Value) -> None:
        """One under the heads; of what has no room so many across, each under its own head."""
        if not self.across:
            lines.addWidget(value.widget, number + 1, place)
            return
        line, column = self._first(number) + place // self.across * 2, place % self.across
        long = isinstance(value, Chosen | Spans)
        if place < self.across or long:
            lines.setColumnStretch(column, 3 if long else 2)
        head = page.label(label_of(value.path), "quiet")
        head.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)
        lines.addWidget(head, line, column, Qt.AlignmentFlag.AlignBottom)
        lines.addWidget(value.widget, line + 1, column)

    def _first(self, number: int) -> int:
        """The line of the grid where a row begins that takes several."""
        return number * (-(-len(self.names) // self.across) * 2)

    def _add(self) -> None:
        """A line with what is usual; a code none of the others has."""
        told = self.read()
        fresh = {name: usual(self.struct, name) for name in self.names}
        first, codes = self.names[0], codes_of(f"{self.path}.{self.names[0]}")
        if codes:
            taken = {one[first] for one in told}
            free = [one.code for one in code_list(codes) if one.code not in taken]
            fresh[first] = (free or [next(iter(code_list(codes))).code])[0]
        self._lay_out([*told, fresh])
        next(iter(self.rows[-1][0].values())).widget.setFocus()
        if codes:
            self.left()

    def _remove(self, number: int) -> None:
        told = self.read()
        self._lay_out([one for place, one in enumerate(told) if place != number])
        self.left()


def _often(path: str) -> Value:
    return Chosen(path, "", empty=False, told={one: say(f"practice.often.{one}") for one in EVERY})


OF_ITS_OWN: dict[str, Callable[[str], Value]] = {
    "begins": Hour, "noon": Hour, "ends": Hour, "office": Spans, "every": _often,
    "figures": lambda path: Named(path, "place_figure"), "ticks": lambda path: Threes(path, "call_tick"),
}  # fmt: skip
"""Keys whose name alone tells what is written there."""


def value_for(path: str, struct: type[Section], name: str) -> Value:
    """The widget a key asks for by its type and its code list."""
    kind, codes = _hints(struct)[name], codes_of(path)
    if name in OF_ITS_OWN:
        return OF_ITS_OWN[name](path)
    if path == "duty.days":
        return Ticked(path, {day: say(f"practice.weekday.{day}") for day in range(1, 8)})
    if struct is Merit and name == "event":
        told = {one: say(f"practice.event.{one}") for one in (*EVENTS, "hand")}
        return Chosen(path, "", empty=False, told=told)
    if kind is bool:
        return Tick(path)
    if kind is int:
        return Figure(path)
    if kind is str:
        return Chosen(path, codes, empty=path in OPTIONAL) if codes else Word(path)
    if codes:
        return Ticked(path, {one.code: one.label(language()) for one in code_list(codes)})
    return Figures(path) if int in typing.get_args(kind) else Words(path)


def _give_codes(rows: list[dict[str, Any]]) -> None:
    """What nobody is asked for: a code that no other line has."""
    taken = {one.get("code") for one in rows}
    for one in rows:
        number = 1
        while not one.get("code"):
            if f"own_{number}" not in taken:
                one["code"] = f"own_{number}"
                taken.add(one["code"])
            number += 1


def usual(struct: type[Section], name: str) -> Any:
    """What a key is where nobody said anything."""
    field = next(one for one in msgspec.structs.fields(struct) if one.name == name)
    if field.default is not msgspec.NODEFAULT:
        return field.default
    return 0 if _hints(struct)[name] is int else ""


def _hints(struct: type[Section]) -> dict[str, Any]:
    return typing.get_type_hints(struct, vars(mechanism))
