"""The pages of the wizard. Each says what is still wanting before it lets one on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QGridLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from app import clock
from app.codes import code_list
from app.desk import recovery
from app.desk.room import RoomTold
from app.records import Room
from app.rules.numbering import Number, render
from app.trouble import Trouble
from app.ui import theme
from app.ui.jobs import Cancelled, Jobs
from app.ui.kit import page
from app.ui.kit.choice_line import ChoiceLine
from app.ui.kit.field_form import FieldForm
from app.ui.kit.password_line import PasswordLine
from app.ui.kit.places import proposed
from app.ui.screens.practice_parts.way_choice import WayChoice
from app.words import language, say

SHORTEST_PASSWORD = 6
FIRST_ROWS = 3


class WizardPage(QWidget):
    """One step."""

    onward = Signal()
    mended = Signal()
    """Something was typed: what was said to be wanting may be there now."""

    title = ""

    def __init__(self, told: RoomTold) -> None:
        super().__init__()
        self.told = told
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)

    def opened(self) -> None:
        """The page comes up."""

    def problem(self) -> str:
        """What is still wanting, or nothing; what was typed goes into `told`."""
        return ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in any line goes on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.onward.emit()
        else:
            super().keyPressEvent(event)


class RoomPage(WizardPage):
    """调解室 or centre, its committee, its short name with a live example."""

    title = "wizard.room"
    names = ("committee", "short_name", "room_name", "address", "phone", "centre_name")

    def __init__(self, told: RoomTold) -> None:
        super().__init__(told)
        self.is_room = QRadioButton(say("wizard.is_room"))
        self.is_room.setObjectName("wizard.is_room")
        self.is_centre = QRadioButton(say("wizard.is_centre"))
        self.is_centre.setObjectName("wizard.is_centre")
        self.is_room.setChecked(True)
        self.column.addWidget(self.is_room)
        self.column.addWidget(self.is_centre)
        self.column.addSpacing(4)
        self.form = FieldForm(Room, self.names, columns=1)
        self.form.load(Room())
        self.column.addWidget(self.form)
        self.example = page.label("", "quiet")
        self.example.setObjectName("wizard.example")
        self.form.editors["short_name"].layout().addWidget(self.example)  # type: ignore[union-attr]
        self.form.typed.connect(lambda _name: self._show_example())
        self.form.typed.connect(lambda _name: self.mended.emit())
        self.is_centre.toggled.connect(lambda _on: self._show_example())
        self.is_centre.toggled.connect(lambda _on: self.mended.emit())
        self.column.addStretch(1)
        self._show_example()

    def opened(self) -> None:
        self.form.jump("committee")

    def problem(self) -> str:
        told = self.form.changes()
        for name in self.names:
            setattr(self.told, name, told.get(name) or "")
        self.told.is_centre = self.is_centre.isChecked()
        unread = self.form.problems()
        if unread:
            self.form.jump(next(iter(unread)))
            return next(iter(unread.values()))
        if not self.told.committee:
            self.form.jump("committee")
            return say("room.no_committee")
        if not self.told.short_name and not self.told.is_centre:
            self.form.jump("short_name")
            return say("room.no_short_name")
        return ""

    def _show_example(self) -> None:
        short = self.form.value("short_name") or say("wizard.short_sample")
        number = Number(short, clock.today().year, 1)
        self.example.setText(say("wizard.example", number=render(self.told.number_pattern, number)))
        self.example.setVisible(not self.is_centre.isChecked())


class PeoplePage(WizardPage):
    """The mediators: one row each, name and duty; below them how the room works."""

    title = "wizard.people"

    def __init__(self, told: RoomTold) -> None:
        super().__init__(told)
        self.column.addWidget(page.label(say("wizard.people_told"), "quiet"))
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(10)
        self.grid.setVerticalSpacing(8)
        self.grid.setColumnStretch(0, 3)
        self.grid.setColumnStretch(1, 2)
        self.grid.addWidget(page.label(say("mediator.name"), "label"), 0, 0)
        self.grid.addWidget(page.label(say("mediator.duty"), "label"), 0, 1)
        self.rows: list[tuple[QLineEdit, ChoiceLine, QToolButton]] = []
        self.column.addLayout(self.grid)
        self.more = page.button("wizard.add_person", self._one_more, icon="add", role="flat")
        self.column.addLayout(page.row(self.more, None))
        self.way = WayChoice()
        self.column.addWidget(self.way)
        self.column.addStretch(1)
        for _ in range(FIRST_ROWS):
            self.add_row()

    def opened(self) -> None:
        self.rows[0][0].setFocus()

    def problem(self) -> str:
        named = [(name.text().strip(), duty.text().strip()) for name, duty, _ in self.rows]
        self.told.people = [told for told in named if told[0]]
        self.told.way = self.way.chosen()
        nameless = any(duty and not name for name, duty in named)
        if not self.told.people or nameless:
            return say("wizard.name_wanting" if nameless else "room.no_people")
        return ""

    def add_row(self) -> None:
        """One more line for a person; the duty is offered and may be written freely."""
        number = len(self.rows) + 1
        name, duty, away = QLineEdit(), ChoiceLine(free=True), QToolButton()
        duty.options = [
            (line.code, line.label(language())) for line in code_list("mediator_post").active()
        ]
        for line, key in ((name, "mediator.name"), (duty, "mediator.duty")):
            line.setObjectName(f"{key}.{number}")
            line.setAccessibleName(f"{say(key)} {number}")
            line.textChanged.connect(lambda _text: self.mended.emit())
        away.setIcon(theme.icon("close"))
        away.setToolTip(say("wizard.remove_person"))
        away.setAccessibleName(say("wizard.remove_person"))
        away.clicked.connect(name.clear)
        away.clicked.connect(duty.clear)
        for place, widget in enumerate((name, duty, away)):
            self.grid.addWidget(widget, number, place)
        self.rows.append((name, duty, away))

    def _one_more(self) -> None:
        self.add_row()
        name = self.rows[-1][0]
        name.show()  # what is not in sight takes no caret
        name.setFocus()


class MePage(WizardPage):
    """Which of them I am, and my password twice."""

    title = "wizard.me"

    def __init__(self, told: RoomTold) -> None:
        super().__init__(told)
        self.column.addWidget(page.label(say("wizard.who_am_i"), "label"))
        self.choices = QButtonGroup(self)
        self.names = QVBoxLayout()
        self.names.setSpacing(0)
        self.column.addLayout(self.names)
        self.column.addSpacing(8)
        self.password = PasswordLine("wizard.password")
        self.again = PasswordLine("wizard.password_again")
        self.state = page.label("", "quiet")
        for key, line in (
            ("wizard.password", self.password),
            ("wizard.password_again", self.again),
        ):
            named = page.label(say(key), "label")
            named.setBuddy(line)
            line.setMaximumWidth(theme.scaled(420))
            line.textChanged.connect(lambda _text: self._say_state())
            line.textChanged.connect(lambda _text: self.mended.emit())
            self.column.addWidget(named)
            self.column.addWidget(line)
        self.column.addWidget(self.state)
        self.column.addWidget(page.label(say("wizard.password_told"), "quiet"))
        self.column.addStretch(1)

    def opened(self) -> None:
        page.clear(self.names)
        for button in self.choices.buttons():
            self.choices.removeButton(button)
        self.told.me = min(self.told.me, len(self.told.people) - 1)
        for number, (name, duty) in enumerate(self.told.people):
            choice = QRadioButton(f"{name}　{duty}".strip())
            choice.setObjectName(f"wizard.me.{number}")
            choice.setChecked(number == self.told.me)
            self.choices.addButton(choice, number)
            self.names.addWidget(choice)
        self.password.setFocus()

    def problem(self) -> str:
        self.told.me = max(self.choices.checkedId(), 0)
        if len(self.password.text()) < SHORTEST_PASSWORD:
            self.password.setFocus()
            return say("keys.password_short", shortest=SHORTEST_PASSWORD)
        if self.password.text() != self.again.text():
            self.again.setFocus()
            return say("wizard.passwords_differ")
        return ""

    def forget(self) -> None:
        """The password does not stay on the screen."""
        self.password.clear()
        self.again.clear()

    def _say_state(self) -> None:
        typed, again = self.password.text(), self.again.text()
        if not typed:
            text, role = "", "quiet"
        elif len(typed) < SHORTEST_PASSWORD:
            wanting = SHORTEST_PASSWORD - len(typed)
            text, role = say("wizard.password_more", count=wanting), "warn"
        elif again and again != typed:
            text, role = say("wizard.passwords_differ"), "warn"
        else:
            text, role = say("wizard.password_fits" if again else "wizard.password_once"), "good"
        self.state.setText(text)
        theme.role(self.state, role)


class RecoveryPage(WizardPage):
    """恢复单: shown, printed or saved; its ends are typed back as proof that it is in hand."""

    title = "wizard.recovery"

    def __init__(self, told: RoomTold, code: str, jobs: Jobs) -> None:
        super().__init__(told)
        self.code, self.jobs = code, jobs
        self.column.addWidget(page.label(say("wizard.recovery_told")))
        groups = code.split("-")
        self.shown = QLabel("  ".join(groups[:4]) + "\n" + "  ".join(groups[4:]))
        self.shown.setObjectName("wizard.code")
        self.shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        theme.role(self.shown, "code")
        self.column.addWidget(self.shown)
        self.said = page.label("", "good")
        self.column.addLayout(
            page.row(
                page.button("wizard.print_sheet", self.print_sheet, icon="print"),
                page.button("wizard.save_sheet", self.ask_where, icon="save"),
                None,
            )
        )
        self.column.addWidget(self.said)
        self.column.addSpacing(6)
        self.column.addWidget(page.label(say("wizard.type_back"), "label"))
        self.first, self.last = QLineEdit(), QLineEdit()
        line = page.row()
        for key, field in (("wizard.first_group", self.first), ("wizard.last_group", self.last)):
            field.setObjectName(key)
            field.setAccessibleName(say(key))
            field.setMaximumWidth(theme.scaled(140))
            field.textChanged.connect(lambda _text: self.mended.emit())
            line.addWidget(page.label(say(key), wrap=False))
            line.addWidget(field)
        line.addStretch(1)
        self.column.addLayout(line)
        self.column.addStretch(1)

    def opened(self) -> None:
        self.first.setFocus()

    def problem(self) -> str:
        if recovery.ends_are(self.code, self.first.text(), self.last.text()):
            return ""
        return say("wizard.ends_differ")

    def ask_where(self) -> None:
        """Save the sheet where a person says."""
        name = proposed(say("wizard.sheet_name"))
        place, _ = QFileDialog.getSaveFileName(self, say("wizard.save_sheet"), name, "PDF (*.pdf)")
        if place:
            self.save_sheet(Path(place))

    def save_sheet(self, place: Path) -> None:
        try:
            place.write_bytes(self._sheet())
        except OSError as why:
            self._tell(say("paper_view.save_failed", reason=why.strerror or ""), "warn")
            return
        self._tell(say("paper_view.saved", path=place.name), "good")

    def print_sheet(self) -> None:
        """Hand the sheet to the printer that is set as usual."""
        from app.desk.spooling import Wish
        from app.ui.kit.printer import Printer

        printer = Printer()
        names = printer.names()
        if not names:
            self._tell(say("paper_view.no_printer"), "warn")
            return
        sheet, wish = self._sheet(), Wish(names[0])
        self._tell(say("print_pane.working"), "quiet")
        self.jobs.run(
            lambda report: printer.send(sheet, wish, say("wizard.sheet_name"), report),
            lambda _nothing: self._tell(say("paper_view.sent", printer=names[0], copies=1), "good"),
            failed=self._not_printed,
            title=say("print_pane.working"),
        )

    def _not_printed(self, why: Exception) -> None:
        self._tell(say("print_pane.stopped"), "warn")
        if isinstance(why, Trouble):
            self._tell(str(why), "warn")
        elif not isinstance(why, Cancelled):
            self.jobs.sorrow.emit(why)

    def _sheet(self) -> bytes:
        return recovery.sheet(self.told, self.code, clock.today())

    def _tell(self, text: str, role: str) -> None:
        self.said.setText(text)
        theme.role(self.said, role)
