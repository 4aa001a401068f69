"""All that a machine that means harm may do, and files of other kinds under a bundle's name."""

from __future__ import annotations

import io
import random
import zipfile

from tests.fuzz import entry_tricks, header_tricks, packing_tricks
from tests.fuzz.oddities import Trick

TRICKS: tuple[Trick, ...] = (*header_tricks.TRICKS, *entry_tricks.TRICKS, *packing_tricks.TRICKS)


def a_file(dice: random.Random) -> bytes:
    """Something else under a bundle's name."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("../../evil.txt", b"0" * 10**6)
    junk = dice.randbytes(dice.choice((0, 1, 100, 4096)))
    head, mac = b"age-encryption.org/v1\n", b"--- " + b"A" * 43 + b"\n"
    return dice.choice(
        (
            b"", archive.getvalue(), b"MZ\x90\x00" + junk, b"\x7fELF" + junk, b"%PDF-1.7\n" + junk, bytes(9999), junk,
            b"../../x".ljust(100, b"\0") + b"0000644\0" + junk, head, head + junk,
            head + b"-> X25519 " + junk + b"\n--- ", head + b"-> x\n" * 60 + mac + junk, head + mac + junk,
            head + b"-> x " + b"a " * 7000 + b"\n" + mac, head + (b"-> x\n" + b"A" * 64 + b"\n") * 60 + mac,
            head + b"-> x\n" * 10_000 + b"--- " + junk, b"ZJB1" + junk, "调解室".encode("gb18030") * 99,
            head + b"-> X25519 " + b"A" * 60_000 + b"\n--- " + b"A" * 43 + b"\n" + junk,
        )
    )  # fmt: skip
