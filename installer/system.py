"""The parts of the system that Qt's window and the tests need and no wheel brings.

Whether a part is there is asked by loading it: package names differ from one release to the next
(libglib2.0-0, libglib2.0-0t64), library names do not.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from sentences import say

LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libX11.so.6": "libx11-6",
    # a real screen
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-randr.so.0": "libxcb-randr0",
    # the list of printers
    "libcups.so.2": "libcups2",
}

# a print shop of the tests' own, on loopback
PROGRAMS = {
    "/usr/sbin/cupsd": "cups-daemon",
    "/usr/share/cups/mime/cupsfilters.types": "cups-filters-core-drivers",
}


def complete(*, tests: bool = False) -> bool:
    """Everything the system must bring is there, or has just been installed."""
    lacking = [name for name in LIBRARIES if not loads(name)] if sys.platform == "linux" else []
    packages = [LIBRARIES[name] for name in lacking]
    if tests and sys.platform == "linux" and shutil.which("apt-get"):
        packages += [PROGRAMS[name] for name in PROGRAMS if not Path(name).exists()]
    if not makes_venv():
        packages.append(f"python3.{sys.version_info.minor}-venv")
    if not packages:
        return True
    if shutil.which("apt-get") is None:
        if lacking:
            say("libraries_unknown", libraries=" ".join(lacking))
        if not makes_venv():
            say("no_ensurepip")
        return False
    say("libraries", packages=" ".join(packages))
    if install(packages) and all(map(loads, lacking)) and makes_venv():
        return True
    wanted = " ".join(packages)
    say("libraries_by_hand", command=f"sudo apt-get update && sudo apt-get install {wanted}")
    return not lacking and makes_venv()  # what only tests use is missed by them


def loads(library: str) -> bool:
    """Whether the system's loader finds this library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def makes_venv() -> bool:
    """Whether this Python can make a venv with pip; Debian keeps that in a package of its own."""
    importlib.invalidate_caches()
    return importlib.util.find_spec("ensurepip") is not None


def install(packages: list[str]) -> bool:
    """Ask apt for them; its lists are fetched only where they lack the packages or have grown old."""
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    known = subprocess.run([*command, "--simulate"], capture_output=True, check=False)
    if known.returncode == 0 and as_root(command):
        return True
    return as_root(["apt-get", "update"]) and as_root(command)


def as_root(command: list[str]) -> bool:
    """Run it with the rights it needs: as we are, or through sudo, which may ask for a password."""
    quiet = [] if sys.stdout.isatty() else ["-qq"]
    command = ["env", "DEBIAN_FRONTEND=noninteractive", *command, *quiet]
    if sys.platform != "win32" and os.geteuid() != 0:
        if shutil.which("sudo") is None:
            return False
        command = ["sudo", *([] if sys.stdin.isatty() else ["-n"]), *command]
    return subprocess.run(command, check=False).returncode == 0
