"""The sticks that are plugged in: asked of the system every two seconds, told when one comes or goes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QStorageInfo, QTimer, Signal

EVERY = 2000  # milliseconds
PLUGGED_UNDER = ("/media/", "/run/media/")
NO_STICKS = {
    "autofs", "cgroup2", "devtmpfs", "fuse.portal", "iso9660", "nfs", "nfs4", "overlay", "proc", "ramfs",
    "squashfs", "sysfs", "tmpfs", "udf", "cifs", "smb3",
}  # fmt: skip
MOUNTS = Path("/proc/self/mounts")
BLOCKS = Path("/sys/class/block")
REMOVABLE_DRIVE = 2  # GetDriveTypeW


@dataclass(frozen=True)
class Mount:
    """One line of the system's list of file systems."""

    root: str
    device: str
    label: str = ""
    kind: str = ""
    is_ready: bool = True
    is_removable: bool | None = None  # None: the system does not say


@dataclass(frozen=True)
class Stick:
    """A stick a person plugged in."""

    path: Path
    device: str
    label: str

    @property
    def name(self) -> str:
        """What a person calls it."""
        return self.label or self.path.name or str(self.path)


@dataclass(frozen=True)
class Plugged:
    """What a screen is opened with when a stick shall be exchanged with at once."""

    stick: Stick


def among(mounts: Iterable[Mount]) -> list[Stick]:
    """The sticks among the file systems: removable, or mounted where a desktop mounts what is plugged in.

    A disk with a cable calls itself fixed; where it is mounted tells more. A CD, a network place and the
    system's own file systems are none.
    """
    found = {
        one.root: Stick(Path(one.root), one.device, one.label)
        for one in mounts
        if one.is_ready
        and one.kind.lower() not in NO_STICKS
        and one.root not in {"/", "/boot", "/boot/efi", "/home"}
        and (one.is_removable or one.root.startswith(PLUGGED_UNDER))
    }
    return [found[root] for root in sorted(found)]


def removable(device: str, blocks: Path = BLOCKS) -> bool | None:
    """What Linux says of a block device or of the disk it is a part of; None: nothing."""
    part = blocks / Path(device).name
    for place in (part, part.resolve().parent):
        try:
            return (place / "removable").read_text(encoding="ascii").strip() == "1"
        except OSError:  # a part has no such file, its disk has
            continue
    return None


def mounted() -> list[Mount]:
    """The file systems of this computer as they are now."""
    return [_mount(one) for one in QStorageInfo.mountedVolumes()]


def _mount(one: QStorageInfo) -> Mount:
    root, device = one.rootPath(), bytes(one.device().data()).decode(errors="replace")
    return Mount(
        root, device, one.name(), bytes(one.fileSystemType().data()).decode(errors="replace"),
        one.isValid() and one.isReady(), _is_removable(root, device),
    )  # fmt: skip


def _is_removable(root: str, device: str) -> bool | None:
    if sys.platform == "win32":
        import ctypes

        kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  absent elsewhere
        return bool(kernel.GetDriveTypeW(root.replace("/", "\\")) == REMOVABLE_DRIVE)
    return removable(device) if device.startswith("/dev/") else None


class StickWatch(QObject):
    """Looks every two seconds. Sticks that are there when it begins are known and not told."""

    came = Signal(object)
    went = Signal(object)

    def __init__(
        self, mounts: Callable[[], list[Mount]] = mounted, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._mounts = mounts
        self._listed = ""
        self.sticks: list[Stick] = []
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Look from now on."""
        self._listed = _listing()
        self.sticks = among(self._mounts())
        self._timer.start()

    def end(self) -> None:
        self._timer.stop()

    def look(self) -> None:
        """Tell what came and went since the last look. On Linux the list itself says whether to look closer."""
        listed = _listing()
        if listed and listed == self._listed:
            return
        self._listed = listed
        now = among(self._mounts())
        before, self.sticks = self.sticks, now
        for one in before:
            if one not in now:
                self.went.emit(one)
        for one in now:
            if one not in before:
                self.came.emit(one)


def _listing() -> str:
    """The kernel's list: cheap, and it never waits for a network place that is gone."""
    try:
        return MOUNTS.read_text(encoding="utf-8", errors="replace")
    except OSError:  # no such list here
        return ""
