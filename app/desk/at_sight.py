"""What is refused where it lies on a stick: noise, and what is large and comes of somebody nobody knows.

To copy and to hash it first, as everything that is believed, would take time and room for nothing. Whatever else
is wrong with a bundle is found in the copy, which does not change while it is read.
"""

from __future__ import annotations

import hashlib
from functools import partial
from pathlib import Path
from typing import BinaryIO

from app.desk import series, trust
from app.desk.desk import Desk
from app.desk.room import own_room
from app.store import keys, peers
from app.sync import bundle, spool, stick, unpack
from app.trouble import Trouble

LARGE = 1024 * 1024  # bytes; what is shorter is copied in no time
LOOKED_AT = 64 * 1024
PLAIN = frozenset(
    {
        "bundle.not_a_bundle",
        "bundle.torn",
        "bundle.forged",
        "bundle.stranger",
        "bundle.not_addressed",
    }
)

Refused = tuple[stick.Carried, Trouble]


def refused(desk: Desk, file: Path) -> Refused | None:
    """Why this file is not even copied; what stands for its hash is one over its beginning and its size."""
    with stick.in_place(file) as (source, size):
        if size < LARGE:
            return None
        near = source.read(LOOKED_AT)
        source.seek(0)
        why = _why(desk, source, size)
    if why is None:
        return None
    seen = hashlib.sha256(size.to_bytes(8, "big") + near).hexdigest()
    return stick.Carried(file, size, seen), why


def _why(desk: Desk, source: BinaryIO, size: int) -> Trouble | None:
    try:
        header = _header(desk, source)
    except Trouble as why:
        return why if why.key in PLAIN else None
    if size <= spool.LARGEST_HELD:
        return None
    with desk.shelf.reading() as db:
        if trust.believed(db, header) is not None or peers.exchanged(db, header.sender):
            return None
    said = keys.fingerprint(header.sender)
    return Trouble("bundle.too_many_held", name=header.card.name, fingerprint=said)


def _header(desk: Desk, source: BinaryIO) -> bundle.Header:
    """Who is not trusted any more may have been once: his file was perhaps taken in then."""
    with desk.shelf.reading() as db:
        anyone = bool(own_room(db, desk.shelf.log).is_centre)
        trusted = set[str]() if anyone else peers.trusted_logs(db)
        return unpack.look(
            source, identity=desk.shelf.identity, me=desk.shelf.log, scratch=desk.data.spool,
            admits=lambda log: anyone or log in trusted or peers.exchanged(db, log),
            formerly=partial(series.lives, db, desk.shelf.log),
        )  # fmt: skip
