"""A bundle taken apart, changed and signed again with the key of an enrolled machine that means harm."""

from __future__ import annotations

import copy
import hashlib
import json
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from nacl.signing import SigningKey

from app.store import chain
from app.sync import bundle

Text = Callable[[bytes], bytes]


@dataclass
class Line:
    """One entry as parts: what the header says, what the body says, who signs."""

    head: list[Any]
    body: Any
    raw_head: bytes | None = None  # these bytes instead
    raw_body: bytes | None = None
    sig: bytes | None = None
    keeps_hash: bool = False  # the header's hash of the body stays as it is
    key: SigningKey | None = None  # of the log it stands in, where that is not the sender's own

    def told(self, key: SigningKey) -> bytes:
        key = self.key or key
        body = dumped(self.body) if self.raw_body is None else self.raw_body
        if not self.keeps_hash and len(self.head) > 8:
            self.head[8] = chain.b64(hashlib.sha256(body).digest())
        head = dumped(self.head) if self.raw_head is None else self.raw_head
        sig = key.sign(chain.DOMAIN + head).signature if self.sig is None else self.sig
        return b'[%b,%b,"%b"]\n' % (head, body, chain.b64(sig).encode())

    def id(self) -> str:
        return chain.entry_id(dumped(self.head) if self.raw_head is None else self.raw_head)


@dataclass
class Draft:
    """A bundle before it is signed."""

    key: SigningKey
    head: dict[str, Any]
    lines: list[Line]
    stretches: list[tuple[dict[str, Any], bytes]]
    fixed: set[str] = field(default_factory=set)  # lines of the header that are not counted anew
    packed: bytes | None = None  # section 0 as it shall travel
    told: bytes | None = None  # the lines of section 0 before they are packed
    texts: list[Text] = field(default_factory=list)  # what is done to the header's bytes
    tail: bytes = b""
    signs: SigningKey | None = None  # somebody else signs

    def plain(self) -> bytes:
        """The signed bytes of the whole."""
        told = (
            b"".join(one.told(self.key) for one in self.lines) if self.told is None else self.told
        )
        packed = zlib.compress(told) if self.packed is None else self.packed
        counted = {"n": told.count(b"\n"), "raw": len(told)}
        self.head.update({k: v for k, v in counted.items() if k not in self.fixed})
        if "sections" not in self.fixed:
            first = section("entries", packed)
            self.head["sections"] = [first, *(described for described, _ in self.stretches)]
        header = dumped(self.head)
        for change in self.texts:
            with suppress(ValueError, AttributeError, RecursionError):  # it is no JSON any more
                header = change(header)
        key = self.signs or self.key
        signature = key.sign(bundle.DOMAIN + header).signature
        front = bundle.MAGIC + key.verify_key.encode() + signature
        body = packed + b"".join(content for _, content in self.stretches)
        return front + len(header).to_bytes(4, "big") + header + body + self.tail

    def chained(self) -> None:
        """Each entry names the one before it again, as after a change in the middle."""
        before = None
        for one in self.lines:
            one.told(self.key)
            if before is not None and len(one.head) == 9 and one.head[2] is not None:
                one.head[2] = before
                one.told(self.key)
            before = one.id()


def read(plain: bytes, key: SigningKey, lane_keys: Mapping[str, SigningKey]) -> Draft:
    """An honest bundle, taken apart."""
    length = int.from_bytes(plain[100:104], "big")
    head = json.loads(plain[104 : 104 + length])
    rest = plain[104 + length :]
    stretches, at = [], 0
    for described in head["sections"]:
        stretches.append((described, rest[at : at + described["len"]]))
        at += described["len"]
    lines = []
    for told in zlib.decompress(stretches[0][1]).splitlines():
        parts = json.loads(told)
        lines.append(Line(parts[0], parts[1], key=lane_keys.get(parts[0][0])))
    return Draft(key, head, lines, stretches[1:])


def again(draft: Draft) -> Draft:
    return copy.deepcopy(draft)


def section(kind: str, content: bytes, **more: Any) -> dict[str, Any]:
    told = {
        "kind": kind,
        "len": len(content),
        "sha256": chain.b64(hashlib.sha256(content).digest()),
    }
    return {**told, "blob": None, "from": 0, "total": 0, **more}


def dumped(told: Any) -> bytes:
    """As compact as ours; lone surrogates and what is no JSON go out as they are."""
    try:
        return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:
        return json.dumps(told, separators=(",", ":")).encode()
