"""Printed pages of ours as they come back: scanned, crumpled by a bad machine, stamped, photographed. Seeded."""

from __future__ import annotations

import io
import math
import random
from collections.abc import Callable
from dataclasses import dataclass

import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter

A4_WIDE = 210.0  # millimetres
CODE_LEFT, CODE_TOP, CODE = 161.0, 8.0, 25.0


@dataclass(frozen=True)
class Sheet:
    """One printed page: the file it is of, and what its code says."""

    pdf: bytes
    page: int
    text: str


def drawn(sheet: Sheet, dpi: float) -> Image.Image:
    """The page as it left the printer."""
    leaves = pypdfium2.PdfDocument(sheet.pdf)
    picture = leaves[sheet.page - 1].render(scale=dpi / 72).to_pil().convert("RGB")
    leaves.close()
    return picture


def noisy(picture: Image.Image, sigma: float, chance: random.Random) -> Image.Image:
    """Grain of a cheap sensor; two throws added come near to what sensors do."""
    count = picture.width * picture.height
    spread = sigma * math.sqrt(2) / 73.9
    for _ in range(2):
        grain = Image.frombytes("L", picture.size, chance.randbytes(count))
        grain = grain.point([round(128 + (value - 127.5) * spread) for value in range(256)])
        one = Image.merge("RGB", (grain, grain, grain))
        picture = ImageChops.add(picture, one, scale=1, offset=-128)
    return picture


def squeezed(picture: Image.Image, quality: int) -> Image.Image:
    """Through JPEG and back."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality)
    return Image.open(io.BytesIO(out.getvalue())).convert("RGB")


def skewed(picture: Image.Image, degrees: float) -> Image.Image:
    return picture.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor="white")


def stamped(picture: Image.Image, chance: random.Random, *, dark: float = 0.75) -> Image.Image:
    """公章: a red ring with a star and writing, 42 mm wide, its middle near the code's."""
    unit = picture.width / A4_WIDE
    size = round(42 * unit)
    seal = Image.new("L", (size, size), 0)
    pen = ImageDraw.Draw(seal)
    pen.ellipse((0, 0, size - 1, size - 1), outline=255, width=max(2, round(1.2 * unit)))
    middle, ray = size / 2, 7 * unit
    star = [
        (
            middle + (ray if i % 2 == 0 else ray * 0.38) * math.sin(i * math.pi / 5),
            middle - (ray if i % 2 == 0 else ray * 0.38) * math.cos(i * math.pi / 5),
        )
        for i in range(10)
    ]
    pen.polygon(star, fill=255)
    for i in range(14):  # what would be writing along the ring
        turn = math.radians(-120 + i * 240 / 13)
        x, y = middle + 16 * unit * math.sin(turn), middle - 16 * unit * math.cos(turn)
        pen.rectangle((x - 1.6 * unit, y - 2 * unit, x + 1.6 * unit, y + 2 * unit), fill=255)
        pen.line((x - 2 * unit, y, x + 2 * unit, y), fill=0, width=max(1, round(0.4 * unit)))
    seal = seal.rotate(chance.uniform(0, 360)).point(lambda value: round(value * dark))
    x = round((CODE_LEFT + CODE / 2 + chance.uniform(-8, 8)) * unit - size / 2)
    y = round((CODE_TOP + CODE / 2 + chance.uniform(-6, 8)) * unit - size / 2)
    whole = Image.new("L", picture.size, 0)
    whole.paste(seal, (x, y))
    ink = ImageChops.multiply(picture, Image.new("RGB", picture.size, (205, 32, 38)))
    return Image.composite(ink, picture, whole)


def shaded(picture: Image.Image, chance: random.Random) -> Image.Image:
    """A hand or a lamp: light falls off to one side, with the edge of a shadow across the top."""
    wide, tall = picture.size
    slope = Image.linear_gradient("L").rotate(chance.choice((0, 90, 180, 270)))
    light = slope.resize((wide, tall)).point(lambda value: round(110 + value * 145 / 255))
    shadow = Image.new("L", (wide, tall), 255)
    x = wide * chance.uniform(0.6, 0.95)
    pen = ImageDraw.Draw(shadow)
    pen.polygon(
        [(x, 0), (wide, 0), (wide, tall * 0.3), (x - wide * 0.3, tall * 0.3)],
        fill=chance.randint(90, 150),
    )
    shadow = shadow.filter(ImageFilter.GaussianBlur(wide / 160))
    both = ImageChops.multiply(light, shadow)
    return ImageChops.multiply(picture, Image.merge("RGB", (both, both, both)))


def photographed(
    picture: Image.Image, chance: random.Random, *, wide: int = 2600, lean: float = 0.09
) -> Image.Image:
    """On a table, from the side, a little out of focus."""
    tall = round(wide * 1.36)
    edge = 0.07
    corners = [(edge, edge), (1 - edge, edge), (1 - edge, 1 - edge), (edge, 1 - edge)]
    there = [
        (
            (x + chance.uniform(-lean, lean) * 0.8) * wide,
            (y + chance.uniform(-lean, lean) * 0.8) * tall,
        )
        for x, y in corners
    ]
    here = [(0, 0), (picture.width, 0), picture.size, (0, picture.height)]
    told = _projection(there, [(float(x), float(y)) for x, y in here])
    table = Image.new("RGB", (wide, tall), (118, 92, 66))
    sheet = picture.transform(
        (wide, tall), Image.Transform.PERSPECTIVE, told, Image.Resampling.BICUBIC
    )
    mask = Image.new("L", picture.size, 255).transform(
        (wide, tall), Image.Transform.PERSPECTIVE, told, Image.Resampling.BICUBIC
    )
    table.paste(sheet, (0, 0), mask)
    blurred = table.filter(ImageFilter.GaussianBlur(chance.uniform(0.4, 1.5)))
    return ImageEnhance.Contrast(blurred).enhance(chance.uniform(0.7, 1))


def _projection(there: list[tuple[float, float]], here: list[tuple[float, float]]) -> list[float]:
    """The eight numbers by which each place of the photo is looked up on the sheet."""
    rows = []
    for (x, y), (u, v) in zip(there, here, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    for i in range(8):
        best = max(range(i, 8), key=lambda r: abs(rows[r][i]))
        rows[i], rows[best] = rows[best], rows[i]
        for r in range(8):
            if r != i:
                factor = rows[r][i] / rows[i][i]
                rows[r] = [a - factor * b for a, b in zip(rows[r], rows[i], strict=True)]
    return [rows[i][8] / rows[i][i] for i in range(8)]


Way = Callable[[Sheet, random.Random], Image.Image]


def _at(dpi: float) -> Way:
    def way(sheet: Sheet, chance: random.Random) -> Image.Image:
        page = skewed(drawn(sheet, dpi), chance.uniform(-2, 2))
        return squeezed(noisy(page, 6, chance), 70)

    return way


def _askew(sheet: Sheet, chance: random.Random) -> Image.Image:
    return skewed(drawn(sheet, 200), chance.choice((0, 90, 180, 270)) + chance.uniform(-14, 14))


def _grain(sheet: Sheet, chance: random.Random) -> Image.Image:
    return noisy(drawn(sheet, 200), chance.uniform(15, 40), chance)


def _jpeg(sheet: Sheet, chance: random.Random) -> Image.Image:
    return squeezed(skewed(drawn(sheet, 200), chance.uniform(-3, 3)), chance.randint(8, 35))


def _stamp(sheet: Sheet, chance: random.Random) -> Image.Image:
    page = stamped(drawn(sheet, 200), chance, dark=chance.uniform(0.6, 1))
    return squeezed(noisy(skewed(page, chance.uniform(-3, 3)), 8, chance), 60)


def _grey_stamp(sheet: Sheet, chance: random.Random) -> Image.Image:
    """A scanner that knows no colour: the stamp is as dark as it looks."""
    page = stamped(drawn(sheet, 200), chance, dark=chance.uniform(0.6, 1))
    return squeezed(skewed(page, chance.uniform(-3, 3)).convert("L").convert("RGB"), 60)


def _photo(sheet: Sheet, chance: random.Random) -> Image.Image:
    page = photographed(drawn(sheet, 250), chance)
    return squeezed(noisy(page, chance.uniform(3, 12), chance), chance.randint(40, 80))


def _shadow(sheet: Sheet, chance: random.Random) -> Image.Image:
    return squeezed(shaded(drawn(sheet, 200), chance), 60)


def _all_of_it(sheet: Sheet, chance: random.Random) -> Image.Image:
    """A stamped page in bad light, by a telephone."""
    page = shaded(stamped(drawn(sheet, 250), chance, dark=0.7), chance)
    photo = photographed(page, chance, wide=2300, lean=0.07)
    return squeezed(
        noisy(photo.rotate(chance.choice((0, 90, 180, 270)), expand=True), 8, chance), 45
    )


def _worn(sheet: Sheet, chance: random.Random) -> Image.Image:
    """A pen, a hole of the punch or a fold over the code: read whole or not at all."""
    page = drawn(sheet, 200)
    unit = page.width / A4_WIDE
    pen = ImageDraw.Draw(page)
    for _ in range(chance.randint(1, 2)):
        x, y = (
            (CODE_LEFT + chance.uniform(0, CODE)) * unit,
            (CODE_TOP + chance.uniform(0, CODE)) * unit,
        )
        ray = chance.uniform(0.6, 2) * unit
        pen.ellipse((x - ray, y - ray, x + ray, y + ray), fill=chance.choice(("white", "black")))
    pen.line(
        [((CODE_LEFT + chance.uniform(0, CODE)) * unit, (CODE_TOP + chance.uniform(0, CODE)) * unit) for _ in range(5)],
        fill=(20, 20, 60), width=round(0.7 * unit),
    )  # fmt: skip
    return squeezed(page, 50)


def _cut(sheet: Sheet, chance: random.Random) -> Image.Image:
    """The corner with the code is half off the glass: nothing may be read."""
    page = drawn(sheet, 200)
    unit = page.width / A4_WIDE
    return page.crop(
        (0, 0, round((CODE_LEFT + CODE * chance.uniform(0.2, 0.6)) * unit), page.height)
    )


WAYS: dict[str, Way] = {
    "100 dpi": _at(100), "150 dpi": _at(150), "200 dpi": _at(200), "300 dpi": _at(300), "skew": _askew,
    "noise": _grain, "jpeg": _jpeg, "stamp": _stamp, "stamp, grey": _grey_stamp, "photo": _photo,
    "shadow": _shadow, "all of it": _all_of_it, "worn": _worn, "cut off": _cut,
}  # fmt: skip


def degraded(sheet: Sheet, way: str, seed: int) -> bytes:
    """The page as a file that came back: PNG or JPEG, as its seed wills."""
    chance = random.Random(f"{way} {seed}")
    picture = WAYS[way](sheet, chance)
    out = io.BytesIO()
    if chance.random() < 0.3:
        picture.save(out, "PNG", compress_level=1)
    else:
        picture.save(out, "JPEG", quality=90)
    return out.getvalue()
