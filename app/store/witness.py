"""The witness: outside the database, in two places, the last entry of our log that was ever written.

A database behind its witness is an older copy of itself; writing on in its log would make two branches of it.
A witness that is missing, unreadable or behind says nothing. (Sync specification 2.6.)
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

import msgspec

LENGTH = 256  # always as long, so that a short one written over a long one leaves no rest


class Last(msgspec.Struct, frozen=True):
    """The last entry of a log."""

    log: str
    seq: int
    id: str


@dataclass
class Witness:
    """Beside the database, and in a folder that no copy of the database takes along: there one file a log."""

    beside: Path
    folder: Path
    silent: frozenset[Path] = frozenset()

    def places(self, log: str) -> list[Path]:
        """Where it stands for a log."""
        name = hashlib.sha256(log.encode()).hexdigest()[:32]
        return [one for one in (self.beside, self.folder / name) if one not in self.silent]

    def note(self, last: Last) -> None:
        """After each commit; nothing waits for the disk, for only a witness ahead of the file says something."""
        told = _sealed(last)
        for place in self.places(last.log):
            try:
                _put(place, told)
            except OSError:  # a folder nobody may write in bears no witness from now on
                self.silent |= {place}

    def seen(self, log: str) -> list[Last]:
        """What the places say of this log."""
        found = [_read(place) for place in self.places(log)]
        return [one for one in found if one is not None and one.log == log]


def _put(place: Path, told: bytes) -> None:
    try:
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    except FileNotFoundError:
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    try:
        os.write(handle, told)
    finally:
        os.close(handle)


def _sealed(last: Last) -> bytes:
    told = msgspec.json.encode(last)
    check = hashlib.sha256(told).hexdigest()[:16].encode()
    return (told + b" " + check).ljust(LENGTH - 1) + b"\n"


def _read(place: Path) -> Last | None:
    try:
        told, check = place.read_bytes()[:LENGTH].split()
        last = msgspec.json.decode(told, type=Last)
    except (OSError, ValueError, msgspec.MsgspecError):
        return None
    return last if hashlib.sha256(told).hexdigest()[:16].encode() == check else None
