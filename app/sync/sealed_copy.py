"""A backup sealed for the stick: whoever finds it learns neither whose it is nor what stands in it.

    "ZJB backup 1\n" + length u32 (big-endian) + top JSON + the container, sealed with age to a key of its own

The top holds the key wraps of the room without the names of people, and a box that the room's secret opens:
in it lie that key and what the container says of itself. So a password, the recovery code or the open room
open the file, and nothing else does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Annotated, BinaryIO

import msgspec
from msgspec import Meta
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from app.store import keys
from app.store.chain import b64, unb64
from app.sync import seal
from app.trouble import Trouble

MAGIC = b"ZJB backup 1\n"
ENDING = ".ZJK"
DOMAIN = b"zjb/1 sealed copy\0"
LONGEST_TOP = 256 * 1024
CHUNK = 1024 * 1024
BROKEN = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, ValueError, TypeError)

Text = Annotated[str, Meta(max_length=200)]


class Door(msgspec.Struct, frozen=True):
    """One way to the room's secret; nobody's name stands on it."""

    salt: Text
    box: Text
    passes: int
    memory: int
    sheet: bool  # the recovery sheet's; else somebody's password


class Inside(msgspec.Struct, frozen=True):
    """What the room's secret tells of a copy before it is opened."""

    identity: Text
    log: Text
    made_at: Text
    entries: int
    have: dict[str, list[tuple[int, str]]]
    size: int
    sha256: Text


class Top(msgspec.Struct, frozen=True):
    """What stands in front in the clear."""

    doors: list[Door]
    box: str


_encode = msgspec.json.Encoder().encode
_tops = msgspec.json.Decoder(Top)
_insides = msgspec.json.Decoder(Inside)


def top_of(secret: bytes, wraps: list[keys.Wrap], inside: Inside) -> bytes:
    """The beginning of a sealed copy."""
    doors = [Door(one.salt, one.box, one.passes, one.memory, not one.user) for one in wraps]
    told = _encode(Top(doors, b64(bytes(_box(secret).encrypt(_encode(inside))))))
    if len(told) > LONGEST_TOP:
        raise Trouble("backup.stick_too_large")
    return MAGIC + len(told).to_bytes(4, "big") + told


def pour(top: bytes, identity: str, container: Path, out: BinaryIO) -> None:
    """Write the whole sealed copy."""
    out.write(top)
    with container.open("rb") as source:
        seal.seal(_chunks(source), out, [seal.address(identity)])


def is_sealed(source: BinaryIO) -> bool:
    """Whether a file begins as a sealed copy does; the reading stands at its beginning again."""
    begins = source.read(len(MAGIC)) == MAGIC
    source.seek(0)
    return begins


def read_top(source: BinaryIO) -> Top:
    """The beginning of a sealed copy; the reading stands before what is sealed."""
    if source.read(len(MAGIC)) != MAGIC:
        raise Trouble("backup.not_a_backup")
    length = int.from_bytes(source.read(4), "big")
    told = source.read(length) if length <= LONGEST_TOP else b""
    if len(told) != length:
        raise Trouble("backup.torn")
    try:
        return _tops.decode(told)
    except BROKEN as why:
        raise Trouble("backup.torn") from why


def secret_for(top: Top, told: str) -> bytes | None:
    """The room's secret that a password or a recovery code opens here."""
    code = ""
    with suppress(Trouble):
        code = keys.plain_recovery(told)
    for door in top.doors:
        if not door.sheet or code:
            wrap = keys.Wrap("", "", door.salt, door.box, door.passes, door.memory)
            with suppress(Trouble, *BROKEN):  # another person's: the next may fit
                return keys.unwrap(wrap, code if door.sheet else told)
    return None


def inside(top: Top, secret: bytes) -> Inside | None:
    """What the secret tells of the copy; nothing where it is another room's."""
    try:
        return _insides.decode(_box(secret).decrypt(unb64(top.box)))
    except CryptoError:
        return None
    except BROKEN as why:
        raise Trouble("backup.torn") from why


def unseal(source: BinaryIO, told: Inside, out: BinaryIO | None = None) -> None:
    """Open what is sealed, from where the reading stands; Trouble unless it is to the byte what was sealed."""
    sink = _Counted(out, told.size)
    try:
        seal.unseal(_Rest(source), sink, told.identity)  # type: ignore[arg-type]  # it is read and nothing else
    except Trouble as why:
        if why.key.startswith("bundle."):
            raise Trouble("backup.torn") from why
        raise
    if sink.size != told.size or sink.hashed.hexdigest() != told.sha256:
        raise Trouble("backup.torn")


class _Counted:
    """Takes opened bytes, never more than were sealed."""

    def __init__(self, out: BinaryIO | None, most: int) -> None:
        self._out, self._most = out, most
        self.size, self.hashed = 0, hashlib.sha256()

    def write(self, part: bytes) -> int:
        self.size += len(part)
        if self.size > self._most:
            raise Trouble("backup.torn")
        self.hashed.update(part)
        if self._out is not None:
            self._out.write(part)
        return len(part)


class _Rest:
    """What follows the top, read as a file of its own."""

    def __init__(self, source: BinaryIO) -> None:
        self._source, self._from = source, source.tell()

    def read(self, wanted: int = -1) -> bytes:
        return self._source.read(wanted)

    def seek(self, place: int, whence: int = 0) -> int:
        if whence == 0:
            place += self._from
        return self._source.seek(place, whence) - self._from


def _box(secret: bytes) -> SecretBox:
    return SecretBox(hashlib.sha256(DOMAIN + secret).digest())


def _chunks(source: BinaryIO) -> Iterator[bytes]:
    while chunk := source.read(CHUNK):
        yield chunk
