"""Attachments under way: stretches of a file that came so far, each sealed like a whole one.

The folder itself is the list: `road/<hash>-<size>/<from>-<to>-<who>.age`. A piece gets its name only when it is
on the disk, so a power cut at any moment leaves pieces that can be relied on, and nothing to be put right
afterwards. Backups leave the folder out: what lay there is asked for again.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app import chance
from app.store import ranges, sealed
from app.store.attachments import flush_folder, own_disk
from app.store.ranges import Span
from app.trouble import Trouble

FOLDER = "road"
LONGEST = 8 * 1024 * 1024  # bytes of one piece: it is opened in memory
_PIECE = re.compile(r"([0-9]{1,10})-([0-9]{1,10})-([0-9a-f]{16})\.age")
_WHOSE = re.compile(r"([0-9a-f]{64})-([0-9]{1,10})")

Wanted = tuple[str, int]  # hash and size of a file


@dataclass(frozen=True, order=True)
class Piece:
    """Some bytes of a file, and who brought them."""

    start: int
    end: int
    tag: str
    path: Path

    @property
    def span(self) -> Span:
        return (self.start, self.end)


def tag_of(log: str) -> str:
    """Who brought a piece, as its name tells it."""
    return hashlib.sha256(log.encode()).hexdigest()[:16]


class Pieces:
    """What came so far of files that are not whole."""

    def __init__(self, attachments: Path, identity: str) -> None:
        self.root = attachments / FOLDER
        self.identity = identity

    def _place(self, wanted: Wanted) -> Path:
        return self.root / f"{wanted[0]}-{wanted[1]}"

    def here(self, wanted: Wanted, by: str | None = None) -> list[Piece]:
        """The pieces of a file in order; `by`: only those one log brought."""
        found = []
        place = self._place(wanted)
        try:
            there = list(place.iterdir())
        except (
            FileNotFoundError,
            NotADirectoryError,
        ):  # nothing came yet, or just now it became whole
            return []
        for path in there:
            told = _PIECE.fullmatch(path.name)
            if told is not None and int(told[1]) < int(told[2]) <= wanted[1]:
                found.append(Piece(int(told[1]), int(told[2]), told[3], path))
        return sorted(one for one in found if by is None or one.tag == tag_of(by))

    def under_way(self) -> dict[Wanted, int]:
        """Every file of which something came, and how many bytes."""
        found: dict[Wanted, int] = {}
        for place in sorted(self.root.iterdir()) if self.root.is_dir() else ():
            told = _WHOSE.fullmatch(place.name)
            if told is not None:
                wanted = (told[1], int(told[2]))
                found[wanted] = ranges.length(one.span for one in self.here(wanted))
        return found

    def lay(
        self, wanted: Wanted, start: int, parts: Iterable[bytes], spans: Iterable[Span], by: str
    ) -> None:
        """Keep of a stretch that begins at `start` the bytes that lie in these spans."""
        at, left = start, ranges.joined(spans)
        near = bytearray()
        for part in parts:
            while left and part:
                first, last = left[0]
                skipped = max(first - at, 0)
                now = part[skipped : last - at]
                near += now
                taken = min(skipped + len(now), len(part))
                at, part = at + taken, part[taken:]  # noqa: PLW2901  what is left of it
                while len(near) >= LONGEST:
                    self._write(wanted, at - len(near), bytes(near[:LONGEST]), by)
                    del near[:LONGEST]
                if at >= last:
                    self._write(wanted, last - len(near), bytes(near), by)
                    near.clear()
                    left.pop(0)
            at += len(part)

    def _write(self, wanted: Wanted, start: int, content: bytes, by: str) -> None:
        if not content:
            return
        place = self._place(wanted)
        final = place / f"{start}-{start + len(content)}-{tag_of(by)}.age"
        fresh = place / f"{chance.token_hex(8)}.part"
        with own_disk():
            place.mkdir(parents=True, exist_ok=True, mode=0o700)
            try:
                with fresh.open("xb") as out:
                    sealed.seal([content], out, self.identity)
                    out.flush()
                    os.fsync(out.fileno())
                fresh.replace(final)
                flush_folder(place)
            finally:
                fresh.unlink(missing_ok=True)

    def content(self, wanted: Wanted, by: str | None = None) -> Iterator[bytes]:
        """The file from front to back, as the pieces tell it; one that was damaged on the disk is thrown away."""
        at = 0
        for piece in self.here(wanted, by):
            if piece.end <= at:
                continue
            if piece.start > at:
                raise Trouble("attachment.damaged")  # it vanished meanwhile
            out = io.BytesIO()
            try:
                with own_disk(), piece.path.open("rb") as source:
                    sealed.unseal(source, out, self.identity)
                if out.tell() != piece.end - piece.start:
                    raise Trouble("attachment.damaged")
            except Trouble as why:
                if why.key == "attachment.damaged":
                    piece.path.unlink(missing_ok=True)
                raise
            yield out.getvalue()[at - piece.start :]
            at = piece.end

    def hash(self, wanted: Wanted, by: str | None = None) -> str:
        """The hash of what the pieces tell."""
        hashed = hashlib.sha256()
        for part in self.content(wanted, by):
            hashed.update(part)
        return hashed.hexdigest()

    def forget(self, wanted: Wanted, by: str | None = None) -> None:
        """Throw away what came of a file, or what one log brought of it."""
        with own_disk():
            if by is None:
                shutil.rmtree(self._place(wanted), ignore_errors=True)
                return
            for piece in self.here(wanted, by):
                piece.path.unlink(missing_ok=True)
