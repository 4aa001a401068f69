"""Making a bundle: entries in, signed and sealed bytes out, never more than a few of them in memory."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from nacl.signing import SigningKey

from app.store import chain
from app.store.vouch import Vouch
from app.sync import bundle, seal
from app.sync.scratch import Scratch

LEVEL = 6
GATHER = 128 * 1024  # bytes compressed at once

Travelling = chain.Signed | chain.Entry


@dataclass
class Packed:
    """A signed bundle, ready to be sealed."""

    header: bundle.Header
    front: bytes
    body: Scratch

    def parts(self) -> Iterator[bytes]:
        yield self.front
        yield from self.body.blocks()

    @property
    def size(self) -> int:
        """At most so many bytes will it have once sealed."""
        return seal.sealed_size(len(self.front) + self.body.size, 1)

    def pour(self, out: BinaryIO, address: str) -> None:
        """Write it, sealed to an address."""
        seal.seal(self.parts(), out, [address])

    def close(self) -> None:
        self.body.close()


def pack(
    key: SigningKey,
    entries: Iterable[Travelling],
    *,
    card: bundle.Card,
    room: str,
    to: str,
    have: bundle.Have,
    scratch: Path,
    vouches: Sequence[Vouch] = (),
    lanes: Mapping[str, str] | None = None,
    made: str = "",
) -> Packed:
    """A signed bundle of these entries for one receiver; `scratch` is a folder for what is too large."""
    body = Scratch(scratch)
    n, raw, told = _press(entries, body)
    header = bundle.Header(
        fmt=bundle.FORMAT, min_reader=1, sender=chain.log_name(key), room=room, to=[to], card=card,
        have=have, n=n, raw=raw, sections=[bundle.Section(bundle.ENTRIES, body.size, told)],
        vouch=[*vouches], lanes=dict(lanes or {}), made=made,
    )  # fmt: skip
    return Packed(header, bundle.front(key, header), body)


def line(entry: Travelling) -> bytes:
    """One entry as it stands in a bundle."""
    assert b"\n" not in entry.header
    assert b"\n" not in entry.body
    return b'[%b,%b,"%b"]\n' % (entry.header, entry.body, chain.b64(entry.sig).encode())


def _press(entries: Iterable[Travelling], body: Scratch) -> tuple[int, int, str]:
    """Compress entries into the scratch; how many, how long unpacked, and the hash of what travels."""
    n = raw = 0
    press, hashed = zlib.compressobj(LEVEL), hashlib.sha256()

    def out(part: bytes) -> None:
        hashed.update(part)
        body.write(part)

    for lines, count in _gathered(entries):
        n, raw = n + count, raw + len(lines)
        out(press.compress(lines))
    out(press.flush())
    return n, raw, chain.b64(hashed.digest())


def _gathered(entries: Iterable[Travelling]) -> Iterator[tuple[bytes, int]]:
    """Lines by the stretch, and how many each holds."""
    near: list[bytes] = []
    length = 0
    for entry in entries:
        near.append(line(entry))
        length += len(near[-1])
        if length >= GATHER:
            yield b"".join(near), len(near)
            near, length = [], 0
    yield b"".join(near), len(near)
