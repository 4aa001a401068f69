"""The certificate a centre answers with where nobody gave it one: made here, kept here, known by its hash.

Rooms trust exactly this certificate: its SHA-256 stands in the centre's card. So nobody has to sign it, the
name in the address does not matter, and a room whose clock stands at 1970 gets through all the same.
The key lies in the encrypted database with the other keys of this machine, so a restored centre is still the
one its rooms know.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import ipaddress
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app import chance
from app.desk.desk import Desk
from app.store import locals_
from app.sync import tls

if TYPE_CHECKING:
    from ssl import SSLContext

    from cryptography.x509 import GeneralName

CERTIFICATE, KEY = "tls_certificate", "tls_key"
SINCE = dt.datetime(2000, 1, 1, tzinfo=dt.timezone.utc)
UNTIL = dt.datetime(9999, 12, 31, 23, 59, 59, tzinfo=dt.timezone.utc)  # RFC 5280 4.1.2.5: no end
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of P-256


@dataclass(frozen=True)
class Certificate:
    """A certificate and its private key, both PEM."""

    pem: str
    key: str

    @property
    def pin(self) -> str:
        """SHA-256 of the certificate as it is shown to whoever calls, hexadecimal."""
        import ssl

        return hashlib.sha256(ssl.PEM_cert_to_DER_cert(self.pem)).hexdigest()

    def context(self, scratch: Path) -> SSLContext:
        """For answering with it. OpenSSL reads keys from files only: it lies there for a moment, under a password."""
        from cryptography.hazmat.primitives import serialization

        password = chance.token_hex(32)
        key = serialization.load_pem_private_key(self.key.encode(), None)
        locked = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
            serialization.BestAvailableEncryption(password.encode()),
        )  # fmt: skip
        with tempfile.TemporaryDirectory(dir=scratch) as folder:
            place = Path(folder) / "answering.pem"
            place.write_bytes(locked + self.pem.encode())
            return tls.answering(str(place), str(place), password)


def own(desk: Desk, names: list[str]) -> Certificate:
    """This machine's certificate; made for these names or addresses the first time it is asked for."""
    with desk.shelf.local_writing() as link:
        pem, key = locals_.get(link, CERTIFICATE), locals_.get(link, KEY)
        if pem is None or key is None:
            made = make(names)
            pem, key = made.pem, made.key
            locals_.put(link, CERTIFICATE, pem)
            locals_.put(link, KEY, key)
    return Certificate(pem, key)


def make(names: list[str]) -> Certificate:
    """A new key on P-256 and a certificate it signs for itself."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    secret = 1 + int.from_bytes(chance.token(48), "big") % (ORDER - 1)
    key = ec.derive_private_key(secret, ec.SECP256R1())
    called = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "mediation-room")])
    builder = (
        x509.CertificateBuilder()
        .subject_name(called)
        .issuer_name(called)
        .public_key(key.public_key())
        .serial_number(1 + int.from_bytes(chance.token(16), "big") // 2)
        .not_valid_before(SINCE)
        .not_valid_after(UNTIL)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    )
    if names:
        told = [_name(one) for one in dict.fromkeys(names)]
        builder = builder.add_extension(x509.SubjectAlternativeName(told), critical=False)
    made = builder.sign(key, hashes.SHA256())
    kept = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return Certificate(made.public_bytes(serialization.Encoding.PEM).decode(), kept.decode())


def _name(told: str) -> GeneralName:
    from cryptography import x509

    try:
        return x509.IPAddress(ipaddress.ip_address(told))
    except ValueError:
        return x509.DNSName(told.encode("idna").decode())
