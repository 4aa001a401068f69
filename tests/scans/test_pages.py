"""What nobody vouches for is opened within bounds, and refused with a sentence."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import dataclass

import pypdfium2
import pytest
from PIL import Image

from app.scans import asking
from app.scans.asking import read_pages
from app.scans.bounds import USUAL, Bounds
from app.scans.pages import opened
from app.trouble import Trouble


def pdf(pages: int = 1, size: tuple[float, float] = (595, 842)) -> bytes:
    made = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        made.new_page(*size)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def bomb(wide: int, tall: int) -> bytes:
    """A PNG of a few kilobytes that says it is huge."""

    def chunk(name: bytes, told: bytes) -> bytes:
        return (
            struct.pack(">I", len(told)) + name + told + struct.pack(">I", zlib.crc32(name + told))
        )

    head = struct.pack(">IIBBBBB", wide, tall, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(10**6)))
        + chunk(b"IEND", b"")
    )


@dataclass
class Refusal:
    content: bytes
    key: str
    bounds: Bounds = USUAL


@pytest.mark.parametrize(
    "one",
    [
        Refusal(bomb(60_000, 60_000), "scans.too_many_pixels"),
        Refusal(pdf(5), "scans.too_many_pages", Bounds(pages=4)),
        Refusal(pdf() + bytes(2000), "scans.too_large", Bounds(file_bytes=1000)),
        Refusal(b"GIF89a" + bytes(100), "scans.unknown_kind"),
        Refusal(pdf()[:60], "scans.unreadable"),
    ],
    ids=lambda one: one.key,
)
def test_more_than_we_take_is_refused(one: Refusal) -> None:
    with pytest.raises(Trouble) as caught:
        read_pages(one.content, "MR1;", one.bounds)
    assert caught.value.key == one.key


def test_a_page_as_large_as_a_field_is_drawn_small() -> None:
    with opened(pdf(size=(14_000, 14_000)), Bounds(drawn=1_000_000)) as pages:
        drawn = pages.draw(1, 200)
    assert drawn.width * drawn.height <= 1_010_000


def test_what_is_not_read_in_time_is_refused() -> None:
    told = read_pages(pdf(2), "MR1;", Bounds(batch=2))
    assert [(one.sheet, one.well, one.codes) for one in told] == [(1, True, ()), (2, True, ())]
    with pytest.raises(Trouble):
        read_pages(pdf(2), "MR1;", Bounds(wall_seconds=0.01))


def test_a_picture_is_turned_and_made_small() -> None:
    out = io.BytesIO()
    Image.new("RGB", (300, 100), "red").save(out, "PNG")
    told = asking.pictures(out.getvalue(), {1: 90}, 50)
    assert Image.open(io.BytesIO(told[1])).size == (50, 150)


def test_a_photo_is_held_as_its_telephone_noted() -> None:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6  # held upright, the sensor lay
    Image.new("RGB", (300, 100), "red").save(out, "JPEG", exif=exif)
    with opened(out.getvalue(), Bounds()) as pages:
        assert pages.draw(1, 200).size == (100, 300)
