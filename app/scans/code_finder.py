"""The code on the picture of a page: tries from cheap to dear until one reads whole.

A code that is only half there is no code: what its own check words cannot mend is not filled in. A red stamp is
as light as paper in the red part of the picture; a shadow goes where each place is weighed against its
neighbourhood; a code scanned too coarsely is read after it was drawn larger.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from PIL.Image import Image

LONG = 2400  # pixels of the long side at which a page is looked at first
LARGEST = 4800
CORNER = (0.46, 0.34)  # of the page's short and long side
ENCODINGS = ("utf-8", "shift_jis", "latin-1")  # a code does not say in which it was written
RIGHT = 90  # degrees
FAINT = 8  # steps of 255: what is no darker on its ground than that was never printed


class Draw(Protocol):
    """A page in colour, the second time more finely where that can be."""

    def __call__(self, *, finer: bool) -> Image: ...


@dataclass(frozen=True)
class Seen:
    """A code that reads whole: what it may say, and how far the page must be turned clockwise to stand."""

    texts: tuple[str, ...]
    turned: int


@dataclass
class _Search:
    """What was found so far of one page."""

    mark: str
    found: dict[bytes, Seen] = field(default_factory=dict)

    def look(self, picture: Image, binarizer: str = "LocalAverage") -> bool:
        """Whether a code of ours stands on this view of the page."""
        import zxingcpp

        for one in zxingcpp.read_barcodes(
            picture,
            formats=zxingcpp.barcode_formats_from_str("QRCode"),
            binarizer=getattr(zxingcpp.Binarizer, binarizer),
            try_invert=False,
        ):
            texts = _texts(one, self.mark)
            if texts:
                self.found.setdefault(one.bytes, Seen(texts, _upright(one.orientation)))
        return bool(self.found)


def find(
    draw: Draw,
    mark: str,
    seconds: float,
    clock: Callable[[], float] = time.process_time,
) -> list[Seen]:
    """The codes that begin with `mark`; more than one where the page shows several.

    The seconds are those of the processor: a page is read no worse because the computer is busy with other things.
    """
    search, until = _Search(mark), clock() + seconds
    for view, binarizer in _views(draw):
        if search.look(view, binarizer):
            break
        if clock() > until:
            break
    return list(search.found.values())


def _views(draw: Draw) -> Iterator[tuple[Image, str]]:
    """The page as it may be looked at, the cheapest first."""
    page = _sized(draw(finer=False), LONG)
    if _is_bare(page):  # the empty back of a sheet
        return
    grey = page.convert("L")
    yield grey, "LocalAverage"
    red = page.getchannel("R")
    yield red, "LocalAverage"
    lightest = _lightest(page)
    yield _blackest(lightest, 0.4), "GlobalHistogram"
    yield _blackest(lightest, 0.25), "GlobalHistogram"
    for view in (red, lightest):
        for corner in _corners(view):
            yield _larger(corner, 2), "LocalAverage"
    for corner in _corners(lightest):
        yield _smooth(_larger(corner, 2)), "LocalAverage"
        yield _larger(_even(corner), 2), "GlobalHistogram"
        yield _larger(_blackest(corner, 0.4), 2), "GlobalHistogram"
        yield _sharp(_larger(corner, 3)), "LocalAverage"
    finer = draw(finer=True)
    if finer.width * finer.height > page.width * page.height:
        for corner in _corners(_lightest(_sized(finer, LARGEST))):
            yield corner, "LocalAverage"
            yield _smooth(corner), "LocalAverage"
            yield _even(corner), "GlobalHistogram"


def _texts(one: Any, mark: str) -> tuple[str, ...]:
    """What the code may say, where it is one of ours."""
    told = [one.text]
    for encoding in ENCODINGS:
        try:
            told.append(one.bytes.decode(encoding))
        except UnicodeDecodeError:
            continue
    return tuple(text for text in dict.fromkeys(told) if text.startswith(mark))


def _upright(orientation: int) -> int:
    """The quarter turns that bring the code back to how it was printed."""
    return -round(orientation / RIGHT) * RIGHT % 360


def _sized(picture: Image, long: int) -> Image:
    from PIL import Image

    scale = long / max(picture.size)
    if scale >= 1:
        return picture
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    return picture.resize(size, Image.Resampling.BOX)


def _lightest(page: Image) -> Image:
    """Of each place its lightest colour: coloured ink goes, black stays."""
    from PIL import ImageChops

    red, green, blue = page.split()
    return ImageChops.lighter(red, ImageChops.lighter(green, blue))


def _blackest(picture: Image, part: float) -> Image:
    """Only what is as dark as print: a stamp is lighter, also where no colour is left to tell it by."""
    from PIL import ImageOps

    stretched = ImageOps.autocontrast(picture, cutoff=(0.5, 10))
    least = 255 * part
    return stretched.point([round(min(255.0, value * 255 / least)) for value in range(256)])


def _corners(picture: Image) -> Iterator[Image]:
    """The code stands in a corner; which one says how the page was laid. Ours is the one at the top right."""
    wide, tall = picture.size
    across, down = (CORNER[0], CORNER[1]) if wide <= tall else (CORNER[1], CORNER[0])
    x, y = round(wide * across), round(tall * down)
    for left, top in ((wide - x, 0), (0, tall - y), (0, 0), (wide - x, tall - y)):
        corner = picture.crop((left, top, left + x, top + y))
        if not _is_bare(corner):
            yield corner


def _is_bare(picture: Image) -> bool:
    """Whether nothing stands there that is darker than the rest."""
    told = (band.getextrema() for band in picture.split())
    return all(isinstance(high, int) and high - low < FAINT for low, high in told)


def _larger(picture: Image, times: int) -> Image:
    from PIL import Image

    size = (picture.width * times, picture.height * times)
    return picture.resize(size, Image.Resampling.BICUBIC)


def _smooth(picture: Image) -> Image:
    from PIL import ImageFilter

    return picture.filter(ImageFilter.GaussianBlur(1.6))


def _sharp(picture: Image) -> Image:
    from PIL import ImageFilter

    return picture.filter(ImageFilter.UnsharpMask(radius=4, percent=220, threshold=0))


def _even(picture: Image) -> Image:
    """Each place beside the light around it: a shadow's edge goes."""
    from PIL import ImageChops, ImageFilter, ImageOps

    around = picture.filter(ImageFilter.BoxBlur(max(8, picture.width // 16)))
    flat = ImageChops.subtract(picture, around, scale=1, offset=128)
    return ImageOps.autocontrast(flat, cutoff=1)
