"""A bundle as its receiver opens it, read without the program's own reader."""

from __future__ import annotations

import io
import json
import struct
import zlib
from dataclasses import dataclass
from typing import Any

import pyrage

FRONT = 104  # mark, sender's key, signature, length of the header


@dataclass(frozen=True)
class Unsealed:
    """Header, entries and the stretches of papers, as they stand there."""

    front: bytes
    entries: bytes
    rest: bytes
    sections: list[dict[str, Any]]


def unsealed(data: bytes, identity: str) -> Unsealed:
    """All that a bundle says, in plain bytes."""
    keys = [pyrage.x25519.Identity.from_str(one) for one in identity.split()]
    plain = io.BytesIO()
    pyrage.decrypt_io(io.BytesIO(data), plain, keys)
    told = plain.getvalue()
    (length,) = struct.unpack(">I", told[FRONT - 4 : FRONT])
    front, body = told[: FRONT + length], told[FRONT + length :]
    sections = json.loads(front[FRONT:])["sections"]
    first = sections[0]["len"]
    return Unsealed(front, zlib.decompress(body[:first]), body[first:], sections[1:])
