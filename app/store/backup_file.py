"""One backup as one file: a plain tar, first its manifest, then what the manifest names, in that order.

Written by the standard library's own headers and read block by block: a name that is none of ours, a link, a
size or a hash that differs end the reading. Nothing is compressed, so nothing can swell.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, BinaryIO

import msgspec
from msgspec import Meta

from app.store.checks import Report, nobody
from app.trouble import Trouble

FORMAT = "zjb-backup/1"
ENDING, UNPROVED = ".zjbk", ".part"
MANIFEST, DATABASE, KEYS = "manifest.json", "room.db", "room.keys"
TABLES, SEAL = "room.tables", "room.seal"  # in the place of the database: see app.store.dump
NAMES = re.compile(
    r"room\.(?:db|tables|seal|keys)|settings\.toml|holidays/[0-9]{4}\.toml|attachments/[0-9a-f]{2}/[0-9a-f]{64}\.age"
)
BLOCK = 512
CHUNK = 1024 * 1024
LONGEST_MANIFEST = 64 * 1024 * 1024
LONGEST_TAIL = 64 * 1024  # noughts behind the last file
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
LOCKED = {errno.EROFS, errno.EACCES, errno.EPERM}

Size = Annotated[int, Meta(ge=0, le=2**50)]
Text = Annotated[str, Meta(max_length=200)]


class Part(msgspec.Struct, frozen=True):
    """One file inside a backup."""

    name: Text
    size: Size
    sha256: Text


class Manifest(msgspec.Struct, frozen=True):
    """What a backup says of itself."""

    format: Text
    made_at: Text
    program: Text
    schema: Text
    room: Text  # room id
    name: Text
    log: Text
    cases: Size
    entries: Size
    have: dict[Text, list[tuple[int, Text]]]
    parts: list[Part]

    @property
    def size(self) -> int:
        """Bytes of everything it names."""
        return sum(part.size for part in self.parts)

    @property
    def is_of_server(self) -> bool:
        """Whether it was made of a centre on a database server."""
        return any(part.name == TABLES for part in self.parts)


@dataclass(frozen=True)
class Written:
    """A container as it stands on the medium."""

    size: int
    sha256: str


Sink = Callable[[Part], BinaryIO | None]  # where a part goes; None: it is only read


class _Asks(msgspec.Struct):
    """The line every program reads first."""

    format: Text


_asks = msgspec.json.Decoder(_Asks)
_manifests = msgspec.json.Decoder(Manifest)


def part_of(name: str, path: Path) -> Part:
    """A file as the manifest names it."""
    hashed, size = hashlib.sha256(), 0
    with path.open("rb") as source:
        while chunk := source.read(CHUNK):
            hashed.update(chunk)
            size += len(chunk)
    return Part(name, size, hashed.hexdigest())


def write(
    out: BinaryIO, manifest: Manifest, paths: dict[str, Path], report: Report = nobody
) -> Written:
    """Write the whole container; a file that changed since it was hashed is our own fault."""
    hashed, size = hashlib.sha256(), 0

    def put(told: bytes) -> None:
        nonlocal size
        out.write(told)
        hashed.update(told)
        size += len(told)

    told = msgspec.json.encode(manifest)
    put(_header(MANIFEST, len(told)))
    put(told + _padding(len(told)))
    for part in manifest.parts:
        put(_header(part.name, part.size))
        with paths[part.name].open("rb") as source:
            left = part.size
            while left and (chunk := source.read(min(CHUNK, left))):
                put(chunk)
                left -= len(chunk)
                report(size // CHUNK, manifest.size // CHUNK)
        assert not left
        put(_padding(part.size))
    put(bytes(2 * BLOCK))
    return Written(size, hashed.hexdigest())


def read(source: BinaryIO) -> Manifest:
    """The manifest, its every line checked; the reading stands before the first file."""
    name, size = _member(source)
    if name != MANIFEST or size > LONGEST_MANIFEST:
        raise Trouble("backup.not_a_backup")
    raw = _exactly(source, size)
    try:
        if _asks.decode(raw).format != FORMAT:
            raise Trouble("backup.newer")
        told = _manifests.decode(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as why:
        raise Trouble("backup.not_a_backup") from why
    _exactly(source, -size % BLOCK)
    names = [part.name for part in told.parts]
    database = {DATABASE, TABLES, SEAL} & set(names)
    fits = (
        len(set(names)) == len(names) and KEYS in names and database in ({DATABASE}, {TABLES, SEAL})
    )
    if not fits or not all(map(NAMES.fullmatch, names)):
        raise Trouble("backup.not_a_backup")
    return told


def pour(source: BinaryIO, manifest: Manifest, sink: Sink, report: Report = nobody) -> None:
    """Read every file to its end, each into its sink; anything other than the manifest says is refused."""
    done = 0
    for part in manifest.parts:
        if _member(source) != (part.name, part.size):
            raise Trouble("backup.torn")
        hashed, left = hashlib.sha256(), part.size
        with _kept(sink(part)) as keep:
            while left:
                chunk = _exactly(source, min(CHUNK, left))
                hashed.update(chunk)
                left -= len(chunk)
                keep(chunk)
                report((done + part.size - left) // CHUNK, manifest.size // CHUNK)
        if hashed.hexdigest() != part.sha256:
            raise Trouble("backup.torn")
        _exactly(source, -part.size % BLOCK)
        done += part.size
    tail = source.read(LONGEST_TAIL + 1)
    if not 2 * BLOCK <= len(tail) <= LONGEST_TAIL or tail.strip(b"\0"):
        raise Trouble("backup.torn")


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """A regular file as the medium holds it: the system's memory of it is dropped where it can be."""
    with told_of(path):
        if not path.is_file():
            raise Trouble("backup.absent", name=path.name)
        with path.open("rb") as source:
            if hasattr(os, "posix_fadvise"):
                os.posix_fadvise(source.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
            yield source


def flush_folder(folder: Path) -> None:
    """A name that was given or changed is on the disk too."""
    if not hasattr(os, "O_DIRECTORY"):  # Windows has no such thing
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def told_of(path: Path) -> Iterator[None]:
    """The medium's own faults, each with its sentence."""
    try:
        yield
    except OSError as why:
        if why.errno in FULL:
            raise Trouble("backup.full", name=path.name) from why
        if why.errno in LOCKED:
            raise Trouble("backup.read_only", name=path.name) from why
        raise Trouble("backup.gone", name=path.name, reason=str(why.strerror)) from why


@contextmanager
def _kept(out: BinaryIO | None) -> Iterator[Callable[[bytes], object]]:
    """Writing of what was read, safely on the disk at the end; its faults are not the medium's."""
    if out is None:
        yield lambda _chunk: None
        return
    place = Path(out.name).parent

    def keep(chunk: bytes) -> None:
        with told_of(place):
            out.write(chunk)

    try:
        yield keep
        with told_of(place):
            out.flush()
            os.fsync(out.fileno())
    finally:
        out.close()


def _header(name: str, size: int) -> bytes:
    import tarfile

    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    told = info.tobuf(tarfile.GNU_FORMAT, "ascii", "strict")
    assert len(told) == BLOCK
    return told


def _padding(size: int) -> bytes:
    return bytes(-size % BLOCK)


def _member(source: BinaryIO) -> tuple[str, int]:
    """The next header: a plain file's name and size, and nothing else is known here."""
    import tarfile

    try:
        info = tarfile.TarInfo.frombuf(_exactly(source, BLOCK), "ascii", "strict")
    except (tarfile.HeaderError, UnicodeDecodeError, ValueError) as why:
        raise Trouble("backup.not_a_backup") from why
    if info.type != tarfile.REGTYPE or info.size < 0:
        raise Trouble("backup.not_a_backup")
    return info.name, info.size


def _exactly(source: BinaryIO, size: int) -> bytes:
    told = source.read(size)
    if len(told) != size:
        raise Trouble("backup.torn")
    return told
