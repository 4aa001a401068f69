"""Files beside the database, by the SHA-256 of their content, encrypted one by one (age)."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from app import chance
from app.paths import free_at, sweep
from app.store import kinds, sealed
from app.store.kinds import LARGEST
from app.trouble import Trouble

BLOCK = 1024 * 1024
NAME = re.compile(r"[0-9a-f]{64}")
SPARE = 256 * 1024 * 1024  # of the disk stays free for the work itself
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@dataclass(frozen=True)
class Kept:
    """What a file was found to be while it was kept."""

    sha256: str
    size: int
    type: str


class Attachments:
    """Content-addressed: the name is the hash, so a file can be written twice and never changes."""

    def __init__(self, root: Path, identity: str) -> None:
        self.root = root
        self.identity = identity

    def _place(self, sha256: str) -> Path:
        if not NAME.fullmatch(sha256):
            raise Trouble("attachment.absent")
        return self.root / sha256[:2] / f"{sha256}.age"

    def has(self, sha256: str) -> bool:
        """Whether the whole file lies here."""
        return self._place(sha256).exists()

    def size(self, sha256: str) -> int:
        """How long a file that lies here is."""
        with own_disk():
            return sealed.plain_size(self._place(sha256))

    def put(self, content: bytes) -> str:
        """Keep the content; returns its hash once it is on the disk."""
        return self.put_stream(io.BytesIO(content)).sha256

    def put_stream(self, source: BinaryIO) -> Kept:
        """Keep what a file says, read once from front to back."""
        return self.put_parts(iter(lambda: source.read(BLOCK), b""))

    def put_parts(self, parts: Iterable[bytes], wanted: str | None = None) -> Kept:
        """Keep a content that comes in parts; `wanted`: only where this is its hash."""
        looking = _Looking(parts)
        fresh = self.root / f"{chance.token_hex(8)}.part"
        with own_disk():
            self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
            try:
                with fresh.open("xb") as out:
                    sealed.seal(looking, out, self.identity)
                    out.flush()
                    os.fsync(out.fileno())
                kept = looking.kept()
                if wanted not in {None, kept.sha256}:
                    raise Trouble("attachment.other_content")
                self._name(fresh, kept.sha256)
            except BaseException:
                with suppress(OSError):
                    fresh.unlink(missing_ok=True)
                raise
        return kept

    def _name(self, fresh: Path, sha256: str) -> None:
        place = self._place(sha256)
        place.parent.mkdir(exist_ok=True, mode=0o700)
        fresh.replace(place)
        flush_folder(place.parent)

    def get(self, sha256: str) -> bytes:
        """The content again, its hash checked; for what is small enough to stand in memory."""
        out = io.BytesIO()
        self.copy_to(sha256, out)
        return out.getvalue()

    def check(self, sha256: str) -> None:
        """Read all of it; Trouble where it is not what its name says."""
        self.copy_to(sha256, _Nowhere())

    def copy_to(self, sha256: str, out: sealed.Sink) -> None:
        """The content again, a piece at a time. Its hash is known to be right only when this returned."""
        hashed = _Hashed(out)
        self._open(sha256, hashed)
        if hashed.sha256 != sha256:
            raise Trouble("attachment.damaged")

    def stretch_to(self, sha256: str, out: sealed.Sink, start: int, end: int) -> None:
        """Some bytes of the content; each piece is proved by its own seal, the whole hash is not asked."""
        with suppress(_Enough):
            self._open(sha256, _Stretch(out, start, end))

    def _open(self, sha256: str, sink: sealed.Sink) -> None:
        place = self._place(sha256)
        if not place.exists():
            raise Trouble("attachment.absent")
        with own_disk(), place.open("rb") as source:
            sealed.unseal(source, sink, self.identity)

    def set_aside(self, sha256: str) -> None:
        """A file that is not what its name says keeps its bytes and loses its place to the next that is."""
        place = self._place(sha256)
        with own_disk():
            if place.exists():
                place.replace(place.with_suffix(".damaged"))

    def sweep(self) -> None:
        """Throw away what a power cut left half written."""
        sweep(self.root, "*.part")


def room_for(root: Path, size: int) -> bool:
    """Whether so many bytes more leave the disk room to work."""
    there = next(folder for folder in (root, *root.parents) if folder.exists())
    return free_at(there) >= size + SPARE


@contextmanager
def own_disk() -> Iterator[None]:
    """This machine's disk has its sentence."""
    try:
        yield
    except OSError as why:
        if why.errno in FULL:
            raise Trouble("attachment.no_room") from why
        raise Trouble("attachment.disk", reason=str(why.strerror)) from why


def flush_folder(place: Path) -> None:
    """A new name is on the disk only when its folder is."""
    if not hasattr(os, "O_DIRECTORY"):  # Windows has no such thing
        return
    handle = os.open(place, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class _Looking:
    """Parts on their way to the disk: hashed, counted, their kind told by their first bytes."""

    def __init__(self, parts: Iterable[bytes]) -> None:
        self._parts = parts
        self._hash = hashlib.sha256()
        self._first = b""
        self._size = 0

    def __iter__(self) -> Iterator[bytes]:
        for part in self._parts:
            self._hash.update(part)
            self._size += len(part)
            self._first += part[: kinds.LOOKED_AT - len(self._first)]
            self._bound()
            yield part

    def _bound(self) -> None:
        if self._size > LARGEST:
            raise Trouble("attachment.too_large")
        if len(self._first) == kinds.LOOKED_AT:
            self._kind()

    def _kind(self) -> kinds.Kind:
        kind = kinds.kind_of(self._first)
        if kind is None:
            raise Trouble("attachment.kind")
        if self._size > kind.largest:
            raise Trouble("attachment.too_large")
        return kind

    def kept(self) -> Kept:
        """What it was, once all of it came."""
        return Kept(self._hash.hexdigest(), self._size, self._kind().type)


class _Hashed:
    """A sink that knows the hash of what went through it."""

    def __init__(self, out: sealed.Sink) -> None:
        self._out = out
        self._hash = hashlib.sha256()

    def write(self, part: bytes) -> None:
        self._hash.update(part)
        self._out.write(part)

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()


class _Nowhere:
    """A sink that keeps nothing."""

    def write(self, part: bytes) -> None:
        del part


class _Enough(Exception):
    """All that was asked for came; the rest need not be opened."""


class _Stretch:
    """A sink that lets only the bytes from start to end through."""

    def __init__(self, out: sealed.Sink, start: int, end: int) -> None:
        self._out = out
        self._at = 0
        self._start, self._end = start, end

    def write(self, part: bytes) -> None:
        near = part[max(self._start - self._at, 0) : max(self._end - self._at, 0)]
        self._at += len(part)
        if near:
            self._out.write(near)
        if self._at >= self._end:
            raise _Enough
