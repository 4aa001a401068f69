"""A whole volume of a case: what the list says stands where the list says it."""

from __future__ import annotations

import io
from datetime import datetime

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from app.papers.bound import BoundVolume
from app.papers.paper import paper
from app.papers.scanned import picture
from app.records import CaseFile, Scan
from tests.papers.stories import rich


def pages_of(key: str, file: CaseFile, which: str | None = None) -> tuple[int, str]:
    drawn = paper(key).composed(file, which).laid()
    return drawn.pages, drawn.digest


def came(file: CaseFile) -> list[Scan]:
    """The second record signed, its last page twice, a page more than it has; the agreement's second page alone."""
    pages, digest = pages_of("record", file, "s2")
    _, agreed = pages_of("agreement", file, "a1")
    told = [("record", "s2", page, digest) for page in (*range(1, pages + 2), pages)]
    told.append(("agreement", "a1", 2, agreed))
    return [
        Scan(
            id=f"x{n}", paper=name, which=which, page=page, digest=text, signed=True, turned=90 * (n % 4),
            came_at=datetime(2026, 11, 1, 9, n), type="image/jpeg",
        )
        for n, (name, which, page, text) in enumerate(told)
    ]  # fmt: skip


def bound(file: CaseFile, *, on_both: bool) -> tuple[BoundVolume, bytes]:
    out = io.BytesIO()
    Image.new("RGB", (105, 148), "white").save(out, "JPEG")
    made = BoundVolume(file, lambda done, total: None, on_both=on_both)
    parts = made.parts(
        lambda piece, words: words, lambda scan: picture(out.getvalue(), 1, scan.turned or 0)
    )
    return made, b"".join(parts)


@pytest.mark.parametrize("on_both", [True, False])
def test_list_bookmarks_and_numbers_say_the_same(full: CaseFile, *, on_both: bool) -> None:
    file = rich(full)
    file.scans = came(file)
    made, pdf = bound(file, on_both=on_both)
    told = pypdfium2.PdfDocument(pdf)
    labels = [told.get_page_label(page) for page in range(len(told))]
    counted = [int(label) for label in labels if label.isdigit()]
    assert counted == list(range(1, made.pages + 1))
    titles = [mark.get_title() for mark in told.get_toc()]
    starts = [mark.get_dest().get_index() for mark in told.get_toc()]
    assert titles[2:-1] == [line.piece.title for line in made.lines]
    assert [labels[start] for start in starts[2:-1]] == [str(line.first) for line in made.lines]
    if on_both:
        assert all(start % 2 == 0 for start in starts)
    words = "".join(
        "".join(told[page].get_textpage().get_text_bounded().split())
        for page in range(starts[1], starts[2])
    )
    for number, line in enumerate(made.lines, start=1):
        span = str(line.first) if line.first == line.last else f"{line.first}-{line.last}"
        assert f"{number}{line.piece.title}{span}{line.leaves.remark}" in words
    assert "第1页为打印件" in words  # of the agreement
    with pikepdf.open(io.BytesIO(pdf)) as read:
        pictures = [
            number
            for number, page in enumerate(read.pages)
            if "/MRi" in str(page.obj.Resources.get("/XObject", {}).keys())
        ]
    assert len(pictures) == len(file.scans) - 1  # of one that came twice the later


def test_back_and_list_tell_the_same_count(full: CaseFile) -> None:
    file = rich(full)
    made, pdf = bound(file, on_both=False)
    pages = pypdfium2.PdfDocument(pdf)
    last = "".join(pages[len(pages) - 1].get_textpage().get_text_bounded().split())
    assert f"本卷共{made.pages}页" in last
    assert made.lines[-1].last == made.pages
    assert made.lines[0].first == 1


def test_what_was_signed_in_large_type_is_the_same_paper(full: CaseFile) -> None:
    file = rich(full)
    drawn = paper("agreement").composed(file, "a1", large=True).laid()
    file.scans = [
        Scan(id="x", paper="agreement", which="a1", page=1, digest=drawn.digest, signed=True)
    ]
    made = BoundVolume(file, lambda done, total: None, on_both=False)
    (line,) = [
        one for one in made.lines if (one.piece.paper, one.piece.which) == ("agreement", "a1")
    ]
    assert [leaf.page for leaf in line.leaves.leaves] == [0, *range(2, drawn.pages + 1)]
    gaps = "、".join(map(str, range(2, drawn.pages + 1)))
    assert line.leaves.remark == f"第{gaps}页为打印件"
