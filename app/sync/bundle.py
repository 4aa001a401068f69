"""The bundle: what one machine tells another, the same bytes on a stick and on a line.

    "ZJB1" + sender's public key 32 + signature 64 + header length u32 (big-endian) + header JSON
           + section 0: zlib of JSON lines, one entry a line + further sections (attachments)

The signature covers "zjb/1 bundle\\0" + header; the header names length and SHA-256 of every section as it
travels, so nothing is inflated or parsed that was not signed. The whole is sealed with age. One line of
section 0 is `[header, body, "signature"]` of an entry, header and body being the signed bytes themselves.
(Sync specification 2.5.)

A newer program may add lines to the header that an older one passes over; what an older one must not
pass over raises `min_reader`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection
from typing import Annotated

import msgspec
from msgspec import Meta
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from app.store import annulled, chain, kinds, mates, vouch
from app.store.vouch import Vouch
from app.trouble import Trouble

MAGIC = b"ZJB1"
HASH = re.compile(r"[0-9a-f]{64}")
DOMAIN = b"zjb/1 bundle\0"
FORMAT = 1
READER = 1  # what this program can read; a bundle's `min_reader` may ask for more
FRONT = 4 + 32 + 64 + 4

LARGEST_FILE = 512 * 1024 * 1024
LONGEST_HEADER = 1024 * 1024
MOST_SECTIONS = 4096
MOST_RAW = 1024 * 1024 * 1024  # what section 0 may unpack to
MOST_VOUCHES = vouch.MOST
MOST_MATES = mates.MOST
MOST_ANNULLED = annulled.MOST
# an entry's header and body with a signature, quotes and commas around them
LONGEST_LINE = chain.LONGEST_HEADER + chain.LONGEST_BODY + 200

ENTRIES, BLOB = "entries", "blob"

Count = Annotated[int, Meta(ge=0, le=2**53)]
Text = Annotated[str, Meta(max_length=200)]
Have = dict[str, list[tuple[int, str]]]
Logs = Callable[[], Collection[str]]


class Card(msgspec.Struct, frozen=True):
    """Who a workstation says it is: what a person compares before trusting it."""

    name: Text
    role: Text  # room, centre
    recipient: Text  # age address


class Section(msgspec.Struct, frozen=True, rename={"start": "from"}):
    """One stretch of bytes behind the header."""

    kind: Text
    len: Count
    sha256: Text
    blob: Text | None = None  # an attachment's hash, and which bytes of it these are
    start: Count = 0
    total: Count = 0

    @property
    def is_stretch(self) -> bool:
        """Whether it carries bytes of an attachment, as far as its own words make sense."""
        return (
            self.kind == BLOB
            and HASH.fullmatch(self.blob or "") is not None
            and self.len > 0
            and self.start + self.len <= self.total <= kinds.LARGEST
        )


class Reach(msgspec.Struct, frozen=True):
    """Where a centre answers over the line, and since when it says so."""

    log: Text
    url: Text
    pin: Text  # SHA-256 of the certificate it answers with; empty: a public one
    since: Text


class Header(msgspec.Struct, frozen=True):
    """What the sender signed."""

    fmt: int
    min_reader: int
    sender: Text  # log
    room: Text  # room id
    to: list[Text]  # logs
    card: Card
    have: dict[Text, list[tuple[Count, Text]]]  # the receipt
    n: Count  # entries in section 0
    raw: Count  # bytes of section 0 unpacked
    sections: list[Section]
    vouch: list[Vouch] = []
    want: dict[
        Text, list[tuple[Count, Count]]
    ] = {}  # attachments the sender lacks: from, to (excluded)
    lanes: dict[
        Text, Text
    ] = {}  # logs in which a centre writes for a room (its id) or for all ("*")
    words: dict[
        Text, tuple[Text, Text]
    ] = {}  # lanes, each with its place and its centre's word for it
    annulled: list[
        Text
    ] = []  # entries that have no effect where the sender is: `app.store.annulled`
    mates: list[Vouch] = []  # words of room-mates for the sender: see `app.store.vouch`
    made: Text = ""  # when, by the sender's clock; evidence only
    more: bool = False  # not everything fitted; ask again
    reach: list[Reach] = []
    closed: list[
        Text
    ] = []  # the records by which the sender closed its receiver; it carries nothing else


class _Vouched(msgspec.Struct):
    """Who speaks for a sender that is not known yet."""

    vouch: Annotated[list[Vouch], Meta(max_length=MOST_VOUCHES)] = []
    mates: Annotated[list[Vouch], Meta(max_length=MOST_MATES)] = []


class _Asks(msgspec.Struct):
    """The two lines every program reads first."""

    fmt: int
    min_reader: int


_encode = msgspec.json.Encoder().encode
_asks = msgspec.json.Decoder(_Asks)
_headers = msgspec.json.Decoder(Header)
_vouched = msgspec.json.Decoder(_Vouched)


def front(key: SigningKey, header: Header) -> bytes:
    """Everything before the sections, signed."""
    told = _encode(header)
    if len(told) > LONGEST_HEADER:
        raise Trouble("bundle.too_large_to_make")
    signature = key.sign(DOMAIN + told).signature
    return MAGIC + key.verify_key.encode() + signature + len(told).to_bytes(4, "big") + told


def front_length(told: bytes) -> int:
    """The length of the header that follows these first bytes."""
    if told[:4] != MAGIC:
        raise Trouble("bundle.not_a_bundle")
    length = int.from_bytes(told[100:FRONT], "big")
    if length > LONGEST_HEADER:
        raise Trouble("bundle.too_large")
    return length


def sender_of(told: bytes, header: bytes) -> str:
    """The log that signed this header; raises where nobody did."""
    try:
        VerifyKey(told[4:36]).verify(DOMAIN + header, told[36:100])
    except (BadSignatureError, ValueError) as why:
        raise Trouble("bundle.forged") from why
    return chain.b64(told[4:36])


def vouchers(told: bytes, sender: str) -> list[str]:
    """The logs that stand behind a sender, as far as they themselves signed for it; nothing else is read."""
    try:
        read = _vouched.decode(told)
        return mates.behind(sender, read.vouch, read.mates)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return []  # a malformed header has its own refusal, and nobody's word


def read_header(told: bytes, sender: str, me: str, formerly: Logs = tuple) -> Header:
    """The header of a checked signature: understood, honest about its sender, meant for me, within bounds.

    What is addressed to a log I went on from is meant for me too; `formerly` is asked only where it matters.
    """
    try:
        if _asks.decode(told).min_reader > READER:
            raise Trouble("bundle.newer")
        header = _headers.decode(told)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as why:
        raise Trouble("bundle.malformed") from why
    if header.sender != sender:
        raise Trouble("bundle.forged")
    if me not in header.to and not {*formerly()} & {*header.to}:
        raise Trouble("bundle.not_addressed")
    _check_sizes(header)
    return header


def _check_sizes(header: Header) -> None:
    sections = header.sections
    if not sections or sections[0].kind != ENTRIES:
        raise Trouble("bundle.malformed")
    if any(section.kind == ENTRIES for section in sections[1:]):
        raise Trouble("bundle.malformed")
    too_many = len(sections) > MOST_SECTIONS or len(header.vouch) > MOST_VOUCHES
    too_many = too_many or len(header.mates) > MOST_MATES or len(header.annulled) > MOST_ANNULLED
    too_long = sum(section.len for section in sections) > LARGEST_FILE or header.raw > MOST_RAW
    if too_many or too_long or header.n > header.raw:
        raise Trouble("bundle.too_large")


def digest(told: bytes) -> str:
    return chain.b64(hashlib.sha256(told).digest())
