"""Where things lie. This file alone knows a checkout, an installed wheel and a frozen program apart."""

from __future__ import annotations

import os
import shutil
import sys
import time
from functools import cache
from pathlib import Path

NAME = "MediationRoom"
STALE = 24 * 3600  # seconds; what was being written that long ago was left by a power cut


@cache
def resources() -> Path:
    """The shipped data: words, codes, fonts, holidays, style."""
    frozen = getattr(sys, "_MEIPASS", None)
    here = Path(__file__).resolve().parent
    places = [Path(frozen) / "resources"] if frozen else []
    places += [here / "resources", here.parent / "resources"]
    for place in places:
        if (place / "locale").is_dir():
            return place
    raise FileNotFoundError("resources")


def default_data_dir() -> Path:
    """Where this person's room lies when no folder is named."""
    # the rule is one line, to load a library for it a tenth of the start
    if sys.platform == "linux":
        told = os.environ.get("XDG_DATA_HOME", "").strip()
        return (Path(told) if told else Path.home() / ".local" / "share") / NAME
    from platformdirs import user_data_path

    return user_data_path(NAME, appauthor=False, roaming=False)


def state_dir() -> Path:
    """Where the program remembers, for this person, what must not lie beside the room."""
    if sys.platform == "linux":
        told = os.environ.get("XDG_STATE_HOME", "").strip()
        return (Path(told) if told else Path.home() / ".local" / "state") / NAME
    from platformdirs import user_state_path

    return user_state_path(NAME, appauthor=False)


def own_process(module: str) -> tuple[list[str], Path]:
    """The command that runs one module of this program in a process of its own, and the folder to start it in.

    A frozen program has no `-m`; there `app.main` answers the switch.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, "--own-process", module], Path(sys.executable).parent
    return [sys.executable, "-m", module], Path(__file__).resolve().parent.parent


class DataDir:
    """The folder of one room: database, keys, attachments, backups, spool."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @property
    def database(self) -> Path:
        return self.root / "room.db"

    @property
    def address(self) -> Path:
        """Where a large centre's database answers, sealed; it stands in the place of the file."""
        return self.root / "database.url"

    @property
    def keys(self) -> Path:
        return self.root / "room.keys"

    @property
    def witness(self) -> Path:
        """What this computer wrote last, outside the database."""
        return self.root / "room.witness"

    @property
    def settings(self) -> Path:
        return self.root / "settings.toml"

    @property
    def attachments(self) -> Path:
        return self.root / "attachments"

    @property
    def spool(self) -> Path:
        """Bundles copied in from a stick before they are read."""
        return self.root / "spool"

    @property
    def backups(self) -> Path:
        return self.root / "backups"

    @property
    def holidays(self) -> Path:
        """Holiday tables that came after this version of the program."""
        return self.root / "holidays"

    def make(self) -> None:
        """Create the folder for this person alone."""
        self.root.mkdir(parents=True, exist_ok=True, mode=0o700)


def free_at(folder: Path) -> int:
    """Bytes free where a folder lies. A drive that says nothing of its size has room: writing will tell."""
    told = shutil.disk_usage(folder)
    return told.free if told.total else sys.maxsize


def sweep(folder: Path, pattern: str) -> None:
    """Throw away the files of a folder that a power cut left half written."""
    for left in folder.glob(pattern):
        if is_stale(left):
            left.unlink(missing_ok=True)


def is_stale(left: Path) -> bool:
    """Whether nobody can be at work on it any more; a day that a wrong clock gave counts too."""
    try:
        return abs(time.time() - left.stat().st_mtime) > STALE
    except FileNotFoundError:  # another hand was at work in the folder, and is done with it
        return False
