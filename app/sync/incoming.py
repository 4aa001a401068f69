"""A bundle that comes over the line: into the spool as it came, sealed, never longer than may be."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app import chance
from app.sync.stick import Carried, own_disk
from app.trouble import Trouble


class Incoming:
    """Takes what arrives, piece by piece; a file of the spool that is gone again once it was read."""

    def __init__(self, spool: Path, most: int) -> None:
        self._most = most
        self._size = 0
        self._hash = hashlib.sha256()
        with own_disk():
            spool.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._path = spool / f"{chance.token_hex(8)}.in"
            self._out = self._path.open("xb")

    def write(self, part: bytes) -> None:
        self._size += len(part)
        if self._size > self._most:
            raise Trouble("bundle.too_large")
        self._hash.update(part)
        with own_disk():
            self._out.write(part)

    def carried(self) -> Carried:
        """The whole, as it lies in the spool."""
        with own_disk():
            self._out.close()
        return Carried(self._path, self._size, self._hash.hexdigest())

    def close(self) -> None:
        """Nobody needs it any more; what is held was moved away before."""
        self._out.close()
        self._path.unlink(missing_ok=True)


@contextmanager
def near(told: bytes, spool: Path) -> Iterator[Carried]:
    """An answer that is here whole."""
    coming = Incoming(spool, len(told))
    try:
        coming.write(told)
        yield coming.carried()
    finally:
        coming.close()
