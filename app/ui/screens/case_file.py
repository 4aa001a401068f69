"""The case page (案件): one dispute from the knock on the door to the closed file.

`frame.go("case", target)`: an id opens that case; (id, record, record id, field) opens it with the caret in a
field; None or a NewCase is a case that is not there yet.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.desk.case_sync import case_sync
from app.papers.paper import PAPERS
from app.rules.stages import stage_of
from app.rules.volume_check import VOLUME
from app.ui import theme
from app.ui.kit import page
from app.ui.kit.rows_form import RowsForm
from app.ui.screen import Screen
from app.ui.screens.case_parts import steps
from app.ui.screens.case_parts.acceptance import Acceptance
from app.ui.screens.case_parts.agreement import AgreementPart
from app.ui.screens.case_parts.closing import Closing
from app.ui.screens.case_parts.inquiries import Inquiries
from app.ui.screens.case_parts.open_case import NewCase, OpenCase
from app.ui.screens.case_parts.paperwork import Paperwork
from app.ui.screens.case_parts.part import Part
from app.ui.screens.case_parts.parties import Parties
from app.ui.screens.case_parts.performance import PerformancePart
from app.ui.screens.case_parts.requests import Requests
from app.ui.screens.case_parts.sessions import Sessions
from app.ui.screens.case_parts.side import Side
from app.ui.screens.case_parts.steering import Steering
from app.ui.screens.case_parts.story import story_of
from app.ui.screens.case_parts.visits import Visits
from app.ui.screens.case_parts.wording import code_words
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.rules.findings import Finding
    from app.ui.screen import Frame, Touched

PARTS: dict[str, type[Part]] = dict(
    zip(
        steps.KEYS,
        (
            Acceptance,
            Parties,
            Requests,
            Inquiries,
            Sessions,
            AgreementPart,
            PerformancePart,
            Visits,
            Closing,
            Paperwork,
            Steering,
        ),
        strict=True,
    )
)


MOST_NAMES = 4  # of the parties told beside the number


class CasePage(Screen):
    """Parts from left to right; beside them what comes next and what is missing."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__(desk, frame)
        self.case = OpenCase(desk, frame.notices, self._reload)
        self.parts: dict[str, Part] = {}
        self.up = steps.KEYS[0]
        self.number = page.label("", "title", wrap=False)
        self.number.setObjectName("case.file_no.shown")
        self.who = page.label()
        self.who.setObjectName("case_page.who")
        self.stage = page.label("", "badge", wrap=False)
        self.stage.setObjectName("case_page.stage")
        self.stage.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.steps = steps.Steps()
        self.steps.turned.connect(self.turn)
        self.side = Side(self.case)
        self.side.jumped.connect(self.jump)
        self.side.meter.asked.connect(self._show_gaps)
        self.stack = QStackedWidget()
        self._lay_out()
        self._keys()

    # what the frame tells

    def opened(self, target: object = None) -> None:
        place, spot = _read(target)
        again = bool(place.case_id) and place.case_id == self.case.case_id
        self.case.open(place)
        if not again:
            self._forget()
        self.show_file()
        if spot is not None:
            self._jump_to(*spot)
        else:
            self.turn(self.up if again else steps.KEYS[0])

    def standing(self) -> object:
        """A new case has its id by now."""
        return self.case.case_id or None

    def heard(self, touched: Touched) -> None:
        before = self.case.case_id
        self.case.heard(touched)
        if before and not self.case.case_id:
            self._forget()
        if before:
            self.show_file()

    def settle(self) -> None:
        for part in self.parts.values():
            part.settle()
        self.side.settle()

    # turning

    def turn(self, key: str, *, enter: bool = True) -> None:
        """Show a part; what was typed on the one before is kept first."""
        if self.up in self.parts and key != self.up:
            self.parts[self.up].settle()
        self.up = key
        part = self._part(key)
        part.show_file()
        self.stack.setCurrentWidget(part)
        self.steps.mark(key)
        if enter:
            part.enter()
            self._later(part)

    def jump(self, spot: object) -> None:
        """To the field a step, a clock or a finding names."""
        record, record_id, field = spot.record, spot.record_id, spot.field  # type: ignore[attr-defined]
        if record == "paper":
            self._show_papers(field if field in known_papers() else "", record_id or "")
        elif record == "mediator":
            self.settle()
            self.frame.go("settings", None)
        else:
            self._jump_to(record, record_id, field)

    def _jump_to(self, record: str, record_id: str | None, field: str) -> None:
        key = self._part_of(record, field)
        self.turn(key, enter=False)
        self._part(key).jump(record, record_id, field)
        self._later(self._part(key))

    def _part_of(self, record: str, field: str) -> str:
        """The part a field is written on; the promises fall due where they are looked after."""
        for key, kind in PARTS.items():
            if record in kind.kinds or (record == "case" and field in kind.case_fields):
                agreement = self.case.file.newest_agreement if self.case.file else None
                if record == "performance_item" and agreement and agreement.frozen:
                    return "performance"
                return key
        return self.up

    def _show_gaps(self) -> None:
        """为什么还不能结案: the whole list, on the part where a case is closed."""
        self.turn("closing", enter=False)
        part = self._part("closing")
        assert isinstance(part, Closing)
        part.enter_gaps()
        self._later(part)

    def _later(self, part: Part) -> None:
        """Once the page is laid out: the field with the caret is brought into sight."""
        QTimer.singleShot(0, part, part.bring_into_sight)

    def _forget(self) -> None:
        for part in self.parts.values():
            part.forget()

    # showing

    def show_file(self) -> None:
        """The header, the steps, the side and the part that is up; the others when one turns to them."""
        file = self.case.file
        self.number.setText((file.case.file_no or "") if file else self._new_words())
        self.who.setText(self._who())
        stage = stage_of(file, self.case.lengths) if file else "registered"
        self.stage.setText(say(f"stage.{stage}"))
        self.stage.setVisible(file is not None)
        theme.role(self.stage, "badge_good" if stage in {"closed", "ready"} else "badge")
        self.papers.setVisible(file is not None)
        self.scans.setVisible(file is not None)
        self._show_reach()
        self.side.show_file()
        self.steps.show_file(file, stage, self._gaps())
        if self.up in self.parts:
            self.parts[self.up].show_file()

    def _new_words(self) -> str:
        number = self.case.number
        return say("blank.new_under", number=number) if number else say("case_page.new")

    def delivered(self) -> None:
        self._show_reach()

    def _show_reach(self) -> None:
        """Whether the centre has the case as it stands here."""
        case_id = self.case.case_id
        reached = self.desk.look(case_sync, case_id) if case_id else None
        self.reach.setVisible(reached is not None)
        if reached is not None:
            self.reach.setText(reached.sentence())

    def _reload(self) -> None:
        self.case.look()
        self.show_file()

    def _who(self) -> str:
        file = self.case.file
        if file is None:
            return say("blank.new_told" if self.case.number else "case_page.new_told")
        all_names = [party.name for party in file.parties if party.name]
        names = say("case_page.between").join(all_names[:MOST_NAMES])
        if len(all_names) > MOST_NAMES:
            names = say("case_page.and_others", names=names, count=len(all_names))
        kind = code_words("dispute_type", file.case.dispute_type)
        return "　".join(told for told in (names, kind) if told)

    def _gaps(self) -> dict[str, int]:
        """How many stops each part has."""
        told: dict[str, int] = {}
        found: list[Finding] = self.case.findings()
        for one in found:
            if one.severity == "stop":
                key = self._part_of(one.record, one.field)
                told[key] = told.get(key, 0) + 1
        return told

    def _part(self, key: str) -> Part:
        """A part is made when it is first looked at."""
        if key not in self.parts:
            part = PARTS[key](self.case)
            part.jumped.connect(self.jump)
            part.papers_asked.connect(self._show_papers)
            part.conflict_asked.connect(self._show_conflict)
            part.widened.connect(self.side.setHidden)
            part.led_out.connect(self.frame.go)
            self.stack.addWidget(part)
            self.parts[key] = part
        return self.parts[key]

    def _show_papers(self, paper: str = "", which: str = "") -> None:
        self.settle()
        if self.case.case_id:
            self.frame.go("papers", (self.case.case_id, paper, which or None))

    def _show_scans(self) -> None:
        self.settle()
        if self.case.case_id:
            self.frame.go("tray", self.case.case_id)

    def _tell_story(self) -> None:
        """F4: what stood in this field before, and who wrote it."""
        self.settle()
        told = story_of(self.desk, QApplication.focusWidget())
        self.frame.notices.say(told or say("conflict.no_field"), stay=True)

    def _show_conflict(self, kind: str, row: str, field: str) -> None:
        self.settle()
        self.frame.go("conflicts", (kind, row, field))

    # laying out

    def _lay_out(self) -> None:
        self.papers = page.button("case_page.papers", self._show_papers, icon="paper")
        made = page.tool if theme.is_large() else _button  # in large type its name is a tip
        self.scans: QWidget = made("case_page.scans", "scan", self._show_scans)
        self.papers.setToolTip("Ctrl+P")
        self.scans.setToolTip("F8" if not theme.is_large() else f"{say('case_page.scans')} F8")
        self.reach = page.label("", "quiet", wrap=False)
        self.reach.setObjectName("case_page.reach")
        head = page.row(self.number, self.stage, self.who, self.reach, self.scans, self.papers)
        head.setStretch(2, 1)
        column = QVBoxLayout()
        column.setContentsMargins(page.MARGIN, 8, page.MARGIN, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.steps)
        across = QHBoxLayout()
        across.setSpacing(12)
        across.addWidget(self.stack, 1)
        across.addWidget(self.side)
        column.addLayout(across, 1)
        holder = QWidget()
        holder.setLayout(column)
        self.fill(holder)

    def _keys(self) -> None:
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for key, digit in zip(steps.KEYS, steps.DIGITS, strict=True):
            QShortcut(QKeySequence(f"Ctrl+{digit}"), self, partial(self.turn, key), context=within)
        QShortcut(QKeySequence("Ctrl+PgDown"), self, partial(self._turn_by, 1), context=within)
        QShortcut(QKeySequence("Ctrl+PgUp"), self, partial(self._turn_by, -1), context=within)
        QShortcut(QKeySequence("Ctrl+P"), self, self._show_papers, context=within)
        QShortcut(QKeySequence("F8"), self, self._show_scans, context=within)
        QShortcut(QKeySequence("F4"), self, self._tell_story, context=within)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._add_row, context=within)

    def _turn_by(self, step: int) -> None:
        place = steps.KEYS.index(self.up) + step
        self.turn(steps.KEYS[max(0, min(place, len(steps.KEYS) - 1))])

    def _add_row(self) -> None:
        """Ctrl+Enter: the next row of the list one is writing in."""
        widget: QWidget | None = QApplication.focusWidget()
        while widget is not None and not isinstance(widget, RowsForm):
            widget = widget.parentWidget()
        rows = (
            widget if isinstance(widget, RowsForm) else next(iter(self.parts[self.up].rows), None)
        )
        if rows is not None and rows.add.isVisible():
            rows.add.click()


def known_papers() -> set[str]:
    """The papers this program can show; a rule may name others that only a scanner brings."""
    return {*(one.key for one in PAPERS), VOLUME}


def _button(key: str, icon: str, pressed: Callable[[], object]) -> QWidget:
    return page.button(key, pressed, icon=icon)


def _read(target: object) -> tuple[NewCase, tuple[str, str | None, str] | None]:
    """What `frame.go` was given."""
    if isinstance(target, NewCase):
        return target, None
    if isinstance(target, str):
        return NewCase(target), None
    if isinstance(target, tuple):
        case_id, record, record_id, field = target
        return NewCase(case_id), (record, record_id, field)
    return NewCase(), None
