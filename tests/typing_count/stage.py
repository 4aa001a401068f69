"""A room with the reference case's people, its window, a printer and a scan folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from app.desk import room as rooms
from app.desk import scan_folder, told
from app.desk.desk import Desk
from app.paths import DataDir
from app.ui import theme
from app.ui.frame import RoomFrame
from app.ui.jobs import InlineJobs
from app.ui.screens import SCREENS, Entrance
from app.ui.screens.papers import PapersScreen
from tests.player import Tray
from tests.rooms import PASSWORD, recovery_code

SMALLEST = (1366, 768)
"""The screens the window is made for."""


@contextmanager
def a_room(case: dict[str, Any], folder: Path) -> Iterator[tuple[Desk, RoomFrame, Tray, Path]]:
    """Signed in, the register in sight."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.dress(application)
    desk = rooms.create_room(
        DataDir(folder / "room"), told.room_told(case), PASSWORD, recovery_code()
    )
    scans, tray = folder / "scans", Tray()
    scans.mkdir()
    scan_folder.choose(desk, scans)
    papers = Entrance(
        "papers", "paper", lambda desk, frame: PapersScreen(desk, frame, printer=tray), in_navigation=False
    )  # fmt: skip
    frame = RoomFrame(
        desk, InlineJobs(), [papers if one.key == "papers" else one for one in SCREENS]
    )
    frame.resize(*SMALLEST)
    frame.show()
    frame.activateWindow()
    application.processEvents()
    frame.go("register")
    application.processEvents()
    try:
        yield desk, frame, tray, scans
    finally:
        frame.close_room()
        frame.close()
        frame.deleteLater()  # what lives on is dressed again with every change of type
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        desk.close()
