"""扫描文件夹: where the scanner lays its files; each is taken once, when it has settled, and never touched.

What lay there before the folder was chosen is not taken by itself. Remembered on this computer by name, size and
time, and in the room by the hash of the content.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from app.desk import scanning
from app.desk.desk import Desk
from app.desk.scanning import Taken
from app.scans.asking import Report
from app.store import kinds, locals_
from app.trouble import Trouble

NAME = "scan_folder"
SETTLED = 2.0  # seconds without a change
MOST_LOOKED_AT = 5000  # files of a folder
MOST_AT_ONCE = 20
UNFINISHED = (".part", ".tmp", ".crdownload", ".download", ".partial")

Stamp = tuple[int, int]  # size, time of the last change


@dataclass
class Brought:
    """What one look at the folder brought."""

    taken: list[Taken] = field(default_factory=list)
    refused: list[tuple[str, Trouble]] = field(default_factory=list)  # file name, why
    known: list[str] = field(default_factory=list)  # files whose content came before
    more: bool = False  # further files wait for the next look

    @property
    def filed(self) -> int:
        return sum(one.filed for one in self.taken)

    @property
    def waiting(self) -> int:
        return sum(len(one.pages) for one in self.taken) - self.filed


def choose(desk: Desk, folder: Path | None) -> int:
    """Watch this folder from now on; None: none. Answers how many files lie there already and are left."""
    if folder is not None and not folder.is_dir():
        raise Trouble("scans.no_folder", name=folder.name)
    there = {path.name: stamp for path, stamp in _listed(folder)} if folder else {}
    desk.settings.scan_folder = str(folder) if folder else ""
    desk.settings.save(desk.data.settings)
    _remember(desk, there)
    return len(there)


class FolderWatch:
    """Looks again and again; what has not changed between two looks, and for two seconds, is taken."""

    def __init__(self, desk: Desk, clock: Callable[[], float] = time.time) -> None:
        self._desk, self._clock = desk, clock
        self._before: dict[str, Stamp] = {}

    @property
    def folder(self) -> Path | None:
        told = self._desk.settings.scan_folder
        return Path(told) if told else None

    def settled(self) -> list[tuple[Path, Stamp]]:
        """The new files that nobody is writing any more."""
        folder = self.folder
        listed = _listed(folder) if folder else []
        known = _known(self._desk) if listed else {}
        fresh = [(path, stamp) for path, stamp in listed if known.get(path.name) != stamp]
        now, before = self._clock(), self._before
        self._before = {path.name: stamp for path, stamp in fresh}
        return [
            (path, stamp)
            for path, stamp in fresh
            if before.get(path.name) == stamp and stamp[0] and now - stamp[1] / 1e9 >= SETTLED
        ]

    def take(self, ready: list[tuple[Path, Stamp]], report: Report | None = None) -> Brought:
        """Take these in; each is remembered whatever became of it."""
        brought = Brought(more=len(ready) > MOST_AT_ONCE)
        for path, stamp in ready[:MOST_AT_ONCE]:
            try:
                if not _came_before(self._desk, path):
                    brought.taken.append(scanning.take_file(self._desk, path, report=report))
            except Trouble as why:
                if why.key in {"attachment.no_room", "attachment.disk"}:  # it comes again
                    brought.refused.append((path.name, why))
                    break
                brought.refused.append((path.name, why))
            _remember(self._desk, {**_known(self._desk), path.name: stamp})
        return brought


def take_folder(desk: Desk, folder: Path, report: Report | None = None) -> Brought:
    """Every file of a folder now, also what lay there before; what came once is passed over."""
    brought = Brought()
    for path, _ in _listed(folder):
        try:
            if _came_before(desk, path):
                brought.known.append(path.name)
            else:
                brought.taken.append(scanning.take_file(desk, path, report=report))
        except Trouble as why:
            brought.refused.append((path.name, why))
    return brought


def _listed(folder: Path) -> list[tuple[Path, Stamp]]:
    """Plain files of the folder itself, oldest first; a folder that is gone has none."""
    found: list[tuple[Path, Stamp]] = []
    try:
        for path in folder.iterdir():
            if path.name.startswith((".", "~")) or path.suffix.lower() in UNFINISHED:
                continue
            if path.is_symlink() or not path.is_file():
                continue
            told = path.stat()
            found.append((path, (told.st_size, told.st_mtime_ns)))
            if len(found) == MOST_LOOKED_AT:
                break
    except OSError:  # taken away while one looks; the next look sees what there is
        return found
    return sorted(found, key=lambda one: (one[1][1], one[0].name))


def _came_before(desk: Desk, path: Path) -> bool:
    """Whether the content of this file ever came here, also where it was thrown out since."""
    hashed, size = hashlib.sha256(), 0
    try:
        with path.open("rb") as source:
            while part := source.read(1 << 20):
                hashed.update(part)
                size += len(part)
                if size > kinds.LARGEST:
                    raise Trouble("attachment.too_large")
    except OSError as why:
        raise Trouble("scans.cannot_open", name=path.name) from why
    return desk.look(scanning.known_content, hashed.hexdigest())


def _known(desk: Desk) -> dict[str, Stamp]:
    with desk.shelf.reading() as db:
        told = json.loads(locals_.get(db.connection(), NAME) or "{}")
    return {name: (size, at) for name, (size, at) in told.items()}


def _remember(desk: Desk, known: dict[str, Stamp]) -> None:
    folder = Path(desk.settings.scan_folder) if desk.settings.scan_folder else None
    kept = known
    if folder is not None and len(known) > MOST_LOOKED_AT:  # what is gone need not be remembered
        kept = {name: stamp for name, stamp in known.items() if (folder / name).exists()}
    with desk.shelf.local_writing() as link:
        locals_.put(link, NAME, json.dumps(kept, ensure_ascii=False))
