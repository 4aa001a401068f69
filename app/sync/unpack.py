"""Reading a bundle, in the order that keeps a stranger's file from ever being parsed or unpacked.

Size, seal, first bytes, header length, signature, sender, header, address, sizes, hashes of the sections as
they travel; only then are the entries unpacked, never beyond what was declared, and each is checked by
itself. (Sync specification 2.5.)
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import msgspec

from app.store import chain
from app.sync import bundle, seal
from app.sync.scratch import Scratch
from app.trouble import Trouble

PIECE = 256 * 1024
Admits = Callable[[str], bool]

_lines = msgspec.json.Decoder(tuple[msgspec.Raw, msgspec.Raw, str])


@dataclass
class Opened:
    """A bundle whose seal, signature, address and hashes are right. Its entries are not yet checked."""

    header: bundle.Header
    body: Scratch
    blobs: Scratch

    def entries(self) -> Iterator[chain.Entry]:
        """Every entry, checked by itself; Trouble at the first that is not evidence."""
        n = 0
        for told in _split(_inflate(self.body, self.header.raw)):
            n += 1
            if n > self.header.n:
                raise Trouble("bundle.malformed")
            yield _entry(told)
        if n != self.header.n:
            raise Trouble("bundle.malformed")

    def stretches(self) -> Iterator[tuple[bundle.Section, Iterator[bytes]]]:
        """The stretches of attachments, each with its bytes, in the order in which they travelled."""
        coming = _Coming(self.blobs.blocks())
        for section in self.header.sections:
            if section.is_stretch:
                yield section, coming.take(section.len)
                coming.skip()

    def close(self) -> None:
        self.body.close()
        self.blobs.close()


class _Coming:
    """Blocks handed out a stretch at a time."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks = blocks
        self._near = b""
        self._left = 0

    def take(self, length: int) -> Iterator[bytes]:
        """The bytes of the next stretch, to be had as long as no other is asked for."""
        self._left = length
        return self._parts()

    def _parts(self) -> Iterator[bytes]:
        while self._left:
            if not self._near:
                self._near = next(self._blocks)
            part, self._near = self._near[: self._left], self._near[self._left :]
            self._left -= len(part)
            yield part

    def skip(self) -> None:
        """Whoever did not want the rest of a stretch hears the next one all the same."""
        for _ in self._parts():
            pass


def unpack(
    source: BinaryIO, size: int, *, identity: str, me: str, admits: Admits, scratch: Path,
    formerly: bundle.Logs = tuple,
) -> Opened:  # fmt: skip
    """Open a sealed bundle of `size` bytes; `admits` says whether a sender's header may be read.

    A sender for whom an admitted one vouches is admitted. `formerly`: the other logs this machine answers for,
    asked where a bundle is for another.
    """
    if size > bundle.LARGEST_FILE:
        raise Trouble("bundle.too_large")
    reader = _Reader(me, admits, scratch, formerly)
    try:
        seal.unseal(source, reader, identity)
        return reader.opened()
    except BaseException:
        reader.body.close()
        reader.blobs.close()
        raise


def look(
    source: BinaryIO, *, identity: str, me: str, admits: Admits, scratch: Path,
    formerly: bundle.Logs = tuple,
) -> bundle.Header:  # fmt: skip
    """The header alone, checked as `unpack` would; nothing behind it is read."""
    reader = _Front(me, admits, scratch, formerly)
    try:
        seal.unseal(source, reader, identity)
    except _Enough as found:
        return found.header
    raise Trouble("bundle.torn")


class _Reader:
    """Takes the opened bytes as they come, each step with its bound."""

    def __init__(
        self, me: str, admits: Admits, scratch: Path, formerly: bundle.Logs = tuple
    ) -> None:
        self.body, self.blobs = Scratch(scratch), Scratch(scratch)
        self._me, self._formerly = me, formerly
        self._admits = admits
        self._near = bytearray()
        self._header: bundle.Header | None = None
        self._open: list[bundle.Section] = []  # sections still to come; the first is being read
        self._left = 0
        self._hash = hashlib.sha256()

    def write(self, part: bytes) -> int:
        if self._header is None:
            self._near += part
            self._read_front()
        else:
            self._read_sections(memoryview(part))
        return len(part)

    def _read_front(self) -> None:
        near = self._near
        if len(near) < bundle.FRONT:
            return
        end = bundle.FRONT + bundle.front_length(bytes(near[: bundle.FRONT]))
        if len(near) < end:
            return
        told = bytes(near[bundle.FRONT : end])
        sender = bundle.sender_of(bytes(near[: bundle.FRONT]), told)
        if not self._admits(sender) and not any(map(self._admits, bundle.vouchers(told, sender))):
            raise Trouble("bundle.stranger")
        self._header = bundle.read_header(told, sender, self._me, self._formerly)
        self._open = list(self._header.sections)
        self._left = self._open[0].len
        self._near = bytearray()
        self._read_sections(memoryview(bytes(near[end:])))

    def _read_sections(self, part: memoryview) -> None:
        while self._open:
            now, part = part[: self._left], part[self._left :]
            self._hash.update(now)
            if self._open[0].kind == bundle.ENTRIES:
                self.body.write(bytes(now))
            elif self._open[0].is_stretch:
                self.blobs.write(bytes(now))
            self._left -= len(now)
            if self._left:
                return
            self._end_section()
        if part:
            raise Trouble("bundle.malformed")

    def _end_section(self) -> None:
        if chain.b64(self._hash.digest()) != self._open.pop(0).sha256:
            raise Trouble("bundle.torn")
        self._hash = hashlib.sha256()
        if self._open:
            self._left = self._open[0].len

    def opened(self) -> Opened:
        """The whole, once the last byte came."""
        if self._header is None or self._open:
            raise Trouble("bundle.torn")
        return Opened(self._header, self.body, self.blobs)


class _Enough(Exception):
    def __init__(self, header: bundle.Header) -> None:
        super().__init__()
        self.header = header


class _Front(_Reader):
    """Reads no further than the header."""

    def _read_sections(self, part: memoryview) -> None:
        assert self._header is not None
        raise _Enough(self._header)


def _inflate(body: Scratch, declared: int) -> Iterator[bytes]:
    """What was packed, never more than was declared and signed."""
    press, told = zlib.decompressobj(), 0
    try:
        for block in body.blocks():
            rest, piece = block, b"?"
            while (rest or piece) and not press.eof:  # output may wait though all input is taken
                piece = press.decompress(rest, PIECE)
                rest = press.unconsumed_tail
                told += len(piece)
                if told > declared:
                    raise Trouble("bundle.too_large")
                yield piece
            if press.unused_data:
                raise Trouble("bundle.malformed")
    except zlib.error as why:
        raise Trouble("bundle.malformed") from why
    if not press.eof or told != declared:
        raise Trouble("bundle.malformed")


def _split(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Whole lines; the last one ends with a line feed too."""
    near = b""
    for piece in pieces:
        *whole, near = (near + piece).split(b"\n")
        yield from whole
        if len(near) > bundle.LONGEST_LINE:
            raise Trouble("bundle.too_large")
    if near:
        raise Trouble("bundle.malformed")


def _entry(told: bytes) -> chain.Entry:
    try:
        header, body, sig = _lines.decode(told)
        return chain.read(bytes(header), bytes(body), chain.unb64(sig))
    except chain.Fault as why:
        raise Trouble("bundle.bad_entry", reason=why.reason) from why
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, ValueError) as why:
        raise Trouble("bundle.malformed") from why
