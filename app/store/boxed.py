"""Short texts in boxes that only the room's secret opens, so that a server that keeps them cannot read them.

Each is bound to its name: a text put in the place of another does not open.
"""

from __future__ import annotations

import hashlib

from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from app import chance
from app.store.chain import b64, unb64
from app.trouble import Trouble

PERSON = b"zjb/1 boxed"


def close(secret: bytes, name: str, text: str) -> str:
    """The text under its name, readable with the secret alone."""
    told = f"{name}\0{text}".encode()
    return b64(bytes(_box(secret).encrypt(told, chance.token(SecretBox.NONCE_SIZE))))


def opened(secret: bytes, name: str, told: str) -> str:
    """The text again; one that was changed, or put here from another place, has its sentence."""
    try:
        found, _, text = _box(secret).decrypt(unb64(told)).decode().partition("\0")
    except (CryptoError, ValueError, TypeError) as why:
        raise Trouble("server.sealed") from why
    if found != name:
        raise Trouble("server.sealed")
    return text


def _box(secret: bytes) -> SecretBox:
    return SecretBox(hashlib.blake2b(digest_size=32, key=secret, person=PERSON).digest())
