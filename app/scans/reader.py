"""The reading process: it alone opens what came from a scanner or a telephone, within limits, and then ends."""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from app.scans import code_finder
from app.scans.asking import Answer, Code, Question
from app.scans.bounds import Bounds
from app.scans.pages import FINER, SCANNED, Pages, opened
from app.trouble import Trouble

if TYPE_CHECKING:
    from PIL.Image import Image

PICTURE_DPI = 110


def main() -> int:
    """Read the question and the file from standard input, answer page by page, end."""
    came = sys.stdin.buffer
    question = msgspec.json.decode(came.readline(), type=Question)
    _hold_back(question.bounds)
    tell(question, came.read(), sys.stdout.buffer)
    return 0


def tell(question: Question, content: bytes, out: BinaryIO) -> None:
    """Answer page by page; what is said is said at once, the next page may be the last thing this process does."""
    for answer, picture in _answers(question, content):
        out.write(msgspec.json.encode(answer) + b"\n" + picture)
        out.flush()


def _answers(question: Question, content: bytes) -> Iterator[tuple[Answer, bytes]]:
    try:
        with opened(content, question.bounds) as pages:
            for place, sheet in enumerate(question.sheets):
                if 1 <= sheet <= pages.count:
                    turned = question.turned[place] if question.turned else 0
                    yield _page(question, pages, sheet, turned)
    except Trouble as why:
        facts = {name: value for name, value in why.facts.items() if isinstance(value, int)}
        yield Answer(refused=why.key, facts=facts), b""


def _page(question: Question, pages: Pages, sheet: int, turned: int) -> tuple[Answer, bytes]:
    answer = Answer(sheet, pages.count)
    picture = b""
    try:
        if question.mark:
            answer.codes = _codes(question, pages, sheet)
        if question.wide:
            picture = _picture(pages, sheet, turned, question.wide)
    except Trouble as why:
        answer.refused = why.key
    except MemoryError:
        answer.refused = "scans.page_unreadable"
    answer.bytes = len(picture)
    return answer, picture


def _codes(question: Question, pages: Pages, sheet: int) -> list[Code]:
    def draw(*, finer: bool) -> Image:
        return pages.draw(sheet, FINER if finer else SCANNED)

    seen = code_finder.find(draw, question.mark, question.bounds.page_seconds)
    return [Code(one.texts, one.turned) for one in seen]


def _picture(pages: Pages, sheet: int, turned: int, wide: int) -> bytes:
    from PIL.Image import Resampling

    page = pages.draw(sheet, PICTURE_DPI if wide < 1000 else SCANNED)
    if turned % 360:
        page = page.rotate(-turned, expand=True)
    if page.width > wide:
        tall = max(1, round(page.height * wide / page.width))
        page = page.resize((wide, tall), Resampling.LANCZOS, reducing_gap=2)
    out = io.BytesIO()
    page.save(out, "PNG", compress_level=1)
    return out.getvalue()


def _hold_back(bounds: Bounds) -> None:
    """Take memory and files away from this process before it looks at anything; its parent holds the watch."""
    try:
        import resource
    except ModuleNotFoundError:  # Windows: the parent's patience is the limit there
        return
    for what, most in (
        (resource.RLIMIT_AS, bounds.memory_bytes),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # a stricter limit already holds
            resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    sys.exit(main())
