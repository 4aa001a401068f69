"""Sealing and opening with age: who a bundle is for. Who it is from is said by the signature inside.

age hands out what it opened before it has seen the end, and does not say who sealed it: whoever takes
the bytes must not act before the end came without Trouble and the signature was checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Protocol

from app.trouble import Trouble

FIRST_LINE = b"age-encryption.org/v1\n"
LONGEST_TOP = 16 * 1024  # age's own header: one short stanza a recipient
MOST_STANZAS = 64
MAC = re.compile(rb"[A-Za-z0-9+/]{43}\n")
CHUNK = 64 * 1024


class Sink(Protocol):
    """What takes opened bytes."""

    def write(self, part: bytes, /) -> int | None: ...


class _Source:
    """Parts in order, read like a file."""

    def __init__(self, parts: Iterable[bytes]) -> None:
        self._parts: Iterator[bytes] = iter(parts)
        self._near = memoryview(b"")

    def read(self, wanted: int = CHUNK) -> bytes:
        while not self._near:
            part = next(self._parts, None)
            if part is None:
                return b""
            self._near = memoryview(part)
        told, self._near = self._near[:wanted], self._near[wanted:]
        return bytes(told)


class _Honest:
    """A sink that keeps the world's fault as it was; age would keep only its words."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self.fault: OSError | None = None

    def write(self, part: bytes) -> int:
        try:
            return self._out.write(part)
        except OSError as why:
            self.fault = why
            raise


def address(identity: str) -> str:
    """The age address that belongs to an age identity; of several, one a line, to the first: the newest."""
    import pyrage

    return str(pyrage.x25519.Identity.from_str(identity.split(maxsplit=1)[0]).to_public())


def fresh_identity() -> str:
    """An age identity that nobody had before."""
    import pyrage

    return str(pyrage.x25519.Identity.generate())


def is_address(told: str) -> bool:
    """Whether this is an age address (X25519)."""
    import pyrage

    try:
        pyrage.x25519.Recipient.from_str(told)
    except pyrage.RecipientError:
        return False
    return True


def sealed_size(plain: int, addresses: int) -> int:
    """At most so many bytes will a sealed bundle have."""
    return plain + 16 * (plain // CHUNK + 2) + 512 + 256 * addresses


def seal(parts: Iterable[bytes], out: BinaryIO, addresses: list[str]) -> None:
    """Write the parts sealed to the addresses."""
    import pyrage

    honest = _Honest(out)
    to = [pyrage.x25519.Recipient.from_str(one) for one in addresses]
    try:
        pyrage.encrypt_io(_Source(parts), honest, to)
    except pyrage.EncryptError:
        if honest.fault is not None:
            raise honest.fault from None
        raise


def unseal(source: BinaryIO, sink: Sink, identity: str) -> None:
    """Give the opened bytes to the sink, whose own Trouble comes through; every other fault has its sentence."""
    import pyrage

    _look_at_top(source)
    try:
        pyrage.decrypt_io(source, sink, [*map(pyrage.x25519.Identity.from_str, identity.split())])
    except pyrage.DecryptError as why:
        if "No matching keys" in str(why):
            raise Trouble("bundle.not_for_us") from why
        raise Trouble("bundle.torn") from why
    except OSError as why:
        if why.errno is not None:  # the disk's own fault, not age's
            raise
        raise Trouble("bundle.torn") from why


def _look_at_top(source: BinaryIO) -> None:
    """A header that age would read for long, or without end, is none of ours.

    It takes the square of the number of stanzas, and a line without an end into memory.
    """
    top = source.read(LONGEST_TOP)
    source.seek(0)
    if not top:
        raise Trouble("bundle.empty")
    if not top.startswith(FIRST_LINE):
        torn = FIRST_LINE.startswith(top) or not top.strip(b"\0")
        raise Trouble("bundle.torn" if torn else "bundle.not_a_bundle")
    stanzas, end, rest = top.partition(b"\n--- ")
    if not end or not MAC.match(rest) or stanzas.count(b"\n-> ") > MOST_STANZAS:
        raise Trouble("bundle.torn")
