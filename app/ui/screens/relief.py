"""离任交接: a mediator leaves; who takes each of his open cases on, in one action, and the list both sign."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from app.desk import relief
from app.desk.room import mediators, own_room
from app.desk.today import lengths_of
from app.records import Relief
from app.rules.listing import Listing
from app.rules.stages import key_of, stage_of
from app.trouble import Trouble
from app.ui import theme
from app.ui.kit import page
from app.ui.kit.listing_bar import ListingBar
from app.ui.screen import Screen
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.screen import Frame, Touched


class ReliefScreen(Screen):
    """Who leaves, who takes over, the cases with a box each; below it what was handed over before."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__(desk, frame)
        area, column = page.sheet()
        back = page.button(
            "practice.to_settings", lambda: frame.go("settings"), icon="back", role="flat"
        )
        column.addLayout(page.row(page.label(say("screen.relief"), "title"), None, back))
        card, inner = page.card(say("relief.heading"))
        self.behind = page.label("", "warn")
        self.behind.setObjectName("relief.behind")
        inner.addWidget(self.behind)
        self.leaver, self.heir = _people("relief.from_id"), _people("relief.to_id")
        self.leaver.activated.connect(lambda _place: self._show_cases())
        self.heir.activated.connect(lambda _place: self._enable())
        inner.addLayout(
            page.row(
                page.label(say("relief.from_id"), "label", wrap=False), self.leaver,
                page.label(say("relief.to_id"), "label", wrap=False), self.heir, None,
            )
        )  # fmt: skip
        self.boxes: dict[str, QCheckBox] = {}
        self.cases = QWidget()
        self.lines = QVBoxLayout(self.cases)
        self.lines.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(page.label(say("relief.which"), "quiet"))
        inner.addWidget(self.cases)
        self.reason = QLineEdit()
        self.reason.setObjectName("relief.reason")
        self.reason.setAccessibleName(say("relief.reason"))
        self.reason.setPlaceholderText(say("relief.reason_like"))
        inner.addLayout(
            page.row(page.label(say("relief.reason"), "label", wrap=False), self.reason)
        )
        self.leaves = QCheckBox(say("relief.leaves"))
        self.leaves.setObjectName("relief.leaves")
        self.go = page.button("relief.hand_over", self._hand_over, role="primary", icon="good")
        inner.addLayout(page.row(self.leaves, self.go, None))
        column.addWidget(card)
        card, inner = page.card(say("relief.before"))
        self.earlier = QComboBox()
        self.earlier.setObjectName("relief.earlier")
        self.earlier.setAccessibleName(say("relief.before"))
        self.earlier.setMinimumHeight(theme.TARGET - 8)
        self.earlier.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.none = page.label(say("relief.none"), "quiet")
        self.bar = ListingBar(desk, frame, self._listing)
        inner.addWidget(self.none)
        inner.addLayout(page.row(self.earlier, None))
        inner.addWidget(self.bar)
        column.addWidget(card)
        column.addStretch(1)
        self.fill(area)

    def opened(self, target: object = None) -> None:
        """`target` may be the mediator who leaves."""
        log, today = self.desk.shelf.log, self.desk.today()
        staff = self.desk.look(mediators, self.desk.look(own_room, log).id)
        there = [one for one in staff if one.left_on is None or one.left_on > today]
        _offer(self.leaver, [(one.id, one.name or "") for one in staff], target)
        _offer(self.heir, [(one.id, one.name or "") for one in there])
        self.leaves.setChecked(True)
        behind = self.desk.look(relief.left_behind, log, today)
        self.behind.setVisible(bool(behind))
        self.behind.setText(
            "\n".join(
                say("relief.left_behind", who=one.name or "", count=count) for one, count in behind
            )
        )
        self._show_cases()
        self._show_earlier({one.id: one.name or "" for one in staff})

    def heard(self, touched: Touched) -> None:
        if any(kind in {"relief", "mediator", "case"} for kind, _ in touched):
            self.opened(self.leaver.currentData())

    def _show_cases(self) -> None:
        for box in self.boxes.values():
            self.lines.removeWidget(box)
            box.hide()
            box.deleteLater()
        self.boxes = {}
        who, log = self.leaver.currentData(), self.desk.shelf.log
        files = self.desk.look(relief.open_cases, log, who, self.desk.today()) if who else []
        lengths = lengths_of(self.desk)
        for file in files:
            names = "、".join(one.name or "" for one in file.parties)
            stage = say(key_of(stage_of(file, lengths)))
            box = QCheckBox(f"{file.case.file_no or '—'}　{names}　{stage}")
            box.setObjectName(f"relief.case.{file.case.id}")
            box.setChecked(True)
            box.clicked.connect(lambda _on: self._enable())
            self.lines.addWidget(box)
            self.boxes[file.case.id] = box
        self._enable()

    def _enable(self) -> None:
        who, to = self.leaver.currentData(), self.heir.currentData()
        self.go.setEnabled(bool(who and to and who != to and self._chosen()))

    def _chosen(self) -> list[str]:
        return [case_id for case_id, box in self.boxes.items() if box.isChecked()]

    def _hand_over(self) -> None:
        who, to, chosen = self.leaver.currentData(), self.heir.currentData(), self._chosen()
        facts: dict[str, Any] = {"reason": self.reason.text(), "leaves": self.leaves.isChecked()}
        told = say(
            "relief.done",
            who=self.leaver.currentText(),
            to=self.heir.currentText(),
            count=len(chosen),
        )
        desk = self.desk
        fresh = desk.do(relief.hand_over, desk.shelf.log, desk.today(), who, to, chosen, **facts)
        self.reason.clear()
        self.opened(who)
        self.earlier.setCurrentIndex(self.earlier.findData(fresh))
        self.frame.notices.say(told, "good")

    def _show_earlier(self, names: dict[str, str]) -> None:
        before = self.desk.look(relief.reliefs, self.desk.shelf.log)
        self.earlier.clear()
        for one in before:
            self.earlier.addItem(_told(one, names), one.id)
        self.none.setVisible(not before)
        self.earlier.setVisible(bool(before))
        self.bar.setVisible(bool(before))

    def _listing(self) -> Listing:
        chosen = self.earlier.currentData()
        if not chosen:
            raise Trouble("relief.nothing")
        return self.desk.look(relief.listing, chosen, lengths_of(self.desk))


def _told(one: Relief, names: dict[str, str]) -> str:
    return say(
        "relief.line", day=one.on_day.isoformat() if one.on_day else "", who=names.get(one.from_id or "", "—"),
        to=names.get(one.to_id or "", "—"), count=len(one.case_ids or []),
    )  # fmt: skip


def _people(key: str) -> QComboBox:
    box = QComboBox()
    box.setObjectName(key)
    box.setAccessibleName(say(key))
    box.setMinimumHeight(theme.TARGET - 8)
    box.setMinimumWidth(theme.scaled(150))
    return box


def _offer(box: QComboBox, people: list[tuple[str, str]], wanted: object = None) -> None:
    chosen = wanted or box.currentData()
    box.clear()
    for person, name in people:
        box.addItem(name, person)
    box.setCurrentIndex(box.findData(chosen))
