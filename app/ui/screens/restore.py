"""从备份恢复: on a computer without a room, a backup and its password make it stand again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
)

from app.desk import doorstep
from app.desk.backup_age import minute
from app.paths import DataDir
from app.trouble import Trouble
from app.ui import theme
from app.ui.jobs import Jobs, Report
from app.ui.kit import page
from app.ui.kit.password_line import PasswordLine
from app.words import say

if TYPE_CHECKING:
    from app.desk.restore import Restored


class RestoreCard(QFrame):
    """A file, a secret, one button. `stands` once the room stands again, `left` when somebody turns back."""

    stands = Signal(object)
    left = Signal()

    def __init__(self, data: DataDir, jobs: Jobs) -> None:
        super().__init__()
        self.data, self.jobs = data, jobs
        theme.role(self, "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(36, 30, 36, 26)
        column.setSpacing(10)
        column.addWidget(page.label(say("care.restore"), "title"))
        column.addWidget(page.label(say("care.restore_told")))
        self.copies = QListWidget()
        self.copies.setObjectName("care.restore_copies")
        self.copies.setAccessibleName(say("care.restore_copies"))
        self.copies.setMaximumHeight(theme.scaled(132))
        self.copies.currentItemChanged.connect(self._take_copy)
        if doorstep.exists(data):
            column.addWidget(page.label(say("care.restore_aside"), "warn"))
        self.file = QLineEdit()
        self._list_copies(column)
        self.file.setObjectName("care.restore_file")
        self.file.setAccessibleName(say("care.restore_file"))
        self.file.setPlaceholderText(say("care.restore_file"))
        choose = page.button("care.restore_choose", self._choose, icon="open")
        column.addLayout(page.row(self.file, choose))
        self.database = QLineEdit()
        self.database.setObjectName("care.restore_database")
        self.database.setAccessibleName(say("care.restore_database"))
        self.database.setPlaceholderText(say("care.restore_database"))
        self.of_server = page.label(say("care.restore_server_told"), "quiet")
        column.addWidget(self.of_server)
        column.addWidget(self.database)
        self.file.textChanged.connect(self._look_at_file)
        self._look_at_file()
        self.secret = PasswordLine("care.restore_secret")
        self.secret.setPlaceholderText(say("care.restore_secret"))
        self.secret.returnPressed.connect(self.restore)
        column.addWidget(self.secret)
        self.problem = page.label("", "problem")
        self.problem.setObjectName("care.restore_problem")
        column.addWidget(self.problem)
        self.begin = page.button("care.restore_begin", self.restore, role="primary")
        back = page.button("care.restore_back", self.left.emit, role="flat")
        column.addLayout(page.row(self.begin, back, None))
        QTimer.singleShot(0, self.file, self.file.setFocus)

    def restore(self) -> None:
        """Make the room stand again; a refusal is said here and changes nothing."""
        if not self.begin.isEnabled():
            return
        file, told = Path(self.file.text().strip()), self.secret.text()
        database = self.database.text().strip() if self.database.isVisibleTo(self) else ""
        self.problem.setText("")
        self.begin.setEnabled(False)

        def work(report: Report) -> Restored:
            from app.desk.restore import restore_backup

            return restore_backup(self.data, file, told, report=report, database=database)

        self.jobs.run(work, self.stands.emit, failed=self._refused, title=say("care.restoring"))

    def _look_at_file(self) -> None:
        """What was made of a centre on a server may go back to one; a village is asked nothing of that kind."""
        from app.desk.copies import is_of_server

        asks = self.data.address.exists() or is_of_server(Path(self.file.text().strip()))
        self.of_server.setVisible(asks)
        self.database.setVisible(asks)

    def _refused(self, why: Exception) -> None:
        self.begin.setEnabled(True)
        if not isinstance(why, Trouble):
            raise why
        self.problem.setText(str(why))
        self.secret.setFocus()

    def _list_copies(self, column: QVBoxLayout) -> None:
        """The copies this computer made by itself, the newest first."""
        from app.desk.copies import found

        standing = found(self.data.backups).standing
        for one in standing:
            told, at = one.manifest, minute(one.manifest.made_at)
            item = QListWidgetItem(
                say("care.restore_copy", at=at, cases=told.cases, entries=told.entries), self.copies
            )
            item.setData(Qt.ItemDataRole.UserRole, str(one.path))
        if standing:
            column.addWidget(page.label(say("care.restore_copies"), "label"))
            column.addWidget(self.copies)
            self.copies.setCurrentRow(0)

    def _take_copy(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.file.setText(item.data(Qt.ItemDataRole.UserRole))

    def _choose(self) -> None:
        kinds = say("care.backups") + " (*.zjbk *.ZJK *.zjk)"
        name, _ = QFileDialog.getOpenFileName(self, say("care.restore"), self.file.text(), kinds)
        if name:
            self.file.setText(name)
            self.secret.setFocus()


def restored_words(done: Restored) -> str:
    """What stands again, and what is different from now on."""
    told = [
        say("care.restored", room=done.room, at=minute(done.made_at), cases=done.cases),
        say("backup.new_letter", letter=done.letter),
        say("backup.new_log", fingerprint=done.fingerprint),
    ]
    if done.database:
        told.insert(1, say("server.restored", address=done.database))
    if done.aside:
        told.insert(1, say("backup.aside", folder=done.aside))
    return "\n".join(told)
