"""口述稿: every encoding a telephone writes is read; what is no text is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.desk import dictation
from app.trouble import Trouble

TEXT = "问，你叫什么？\r\n答，我叫陈㛃喆，𬭎是邻居，他叫\U000323af。"


@pytest.mark.parametrize(
    "code", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_every_encoding_is_read(tmp_path: Path, code: str) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode(code))
    assert dictation.read(tmp_path / "a.txt") == TEXT


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "dictation.empty"),
        (b" \r\n ", "dictation.empty"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01", "dictation.no_text"),
        (b"PK\x03\x04\x00\x00\x00\x00", "dictation.no_text"),
        (b"\x00" * 64, "dictation.no_text"),
        (b"\x81" * 33, "dictation.no_text"),
        (("字" * 20_001).encode(), "dictation.too_long"),
        (b"a" * (dictation.MOST_BYTES + 1), "dictation.too_large"),
    ],
)
def test_what_is_no_short_text_is_refused(tmp_path: Path, content: bytes, key: str) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    with pytest.raises(Trouble) as why:
        dictation.read(tmp_path / "a.txt")
    assert why.value.key == key


def test_a_file_that_is_gone_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=r"gone\.txt"):
        dictation.read(tmp_path / "gone.txt")
    with pytest.raises(Trouble):
        dictation.read(tmp_path)
