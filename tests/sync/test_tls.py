"""A pinned certificate is trusted for its own bytes, whatever the clock and the name; nothing else is."""

from __future__ import annotations

import socket
import ssl
import threading
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from app.desk import certificate
from app.sync import tls


def patience() -> tls.Patience:
    made = tls.Patience()
    made.begin(0, 60, 1)
    return made


@pytest.fixture
def made() -> certificate.Certificate:
    return certificate.make(["centre.example", "10.0.0.1", "中心.example"])


def shake(client: ssl.SSLContext, server: ssl.SSLContext, name: str | None = None) -> None:
    """A handshake and one word each way."""
    near, far = socket.socketpair()

    def answer() -> None:
        try:
            with server.wrap_socket(far, server_side=True) as wire:
                wire.sendall(wire.recv(10))
        except (OSError, ssl.SSLError):
            far.close()

    thread = threading.Thread(target=answer)
    thread.start()
    try:
        with near, client.wrap_socket(near, server_hostname=name) as wire:
            wire.sendall(b"hello")
            assert wire.recv(10) == b"hello"
    finally:
        thread.join()


def test_the_pinned_certificate_is_trusted_under_any_name(
    made: certificate.Certificate, tmp_path: Path
) -> None:
    for name in ("centre.example", "elsewhere.example", None):
        shake(tls.calling(made.pin, patience()), made.context(tmp_path), name)
    assert list(tmp_path.iterdir()) == []  # the key lay there for a moment only


def test_another_certificate_is_refused_before_a_word_is_said(
    made: certificate.Certificate, tmp_path: Path
) -> None:
    other = certificate.make(["centre.example"])
    with pytest.raises(tls.WrongCertificate):
        shake(tls.calling(made.pin, patience()), other.context(tmp_path), "centre.example")


def _authority(tmp_path: Path, *, until: datetime) -> tuple[Path, Path]:
    """A certificate of an authority of our own, and the authority's."""
    key = ec.generate_private_key(ec.SECP256R1())
    called = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "authority")])
    since = until - timedelta(days=4000)
    builder = (
        x509.CertificateBuilder().subject_name(called).issuer_name(called)
        .public_key(key.public_key()).serial_number(x509.random_serial_number())
        .not_valid_before(since).not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName("centre.example")]), critical=False
        )
    )  # fmt: skip
    told = builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    plain = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (tmp_path / "c.pem").write_bytes(told)
    (tmp_path / "k.pem").write_bytes(plain)
    return tmp_path / "c.pem", tmp_path / "k.pem"


def test_without_a_pin_authority_and_name_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = datetime.now(timezone.utc)
    shown, key = _authority(tmp_path, until=now + timedelta(days=100))
    server = tls.answering(str(shown), str(key))
    with pytest.raises(ssl.SSLCertVerificationError):
        shake(tls.calling("", patience()), server, "centre.example")
    monkeypatch.setenv("SSL_CERT_FILE", str(shown))
    shake(tls.calling("", patience()), server, "centre.example")
    with pytest.raises(ssl.SSLCertVerificationError):
        shake(tls.calling("", patience()), server, "elsewhere.example")


def test_the_day_counts_without_a_pin_and_not_with_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A dead clock stops nobody who knows the certificate itself."""
    long_ago = datetime(2012, 1, 1, tzinfo=timezone.utc)
    shown, key = _authority(tmp_path, until=long_ago)
    server = tls.answering(str(shown), str(key))
    monkeypatch.setenv("SSL_CERT_FILE", str(shown))
    with pytest.raises(ssl.SSLCertVerificationError):
        shake(tls.calling("", patience()), server, "centre.example")
    pin = certificate.Certificate(shown.read_text(), key.read_text()).pin
    shake(tls.calling(pin, patience()), server, "centre.example")


def test_patience_ends_where_nothing_moves_and_lasts_where_it_does() -> None:
    waiting = tls.Patience()
    waiting.begin(0, 0, 1)
    waiting.moved(10_000)
    waiting.begin(0, -1, 1)
    with pytest.raises(TimeoutError):
        waiting.moved(0)
