"""Files of this machine alone, encrypted one by one (age) and never whole in memory."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from app.trouble import Trouble

CHUNK, TAG, NONCE = 64 * 1024, 16, 16  # of the age format


class Sink(Protocol):
    """What takes opened bytes."""

    def write(self, part: bytes, /) -> object: ...


class Parts:
    """Bytes that come in parts, read like a file; a fault on the way is kept as it was."""

    def __init__(self, parts: Iterable[bytes]) -> None:
        self._parts: Iterator[bytes] = iter(parts)
        self._near = memoryview(b"")
        self.fault: BaseException | None = None

    def read(self, wanted: int = CHUNK) -> bytes:
        try:
            while not self._near:
                part = next(self._parts, None)
                if part is None:
                    return b""
                self._near = memoryview(part)
        except BaseException as why:
            self.fault = why
            raise
        told, self._near = self._near[:wanted], self._near[wanted:]
        return bytes(told)


class _Honest:
    """A sink whose own fault is kept as it was; age would keep only its words."""

    def __init__(self, out: Sink) -> None:
        self._out = out
        self.fault: BaseException | None = None

    def write(self, part: bytes) -> int:
        try:
            self._out.write(part)
        except BaseException as why:
            self.fault = why
            raise
        return len(part)

    def flush(self) -> None:
        """Nothing waits here."""


def plain_size(path: Path) -> int:
    """How long a sealed file is once opened, told by its length alone."""
    with path.open("rb") as source:
        top = source.read(CHUNK)
    end = re.search(rb"\n--- [^\n]+\n", top)
    if end is None:
        raise Trouble("attachment.damaged")
    payload = path.stat().st_size - end.end() - NONCE
    return payload - TAG * -(-payload // (CHUNK + TAG))


def seal(parts: Iterable[bytes], out: BinaryIO, identity: str) -> None:
    """Write the parts, readable again with the identity alone; of several, one a line, with the first."""
    import pyrage

    source, sink = Parts(parts), _Honest(out)
    to = pyrage.x25519.Identity.from_str(identity.split(maxsplit=1)[0]).to_public()
    try:
        pyrage.encrypt_io(source, sink, [to])
    except (pyrage.EncryptError, OSError):
        if source.fault is None and sink.fault is None:
            raise
    fault = source.fault or sink.fault  # age drops what its last flush was told
    if fault is not None:
        raise fault


def unseal(source: BinaryIO, out: Sink, identity: str) -> None:
    """Give the opened bytes to the sink; what was changed on the disk is told where it begins."""
    import pyrage

    sink = _Honest(out)
    try:
        pyrage.decrypt_io(source, sink, [*map(pyrage.x25519.Identity.from_str, identity.split())])
    except (pyrage.DecryptError, OSError) as why:
        if sink.fault is not None:
            raise sink.fault from None
        if isinstance(why, OSError) and why.errno is not None:  # the disk's own fault, not age's
            raise
        raise Trouble("attachment.damaged") from why
    if sink.fault is not None:
        raise sink.fault
