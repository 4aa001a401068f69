"""A stick, or the folder that stands for one: written so that pulling it early shows, read from a copy.

Nothing here is relied on: a reader trusts signatures and hashes only, and a writer forgets nothing before a
receipt came. Names are 8.3, upper case and random: good on every FAT, and they tell nothing.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from app import chance
from app.paths import free_at
from app.sync.bundle import LARGEST_FILE
from app.trouble import Trouble

FOLDER, ENDING, PART = "ZJ", ".ZJB", ".PRT"
SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
CHUNK = 1024 * 1024
SPARE = 64 * 1024  # for the folder's own entries
PART_NAME = re.compile(r"[A-Z0-9]{8}\.PRT", re.IGNORECASE)
MOST_FILES = 4096
MEGABYTE = 1024 * 1024

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
LOCKED = {errno.EROFS, errno.EACCES, errno.EPERM}


@dataclass(frozen=True)
class Carried:
    """A file that stands whole on the stick, or whole in the spool."""

    path: Path
    size: int
    sha256: str


def put(
    folder: Path, pour: Callable[[BinaryIO], None], size: int, *, ending: str = ENDING
) -> Carried:
    """Write one file of at most `size` bytes, read it back, and only then give it its name."""
    with told(folder):
        if not folder.is_dir():
            raise Trouble("stick.absent", name=name_of(folder))
        place = place_in(folder)
        if not os.path.lexists(place):
            place.mkdir()
        _sweep(place)
        free = free_at(place)
        if free < size + SPARE:
            raise Trouble(
                "stick.full",
                name=name_of(folder),
                needed=_megabytes(size + SPARE, up=True),
                free=_megabytes(free),
            )
        final = _new_name(place, ending)
        part = final.with_suffix(PART)
        try:
            carried = _write(part, pour)
            if _hash_again(part) != carried.sha256:
                raise Trouble("stick.not_kept", name=name_of(folder))
            part.rename(final)
            _flush_folder(place)
        except BaseException:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise
    return Carried(final, carried.size, carried.sha256)


def bundles(path: Path) -> list[Path]:
    """The bundles a person means by a file or by a stick: oldest first, regular files only.

    Of too many the newest: a bundle holds all that the ones before it held and no receipt covered yet.
    """
    with told(path):
        if not path.is_dir():
            return [path]
        place = place_in(path)
        found = [
            one
            for one in (place.iterdir() if os.path.lexists(place) else ())
            if one.suffix.upper() == ENDING and is_kind(one, stat.S_ISREG)
        ]
        if not found:
            raise Trouble("stick.nothing", name=name_of(path))
        found.sort(key=lambda one: (one.lstat().st_mtime, one.name))
    return found[-MOST_FILES:]


def place_in(folder: Path) -> Path:
    """The one folder of a stick that is ours, there or not; some systems show its name in small letters."""
    if folder.name.upper() == FOLDER:
        place = folder
    else:
        named = sorted(one.name for one in folder.iterdir() if one.name.upper() == FOLDER)
        place = folder / (named[0] if named else FOLDER)  # capitals come first
    if os.path.lexists(place) and not is_kind(place, stat.S_ISDIR):  # a link would lead elsewhere
        raise Trouble("stick.odd_folder", name=name_of(folder))
    return place


def name_of(folder: Path) -> str:
    """What a person calls it; the root of a drive has no name but its letter."""
    return folder.name or str(folder)


def _sweep(place: Path) -> None:
    """Remove what an earlier writing left half done, when the stick was pulled."""
    for one in place.iterdir():
        if PART_NAME.fullmatch(one.name) and is_kind(one, stat.S_ISREG):
            one.unlink(missing_ok=True)


@contextmanager
def in_place(source: Path) -> Iterator[tuple[BinaryIO, int]]:
    """A file on the stick itself and its size, for a look at its first bytes: what is believed is read from a copy."""
    with told(source), regular(source) as reading:
        yield reading, os.fstat(reading.fileno()).st_size


def fetch(source: Path, spool: Path) -> Carried:
    """A copy in the spool, safely on this machine's disk; from then on the stick may leave."""
    with own_disk():
        spool.mkdir(parents=True, exist_ok=True, mode=0o700)
    with told(source), regular(source) as reading:
        size = os.fstat(reading.fileno()).st_size
        if size > LARGEST_FILE:
            raise Trouble("bundle.too_large")
        return _copy(reading, spool / f"{chance.token_hex(8)}.in", size)


def _copy(reading: BinaryIO, target: Path, size: int) -> Carried:
    hashed, copied = hashlib.sha256(), 0
    if free_at(target.parent) < size + SPARE:
        raise Trouble("exchange.disk_full")
    try:
        with target.open("xb") as writing:
            while part := reading.read(CHUNK):
                copied += len(part)
                if copied > LARGEST_FILE:  # it grows while it is read
                    raise Trouble("bundle.too_large")
                hashed.update(part)
                with own_disk():
                    writing.write(part)
            with own_disk():
                writing.flush()
                os.fsync(writing.fileno())
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return Carried(target, copied, hashed.hexdigest())


@contextmanager
def own_disk() -> Iterator[None]:
    """This machine's own disk, not the stick, is at fault."""
    try:
        yield
    except OSError as why:
        if why.errno in FULL:
            raise Trouble("exchange.disk_full") from why
        raise Trouble("exchange.disk", reason=str(why.strerror)) from why


def _write(part: Path, pour: Callable[[BinaryIO], None]) -> Carried:
    with part.open("xb") as out:
        writing = _Hashed(out)
        pour(writing)  # type: ignore[arg-type]  # it is written to and nothing else
        out.flush()
        os.fsync(out.fileno())
    return Carried(part, writing.size, writing.hashed.hexdigest())


class _Hashed:
    """A file that knows what was written to it."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self.hashed = hashlib.sha256()
        self.size = 0

    def write(self, part: bytes) -> int:
        self.hashed.update(part)
        self.size += len(part)
        return self._out.write(part)


def _hash_again(part: Path) -> str:
    """What the stick itself holds: the system's memory of it is dropped first where it can be."""
    hashed = hashlib.sha256()
    with part.open("rb", buffering=0) as reading:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(reading.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        while chunk := reading.read(CHUNK):
            hashed.update(chunk)
    return hashed.hexdigest()


def _flush_folder(place: Path) -> None:
    if not hasattr(os, "O_DIRECTORY"):  # Windows has no such thing
        return
    handle = os.open(place, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _new_name(place: Path, ending: str) -> Path:
    while True:
        name = place / ("".join(SIGNS[byte % len(SIGNS)] for byte in chance.token(8)) + ending)
        if not name.exists():
            return name


def is_kind(path: Path, kind: Callable[[int], bool]) -> bool:
    """What stands there itself; a link is never followed."""
    return kind(path.lstat().st_mode) if os.path.lexists(path) else False


@contextmanager
def regular(path: Path) -> Iterator[BinaryIO]:
    """Open a regular file; a link, a pipe or a device is none."""
    if not is_kind(path, stat.S_ISREG):
        raise Trouble(
            "stick.not_a_file" if os.path.lexists(path) else "stick.absent", name=name_of(path)
        )
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as reading:
        yield reading


@contextmanager
def told(path: Path) -> Iterator[None]:
    """The stick's own faults, each with its sentence."""
    try:
        yield
    except OSError as why:
        if why.errno in FULL:
            raise Trouble("stick.full_now", name=name_of(path)) from why
        if why.errno in LOCKED:
            raise Trouble("stick.read_only", name=name_of(path)) from why
        raise Trouble("stick.gone", name=name_of(path)) from why


def _megabytes(size: int, *, up: bool = False) -> str:
    """To a tenth: what is needed up, what is free down, so that the two never look alike."""
    tenths, rest = divmod(size * 10, MEGABYTE)
    tenths += bool(rest and up)
    return f"{tenths // 10}.{tenths % 10}"
