"""扫描文件夹: where the scanner lays its files; from there they are taken in by themselves while the window is open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app.desk import scan_folder
from app.ui.kit import page
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.screen import Frame


class ScanFolderCard(QWidget):
    """What only this computer cares about; every change is kept at once."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__()
        self.desk, self.frame = desk, frame
        self.where = page.label("", "quiet")
        self.where.setObjectName("scan_folder.where")
        self.choose = page.button("scan_folder.choose", self._choose, icon="open")
        self.none = page.button("scan_folder.none", lambda: self.watch(None), icon="close")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.where)
        column.addLayout(page.row(self.choose, self.none, None))

    def load(self) -> None:
        """Show what holds now."""
        folder = self.desk.settings.scan_folder
        if not folder:
            told = say("scan_folder.nowhere")
        elif not Path(folder).is_dir():
            told = say("scan_folder.gone", folder=folder)
        else:
            told = say("scan_folder.where", folder=folder)
        self.where.setText(told)
        self.none.setVisible(bool(folder))

    def watch(self, folder: Path | None) -> None:
        """From now on this one; what lies there already is left."""
        left = scan_folder.choose(self.desk, folder)
        self.load()
        if left:
            self.frame.notices.say(say("scan_folder.left", count=left))

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self, say("scan_folder.choose"), self.desk.settings.scan_folder
        )
        if folder:
            self.watch(Path(folder))
