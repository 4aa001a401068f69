"""Asking the system to let a stick go: only when it says yes may a person pull it.

Windows delays what was written for up to a minute and a half, so "written" is not "on the stick"; the system's
own answer is. Where there is nobody to ask, a person is told how to do it by hand.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

PATIENCE = 120  # seconds; a slow stick writes long
Command = Sequence[str]
Run = Callable[[Command], bool]
Which = Callable[[str], str | None]


def eject(place: Path, device: str) -> bool:
    """Let the stick at this place go; True once nothing of it is open and all is written."""
    if sys.platform == "win32":
        from app.sync import eject_windows

        return eject_windows.eject(str(place))
    return any(all(_done(step) for step in way) for way in ways(place, device))


def ways(place: Path, device: str, which: Which = shutil.which) -> Iterator[list[Command]]:
    """The ways this system knows, best first, each a row of commands."""
    udisks = which("udisksctl")
    if udisks and device.startswith("/dev/"):
        unmount = [udisks, "unmount", "--no-user-interaction", "-b", device]
        off = [udisks, "power-off", "--no-user-interaction", "-b", device]
        yield [unmount, off]
    gio = which("gio")
    if gio:
        yield [[gio, "mount", "--eject", str(place)]]
        yield [[gio, "mount", "--unmount", str(place)]]


def _done(command: Command) -> bool:
    try:
        done = subprocess.run(  # noqa: S603  fixed programs, a place the system itself named
            command, capture_output=True, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):  # the next way, or the person's own hand
        return False
    return done.returncode == 0
