"""The sign on every screen that nothing was carried away from this computer for too long."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton

from app.desk import backup_age
from app.ui import theme

if TYPE_CHECKING:
    from app.desk.desk import Desk


class BackupAge(QPushButton):
    """12 天没有备份; pressing it leads to where one is made. Out of sight while all is well."""

    def __init__(self, desk: Desk, pressed: Callable[[], object]) -> None:
        super().__init__()
        self.desk = desk
        self.setObjectName("window.backup_age")
        self.setAutoDefault(True)
        self.setIcon(theme.icon("warn"))
        self.setIconSize(QSize(18, 18))
        theme.role(self, "warn_flat")
        self.clicked.connect(lambda: pressed())  # noqa: PLW0108  a click's state is not for it
        self.hide()

    def show_age(self) -> None:
        """Ask again how long ago it was."""
        today = self.desk.today()
        warning = backup_age.backup_warning(self.desk, today)
        if warning:
            self.setText(backup_age.sign(self.desk, today))
            self.setToolTip(warning)
            self.setAccessibleName(warning)
        self.setVisible(bool(warning))
