"""Scanned pages as pictures of the volume: upright, whole, in a form an archive can hold; hostile ones refused."""

from __future__ import annotations

import io
import struct
import zlib
from datetime import date

import pypdfium2
import pytest
from PIL import Image

from app.papers import archival
from app.papers.binder import Binder
from app.papers.scanned import AS_CAME, TALLEST, Picture, picture
from app.papers.sheet import TALL, WIDE
from app.trouble import Trouble

ABOUT = archival.About("", "", "", "", "", date(2026, 11, 18))
A4 = (210, 297)


def upright() -> Image.Image:
    """A white page with a red corner at its upper left and a blue one at its lower right."""
    page = Image.new("RGB", A4, "white")
    page.paste("red", (0, 0, 40, 40))
    page.paste("blue", (170, 257, 210, 297))
    return page


def saved(image: Image.Image, form: str = "JPEG", **told: object) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **told)
    return out.getvalue()


def shown(*pictures: Picture | None) -> list[Image.Image]:
    """The pages of a volume of these, as they are seen."""
    binder = Binder(two_sided=False)
    for number, _ in enumerate(pictures, start=1):
        binder.scan(number)
    pdf = b"".join(binder.written(ABOUT, lambda which: pictures[which]))
    pages: list[Image.Image] = [
        page.render(scale=0.5).to_pil() for page in pypdfium2.PdfDocument(pdf)
    ]
    return pages


def colour(page: Image.Image, x: float, y: float) -> str:
    red, green, blue = page.convert("RGB").getpixel((int(x * page.width), int(y * page.height)))
    if min(red, green, blue) > 200:
        return "white"
    return "red" if red > blue + 60 else "blue" if blue > red + 60 else "other"


def corners(page: Image.Image) -> tuple[str, str, str, str]:
    """Upper left, upper right, lower left, lower right."""
    return (
        colour(page, 0.08, 0.08), colour(page, 0.92, 0.08), colour(page, 0.08, 0.96), colour(page, 0.92, 0.96),
    )  # fmt: skip


UPRIGHT = ("red", "white", "white", "blue")


def test_a_page_that_was_turned_stands_upright() -> None:
    turned = [picture(saved(upright().rotate(by, expand=True)), 1, by) for by in (0, 90, 180, 270)]
    assert [corners(page) for page in shown(*turned)] == [UPRIGHT] * 4


def test_what_a_telephone_says_of_its_own_turning_counts() -> None:
    told = []
    for mark, by in ((1, 0), (6, 90), (3, 180), (8, 270)):
        exif = Image.Exif()
        exif[0x0112] = mark
        told.append(picture(saved(upright().rotate(by, expand=True), exif=exif), 1, 0))
    assert [corners(page) for page in shown(*told)] == [UPRIGHT] * 4


def test_both_turnings_add_up() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    told = picture(saved(upright().rotate(180, expand=True), exif=exif), 1, 90)
    assert corners(shown(told)[0]) == UPRIGHT


def test_a_whole_page_leaves_the_head_of_the_sheet_free_and_a_small_thing_keeps_a_border() -> None:
    whole, card = shown(
        picture(saved(upright()), 1, 0), picture(saved(Image.new("RGB", (856, 540), "red")), 1, 0)
    )
    assert colour(whole, 0.08, 0.01) == "white"
    assert colour(card, 0.03, 0.3) == "white"
    assert colour(card, 0.5, 0.2) == "red"


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("size", [(10, 2000), (2000, 10), A4, (297, 210), (1, 1)])
def test_no_picture_reaches_beyond_its_sheet(size: tuple[int, int], turned: int) -> None:
    a, b, c, d, x, y = Picture(*size, b"", jpeg=True, grey=False, turned=turned).matrix()
    places = [(x + i * a + j * c, y + i * b + j * d) for i in (0, 1) for j in (0, 1)]
    assert all(-0.01 <= left <= WIDE + 0.01 and -0.01 <= up <= TALL + 0.01 for left, up in places)


def test_a_page_of_a_pdf_is_drawn() -> None:
    out = io.BytesIO()
    upright().save(out, "PDF", save_all=True, append_images=[Image.new("RGB", A4, "red")])
    first, second = (picture(out.getvalue(), sheet, 0) for sheet in (1, 2))
    pages = shown(first, second)
    assert corners(pages[0]) == UPRIGHT
    assert colour(pages[1], 0.5, 0.5) == "red"
    for sheet in (0, 3):
        with pytest.raises(Trouble):
            picture(out.getvalue(), sheet, 0)


def test_a_jpeg_of_reasonable_size_goes_in_as_it_came() -> None:
    content = saved(upright())
    assert picture(content, 1, 0).data == content


def test_a_larger_or_stranger_one_is_drawn_anew() -> None:
    large = picture(saved(Image.new("RGB", (TALLEST + 900, 900), "red")), 1, 0)
    assert max(large.wide, large.tall) <= TALLEST
    inks = picture(saved(Image.new("CMYK", A4)), 1, 0)
    assert Image.open(io.BytesIO(inks.data)).mode in ("RGB", "L")
    heavy = saved(Image.effect_noise((1600, 2200), 90).convert("RGB"), quality=97)
    assert len(heavy) > AS_CAME
    assert len(picture(heavy, 1, 0).data) < len(heavy)


def test_black_and_white_stays_exact_and_what_is_clear_lies_on_white() -> None:
    sharp = Image.new("1", (80, 110), 1)
    sharp.putpixel((3, 4), 0)
    told = picture(saved(sharp, "PNG"), 1, 0)
    assert (told.bits, told.jpeg) == (1, False)
    assert zlib.decompress(told.data) == sharp.tobytes()
    clear = picture(saved(Image.new("RGBA", A4, (255, 0, 0, 0)), "PNG"), 1, 0)
    assert colour(shown(clear)[0], 0.5, 0.5) == "white"


def test_a_red_seal_keeps_its_colour_and_a_grey_page_needs_none() -> None:
    grey = picture(saved(Image.new("RGB", A4, "grey"), "PNG"), 1, 0)
    assert grey.grey
    sealed = Image.new("RGB", A4, "white")
    sealed.paste((200, 30, 30), (150, 240, 190, 280))
    assert not picture(saved(sealed, "PNG"), 1, 0).grey


def _png(wide: int, tall: int) -> bytes:
    """A PNG that claims to be so large and holds nothing."""
    body = b"IHDR" + struct.pack(">2I5B", wide, tall, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + body + struct.pack(">I", zlib.crc32(body))


@pytest.mark.parametrize(
    "content",
    [
        b"", b"not a picture", b"%PDF-1.7 broken", saved(upright())[:900], saved(upright(), "PNG")[:200],
        saved(upright(), "GIF"), saved(upright(), "TIFF"), _png(60000, 60000), _png(0, 5),
    ],
    ids=["nothing", "text", "pdf", "jpeg", "png", "gif", "tiff", "huge", "empty"],
)  # fmt: skip
def test_what_is_broken_or_no_picture_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(Trouble) as refused:
        picture(content, 1, 0)
    assert refused.value.key == "binding.scan_unreadable"


def test_a_page_that_cannot_be_had_says_so_under_its_number() -> None:
    binder = Binder(two_sided=False)
    binder.scan(7)
    pdf = b"".join(binder.written(ABOUT, lambda which: None))
    told = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_bounded()
    assert "此页的扫描件不在本机" in told
    assert "7" in told
