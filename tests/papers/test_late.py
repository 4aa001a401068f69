"""A PDF written piece by piece: a reader finds every object where the file says it lies."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from app.papers import late

HEAD = (
    b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
)


def waiting(count: int) -> pikepdf.Pdf:
    """A file of so many pages whose pictures are not there yet."""
    pdf = pikepdf.new()
    pdf.docinfo["/Title"] = "卷"
    for which in range(count):
        pdf.add_blank_page(page_size=(100, 100))
        page = pdf.pages[-1].obj
        image = pdf.make_stream(b"", {late.IMAGE: which, "/Type": Name.XObject})
        page.Contents = pdf.make_stream(b"", {late.CONTENT: which})
        page.Resources = Dictionary(XObject=Dictionary(MRi=image))
    return pdf


def picture(which: int) -> tuple[bytes, bytes, bytes]:
    return HEAD, bytes([which]), b"q /MRi Do Q %d" % which


def parts(count: int) -> Iterator[bytes]:
    return late.written(waiting(count), picture)


def test_every_object_lies_where_the_table_says() -> None:
    made = b"".join(parts(3))
    start = int(re.findall(rb"startxref\n(\d+)", made)[-1])
    assert made[start:].startswith(b"xref")
    rows = re.findall(rb"(\d{10}) 00000 n", made[start:])
    assert rows
    for row in rows:
        assert re.match(rb"\d+ 0 obj\n", made[int(row) :])


def test_a_strict_reader_has_nothing_to_mend() -> None:
    with pikepdf.open(io.BytesIO(b"".join(parts(3))), attempt_recovery=False) as read:
        assert read.check_pdf_syntax() == []
        for which, page in enumerate(read.pages):
            image = page.obj.Resources.XObject.MRi
            assert image.read_raw_bytes() == bytes([which])
            assert page.obj.Contents.read_bytes() == b"q /MRi Do Q %d" % which
            assert late.IMAGE not in image or int(image[late.IMAGE]) == which


def test_nothing_late_is_asked_for_before_all_else_is_written() -> None:
    asked: list[int] = []

    def fetch(which: int) -> tuple[bytes, bytes, bytes]:
        asked.append(which)
        return picture(which)

    seen = [(len(asked), part) for part in late.written(waiting(2), fetch)]
    early = b"".join(part for count, part in seen if count == 0)
    assert b"/Catalog" in early
    assert b"/Title" in early
    assert asked == [0, 1]


def test_a_fault_while_a_picture_is_fetched_is_not_swallowed() -> None:
    def fetch(which: int) -> tuple[bytes, bytes, bytes]:
        raise OSError(which)

    with pytest.raises(OSError, match="0"):
        b"".join(late.written(waiting(1), fetch))


def test_the_mark_of_a_file_is_that_of_its_content() -> None:
    assert b"".join(parts(2)) == b"".join(parts(2))
    mark = re.compile(rb"/ID \[<(\w+)>")
    other = b"".join(late.written(waiting(2), lambda which: (HEAD, b"\xff", b"")))
    assert mark.findall(other) != mark.findall(b"".join(parts(2)))
