"""The certificate a centre shows to whoever calls: its own, or one of a file; and whether its card says the same.

Rooms with a card that names another one hang up before anything is said, so a difference is told where it begins:
when the centre starts to answer, and when a card is written.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec
from sqlalchemy.orm import Session

from app.desk import address, certificate, reach
from app.desk.desk import Desk
from app.store import locals_
from app.trouble import Trouble
from app.words import say


def read(file: Path) -> address.Shown:
    """What callers are shown where this file (PEM) is answered with: its first certificate."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    try:
        first = x509.load_pem_x509_certificates(file.read_bytes())[0]
    except (OSError, ValueError) as why:
        raise Trouble("line.no_certificate", name=file.name) from why
    pin = hashlib.sha256(first.public_bytes(Encoding.DER)).hexdigest()
    return address.Shown(pin, file.name, first.issuer == first.subject)


def keep(desk: Desk, file: Path | None) -> address.Shown:
    """From now on the centre shows this one; None: its own. The next card says so."""
    told = read(file) if file else address.Shown()
    with desk.shelf.local_writing() as link:
        locals_.put(link, address.SHOWN, msgspec.json.encode(told).decode())
    return told


def doubts(desk: Desk) -> list[str]:
    """Why rooms with the last card may not get through to what is shown now, as sentences."""
    return [told for told in (desk.look(address.now).doubt(), card_differs(desk)) if told]


def card_differs(desk: Desk) -> str:
    """That rooms with the last card do not get through; empty: they do, or nobody knows."""
    at = desk.look(address.now)
    if not at.url or at.public or at.shown is None:
        return ""
    on_card = desk.look(_on_card)
    return say("address.card_differs") if on_card not in {None, at.pin(desk)} else ""


def _on_card(db: Session) -> str | None:
    """A card of a time that wrote down nothing named the machine's own, where it had one."""
    link = db.connection()
    told = reach.on_card(link)
    if told is not None:
        return told.pin
    pem, key = locals_.get(link, certificate.CERTIFICATE), locals_.get(link, certificate.KEY)
    return certificate.Certificate(pem, key).pin if pem and key else None
