"""本室设置: the room's facts, its people, language and type size, goals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app import words
from app.desk import edit, practice
from app.desk.room import give_password, mediators, own_room
from app.records import Mediator, Room
from app.rules import numbering
from app.trouble import Trouble
from app.ui import theme
from app.ui.kit import household_editor, page
from app.ui.kit.field_form import FieldForm
from app.ui.kit.headings import Headings
from app.ui.kit.rows_form import RowsForm
from app.ui.screen import Screen
from app.ui.screens import computers
from app.ui.screens.address_card import AddressCard
from app.ui.screens.line_card import LineCard
from app.ui.screens.profile_card import ProfileCard
from app.ui.screens.rules_card import RulesCard
from app.ui.screens.scan_folder_card import ScanFolderCard
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.screen import Frame, Touched

ROOM = (
    "committee", "short_name", "room_name", "address", "phone", "centre_name", "number_pattern",
    "goal_people", "goal_administrative", "goal_judicial",
)  # fmt: skip
LANGUAGES = {"zh_CN": "中文", "en": "English"}
PERSON = (
    "name", "duty", "phone", "appointed_on", "left_on", "register_address", "household_id", "sex",
    "ethnicity", "birth_on", "education", "party_member", "full_time", "filed_no", "paid_elsewhere",
    "bank", "bank_account",
)  # fmt: skip


class SettingsScreen(Screen):
    """What was said at set-up can be corrected here; nothing needs a button to be kept."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__(desk, frame)
        area, self.column = page.sheet()
        self.headings = Headings(area)
        self._window_card()
        self._room_card()
        self.profile = ProfileCard(desk)
        self._card("profile.title", "profile.short").addWidget(self.profile)
        self._way_card()
        self._people_card()
        machines, self.computers = computers.card(desk, frame)
        below = self.computers.is_centre
        self._put("settings_head.below" if below else "settings_head.computers", machines)
        self.address: AddressCard | None = None
        if self.computers.is_centre:
            self.address = AddressCard(desk, frame)
            self._card("address.title", "settings_head.address").addWidget(self.address)
        self.rules = RulesCard(desk)
        self._card("dossier.card", "settings_head.rules").addWidget(self.rules)
        self.line, self.scans = LineCard(desk, frame), ScanFolderCard(desk, frame)
        self._card("line_card.title", "settings_head.line").addWidget(self.line)
        self._card("scan_folder.title", "settings_head.scans").addWidget(self.scans)
        self.column.addStretch(1)
        self._lay_out(area)

    def _lay_out(self, area: QWidget) -> None:
        """The headings stand still beside the page."""
        left = QVBoxLayout()
        left.setContentsMargins(page.MARGIN, 16, 0, 16)
        left.setSpacing(10)
        left.addWidget(page.label(say("settings_screen.title"), "title"))
        left.addWidget(page.upright(self.headings), 1)
        holder = QWidget()
        across = QHBoxLayout(holder)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addLayout(left)
        across.addWidget(area, 1)
        self.fill(holder)

    def _card(self, key: str, short: str) -> QVBoxLayout:
        card, inner = page.card(say(key))
        self._put(short, card)
        return inner

    def _put(self, short: str, card: QWidget) -> None:
        self.headings.add(say(short), card)
        self.column.addWidget(card)

    def _window_card(self) -> None:
        frame = self.frame
        self.language = QComboBox()
        self.language.setObjectName("settings_screen.language")
        self.language.setAccessibleName(say("settings_screen.language"))
        for key, name in LANGUAGES.items():
            self.language.addItem(name, key)
        self.language.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.language.setMinimumWidth(theme.scaled(150))
        self.language.setCurrentIndex(self.language.findData(words.language()))
        self.language.activated.connect(lambda _n: frame.speak(self.language.currentData()))
        larger = page.button(
            "settings_screen.size", lambda: frame.enlarge(not theme.is_large()), icon="larger"
        )
        asked = page.label(say("settings_screen.language"), "label", wrap=False)
        self._card("settings_screen.window", "settings_head.window").addLayout(
            page.row(asked, self.language, larger, None)
        )

    def _room_card(self) -> None:
        self.room = FieldForm(Room, ROOM, columns=_columns(), wide=("number_pattern",))
        self.room.left.connect(self._keep_room)
        self.room.typed.connect(lambda _name: self._tell_pattern())
        self.pattern_told = page.label("", "quiet")
        self.pattern_told.setObjectName("settings_screen.pattern_told")
        self.room.editors["number_pattern"].layout().addWidget(self.pattern_told)  # type: ignore[union-attr]
        self._card("record.room", "settings_head.room").addWidget(self.room)

    def _way_card(self) -> None:
        """本地做法 has a page of its own."""
        inner = self._card("practice.title", "practice.title")
        self.way = page.label("", "quiet")
        self.way.setObjectName("settings_screen.way")
        inner.addWidget(self.way)
        turn = page.button("practice.open", lambda: self.frame.go("practice"), icon="settings")
        inner.addLayout(page.row(turn, None))

    def _people_card(self) -> None:
        inner = self._card("settings_screen.people", "settings_head.people")
        self.people = RowsForm(
            Mediator, PERSON, title=lambda m: m.name or "", label_width=100, columns=_columns(),
            wide=("household_id",),
        )  # fmt: skip
        household_editor.ask(self.people.form, self.desk)
        self.people.add_asked.connect(self._add_person)
        self.people.changed.connect(self._keep_person)
        self.people.void_asked.connect(self._void_person)
        inner.addWidget(self.people)
        turn = page.button("relief.open", self._to_relief, icon="told", role="flat")
        inner.addLayout(page.row(turn, None))
        inner.addWidget(page.label(say("settings_screen.password_how"), "quiet"))
        self.password = PasswordCard(self.desk, self.frame)
        inner.addWidget(self.password)

    def opened(self, target: object = None) -> None:
        self._show()
        self.computers.load()

    def heard(self, touched: Touched) -> None:
        if any(kind in {"room", "mediator", "practice"} for kind, _ in touched):
            self._show()
        if any(kind in {"workstation", "closure"} for kind, _ in touched):
            self.computers.load()

    def settle(self) -> None:
        self.room.settle()
        self.profile.settle()
        self.people.form.settle()
        if self.address is not None:
            self.address.settle()

    def _show(self, mark: str = "") -> None:
        self.line.load()
        self.rules.load()
        self.scans.load()
        if self.address is not None:
            self.address.load()
        own = self.desk.look(own_room, self.desk.shelf.log)
        self.room.load(own)
        self.profile.load(own)
        way = self.desk.look(practice.standing, self.desk.shelf.log)
        self.way.setText(say("practice.now", name=way.name or say("practice.unnamed")))
        self._tell_pattern()
        staff = self.desk.look(mediators, own.id)
        self.people.load(staff, mark=mark)
        self.password.load(staff)

    def _tell_pattern(self) -> None:
        """What the form of the numbers means, with the number it would give."""
        pattern = self.room.value("number_pattern") or numbering.TRADITIONAL
        problem = numbering.pattern_problem(pattern)
        if problem:
            told = say(problem)
        else:
            short = self.room.value("short_name") or say("wizard.short_sample")
            number = numbering.Number(short, self.desk.today().year, 1)
            tokens = {token: f"{{{token}}}" for token in numbering.TOKENS}
            sample = numbering.render(pattern, number)
            told = say("settings_screen.pattern_told", sample=sample, **tokens)
        self.pattern_told.setText(told)
        theme.role(self.pattern_told, "warn" if problem else "quiet")

    def _keep_room(self, changes: dict[str, Any]) -> None:
        problem = (
            numbering.pattern_problem(changes["number_pattern"] or "")
            if "number_pattern" in changes
            else None
        )
        if problem:
            raise Trouble(problem)
        self.desk.do(edit.edit, Room, self.room.record_id, changes, self.room.seen)

    def _to_relief(self) -> None:
        self.frame.go("relief", self.people.current or None)

    def _add_person(self) -> None:
        own = self.desk.look(own_room, self.desk.shelf.log)
        position = len(self.desk.look(mediators, own.id)) + 1
        self._show(self.desk.do(edit.add, Mediator, {"room_id": own.id, "position": position}))

    def _keep_person(self, person_id: str, changes: dict[str, Any]) -> None:
        self.desk.do(edit.edit, Mediator, person_id, changes, self.people.form.seen)

    def _void_person(self, person_id: str, reason: str) -> None:
        if person_id == self.desk.user:
            raise Trouble("settings_screen.not_yourself")
        self.desk.do(edit.void, Mediator, person_id, reason)


class PasswordCard(QWidget):
    """Who is signed in gives another person, or herself, a password."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__()
        self.desk, self.frame = desk, frame
        self.person = QComboBox()
        self.person.setObjectName("settings_screen.person")
        self.person.setAccessibleName(say("settings_screen.person"))
        self.mine, self.fresh, self.again = (
            _secret(key)
            for key in ("settings_screen.mine", "settings_screen.fresh", "settings_screen.again")
        )
        lines = QGridLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        for place, (key, widget) in enumerate(
            (("settings_screen.mine", self.mine), ("settings_screen.person", self.person),
             ("settings_screen.fresh", self.fresh), ("settings_screen.again", self.again))
        ):  # fmt: skip
            lines.addWidget(page.label(say(key), "label", wrap=False), place // 2, place % 2 * 2)
            lines.addWidget(widget, place // 2, place % 2 * 2 + 1)
        lines.addWidget(page.button("settings_screen.give", self.give), 2, 1)

    def load(self, staff: list[Mediator]) -> None:
        chosen = self.person.currentData()
        self.person.clear()
        for one in staff:
            self.person.addItem(one.name or "", one.id)
        self.person.setCurrentIndex(max(0, self.person.findData(chosen)))

    def give(self) -> None:
        """Wrap the key once more, under the new password."""
        if self.fresh.text() != self.again.text():
            raise Trouble("settings_screen.not_the_same")
        person = (self.person.currentData(), self.person.currentText())
        give_password(self.desk.data, (self.desk.user, self.mine.text()), person, self.fresh.text())
        for line in (self.mine, self.fresh, self.again):
            line.clear()
        self.frame.notices.say(say("settings_screen.given", name=person[1]), "good")


def _columns() -> int:
    """Large type leaves room for one column beside the headings."""
    return 1 if theme.is_large() else 2


def _secret(key: str) -> QLineEdit:
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setObjectName(key)
    line.setAccessibleName(say(key))
    return line
