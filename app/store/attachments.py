"""Files beside the database, by the SHA-256 of their content, encrypted one by one (age)."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

from app.trouble import Trouble

LARGEST = 512 * 1024 * 1024
KINDS = {
    b"%PDF-": "application/pdf",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
}


class Attachments:
    """Content-addressed: the name is the hash, so a file can be written twice and never changes."""

    def __init__(self, root: Path, identity: str) -> None:
        self.root = root
        self.identity = identity

    def _place(self, sha256: str) -> Path:
        if not re.fullmatch(r"[0-9a-f]{64}", sha256):
            raise Trouble("attachment.absent")
        return self.root / sha256[:2] / f"{sha256}.age"

    def put(self, content: bytes) -> str:
        """Keep the content; returns its hash once it is on the disk."""
        import pyrage

        if len(content) > LARGEST:
            raise Trouble("attachment.too_large")
        if kind_of(content) is None:
            raise Trouble("attachment.kind")
        sha256 = hashlib.sha256(content).hexdigest()
        place = self._place(sha256)
        if place.exists():
            return sha256
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        owner = pyrage.x25519.Identity.from_str(self.identity)
        sealed = pyrage.encrypt(content, [owner.to_public()])
        fresh = place.with_suffix(".part")
        with fresh.open("wb") as out:
            out.write(sealed)
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(place)
        return sha256

    def get(self, sha256: str) -> bytes:
        """The content again, its hash checked."""
        import pyrage

        place = self._place(sha256)
        if not place.exists():
            raise Trouble("attachment.absent")
        try:
            content: bytes = pyrage.decrypt(
                place.read_bytes(), [pyrage.x25519.Identity.from_str(self.identity)]
            )
        except pyrage.DecryptError as why:
            raise Trouble("attachment.damaged") from why
        if hashlib.sha256(content).hexdigest() != sha256:
            raise Trouble("attachment.damaged")
        return content


def kind_of(content: bytes) -> str | None:
    """The media type told by the content itself, never by a name."""
    return next((kind for start, kind in KINDS.items() if content.startswith(start)), None)
