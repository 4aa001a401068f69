"""Who is at the other end of the line: exactly the certificate of the card, or one that everybody can check.

A pinned certificate is trusted for its own bytes: no name, no date and no authority counts, so a computer
whose clock stands at 1970 gets through, and nobody in between does.
"""

from __future__ import annotations

import hashlib
import ssl
import time
from typing import Any


class WrongCertificate(ssl.SSLError):
    """Somebody answers who is not the one of the card."""


class TooSlow(TimeoutError):
    """Something comes, and too little of it."""


class Patience:
    """How long one call may last in all; whoever sends a byte a minute is not waited for."""

    def __init__(self) -> None:
        self._since = time.monotonic()
        self._moved = 0
        self._first = 0.0
        self._slowest = 1

    def begin(self, sent: int, first: float, slowest: int) -> None:
        """A call of `sent` bytes begins: `first` seconds, and a second for every `slowest` bytes that move."""
        self._since, self._moved = time.monotonic(), sent
        self._first, self._slowest = first, slowest

    def moved(self, count: int) -> None:
        self._moved += count
        if time.monotonic() - self._since > self._first + self._moved / self._slowest:
            raise TooSlow("too slow")


def calling(pin: str, patience: Patience) -> ssl.SSLContext:
    """For whoever calls: trusts the pinned certificate, or without a pin what the authorities signed."""
    if pin:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE  # `_Line` compares the very bytes instead
    else:
        import certifi

        context = ssl.create_default_context()
        context.load_verify_locations(certifi.where())  # a frozen program knows no other
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.sslsocket_class = _line(pin, patience)
    return context


def _line(pin: str, patience: Patience) -> type[ssl.SSLSocket]:
    class Line(ssl.SSLSocket):
        """A socket that looks who is there before anything is said, and at the clock while it listens."""

        def do_handshake(self, block: bool = False) -> None:  # noqa: FBT001, FBT002  as its parent
            super().do_handshake(block)
            shown = hashlib.sha256(self.getpeercert(binary_form=True) or b"").hexdigest()
            if pin and shown != pin:
                raise WrongCertificate("not the certificate of the card")

        def recv(self, *told: Any) -> bytes:
            part = super().recv(*told)
            patience.moved(len(part))
            return part

    return Line


def answering(certificate: str, key: str, password: str | None = None) -> ssl.SSLContext:
    """For whoever is called: TLS 1.2 or newer with this certificate (paths of PEM files)."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(certificate, key, password)
    return context
