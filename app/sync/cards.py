"""The card of a workstation: its name, its log and its age address, signed, on a small file.

A centre gives its card to a room; the fingerprint of the log is compared by telephone before it is trusted.
The signature covers "zjb/1 card\\0" + the card's own bytes, so a newer card may say more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from app.store import chain
from app.sync import seal
from app.sync.bundle import Text
from app.trouble import Trouble

DOMAIN = b"zjb/1 card\0"
FORMAT = "zjb-card/1"
LARGEST = 64 * 1024
PIN = re.compile("([0-9a-f]{64})?")


class Above(msgspec.Struct, frozen=True):
    """The centre a room-mate reports to, so that the newcomer can too."""

    log: Text
    room: Text
    name: Text
    recipient: Text
    url: Text = ""
    pin: Text = ""


class Card(msgspec.Struct, frozen=True):
    """What a workstation says of itself."""

    format: str
    role: Text  # centre; mate: of a room, or asking to come into one
    name: Text
    room: Text  # room id; empty: it has none yet
    log: Text
    recipient: Text  # age address
    url: Text = ""  # where it answers over HTTPS
    since: Text = ""  # since when it answers there
    pin: Text = ""  # SHA-256 of the certificate it answers with, hexadecimal; empty: a public one
    above: list[Above] = []


class _Signed(msgspec.Struct):
    card: msgspec.Raw
    sig: str


_signed = msgspec.json.Decoder(_Signed)
_cards = msgspec.json.Decoder(Card)


def make(
    key: SigningKey,
    *,
    role: str,
    name: str,
    room: str,
    recipient: str,
    url: str = "",
    pin: str = "",
    since: str = "",
    above: Sequence[Above] = (),
) -> bytes:
    """The card file's content."""
    log = chain.log_name(key)
    card = Card(
        FORMAT, role, name, room, log, recipient, url=url, pin=pin, since=since, above=[*above]
    )
    told = msgspec.json.encode(card)
    sig = chain.b64(key.sign(DOMAIN + told).signature)
    return b'{"card":%b,\n "sig":"%b"}\n' % (told, sig.encode())


def load(path: Path) -> Card:
    """The card in a file a person chose; a file that is none has its sentence."""
    try:
        with path.open("rb") as source:
            told = source.read(LARGEST + 1)
    except OSError as why:
        raise Trouble("card.absent", name=path.name) from why
    return read(told, path.name)


def read(told: bytes, name: str) -> Card:
    """A card whose signature is right."""
    try:
        if len(told) > LARGEST:
            raise ValueError("larger than any card")
        signed = _signed.decode(told)
        card = _cards.decode(signed.card)
        if card.format != FORMAT:
            raise Trouble("card.newer", name=name)
        if not card.name.strip() or not seal.is_address(card.recipient):
            raise ValueError("a line is empty")
        if not (is_address(card.url) or not card.url) or not PIN.fullmatch(card.pin):
            raise ValueError("where it answers cannot be read")
        VerifyKey(chain.unb64(card.log)).verify(
            DOMAIN + bytes(signed.card), chain.unb64(signed.sig)
        )
    except BadSignatureError as why:
        raise Trouble("card.forged", name=name) from why
    except (msgspec.MsgspecError, ValueError, TypeError, RecursionError) as why:
        raise Trouble("card.not_a_card", name=name) from why
    return card


def is_address(url: str) -> bool:
    """Whether a centre can answer there: HTTPS, a host, no name or password of anybody inside."""
    try:
        told = urlsplit(url)
        if len(url.split()) > 1:
            return False
        return told.scheme == "https" and bool(told.hostname) and told.port != 0 and "@" not in url
    except ValueError:
        return False
