"""Fields written on one line: text, ID number, day, moment, money, whole number."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QDate, QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QLabel, QLineEdit, QMenu, QToolButton, QWidgetAction

from app.codes import code_list
from app.records.field import Field
from app.rules.identity import age_on, check_identity
from app.rules.money_words import capital, read_money
from app.trouble import Trouble
from app.ui import theme
from app.ui.kit import typed as typing
from app.ui.kit.editor import Editor, today
from app.words import language, say


class LineEditor(Editor):
    """One line of text."""

    def __init__(self, field: Field) -> None:
        self.line = QLineEdit()
        super().__init__(field, self.line)
        self.line.textChanged.connect(self.typed)
        self.line.editingFinished.connect(self.left)

    def face(self) -> str:
        return self.line.text()

    def put(self, value: Any) -> None:
        self.line.setText(self.written(value))
        self.line.setCursorPosition(0)

    def put_back(self, face: Any) -> None:
        self.line.setText(face)

    def written(self, value: Any) -> str:
        """A value as it stands in the line."""
        return value or ""

    def read(self) -> Any:
        text = self.line.text().strip()
        refuse_longer(text, self.field.longest)
        return text or None

    def hint(self, value: Any) -> str:
        return counted(self.line.text(), self.field.longest)

    def proposed(self) -> str:
        if self.line.text() or self.line.isReadOnly():
            return ""
        value = self.proposal()
        return self.written(value) if value else ""

    def accept(self) -> None:
        """The caret stays at the end of a text, to write on; a day or a figure is done with."""
        self.line.setText(self.proposed())
        if type(self) is not LineEditor:
            self.focusNextChild()

    def set_read_only(self, read_only: bool) -> None:
        self.line.setReadOnly(read_only)


class IdEditor(LineEditor):
    """An ID number; says sex, birth day and age while it is typed, and never blocks."""

    def read(self) -> str | None:
        text = super().read()
        if text is None:
            return None
        told = check_identity(text)
        return told.number if told.kind != "other" else str(text)

    def hint(self, value: str | None) -> str:
        if not value:
            return ""
        told = check_identity(value, self.beside("id_type"))
        if told.birth_on is None or not told.valid:
            return ""
        return say(
            "kit.id_tells",
            sex=code_list("sex").label(told.sex, language()),
            birth_on=typing.show_day(told.birth_on),
            age=age_on(told.birth_on, self.on_day or today()),
        )

    def show_problem(self) -> None:
        """A doubtful number is said and kept all the same: the card in the hand is right."""
        super().show_problem()
        if self.problem() or not self.value() or self.beside("id_accepted"):
            return
        told = check_identity(self.value(), self.beside("id_type"))
        if told.problem:
            self._say(say(told.problem), "warn")

    def show_value(self, value: Any) -> None:
        super().show_value(value)
        self.show_problem()


class CountEditor(LineEditor):
    """A whole number."""

    def written(self, value: int | None) -> str:
        return "" if value is None else str(value)

    def read(self) -> int | None:
        return typing.read_count(self.line.text())

    def hint(self, value: Any) -> str:
        return ""


class MoneyEditor(LineEditor):
    """Yuan in any writing; the capital characters stand below."""

    def written(self, value: Decimal | None) -> str:
        return "" if value is None else f"{value:,.2f}"

    def read(self) -> Decimal | None:
        text = self.line.text().strip()
        if not text:
            return None
        amount = read_money(text)
        if amount is None:
            raise Trouble("typed.money", typed=text)
        return amount

    def hint(self, value: Decimal | None) -> str:
        return capital(value) if value and value > 0 else ""

    def show_problem(self) -> None:
        super().show_problem()
        tidy(self)


class DayEditor(LineEditor):
    """A day; the weekday stands beside it, ↓ opens the calendar."""

    prompt = "kit.day_hint"

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.weekday = QLabel()
        self.weekday.setMinimumWidth(theme.scaled(36))
        theme.role(self.weekday, "label")
        self.open = QToolButton()
        self.open.setIcon(theme.icon("calendar"))
        self.open.setIconSize(QSize(22, 22))
        self.open.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.open.setToolTip(say("kit.open_calendar"))
        self.open.setAccessibleName(say("kit.open_calendar"))
        self.open.clicked.connect(self.open_calendar)
        self.row.addWidget(self.open)
        self.row.addWidget(self.weekday)

    def written(self, value: Any) -> str:
        return typing.show_day(value)

    def read(self) -> Any:
        return typing.read_day(self.line.text(), today())

    def hint(self, value: Any) -> str:
        self.weekday.setText(typing.weekday(value) if value else "")
        return ""

    def show_hint(self) -> None:
        self.weekday.setText("")
        super().show_hint()

    def show_problem(self) -> None:
        super().show_problem()
        tidy(self)

    def set_read_only(self, read_only: bool) -> None:
        super().set_read_only(read_only)
        self.open.setVisible(not read_only)

    def pick(self, day: dt.date) -> None:
        """A day of the calendar was chosen."""
        self.line.setText(self.written(day))
        self.left.emit()

    def open_calendar(self) -> None:
        """The calendar under the line, at the day that stands there."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet = QCalendarWidget(menu)
        sheet.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        sheet.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        sheet.setMinimumSize(theme.scaled(380), theme.scaled(320))
        try:
            day = self.value() or today()
        except Trouble:
            day = today()
        sheet.setSelectedDate(QDate(day.year, day.month, day.day))

        def chosen(told: QDate) -> None:
            menu.close()
            self.pick(dt.date(told.year(), told.month(), told.day()))

        sheet.activated.connect(chosen)
        sheet.clicked.connect(chosen)
        action = QWidgetAction(menu)
        action.setDefaultWidget(sheet)
        menu.addAction(action)
        menu.popup(self.line.mapToGlobal(QPoint(0, self.line.height() + 2)))
        sheet.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and not self.line.isReadOnly():
            self.open_calendar()
        else:
            super().keyPressEvent(event)


class MomentEditor(DayEditor):
    """A day and a time of day."""

    prompt = "kit.moment_hint"

    def written(self, value: Any) -> str:
        return typing.show_moment(value)

    def read(self) -> Any:
        return typing.read_moment(self.line.text(), today())

    def pick(self, day: dt.date) -> None:
        """The day changes, the time that stood there stays."""
        try:
            told = self.value()
        except Trouble:
            told = None
        time = told.time() if told else dt.time(9, 0)
        self.line.setText(self.written(dt.datetime.combine(day, time)))
        self.left.emit()


def tidy(editor: LineEditor) -> None:
    """What was read is written out whole, so that a person sees how it was understood."""
    if editor.is_changed and not editor.problem():
        text = editor.written(editor.value())
        if text != editor.line.text():
            editor.line.setText(text)


def refuse_longer(text: str, longest: int) -> None:
    """Length is counted in characters; what is too long stays on the screen until it is shorter."""
    if longest and len(text) > longest:
        raise Trouble("typed.too_long", long=len(text), longest=longest)


def counted(text: str, longest: int) -> str:
    """How long a text is, once it comes near its limit."""
    if not longest or len(text) < longest * 0.8:
        return ""
    return say("kit.length", long=len(text), longest=longest)
