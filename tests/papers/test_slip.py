"""The slip of a stick says who gets what, and "the same" only where it is."""

from __future__ import annotations

import io
from datetime import datetime

import pypdf

from app.papers.slip import Handed, draw_slip

AT = datetime(2026, 9, 24, 9, 30)


def read(handed: list[Handed]) -> tuple[int, str]:
    out = io.BytesIO()
    drawn = draw_slip("刁镇街道人民调解委员会", "老杜调解室", "YHSQ-SF5K", AT, handed, out)
    pages = pypdf.PdfReader(out).pages
    assert drawn.pages == len(pages)
    return len(pages), "".join(page.extract_text() for page in pages)


def handed(name: str = "刁镇综治中心", **more: object) -> Handed:
    told = {
        "place": name, "sent": 12, "sent_at": "09-24 09:20", "mark": "3FA9-07C1", "received": 3,
        "received_at": "09-24 09:19", "shared": 40, "confirmed": 28, "digest": "",
    }  # fmt: skip
    return Handed(**{**told, **more})  # type: ignore[arg-type]


def test_one_page_tells_place_day_counts_and_fingerprint() -> None:
    pages, told = read([handed()])
    assert pages == 1
    for fact in (
        "U 盘交接单", "老杜调解室", "YHSQ-SF5K", "2026年9月24日", "刁镇综治中心", "12 条", "3FA9-07C1",
        "3 条", "已确认 28 条", "签名",
    ):  # fmt: skip
        assert fact.replace(" ", "") in told.replace(" ", "").replace("\n", ""), fact
    assert "一致" not in told


def test_the_same_is_said_with_the_check_code() -> None:
    _, told = read([handed(confirmed=40, digest="E432-BCEA")])
    assert "一致" in told
    assert "E432-BCEA" in told


def test_without_a_receipt_that_is_said() -> None:
    _, told = read([handed(confirmed=None, received=None)])
    assert "还没有回执" in told.replace("\n", "")


def test_the_rooms_of_a_centre_go_on_overleaf() -> None:
    pages, told = read([handed(f"第{n}村调解室") for n in range(60)])
    assert pages > 1
    assert "第59村" in told.replace("\n", "")
