"""Rows as a server's COPY spells them, read into what a file keeps of the same values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, DateTime, Integer, LargeBinary, Table, TypeDecorator

from app.trouble import Trouble

LONGEST_ROW = 64 * 1024 * 1024
NULL = b"\\N"
SPELT = re.compile(rb"\\(.)", re.DOTALL)
SIGNS = {b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"v": b"\v"}

Cast = Callable[[bytes], Any]


class Lines:
    """Rows of one table out of bytes that come as they come."""

    def __init__(self, table: Table, columns: Sequence[str]) -> None:
        self._casts = [_cast(table.c[name].type) for name in columns]
        self._rest = bytearray()

    def take(self, part: bytes) -> Iterator[list[Any]]:
        """The rows that are whole by now."""
        whole, end, begun = part.rpartition(b"\n")
        lines = bytes(self._rest + whole).split(b"\n") if end else []
        if end:
            self._rest.clear()
        self._rest += begun
        if len(self._rest) > LONGEST_ROW:
            raise Trouble("backup.torn")
        return map(self._values, lines)

    def _values(self, line: bytes) -> list[Any]:
        fields = line.split(b"\t")
        try:
            told = zip(self._casts, fields, strict=True)
            return [None if field == NULL else cast(_plain(field)) for cast, field in told]
        except (ValueError, OverflowError) as why:
            raise Trouble("backup.torn") from why


def _plain(field: bytes) -> bytes:
    return SPELT.sub(lambda sign: SIGNS.get(sign[1], sign[1]), field) if b"\\" in field else field


def _cast(kind: Any) -> Cast:
    while isinstance(kind, TypeDecorator):
        kind = kind.impl
    for type_, cast in CASTS:
        if isinstance(kind, type_):
            return cast
    return bytes.decode  # text, JSON and days are the same in both


def _bytes(field: bytes) -> bytes:
    return bytes.fromhex(field.decode("ascii").removeprefix("\\x"))


def _moment(field: bytes) -> str:
    """A moment as SQLAlchemy writes it into a file: always with its millionths."""
    day, _, time = field.decode("ascii").partition(" ")
    whole, _, parts = time.partition(".")
    return datetime.fromisoformat(f"{day}T{whole}.{parts:0<6}").isoformat(" ", "microseconds")


CASTS: tuple[tuple[type, Cast], ...] = (
    (Boolean, lambda field: field == b"t"),
    (Integer, int),
    (LargeBinary, _bytes),
    (DateTime, _moment),
)
