"""One entry of a log: the exact bytes that are signed, and the checks that make them evidence.

header: JSON array [log, seq, prev, see, lam, wall, user, schema, body_sha256], signed as these bytes.
body:   JSON array [salt, ops, verb].
op:     ["i", kind, row, {field: value}]            insert
        ["u", kind, row, {field: [bases, value]}]   update; bases are the versions the user saw
        ["r", kind, row, {field: [heads, value]}]   a person closes a conflict
        ["z", kind, row, {field: [bases, value]}]   freeze with full content (签署)
id  = SHA-256(header), sig = Ed25519(log key, "zjb/1 entry\\0" + header). Bytes and ids are base64url
without padding inside JSON. (Sync specification 2.2.)
"""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from app import chance

DOMAIN = b"zjb/1 entry\0"
SCHEMA = 1  # rises when an older program must not apply an entry
LONGEST_HEADER = 64 * 1024
LONGEST_BODY = 8 * 1024 * 1024


class Fault(Exception):
    """Why an entry is not evidence; the reason is a short word for the page of exchanges."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Header(msgspec.Struct, array_like=True, frozen=True, forbid_unknown_fields=True):
    """The signed part of an entry."""

    log: str
    seq: int
    prev: str | None
    see: list[str]
    lam: int
    wall: str  # what this machine believed the time was; evidence only
    user: str
    schema: int
    body_sha256: str


class Body(msgspec.Struct, array_like=True, frozen=True):
    """The content of an entry; it hangs on the header by its hash."""

    salt: str
    ops: list[tuple[str, str, str, dict[str, Any]]]
    verb: str = ""


class Signed(NamedTuple):
    """The bytes of an entry: what was signed, what hangs on it, and the signature."""

    header: bytes
    body: bytes
    sig: bytes


class Entry(msgspec.Struct, frozen=True):
    """An entry as stored and as it travels."""

    header: bytes
    body: bytes
    sig: bytes
    id: str
    head: Header


_headers = msgspec.json.Decoder(Header)
_bodies = msgspec.json.Decoder(Body)
_encode = msgspec.json.Encoder().encode


def b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def unb64(told: str) -> bytes:
    return base64.urlsafe_b64decode(told + "=" * (-len(told) % 4))


def log_name(key: SigningKey) -> str:
    """A log's name is its public key."""
    return b64(key.verify_key.encode())


def write(
    key: SigningKey,
    *,
    seq: int,
    prev: str | None,
    see: list[str],
    lam: int,
    wall: str,
    user: str,
    ops: list[Any],
    verb: str,
    schema: int = SCHEMA,
) -> Entry:
    """A new signed entry."""
    body = _encode([b64(chance.token(8)), ops, verb])
    head = Header(
        log=log_name(key), seq=seq, prev=prev, see=see, lam=lam, wall=wall, user=user, schema=schema,
        body_sha256=b64(hashlib.sha256(body).digest()),
    )  # fmt: skip
    header = _encode(head)
    if len(header) > LONGEST_HEADER or len(body) > LONGEST_BODY:
        raise ValueError("no machine would read an entry as long as this")
    sig = key.sign(DOMAIN + header).signature
    return Entry(header, body, sig, entry_id(header), head)


def entry_id(header: bytes) -> str:
    return b64(hashlib.sha256(header).digest())


def read(header: bytes, body: bytes, sig: bytes) -> Entry:
    """An entry from outside, its shape, body hash and signature checked; raises Fault."""
    if len(header) > LONGEST_HEADER or len(body) > LONGEST_BODY:
        raise Fault("too_large")
    entry = stored(header, body, sig)
    head = entry.head
    numbers = 0 < head.seq < 2**53 and 0 < head.lam < 2**53 and 0 < head.schema < 2**31
    if not numbers or (head.prev is None) != (head.seq == 1):
        raise Fault("shape")
    if b64(hashlib.sha256(body).digest()) != head.body_sha256:
        raise Fault("body")
    try:
        _key(head.log).verify(DOMAIN + header, sig)
    except (BadSignatureError, ValueError, TypeError) as why:
        raise Fault("signature") from why
    return entry


@lru_cache(maxsize=64)
def _key(log: str) -> VerifyKey:
    """The key that is a log's name; a bundle brings many entries of few logs."""
    key = unb64(log)
    if b64(key) != log:  # one key has one name
        raise Fault("shape")
    return VerifyKey(key)


def stored(header: bytes, body: bytes, sig: bytes) -> Entry:
    """An entry from our own journal, already checked when it came in."""
    return Entry(header, body, sig, entry_id(header), head_of(header))


def head_of(header: bytes) -> Header:
    """What a header says; raises Fault where it has no known shape."""
    try:
        return _headers.decode(header)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as why:
        raise Fault("shape") from why


def content(entry: Entry) -> Body:
    """The body's ops; raises Fault where they have no known shape."""
    try:
        return _bodies.decode(entry.body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as why:
        raise Fault("content") from why
