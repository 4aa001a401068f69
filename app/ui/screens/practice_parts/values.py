"""One value of a way of working on the page: a figure, a word, a choice, several, yes or no."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)

from app.codes import code_list
from app.trouble import Trouble
from app.ui import theme
from app.ui.kit import flow
from app.words import has, language, say

WEEK = 7
_NAMED = re.compile(r"(\S.*?)\s*[=＝:：]\s*(\d{1,7})")


class Value:
    """What all kinds share: a widget, what stands in it, and that it was left."""

    wide = False

    def __init__(self, path: str, widget: QWidget) -> None:
        self.path, self.widget = path, widget
        self.left: Callable[[], None] = lambda: None
        widget.setObjectName(f"practice.{path}")
        widget.setAccessibleName(label_of(path))

    def show(self, value: Any) -> None:
        """Show a plain value."""
        raise NotImplementedError

    def read(self) -> Any:
        """The plain value; Trouble where it cannot be one."""
        raise NotImplementedError

    def _left(self, *_told: object) -> None:
        self.left()


class Word(Value):
    """A line of text."""

    def __init__(self, path: str) -> None:
        self.line = QLineEdit()
        super().__init__(path, self.line)
        self.line.setMinimumHeight(theme.TARGET - 8)
        self.line.editingFinished.connect(self._left)

    def show(self, value: Any) -> None:
        self.line.setText(str(value))
        self.line.setCursorPosition(0)

    def read(self) -> Any:
        return self.line.text().strip()


class Figure(Word):
    """A whole number."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.line.setMaximumWidth(theme.scaled(110))

    def read(self) -> Any:
        text = self.line.text().strip() or "0"
        try:
            return int(text)
        except ValueError as why:
            raise Trouble("practice.wrong_value", where=self.path) from why


class Figures(Word):
    """Several whole numbers, 1、3、7."""

    def show(self, value: Any) -> None:
        self.line.setText("、".join(map(str, value)))

    def read(self) -> Any:
        text = self.line.text().replace("，", "、").replace(",", "、").replace(" ", "、")
        try:
            return [int(one) for one in text.split("、") if one]
        except ValueError as why:
            raise Trouble("practice.wrong_value", where=self.path) from why


class Hour(Word):
    """A time of day, 8:30."""

    def read(self) -> Any:
        text = plain_hours(super().read())
        return f"0{text}" if text.find(":") == 1 else text


class Spans(Word):
    """Hours that are open, 08:30-12:00、14:00-17:30."""

    def show(self, value: Any) -> None:
        super().show("、".join(value))

    def read(self) -> Any:
        text = plain_hours(super().read()).replace("，", "、").replace(",", "、")
        return [one for one in text.split("、") if one]


class Words(Value):
    """Several texts, one a line."""

    wide = True

    def __init__(self, path: str) -> None:
        self.area = _Area()
        super().__init__(path, self.area)
        self.area.setTabChangesFocus(True)
        self.area.setFixedHeight(theme.scaled(78))
        self.area.when_left = self._left

    def show(self, value: Any) -> None:
        self.area.setPlainText("\n".join(value))

    def read(self) -> Any:
        return [line.strip() for line in self.area.toPlainText().splitlines() if line.strip()]


class Named(Words):
    """Figures with their names, one a line: 基础网格 = 94."""

    def __init__(self, path: str, codes: str) -> None:
        super().__init__(path)
        self.codes = code_list(codes)
        self.area.setFixedHeight(theme.scaled(150))
        self.area.setPlaceholderText(say("practice.figures_how"))

    def show(self, value: Any) -> None:
        told = [f"{self.codes.label(name, language())} = {one}" for name, one in value.items()]
        super().show(told)

    def read(self) -> Any:
        found: dict[str, int] = {}
        for line in super().read():
            fits = _NAMED.fullmatch(line)
            if fits is None:
                raise Trouble("practice.figures_amiss", line=line)
            found[self._meant(fits[1])] = int(fits[2])
        return found

    def _meant(self, name: str) -> str:
        """A figure that is known, with its unit or without; else what the place calls it."""
        line = self.codes.find(name)
        bare = (one for one in self.codes if one.label(language()).partition("（")[0] == name)
        known = line or next(bare, None)
        return known.code if known else name


class Chosen(Value):
    """One code of a list; empty where none need be chosen."""

    def __init__(
        self, path: str, codes: str, *, empty: bool, told: dict[str, str] | None = None
    ) -> None:
        self.box = QComboBox()
        super().__init__(path, self.box)
        if empty:
            self.box.addItem("—", "")
        listed = {one.code: one.label(language()) for one in code_list(codes)} if codes else {}
        for code, name in (told or listed).items():
            self.box.addItem(name, code)
        self.box.setMinimumHeight(theme.TARGET - 8)
        self.box.setMinimumContentsLength(4 if theme.is_large() else 7)
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.box.activated.connect(self._left)

    def show(self, value: Any) -> None:
        place = self.box.findData(value)
        if place < 0:  # a newer program's, or one given by hand
            self.box.addItem(str(value), value)
            place = self.box.count() - 1
        self.box.setCurrentIndex(place)

    def read(self) -> Any:
        return self.box.currentData()


class Ticked(Value):
    """Several codes, or days of the week; the order of those that stood stays."""

    wide = True

    def __init__(self, path: str, told: dict[Any, str]) -> None:
        sheet = QWidget()
        super().__init__(path, sheet)
        row = flow.row(gap=12)
        sheet.setLayout(row)
        self.boxes: dict[Any, QCheckBox] = {}
        for code, name in told.items():
            box = QCheckBox(name)
            box.setObjectName(f"practice.{path}.{code}")
            box.clicked.connect(self._left)
            row.addWidget(box)
            self.boxes[code] = box
        self._stood: list[Any] = []

    def show(self, value: Any) -> None:
        self._stood = list(value)
        for code, box in self.boxes.items():
            box.setChecked(code in self._stood)

    def read(self) -> Any:
        ticked = [code for code, box in self.boxes.items() if box.isChecked()]
        stood = [one for one in self._stood if one in ticked or one not in self.boxes]
        fresh = [one for one in ticked if one not in stood]
        return sorted([*stood, *fresh]) if WEEK in self.boxes else [*stood, *fresh]


class Tick(Value):
    """Yes or no."""

    def __init__(self, path: str) -> None:
        self.box = QCheckBox(label_of(path))
        super().__init__(path, self.box)
        self.box.clicked.connect(self._left)

    def show(self, value: Any) -> None:
        self.box.setChecked(bool(value))

    def read(self) -> Any:
        return self.box.isChecked()


class Threes(Value):
    """三必: for each tick what the three are, 家庭情况、生产生活、所盼所求."""

    wide = True

    def __init__(self, path: str, codes: str) -> None:
        sheet = QWidget()
        super().__init__(path, sheet)
        rows = QGridLayout(sheet)
        rows.setContentsMargins(0, 0, 0, 0)
        self.lines: dict[str, QLineEdit] = {}
        for place, one in enumerate(code_list(codes)):
            line = QLineEdit()
            line.setObjectName(f"practice.{path}.{one.code}")
            line.setAccessibleName(one.label(language()))
            line.editingFinished.connect(self._left)
            rows.addWidget(QLabel(one.label(language())), place, 0)
            rows.addWidget(line, place, 1)
            self.lines[one.code] = line

    def show(self, value: Any) -> None:
        for code, line in self.lines.items():
            line.setText("、".join(value.get(code, ())))

    def read(self) -> Any:
        told = {code: line.text().strip("、 ") for code, line in self.lines.items()}
        return {
            code: [one.strip() for one in text.split("、")] for code, text in told.items() if text
        }


class _Area(QPlainTextEdit):
    """Says when the caret leaves it."""

    when_left: Callable[[], None] = staticmethod(lambda: None)

    def focusOutEvent(self, event: Any) -> None:
        super().focusOutEvent(event)
        self.when_left()


def plain_hours(text: str) -> str:
    """As hours are written in a file: no blanks, no wide signs."""
    return "".join(text.replace("：", ":").replace("—", "-").replace("－", "-").split())


def label_of(path: str) -> str:
    """What a key is called on the page."""
    key = f"practice.key.{path}"
    return say(f"practice.key.{path}") if has(key) else path.rpartition(".")[2]
