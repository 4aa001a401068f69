"""A scanned page as a picture of the volume: from a PDF page, a JPEG or a PNG of whatever origin.

The original stays what it is among the attachments. What the volume carries is a picture in a form that an
archival PDF may hold; a JPEG of reasonable size goes in as it came, everything else is drawn anew.
"""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.papers.pdfium import opened
from app.papers.sheet import TALL, WIDE
from app.papers.signing import MM
from app.trouble import Trouble

if TYPE_CHECKING:
    from PIL.Image import Image

DOTS = 200  # an inch: what is drawn anew
MOST_PIXELS = 120_000_000  # a picture that claims more is not opened
AS_CAME = 1_200_000  # bytes of a JPEG that goes in as it is
WIDEST, TALLEST = 2480, 3508  # A4 at 300 dots; a larger picture is made smaller
QUALITY = 82
HEAD = 9 * MM  # over a scanned page, for the number of the volume
BORDER = (25 * MM, 15 * MM, 20 * MM, 15 * MM)  # left, right, top, foot of what is no whole page
A4 = WIDE / TALL
LIKE_A4 = 0.05
_TURNS = {1: 0, 3: 180, 6: 90, 8: 270}  # EXIF orientation → degrees clockwise


@dataclass(frozen=True)
class Picture:
    """An image as a PDF holds it, and how far it must be turned clockwise to stand upright."""

    wide: int
    tall: int
    data: bytes
    jpeg: bool
    grey: bool
    bits: int = 8
    turned: int = 0

    @property
    def head(self) -> bytes:
        """The entries of its dictionary."""
        space = "DeviceGray" if self.grey else "DeviceRGB"
        kind = "DCTDecode" if self.jpeg else "FlateDecode"
        return (
            f"/Type /XObject /Subtype /Image /Width {self.wide} /Height {self.tall} "
            f"/ColorSpace /{space} /BitsPerComponent {self.bits} /Filter /{kind}"
        ).encode()

    def matrix(self) -> tuple[float, ...]:
        """Where it stands on an A4 page: a whole page under the number, anything else within a border."""
        lying = self.turned in (90, 270)
        wide, tall = (self.tall, self.wide) if lying else (self.wide, self.tall)
        left, right, top, foot = BORDER
        if abs(wide / tall - A4) < LIKE_A4 * A4:
            left, right, top, foot = 0, 0, HEAD, 0
        room = WIDE - left - right, TALL - top - foot
        scale = min(room[0] / wide, room[1] / tall)
        w, h = wide * scale, tall * scale
        x = left + (room[0] - w) / 2
        y = TALL - top - h
        return {
            0: (w, 0, 0, h, x, y),
            90: (0, -h, w, 0, x, y + h),
            180: (-w, 0, 0, -h, x + w, y + h),
            270: (0, h, -w, 0, x + w, y),
        }[self.turned]


def picture(content: bytes, sheet: int, turned: int) -> Picture:
    """The page of a file as a picture; `sheet` counts from 1, `turned` is what a person or the code said."""
    from PIL import Image, UnidentifiedImageError

    turned = turned % 360 if turned % 90 == 0 else 0
    try:
        if content.startswith(b"%PDF-"):
            return _drawn(_page(content, sheet), turned)
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Trouble("binding.scan_unreadable")
            turned = (turned + _TURNS.get(image.getexif().get(0x0112, 1), 0)) % 360
            if _as_it_came(image, content):
                image.load()  # a JPEG that breaks off is found here, not by a reader in thirty years
                return Picture(
                    image.width, image.height, content, jpeg=True, grey=image.mode == "L",
                    turned=turned,
                )  # fmt: skip
            return _drawn(_flat(image), turned)
    except (
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
        UnidentifiedImageError,
    ) as why:
        raise Trouble("binding.scan_unreadable") from why


def _as_it_came(image: Image, content: bytes) -> bool:
    return (
        image.format == "JPEG"
        and image.mode in ("L", "RGB")
        and len(content) <= AS_CAME
        and max(image.size) <= TALLEST
        and not image.info.get("icc_profile")
    )


def _flat(image: Image) -> Image:
    """On white, in grey, black and white or RGB."""
    from PIL import Image as Images

    if image.mode == "1":
        return image.copy()
    if image.format == "JPEG":
        image.draft("RGB", (WIDEST, TALLEST))  # reads a large photograph small
    if "A" in image.getbands() or "transparency" in image.info:
        whole = image.convert("RGBA")
        ground = Images.new("RGBA", whole.size, "white")
        return Images.alpha_composite(ground, whole).convert("RGB")
    return image.convert("L" if image.mode in ("L", "I", "I;16", "LA") else "RGB")


def _page(content: bytes, sheet: int) -> Image:
    """A page of a PDF drawn: no font, script or colour of it gets into the volume."""
    import pypdfium2

    try:
        with opened(content) as leaves:
            if not 0 < sheet <= len(leaves):
                raise Trouble("binding.scan_unreadable")
            leaf = leaves[sheet - 1]
            wide, tall = leaf.get_size()
            scale = min(DOTS / 72, WIDEST / max(min(wide, tall), 1), TALLEST / max(wide, tall, 1))
            drawn = leaf.render(scale=scale)
            image: Image = drawn.to_pil().convert("RGB")
            drawn.close()
            leaf.close()
            return image
    except pypdfium2.PdfiumError as why:
        raise Trouble("binding.scan_unreadable") from why


def _drawn(image: Image, turned: int) -> Picture:
    """Black and white without loss, everything else as JPEG, grey where there is no colour in it."""
    if image.mode == "1":
        if max(image.size) <= 3 * TALLEST:
            data = zlib.compress(image.tobytes(), 9)
            return Picture(
                image.width, image.height, data, jpeg=False, grey=True, bits=1, turned=turned
            )
        image = image.convert("L")
    scale = min(1.0, TALLEST / max(image.size), WIDEST / min(image.size))
    if scale < 1:
        image = image.resize(
            (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
        )
    if image.mode == "RGB" and _colourless(image):
        image = image.convert("L")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY)
    grey = image.mode == "L"
    return Picture(image.width, image.height, out.getvalue(), jpeg=True, grey=grey, turned=turned)


def _colourless(image: Image) -> bool:
    """Whether no part of the page is red or blue; a fingerprint and a seal are."""
    from PIL import ImageChops

    small = image.reduce(max(1, min(image.size) // 400))
    red, green, blue = small.split()
    differences = (ImageChops.difference(red, green), ImageChops.difference(green, blue))
    return all(max(one.tobytes()) < 24 for one in differences)
