"""A file's kind is told by its first bytes, and every kind has its largest size."""

from __future__ import annotations

import pytest

from app.store.kinds import LARGEST, kind_of, kinds

FTYP = b"\x00\x00\x00\x20ftyp"
SAMPLES = [
    (b"%PDF-1.7\n%", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "image/png"),
    (b"\xff\xd8\xff\xe1\x00\x18Exif", "image/jpeg"),
    (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "image/webp"),
    (FTYP + b"heic\x00\x00\x00\x00mif1heic", "image/heic"),
    (FTYP + b"M4A \x00\x00\x00\x00isomM4A ", "audio/mp4"),
    (FTYP + b"isom\x00\x00\x02\x00isomiso2", "audio/mp4"),
    (b"\x00\x00\x00\x18ftyp3gp4\x00\x00\x00\x00", "audio/mp4"),
    (b"ID3\x03\x00\x00\x00\x00\x00\x23TIT2", "audio/mpeg"),
    (b"\xff\xfb\x90\x64\x00", "audio/mpeg"),
    (b"RIFF\x24\x08\x00\x00WAVEfmt ", "audio/wav"),
    (b"#!AMR\n\x3c\x91", "audio/amr"),
    (b"#!AMR-WB\n\x04", "audio/amr"),
]


@pytest.mark.parametrize(("first", "told"), SAMPLES)
def test_what_telephones_and_scanners_make_is_known(first: bytes, told: str) -> None:
    kind = kind_of(first)
    assert kind is not None
    assert kind.type == told


@pytest.mark.parametrize(
    "first",
    [
        b"", b"MZ\x90\x00", b"\x7fELF", b"PK\x03\x04", b"#!/bin/sh\n", b"<html>", b"<svg xmlns=", b"GIF89a",
        b" %PDF-1.4", b"\xff\xd8", b"RIFF\x24\x00\x00\x00AVI ", FTYP + b"exe \x00", b"\xff\xff\xff\xff",
        b"ID3", b"\xd0\xcf\x11\xe0",
    ],
)  # fmt: skip
def test_everything_else_is_not(first: bytes) -> None:
    assert kind_of(first) is None


def test_every_kind_has_a_bound() -> None:
    assert {one.type for one in kinds()} == {told for _, told in SAMPLES}
    assert all(0 < one.largest <= LARGEST for one in kinds())
