"""The pages of a PDF, or the one page of a photo, as pictures: opened by what the content is, within bounds."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

from app.scans.bounds import Bounds
from app.trouble import Trouble

if TYPE_CHECKING:
    from PIL.Image import Image

SCANNED = 200  # dpi; the least at which a stamped code is read well
FINER = 300
POINTS = 72


class Pages(Protocol):
    """A file that was opened."""

    @property
    def count(self) -> int: ...

    def draw(self, sheet: int, dpi: int) -> Image:
        """Page `sheet`, 1 is the first, in colour on white; a photo has its own size whatever is asked."""


@contextmanager
def opened(content: bytes, bounds: Bounds) -> Iterator[Pages]:
    """The pages of a content; Trouble where it is neither PDF, JPEG nor PNG, or more than we take."""
    if len(content) > bounds.file_bytes:
        raise Trouble("scans.too_large", most=bounds.file_bytes >> 20)
    if content.startswith(b"%PDF-"):
        with _leaves(content) as leaves:
            yield _Leaves(leaves, bounds)
    elif content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        yield _Photo(content, bounds)
    else:
        raise Trouble("scans.unknown_kind")


@contextmanager
def _leaves(content: bytes) -> Iterator[Any]:
    import pypdfium2

    try:
        leaves = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as why:
        raise Trouble("scans.unreadable") from why
    try:
        yield leaves
    finally:
        leaves.close()


class _Leaves:
    """A PDF."""

    def __init__(self, leaves: Any, bounds: Bounds) -> None:
        self._leaves, self._bounds = leaves, bounds
        self.count = len(leaves)
        if not self.count:
            raise Trouble("scans.unreadable")
        if self.count > bounds.pages:
            raise Trouble("scans.too_many_pages", count=self.count, most=bounds.pages)

    def draw(self, sheet: int, dpi: int) -> Image:
        import pypdfium2

        try:
            leaf = self._leaves[sheet - 1]
            wide, tall = leaf.get_size()
            scale = min(dpi / POINTS, (self._bounds.drawn / max(wide * tall, 1)) ** 0.5)
            drawn = leaf.render(scale=scale, may_draw_forms=False)
            picture: Image = drawn.to_pil().convert("RGB")
        except (pypdfium2.PdfiumError, ValueError, SystemError) as why:
            raise Trouble("scans.page_unreadable", page=sheet) from why
        drawn.close()
        leaf.close()
        return picture


class _Photo:
    """One picture; a telephone notes beside it how it was held."""

    count = 1

    def __init__(self, content: bytes, bounds: Bounds) -> None:
        self._content, self._bounds = content, bounds
        with self._open():
            pass

    @contextmanager
    def _open(self) -> Iterator[Image]:
        """Only its head is read before its size is known."""
        from PIL import Image, UnidentifiedImageError

        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", Image.DecompressionBombWarning)
                picture = Image.open(io.BytesIO(self._content), formats=("JPEG", "PNG"))
            if picture.width * picture.height > self._bounds.pixels:
                raise Trouble("scans.too_many_pixels", most=self._bounds.pixels // 1_000_000)
            with picture:
                yield picture
        except Image.DecompressionBombError as why:
            raise Trouble("scans.too_many_pixels", most=self._bounds.pixels // 1_000_000) from why
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as why:
            raise Trouble("scans.unreadable") from why

    def draw(self, sheet: int, dpi: int) -> Image:
        from PIL import Image, ImageOps

        del sheet, dpi
        with self._open() as picture:
            shrink = (picture.width * picture.height / self._bounds.drawn) ** 0.5
            if shrink > 1:  # a JPEG is then decoded at a half, a quarter, an eighth
                wanted = (int(picture.width / shrink), int(picture.height / shrink))
                picture.draft("RGB", wanted)
            upright = ImageOps.exif_transpose(picture)
            plain = _on_white(upright)
        if plain.width * plain.height > self._bounds.drawn:
            again = (plain.width * plain.height / self._bounds.drawn) ** 0.5
            size = (max(1, int(plain.width / again)), max(1, int(plain.height / again)))
            plain = plain.resize(size, Image.Resampling.BOX)
        return plain


def _on_white(picture: Image) -> Image:
    """What shows through is paper."""
    from PIL import Image

    if picture.mode in {"I", "I;16", "F"}:
        picture = picture.point(lambda value: value / 256).convert("L")
    if "transparency" in picture.info or picture.mode in {"RGBA", "LA", "PA"}:
        clear = picture.convert("RGBA")
        white = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(white, clear).convert("RGB")
    return picture.convert("RGB")
