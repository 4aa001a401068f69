"""The key file beside the database: its secret, wrapped once per person and once by the recovery sheet.

Argon2id (64 MiB, 3 passes) makes a key from the password; SecretBox wraps the 48-byte secret (key ‖ salt).
Changing a password rewraps, the database is not touched.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from pathlib import Path

import msgspec
from nacl import pwhash, secret
from nacl.exceptions import CryptoError

from app.store.chain import b64, unb64
from app.trouble import Trouble

PASSES, MEMORY = 3, 64 * 1024 * 1024
ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ0123456789"  # no I L O U: they look like others on paper
SHORTEST_PASSWORD = 6


class Wrap(msgspec.Struct):
    """The secret under one password."""

    user: str  # mediator id; "" for the recovery sheet
    name: str
    salt: str
    box: str
    passes: int = PASSES
    memory: int = MEMORY


class KeyFile(msgspec.Struct):
    """All wraps of one room."""

    wraps: list[Wrap]
    format: int = 1


def new_secret() -> bytes:
    """Database key (32 bytes) and salt (16 bytes)."""
    return secrets.token_bytes(48)


def wrap(told: bytes, user: str, name: str, password: str) -> Wrap:
    salt = secrets.token_bytes(pwhash.argon2id.SALTBYTES)
    box = secret.SecretBox(_stretch(password, salt, PASSES, MEMORY)).encrypt(told)
    return Wrap(user, name, b64(salt), b64(bytes(box)), PASSES, MEMORY)


def unwrap(told: Wrap, password: str) -> bytes:
    """The secret again; a wrong password has its sentence."""
    if not (1 <= told.passes <= 20 and 8192 <= told.memory <= 2**30):
        raise Trouble("keys.unreadable")
    key = _stretch(password, unb64(told.salt), told.passes, told.memory)
    try:
        return bytes(secret.SecretBox(key).decrypt(unb64(told.box)))
    except CryptoError as why:
        raise Trouble("keys.wrong_recovery" if not told.user else "keys.wrong_password") from why


def _stretch(password: str, salt: bytes, passes: int, memory: int) -> bytes:
    return bytes(pwhash.argon2id.kdf(32, password.encode(), salt, opslimit=passes, memlimit=memory))


def check_password(password: str) -> None:
    if len(password) < SHORTEST_PASSWORD:
        raise Trouble("keys.password_short", shortest=SHORTEST_PASSWORD)


def save(path: Path, told: KeyFile) -> None:
    """Replace the key file whole; the old one stays until the new one is on the disk."""
    import os

    fresh = path.with_suffix(".new")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(msgspec.json.format(msgspec.json.encode(told), indent=1))
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(path)


def load(path: Path) -> KeyFile:
    if not path.exists():
        raise Trouble("shelf.absent")
    try:
        return msgspec.json.decode(path.read_bytes(), type=KeyFile)
    except (msgspec.MsgspecError, UnicodeDecodeError) as why:
        raise Trouble("keys.unreadable") from why


def new_recovery_code() -> str:
    """150 random bits as 8 groups of 4; the last two characters check the others."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(30))
    code = body + _check(body)
    return "-".join(code[i : i + 4] for i in range(0, 32, 4))


def plain_recovery(typed: str) -> str:
    """A recovery code as typed by hand; look-alikes are read as meant, a slip is told at once."""
    code = "".join(typed.upper().split()).replace("-", "")
    code = code.translate(str.maketrans("ILOU", "110V"))
    if len(code) != 32 or _check(code[:30]) != code[30:]:
        raise Trouble("keys.recovery_mistyped")
    return code


def _check(body: str) -> str:
    told = int.from_bytes(hashlib.sha256(body.encode()).digest()[:2], "big")
    return ALPHABET[told % 32] + ALPHABET[told // 32 % 32]


def fingerprint(log: str) -> str:
    """The spoken fingerprint of a log: 8 characters in two groups, for the telephone."""
    raw = base64.b32encode(hashlib.sha256(unb64(log)).digest())[:8].decode()
    return f"{raw[:4]}-{raw[4:]}"
