"""Making a bundle: entries in, signed and sealed bytes out, never more than a few of them in memory."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from msgspec.structs import replace
from nacl.signing import SigningKey

from app.store import chain
from app.store.sealed import Sink
from app.store.vouch import Vouch
from app.sync import bundle, seal
from app.sync.scratch import Scratch

LEVEL = 6
GATHER = 128 * 1024  # bytes compressed at once
ENDED = 96  # bytes that end a stretch which cannot be compressed
COUNTED = 128  # bytes that the counts of a full bundle add to the header of an empty one

SECTION = 320  # bytes that describe one stretch of an attachment
MOST_BODY = bundle.LARGEST_FILE - 2 * bundle.LONGEST_HEADER

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


@dataclass
class Hold:
    """The room behind the entries of a bundle; sections of attachments are put into it."""

    body: Scratch
    sections: list[bundle.Section]
    most: int  # bytes that the body may have
    more: bool = False  # not all of what was asked for found room

    @property
    def left(self) -> int:
        """Bytes of an attachment that may still be put in."""
        if len(self.sections) == bundle.MOST_SECTIONS:
            return 0
        told = SECTION * len(self.sections)  # what their descriptions add to the header
        return self.most - self.body.size - told

    def put(self, sha256: str, start: int, total: int, pour: Callable[[Sink], object]) -> int:
        """One more stretch, as far as it comes; answers how many bytes came."""
        sink = _Counted(self.body)
        pour(sink)
        if sink.size:
            one = bundle.Section(bundle.BLOB, sink.size, sink.sha256, sha256, start, total)
            self.sections.append(one)
        return sink.size


class _Counted:
    """A sink that knows how much went into the body, and its hash."""

    def __init__(self, body: Scratch) -> None:
        self._body = body
        self._hash = hashlib.sha256()
        self.size = 0

    def write(self, part: bytes, /) -> None:
        self.size += len(part)
        self._hash.update(part)
        self._body.write(part)

    @property
    def sha256(self) -> str:
        return chain.b64(self._hash.digest())


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
    mates: Sequence[Vouch] = (),
    lanes: Mapping[str, str] | None = None,
    words: Mapping[str, tuple[str, str]] | None = None,
    annulled: Sequence[str] = (),
    made: str = "",
    closed: Sequence[str] = (),
    reach: Sequence[bundle.Reach] = (),
    budget: int | None = None,
    want: Mapping[str, list[tuple[int, int]]] | None = None,
    load: Callable[[Hold], None] | None = None,
) -> Packed:
    """A signed bundle of these entries for one receiver; `scratch` is a folder for what is too large.

    With a budget it ends before it would be longer once sealed, and says that there is more. Entries come
    causes before effects, so what fits can be applied. One that is longer alone goes alone all the same.
    Behind the entries `load` may put stretches of attachments into the room that is left.
    """
    body = Scratch(scratch)
    header = bundle.Header(
        fmt=bundle.FORMAT, min_reader=1, sender=chain.log_name(key), room=room, to=[to], card=card,
        have=have, n=0, raw=0, sections=[bundle.Section(bundle.ENTRIES, 0, "")],
        vouch=[*vouches], mates=[*mates], lanes=dict(lanes or {}), words=dict(words or {}),
        annulled=[*annulled], made=made, want=dict(want or {}), closed=[*closed],
        reach=[*reach],
    )  # fmt: skip
    most = None
    if budget is not None:
        besides = len(bundle.front(key, header)) + COUNTED
        most = max(budget - besides - seal.sealed_size(budget, 1) + budget, 1)
    try:
        n, raw, told, more = _press(entries, body, most)
        hold = Hold(body, [bundle.Section(bundle.ENTRIES, body.size, told)], most or MOST_BODY)
        if load is not None and not more:
            load(hold)
    except BaseException:
        body.close()
        raise
    header = replace(header, n=n, raw=raw, sections=hold.sections, more=more or hold.more)
    return Packed(header, bundle.front(key, header), body)


def line(entry: Travelling) -> bytes:
    """One entry as it stands in a bundle."""
    assert b"\n" not in entry.header
    assert b"\n" not in entry.body
    return b'[%b,%b,"%b"]\n' % (entry.header, entry.body, chain.b64(entry.sig).encode())


def _press(
    entries: Iterable[Travelling], body: Scratch, most: int | None
) -> tuple[int, int, str, bool]:
    """Compress entries into the scratch; how many, how long unpacked, the hash of what travels, whether some stay."""
    n = raw = 0
    more = False
    press, hashed = zlib.compressobj(LEVEL), hashlib.sha256()
    gather = GATHER if most is None else min(GATHER, most // 32)

    def out(part: bytes) -> None:
        hashed.update(part)
        body.write(part)

    for lines, count in _gathered(entries, gather):
        if most is not None and n and body.size + len(lines) + ENDED > most:
            more = True
            break
        n, raw = n + count, raw + len(lines)
        out(press.compress(lines))
        if most is not None:  # what the press still holds would not be counted
            out(press.flush(zlib.Z_SYNC_FLUSH))
    out(press.flush())
    return n, raw, chain.b64(hashed.digest()), more


def _gathered(entries: Iterable[Travelling], gather: int) -> Iterator[tuple[bytes, int]]:
    """Lines by the stretch, and how many each holds."""
    near: list[bytes] = []
    length = 0
    for entry in entries:
        near.append(line(entry))
        length += len(near[-1])
        if length >= gather:
            yield b"".join(near), len(near)
            near, length = [], 0
    if near:
        yield b"".join(near), len(near)
