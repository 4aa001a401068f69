"""A process of its own that starts a window, tells its moments on standard output and leaves.

`python -m tests.bench.starting bare` is the least PySide6 can do: an application and an empty main window.
`python -m tests.bench.starting ours PASSWORD SECONDS` is the whole program as an icon starts it; SECONDS
after the sign-in page stands the password is there and Enter is pressed.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow

from app.ui.first_picture import FirstPicture

SETTLING = 1500  # ms until the memory is read

told: dict[str, float] = {}


def mark(name: str) -> None:
    """This moment, on the clock that all processes of a machine share."""
    told[name] = time.monotonic()


def leave() -> None:
    """Say it all and go."""
    itself = Path("/proc/self")
    lines = [line for name in ("smaps_rollup", "status") for line in (itself / name).open()]
    sizes = {line.split(":")[0]: line.split()[1] for line in lines if "kB" in line}
    for key, name in (("Rss", "rss_mb"), ("Pss", "pss_mb"), ("VmHWM", "peak_mb")):
        told[name] = int(sizes[key]) / 1024
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()
    QApplication.quit()


def bare() -> None:
    application = QApplication([])
    window = QMainWindow()
    window.setWindowTitle("bare")
    window.resize(1366, 768)

    def usable() -> None:
        mark("usable")
        leave()

    FirstPicture(window, usable)
    window.show()
    application.exec()


def ours(password: str, typing: str) -> None:
    """The program itself; only its application tells us when it is built."""
    import PySide6.QtWidgets

    from app.main import main

    class Watched(QApplication):
        def __init__(self, *args: Any) -> None:
            super().__init__(*args)
            _watch(password, int(float(typing) * 1000))

    PySide6.QtWidgets.QApplication = Watched  # type: ignore[misc]
    main([])


def _watch(password: str, typing: int) -> None:
    from app.ui.window import Window

    begin, enter = Window.__init__, Window.enter

    def begun(window: Window, *args: Any, **more: Any) -> None:
        begin(window, *args, **more)
        FirstPicture(window, lambda: usable(window))

    def usable(window: Window) -> None:
        caret = QApplication.focusWidget()
        if caret is None:
            QTimer.singleShot(0, window, lambda: usable(window))
            return
        assert isinstance(caret, QLineEdit), "the caret must stand where the password goes"
        mark("usable")
        QTimer.singleShot(typing, window, lambda: give(caret))

    def give(line: QLineEdit) -> None:
        _watch_key()
        line.setText(password)
        mark("given")
        line.returnPressed.emit()

    def entered(window: Window, desk: Any) -> None:
        enter(window, desk)
        assert window.room is not None
        FirstPicture(window.room, filled)

    def filled() -> None:
        mark("today")
        QTimer.singleShot(SETTLING, leave)

    Window.__init__ = begun  # type: ignore[method-assign, assignment]
    Window.enter = entered  # type: ignore[method-assign]


def _watch_key() -> None:
    """How long the key's derivation takes, which nobody can shorten."""
    from app.store import keys

    stretch = keys._stretch

    def stretched(*args: Any) -> bytes:
        start = time.monotonic()
        found = stretch(*args)
        told["key_s"] = time.monotonic() - start
        return found

    keys._stretch = stretched


if __name__ == "__main__":
    {"bare": bare, "ours": ours}[sys.argv[1]](*sys.argv[2:])
