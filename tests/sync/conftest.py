"""A sender, a receiver and small bundles between them, without any database."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from nacl.signing import SigningKey
from pyrage import x25519

from app.store import chain
from app.sync import bundle, pack, seal, unpack


class Road:
    """One sender and one receiver."""

    def __init__(self, scratch: Path) -> None:
        self.scratch = scratch
        self.key = SigningKey.generate()
        self.sender = chain.log_name(self.key)
        self.me = chain.log_name(SigningKey.generate())
        self.identity = str(x25519.Identity.generate())
        self.address = seal.address(self.identity)
        self.card = bundle.Card("柳林村调解室", "room", self.address)

    def entry(self, n: int = 1, text: str = "界址", key: SigningKey | None = None) -> chain.Entry:
        ops = [["i", "case", f"c{n}", {"summary": text}]]
        return chain.write(
            key or self.key, seq=1, prev=None, see=[], lam=1, wall="w", user="u", ops=ops, verb="v"
        )

    def packed(self, entries: Iterable[chain.Entry], **more: Any) -> pack.Packed:
        told: dict[str, Any] = {
            "card": self.card, "room": "room-1", "to": self.me, "have": {self.sender: [(1, "x")]},
            "scratch": self.scratch,
        }  # fmt: skip
        return pack.pack(self.key, entries, **{**told, **more})

    def sealed(self, packed: pack.Packed) -> bytes:
        out = io.BytesIO()
        packed.pour(out, self.address)
        return out.getvalue()

    def bundle(self, *entries: chain.Entry, **more: Any) -> bytes:
        return self.sealed(self.packed(entries, **more))

    def resealed(self, plain: bytes) -> bytes:
        """Anybody who knows an address can seal; only the sender can sign."""
        out = io.BytesIO()
        seal.seal([plain], out, [self.address])
        return out.getvalue()

    def plain(self, *entries: chain.Entry, **more: Any) -> bytes:
        return b"".join(self.packed(entries, **more).parts())

    def signed(self, header: Any, body: bytes, key: SigningKey | None = None) -> bytes:
        """A bundle of an enrolled machine that signs whatever it likes."""
        key = key or self.key
        told = header if isinstance(header, bytes) else msgspec.json.encode(header)
        sig = key.sign(bundle.DOMAIN + told).signature
        front = bundle.MAGIC + key.verify_key.encode() + sig + len(told).to_bytes(4, "big")
        return self.resealed(front + told + body)

    def header(self, body: bytes, lines: bytes = b"", /, **more: Any) -> dict[str, Any]:
        section = {"kind": "entries", "len": len(body), "sha256": bundle.digest(body)}
        told = {
            "fmt": 1, "min_reader": 1, "sender": self.sender, "room": "room-1", "to": [self.me],
            "card": {"name": "n", "role": "room", "recipient": self.address}, "have": {},
            "n": lines.count(b"\n"), "raw": len(lines), "sections": [section],
        }  # fmt: skip
        return {**told, **more}

    def opened(
        self, told: bytes, admits: Callable[[str], bool] | None = None, **more: Any
    ) -> unpack.Opened:
        given = {"identity": self.identity, "me": self.me, "scratch": self.scratch, **more}
        return unpack.unpack(
            io.BytesIO(told), len(told), admits=admits or (lambda log: log == self.sender), **given
        )

    def read(self, told: bytes, **more: Any) -> list[chain.Entry]:
        opened = self.opened(told, **more)
        try:
            return list(opened.entries())
        finally:
            opened.close()


@pytest.fixture
def road(tmp_path: Path) -> Road:
    return Road(tmp_path / "spool")
