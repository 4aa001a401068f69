"""Opens the window: the window first, everything heavy behind it."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from app.paths import DataDir
from app.settings import Settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.ui.jobs import Jobs

OTHER_INPUT = {"fcitx", "fcitx5"}


def run(data: DataDir, settings: Settings, *, demo: bool = False) -> int:
    """Show the window until it is closed; answers the exit status."""
    gc.disable()
    answer_input_method()
    from PySide6.QtWidgets import QApplication

    from app import words
    from app.ui import mishap, theme
    from app.ui.copier import Copier
    from app.ui.first_picture import FirstPicture
    from app.ui.jobs import Jobs
    from app.ui.line_keeper import LineKeeper
    from app.ui.screens.door import Door
    from app.ui.window import Window, fit_screen

    application = QApplication([*sys.argv[:1], *theme.STYLE])
    application.setApplicationName("mediation-room")
    application.setDesktopFileName("mediation-room")
    theme.dress(application, large=settings.large_type)
    theme.speak(application, words.language())
    jobs = Jobs()
    rest_when_loaded(jobs)

    def keep(told: Settings) -> None:
        if not demo:
            told.save(data.settings)

    window = Window(
        settings,
        jobs,
        lambda: Door(data, settings, jobs, demo=demo),
        keep_settings=keep,
        copier=None if demo else Copier(),
        line=None if demo else LineKeeper(),
    )
    mishap.catch_all(data.root / "mishaps", window.trouble_told.emit, window.mishap_told.emit)
    FirstPicture(window, lambda: after_first_picture(window))
    fit_screen(window)
    return int(application.exec())


def rest_when_loaded(jobs: Jobs) -> None:
    """What was loaded stays: no search for garbage looks through it, neither while it loads nor ever after."""

    def rest() -> None:
        jobs.ended.disconnect(rest)
        gc.freeze()
        gc.enable()

    jobs.ended.connect(rest)


def after_first_picture(window: QWidget) -> None:
    """What nobody misses in the first moment."""
    from app.ui import theme
    from app.ui.screens import SCREENS

    theme.register_rare()
    window.setWindowIcon(theme.icon("room"))
    for entrance in SCREENS:
        theme.switched_icon(entrance.icon)  # drawn once, then known


def answer_input_method() -> None:
    """The wheels carry ibus only; fcitx answers at ibus's door too, so Chinese can be typed."""
    if os.environ.get("QT_IM_MODULE", "").lower() in OTHER_INPUT and not _has_fcitx():
        os.environ["QT_IM_MODULE"] = "ibus"


def _has_fcitx() -> bool:
    import PySide6

    folder = Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforminputcontexts"
    return any("fcitx" in plugin.name for plugin in folder.glob("*"))
