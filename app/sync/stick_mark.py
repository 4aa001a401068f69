"""What makes a stick known again: a random number in a small file, written at its first exchange.

It names nobody and proves nothing; a copied stick carries the same. It only lets a person be told when this
stick was here before.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from pathlib import Path

from app import chance
from app.sync import stick
from app.trouble import Trouble

NAME = "STICK.ID"
WRITTEN = re.compile(rb"ZJ1 ([0-9a-f]{32})\r?\n?")
LONGEST = 64


def read(folder: Path) -> str:
    """The number of the stick in this folder; empty where it has none that we wrote."""
    with stick.told(folder):
        file = stick.place_in(folder) / NAME
        if not stick.is_kind(file, stat.S_ISREG):
            return ""
        with file.open("rb") as reading:
            found = WRITTEN.fullmatch(reading.read(LONGEST))
    return found[1].decode() if found else ""


def leave(folder: Path) -> str:
    """The number of the stick, given now where it had none. What else bears that name is left alone."""
    known = read(folder)
    if known:
        return known
    with stick.told(folder):
        file = stick.place_in(folder) / NAME
        if os.path.lexists(file):
            return ""
        number = chance.token_hex(16)
        with file.open("xb") as writing:
            writing.write(f"ZJ1 {number}\r\n".encode())
            writing.flush()
            os.fsync(writing.fileno())
    return number


def remove(folder: Path, name: str, sha256: str) -> bool:
    """Take away a bundle that we wrote ourselves, if it is still exactly that one."""
    with stick.told(folder):
        file = stick.place_in(folder) / name
        try:
            with stick.regular(file) as reading:
                hashed = hashlib.sha256()
                while part := reading.read(stick.CHUNK):
                    hashed.update(part)
        except Trouble:  # not there any more, or something else by now
            return False
        if hashed.hexdigest() != sha256:
            return False
        file.unlink()
    return True
