"""Bytes on their way: in memory while they are few, else on disk under a key only this process knows.

A bundle's sections must be hashed whole before they may be used, and compressed whole before the header
that names their hashes can be signed. Names and facts of people never lie on the disk in clear for it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from nacl.secret import SecretBox
from nacl.utils import random

BLOCK = 1024 * 1024
KEPT = 8 * BLOCK  # beyond this the disk is used


class Scratch:
    """Written once from front to back, then read from front to back any number of times."""

    def __init__(self, folder: Path) -> None:
        self.size = 0
        self._folder = folder
        self._near = bytearray()  # the block being filled
        self._kept: list[bytes] = []
        self._far: IO[bytes] | None = None
        self._box = SecretBox(random(SecretBox.KEY_SIZE))
        self._sealed: list[int] = []  # lengths of the blocks on disk

    def write(self, part: bytes) -> None:
        self.size += len(part)
        self._near += part
        while len(self._near) >= BLOCK:
            self._put(bytes(self._near[:BLOCK]))
            del self._near[:BLOCK]

    def _put(self, block: bytes) -> None:
        if len(self._kept) * BLOCK < KEPT:
            self._kept.append(block)
            return
        if self._far is None:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._far = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115  closed by close()
        sealed = bytes(self._box.encrypt(block))
        self._far.write(sealed)
        self._sealed.append(len(sealed))

    def blocks(self) -> Iterator[bytes]:
        """Everything written, in order."""
        yield from self._kept
        if self._far is not None:
            at = 0
            for length in self._sealed:
                self._far.seek(at)
                yield self._box.decrypt(self._far.read(length))
                at += length
            self._far.seek(at)
        if self._near:
            yield bytes(self._near)

    def close(self) -> None:
        """Forget everything."""
        self._near.clear()
        self._kept.clear()
        if self._far is not None:
            self._far.close()
            self._far = None
