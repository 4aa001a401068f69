"""备份与体检: a backup that is proved, what is well and what is not, the holiday tables."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
)

from app.desk import (
    backup,
    backup_age,
    calendars,
    copies,
    doctor,
    holiday_publishing,
    holiday_years,
)
from app.desk.backup import Proved
from app.desk.backup_age import Backup, minute
from app.desk.doctor_line import Line
from app.desk.room import own_room
from app.ui import theme
from app.ui.kit import page
from app.ui.screen import Screen
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.screen import Frame


class CareScreen(Screen):
    """On the left what one does each week, on the right what one looks at when something seems odd."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__(desk, frame)
        area, column = page.sheet()
        column.addWidget(page.label(say("care.title"), "title"))
        across = QHBoxLayout()
        across.setSpacing(14)
        column.addLayout(across)
        left = QGridLayout()
        left.setSpacing(14)
        left.addWidget(self._backup_card(), 0, 0)
        left.addWidget(self._tables_card(), 1, 0)
        left.setRowStretch(2, 1)
        across.addLayout(left, 4)
        right = QGridLayout()
        right.addWidget(self._checkup_card(), 0, 0)
        right.setRowStretch(1, 1)
        across.addLayout(right, 5)
        column.addStretch(1)
        self.fill(area)

    def opened(self, target: object = None) -> None:
        self._say("")
        self._show()

    def _show(self) -> None:
        """How old the last backup is, and which years are known."""
        warning = backup_age.backup_warning(self.desk, self.desk.today())
        last = backup_age.last_backup(self.desk)
        self.last.setText(warning or (last_words(last) if last else say("care.no_backup")))
        theme.role(self.last, "warn" if warning else "good" if last else "quiet")
        self.copies.setText(copies_words(self.desk))
        self._may_make()
        told = [table_words(table) for table in self._known_tables()]
        told += [
            say("doctor.holidays.differ", year=year)
            for year in self.desk.look(holiday_years.differing, self.desk.data)
        ]
        self.tables.setText("\n".join(told))

    def _known_tables(self) -> list[calendars.Table]:
        handed = self.desk.look(holiday_years.handed).tables.values()
        return calendars.known_tables(self.desk.data, handed)

    def make_now(self) -> None:
        """Make a backup in the folder and prove it."""
        folder = Path(self.folder.text().strip())
        self.desk.settings.last_stick = str(folder)
        self.desk.settings.save(self.desk.data.settings)
        self._say("")
        self.frame.jobs.run(
            lambda report: backup.make_backup(self.desk, folder, report),
            self._made,
            title=say("care.making"),
        )

    def verify(self, file: Path) -> None:
        """Open a backup again and read all of it."""
        self._say("")
        self.frame.jobs.run(
            lambda report: backup.verify_own(self.desk, file, report),
            self._verified,
            title=say("care.verifying"),
        )

    def examine(self) -> None:
        """Look at everything."""
        self.frame.jobs.run(
            lambda report: doctor.examine(self.desk, report=report),
            self._examined,
            title=say("care.examining"),
        )

    def take(self, file: Path) -> None:
        """Take in the holiday table of a year; every clock counts by it from now on, at a centre in all its rooms."""
        centre = self.desk.look(own_room, self.desk.shelf.log).is_centre
        if centre:
            table = holiday_publishing.publish_file(self.desk, file)
        else:
            table = calendars.take_holidays(self.desk.data, file)
        told = say("calendars.taken", year=table.year, days=table.days_off, made_up=table.made_up)
        told += say("calendars.published") if centre else ""
        self.frame.notices.say(told, "good")
        self._show()

    def _made(self, done: Backup) -> None:
        told = say("backup.made", file=done.file, cases=done.cases, entries=done.entries,
                   attachments=done.attachments)  # fmt: skip
        self._say(told + "\n" + say("cli.may_remove"))
        self._show()

    def _verified(self, found: Proved) -> None:
        self._say(
            say("backup.verified", file=found.file, room=found.room, at=minute(found.made_at), cases=found.cases,
                entries=found.entries, attachments=found.attachments)
        )  # fmt: skip

    def _examined(self, lines: list[Line]) -> None:
        page.clear(self.lines)
        ill = sum(not line.well for line in lines)
        self.verdict.setText(say("care.some_ill", count=ill) if ill else say("doctor.all_well"))
        theme.role(self.verdict, "warn" if ill else "good")
        for row, line in enumerate(sorted(lines, key=lambda line: line.well)):
            picture = QLabel()
            picture.setPixmap(theme.icon("good" if line.well else "bad").pixmap(QSize(20, 20)))
            told = page.label(
                f"{line.told}\n{line.next}" if line.next else line.told, "" if line.well else "warn"
            )
            told.setObjectName(f"care.line.{line.key}")
            name = page.label(doctor.name(line.key), "label", wrap=False)
            for place, widget in enumerate((picture, name, told)):
                self.lines.addWidget(widget, row, place, Qt.AlignmentFlag.AlignTop)

    def _say(self, told: str) -> None:
        self.result.setText(told)
        self.result.setVisible(bool(told))

    def _backup_card(self) -> QFrame:
        card, inner = page.card(say("care.backup"))
        self.last = page.label()
        self.last.setObjectName("care.last")
        inner.addWidget(self.last)
        inner.addWidget(page.label(say("care.backup_how"), "quiet"))
        self.folder = QLineEdit(self.desk.settings.last_stick)
        self.folder.setObjectName("care.folder")
        self.folder.setAccessibleName(say("care.folder"))
        self.folder.setPlaceholderText(say("care.folder"))
        self.folder.textChanged.connect(self._may_make)
        inner.addLayout(
            page.row(self.folder, page.button("care.choose", self._choose, icon="open"))
        )
        self.make = page.button("care.make", self.make_now, role="primary", icon="backup")
        inner.addLayout(page.row(self.make, page.button("care.verify", self._choose_backup), None))
        self.result = page.label("", "good")
        self.result.setObjectName("care.result")
        self.result.hide()
        inner.addWidget(self.result)
        self.copies = page.label("", "quiet")
        self.copies.setObjectName("care.copies")
        inner.addWidget(self.copies)
        self.on_stick = QCheckBox(say("care.on_stick"))
        self.on_stick.setObjectName("care.on_stick")
        self.on_stick.setChecked(self.desk.settings.copy_on_stick)
        self.on_stick.toggled.connect(self._keep_on_stick)
        inner.addWidget(self.on_stick)
        inner.addWidget(page.label(say("care.restore_how"), "quiet"))
        inner.addLayout(page.row(page.button("care.restore", self.frame.restore), None))
        return card

    def _keep_on_stick(self, on: bool) -> None:
        self.desk.settings.copy_on_stick = on
        self.desk.settings.save(self.desk.data.settings)

    def _tables_card(self) -> QFrame:
        card, inner = page.card(say("care.tables"))
        self.tables = page.label()
        self.tables.setObjectName("care.years")
        inner.addWidget(self.tables)
        inner.addLayout(page.row(page.button("care.take", self._choose_table, icon="open"), None))
        return card

    def _checkup_card(self) -> QFrame:
        card, inner = page.card(say("care.checkup"))
        inner.addWidget(page.label(say("care.checkup_how"), "quiet"))
        inner.addLayout(page.row(page.button("care.examine", self.examine, icon="good"), None))
        self.verdict = page.label()
        self.verdict.setObjectName("care.verdict")
        inner.addWidget(self.verdict)
        self.lines = QGridLayout()
        self.lines.setHorizontalSpacing(10)
        self.lines.setVerticalSpacing(6)
        self.lines.setColumnStretch(2, 1)
        inner.addLayout(self.lines)
        return card

    def _may_make(self) -> None:
        self.make.setEnabled(bool(self.folder.text().strip()))

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, say("care.choose"), self.folder.text())
        if folder:
            self.folder.setText(folder)

    def _choose_backup(self) -> None:
        kinds = say("care.backups") + " (*.zjbk *.ZJK *.zjk)"
        name, _ = QFileDialog.getOpenFileName(self, say("care.verify"), self.folder.text(), kinds)
        if name:
            self.verify(Path(name))

    def _choose_table(self) -> None:
        kinds = say("care.tables") + " (*.toml)"
        name, _ = QFileDialog.getOpenFileName(self, say("care.take"), self.folder.text(), kinds)
        if name:
            self.take(Path(name))


def last_words(last: Backup) -> str:
    """The last proved backup."""
    return say("care.last", file=last.file, at=minute(last.proved_at), cases=last.cases)


def copies_words(desk: Desk) -> str:
    """What this computer copied by itself, and what lies there that is no copy."""
    found = copies.found(desk.data.backups)
    if not found.standing:
        told = [say("care.no_copies")]
    else:
        size = sum(one.size for one in found.standing) / 2**20
        at = minute(found.standing[0].manifest.made_at)
        told = [say("care.copies", at=at, count=len(found.standing), size=f"{size:.1f}")]
    if found.unreadable:
        told.append(say("care.copies_unreadable", names="、".join(found.unreadable)))
    return "\n".join(told)


def table_words(table: calendars.Table) -> str:
    """One year of the holiday tables."""
    facts = {"year": table.year, "days": table.days_off, "made_up": table.made_up}
    if table.handed:
        return say("calendars.line_handed", **facts)
    return say("calendars.line_later" if table.came_later else "calendars.line_shipped", **facts)
