"""Whether a zipped workbook is what it claims to be: counted by inflating it, not by believing it."""

from __future__ import annotations

import struct
import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO

from app.desk.ledger.limits import Limits
from app.trouble import Trouble

_CHUNK = 1 << 20
_LOCAL_HEADER = struct.Struct("<4s22xHH")


def open_zip(path: Path, limits: Limits) -> zipfile.ZipFile:
    """The zip, after every part was inflated once and counted; hostile ones end here."""
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError) as fault:
        raise Trouble("ledger.zip_broken") from fault
    parts = archive.infolist()
    if len(parts) > limits.parts:
        raise Trouble("ledger.zip_parts", count=len(parts), limit=limits.parts)
    _check_names(parts)
    room = limits.inflated_bytes
    with path.open("rb") as raw:
        for part in parts:
            room -= _inflated(raw, part, room, limits)
    return archive


def _check_names(parts: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for part in parts:
        name = part.filename.replace("\\", "/")
        steps = name.split("/")
        if name.startswith("/") or ".." in steps or ":" in steps[0] or name.lower() in seen:
            raise Trouble("ledger.odd_parts")
        seen.add(name.lower())
        if part.flag_bits & 0x1:
            raise Trouble("ledger.encrypted")
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Trouble("ledger.odd_parts")


def _inflated(raw: BinaryIO, part: zipfile.ZipInfo, room: int, limits: Limits) -> int:
    """How long the part really is. What a header declares may be a lie."""
    if part.file_size > room:
        raise Trouble("ledger.zip_bomb", limit=limits.inflated_bytes >> 20)
    raw.seek(part.header_offset)
    header = raw.read(_LOCAL_HEADER.size)
    if len(header) < _LOCAL_HEADER.size or header[:4] != b"PK\x03\x04":
        raise Trouble("ledger.zip_broken")
    _, name_length, extra_length = _LOCAL_HEADER.unpack(header)
    raw.seek(name_length + extra_length, 1)
    if part.compress_type == zipfile.ZIP_STORED:
        if part.compress_size != part.file_size:
            raise Trouble("ledger.zip_broken")
        return part.file_size
    return _count(raw, part.compress_size, room, limits)


def _count(raw: BinaryIO, packed: int, room: int, limits: Limits) -> int:
    squeeze = zlib.decompressobj(-zlib.MAX_WBITS)
    total, waiting = 0, b""
    while not squeeze.eof:
        if not waiting:
            waiting = raw.read(min(_CHUNK, packed))
            packed -= len(waiting)
            if not waiting:
                break
        try:
            total += len(squeeze.decompress(waiting, _CHUNK))
        except zlib.error as fault:
            raise Trouble("ledger.zip_broken") from fault
        waiting = squeeze.unconsumed_tail
        if total > room:
            raise Trouble("ledger.zip_bomb", limit=limits.inflated_bytes >> 20)
    return total
