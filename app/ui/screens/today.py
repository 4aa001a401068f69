"""今日: what is due, what is late, and which cases nobody has fixed a next step for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QListWidget, QListWidgetItem

from app.desk import clock_care, conflicts, dispatches, reminders, reserved
from app.desk import today as todays
from app.desk.backup_age import backup_warning
from app.desk.ledger.undo import unfinished
from app.desk.reminder import Reminder
from app.desk.today import Errand, Today
from app.records.masks import masked_name
from app.ui import theme
from app.ui.awaiting import Awaiting
from app.ui.kit import page, typed
from app.ui.screen import Screen
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.screen import Frame, Touched

GROUPS = ("visits", "promises", "periods", "no_next_step")
ROUNDS_SHOWN = 4


class TodayScreen(Screen):
    """The opening screen: four lists side by side, each line leads into its case."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__(desk, frame)
        self.awaiting = Awaiting(self, desk, frame)
        area, column = page.sheet()
        self.day = page.label("", "title", wrap=False)
        self.new = page.button("today.register", self._register, role="primary", icon="add")
        column.addLayout(page.row(self.day, None, self.new))
        self.warnings = page.label("", "warn")
        column.addWidget(self.warnings)
        self.conflicts = page.button(
            "conflict.look", self._open_conflicts, role="warn_flat", icon="warn"
        )
        self.dispatches = page.button(
            "dispatches.look", self._open_dispatches, role="warn_flat", icon="told"
        )
        self.blanks = page.button("blank.look", self._open_blanks, role="flat", icon="paper")
        column.addLayout(page.row(self.conflicts, self.dispatches, self.blanks, None))
        self.rounds_card, inner = page.card()
        self.rounds_heading = page.label("", "heading")
        self.rounds = _list("today.reminders", 0)
        self.rounds.setSpacing(0)
        self.rounds.itemActivated.connect(self._answer)
        self.rounds.itemClicked.connect(self._answer)
        inner.addWidget(self.rounds_heading)
        inner.addWidget(self.rounds)
        column.addWidget(self.rounds_card)
        grid = QGridLayout()
        grid.setSpacing(14)
        self.headings = {}
        self.lists: dict[str, QListWidget] = {}
        for place, group in enumerate(GROUPS):
            frame_, inner = page.card()
            self.headings[group] = page.label("", "heading")
            self.lists[group] = _list(f"today.{group}")
            self.lists[group].itemActivated.connect(self._open)
            self.lists[group].itemClicked.connect(self._open)
            inner.addWidget(self.headings[group])
            inner.addWidget(self.lists[group], 1)
            grid.addWidget(frame_, place // 2, place % 2)
        column.addLayout(grid, 1)
        for part in (self.warnings, self.conflicts, self.dispatches, self.blanks, self.rounds_card):
            part.hide()  # until something is known of them
        self.fill(area)

    def opened(self, target: object = None) -> None:
        self._show()
        self.new.setFocus()

    def heard(self, touched: Touched) -> None:
        self._show()

    def _show(self) -> None:
        desk, day = self.desk, self.desk.today()
        log, calendar, lengths = desk.shelf.log, desk.calendar(), todays.lengths_of(desk)
        if not self.day.text():
            self.day.setText(day_words(Today(day)))
            for group, heading in self.headings.items():
                heading.setText(say(f"today.{group}"))
                item = QListWidgetItem(say("awaiting.not_yet"), self.lists[group])
                item.setFlags(Qt.ItemFlag.NoItemFlags)

        def look() -> tuple[Today, list[reserved.Reserved], list[Reminder]]:
            return (
                desk.look(todays.today, day, calendar, lengths, log=log),
                desk.look(reserved.old, log, day),
                desk.look(reminders.reminders, log, day, calendar),
            )

        self.awaiting.ask(look, self._come)

    def _come(self, answer: tuple[Today, list[reserved.Reserved], list[Reminder]]) -> None:
        page_, old, rounds = answer
        day = page_.day
        self.day.setText(day_words(page_))
        self._warn(page_)
        count = self.desk.look(conflicts.count)
        self.conflicts.setText(say("conflict.today", count=count))
        self.conflicts.setVisible(count > 0)
        waits = self.desk.look(dispatches.waits_for_us, self.desk.shelf.log, day)
        late = self.desk.look(dispatches.late_elsewhere, self.desk.shelf.log, day)
        told = [say("dispatches.today", count=waits)] if waits else []
        told += [say("dispatches.late_elsewhere", count=late)] if late else []
        self.dispatches.setText("".join(told))
        self.dispatches.setVisible(bool(told))
        self.blanks.setText(say("blank.old_today", count=len(old), days=reserved.remind_days()))
        self.blanks.setVisible(bool(old))
        self._fill_rounds(rounds)
        for group in GROUPS:
            self._fill(group, getattr(page_, group))

    def _fill_rounds(self, told: Sequence[Reminder]) -> None:
        """What the room has to do that hangs on no one case; nothing is shown where it is all done."""
        self.rounds.clear()
        self.rounds_card.setVisible(bool(told))
        late = sum(1 for one in told if one.late)
        heading = say("today.heading", group=say("today.reminders"), count=len(told))
        self.rounds_heading.setText(heading + (say("today.late", count=late) if late else ""))
        for one in told:
            item = QListWidgetItem(one.sentence(), self.rounds)
            item.setData(Qt.ItemDataRole.UserRole, one)
            if one.late:
                item.setForeground(theme.colour("bad"))
        lines = min(max(len(told), 1), ROUNDS_SHOWN)
        self.rounds.setFixedHeight(lines * max(self.rounds.sizeHintForRow(0), 1) + 8)

    def _answer(self, item: QListWidgetItem) -> None:
        one = item.data(Qt.ItemDataRole.UserRole)
        if isinstance(one, Reminder):
            self.frame.go(one.screen, one.target)

    def _warn(self, page_: Today) -> None:
        told = [say("today.missing_year", year=year) for year in page_.missing_years]
        if page_.only_ours:
            told.append(say("today.only_ours"))
        if page_.old_open:
            told.append(say("today.old_open", count=page_.old_open))
        if self.desk.look(unfinished):
            told.append(say("today.import_cut"))
        told += filter(None, [clock_care.told_at_start(self.desk)])
        backup = backup_warning(self.desk, page_.day)
        if backup:
            told.append(backup)
        self.warnings.setText("\n".join(told))
        self.warnings.setVisible(bool(told))

    def _fill(self, group: str, errands: Sequence[Errand]) -> None:
        lines = self.lists[group]
        lines.clear()
        late = sum(1 for e in errands if e.days_left is not None and e.days_left < 0)
        heading = say("today.heading", group=say(f"today.{group}"), count=len(errands))
        self.headings[group].setText(heading + (say("today.late", count=late) if late else ""))
        for errand in errands:
            item = QListWidgetItem(line_words(errand), lines)
            item.setData(Qt.ItemDataRole.UserRole, errand)
            if errand.days_left is not None and errand.days_left < 0:
                item.setForeground(theme.colour("bad"))
        if not errands:
            item = QListWidgetItem(say(f"today.{group}.none"), lines)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            item.setForeground(theme.colour("good"))

    def _open(self, item: QListWidgetItem) -> None:
        errand = item.data(Qt.ItemDataRole.UserRole)
        if isinstance(errand, Errand):
            self.frame.go("case", (errand.case_id, errand.record, errand.record_id, errand.field))

    def _open_conflicts(self) -> None:
        self.frame.go("conflicts")

    def _open_dispatches(self) -> None:
        self.frame.go("dispatches")

    def _open_blanks(self) -> None:
        self.frame.go("blanks")

    def _register(self) -> None:
        self.frame.go("case", None)


def _list(name: str, lowest: int = 180) -> QListWidget:
    lines = QListWidget()
    lines.setObjectName(name)
    lines.setAccessibleName(say(name))
    lines.setWordWrap(True)
    lines.setSpacing(3)
    lines.setMinimumHeight(lowest)
    lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return lines


def day_words(page_: Today) -> str:
    """2026年10月15日 星期四."""
    day = page_.day
    return say(
        "today.day",
        year=day.year,
        month=day.month,
        day=day.day,
        weekday=typed.weekday(day),
    )


def line_words(errand: Errand) -> str:
    """Two lines: when and who, then what to do. Names are masked: others may look at the screen."""
    names = "、".join(masked_name(name) for name in errand.parties)
    what = what_words(errand)
    if errand.on is None or errand.days_left is None:
        return f"{names}　{errand.file_no}\n{what}"
    left = errand.days_left
    when = "today.days_over" if left < 0 else "today.days_now" if left == 0 else "today.days_left"
    day = say(
        "today.short_day", month=errand.on.month, day=errand.on.day, left=say(when, days=abs(left))
    )
    return f"{day}　{names}　{errand.file_no}\n{what}"


def what_words(errand: Errand) -> str:
    """What to do; whoever is named of the parties is masked."""
    facts = dict(errand.facts)
    if errand.record == "visit" and facts.get("what"):
        return say("today.visit", why=say(errand.key), what=facts["what"], who=facts["who"])
    if errand.record == "performance_item":
        facts["who"] = masked_name(str(facts.get("who", "")))
    return say(errand.key, **facts)
