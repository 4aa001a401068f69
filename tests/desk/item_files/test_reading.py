"""Files of items come from outside: what they are, how large, how deep, in which encoding."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.desk.item_files import reading
from app.desk.item_files.reading import read_items
from app.trouble import Trouble

ITEM = {"工单号": "M-1", "内容": "路灯不亮", "姓名": "何小满", "涉及人数": 3, "紧急": True}


def put(folder: Path, content: Any, name: str = "items.json") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return path


def test_a_list_and_a_list_inside_an_object_are_read_alike(tmp_path: Path) -> None:
    one = read_items(put(tmp_path, [ITEM])).items
    two = read_items(put(tmp_path, {"total": 1, "data": [ITEM]})).items
    assert one == two
    assert one[0].texts == {
        "outside_no": "M-1", "told": "路灯不亮", "reporter": "何小满", "people_count": "3",
    }  # fmt: skip
    assert one[0].left == ("紧急",)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_csv_is_read_as_excel_in_china_writes_it(tmp_path: Path, encoding: str) -> None:
    text = "工单号,反映内容,联系电话,备注\r\n'=1,井盖丢了,19900001234,\r\nM-3,树倒了,,快\r\n"
    file = read_items(put(tmp_path, text.encode(encoding), "items.csv"))
    assert [one.texts["outside_no"] for one in file.items] == ["=1", "M-3"]
    assert file.items[0].texts["phone"] == "19900001234"


@pytest.mark.parametrize(
    "content",
    [
        b"", b"[", b"{}", b"[1, 2]", b'{"items": {"a": 1}}', b'[{"\xe5": "x"}]', b"PK\x03\x04\x00\x00",
        b"[" * 200_000, b'{"items": [{"told": {"deep": 1}}]}', b"<html><table></table></html>",
        b'[{"told": "x", "n": NaN}]', b"\xff\xfe\x00\x00", b"just words",
    ],
)  # fmt: skip
def test_what_is_no_list_of_items_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Trouble) as trouble:
        read_items(put(tmp_path, content))
    assert trouble.value.key in {"items.no_list", "items.nothing_known"}


def test_too_many_and_too_large_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [{"told": "x"}] * 2001
    with pytest.raises(Trouble) as trouble:
        read_items(put(tmp_path, many))
    assert trouble.value.key == "items.too_many"
    with pytest.raises(Trouble) as trouble:
        read_items(put(tmp_path, b"told,no,name\r\n" + b"x,1,y\r\n" * 2001, "many.csv"))
    assert trouble.value.key == "items.too_many"
    with pytest.raises(Trouble) as trouble:
        read_items(put(tmp_path, b" " * 8_000_001))
    assert trouble.value.key == "items.too_large"
    with pytest.raises(Trouble) as trouble:
        read_items(tmp_path / "nowhere.json")
    assert trouble.value.key == "items.unreadable"


@given(st.binary(max_size=300))
@settings(max_examples=60)
def test_any_bytes_are_items_or_a_sentence(tmp_path_factory: Any, content: bytes) -> None:
    folder = tmp_path_factory.mktemp("items")
    with contextlib.suppress(Trouble):
        read_items(put(folder, content, "any.csv"))


def test_what_commands_a_terminal_does_not_come_in(tmp_path: Path) -> None:
    (one,) = read_items(put(tmp_path, [{"told": "灯\u0007不\u001b[31m亮\n急"}])).items
    assert one.texts["told"] == "灯不[31m亮\n急"


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2026-09-24 09:30:11", dt.datetime(2026, 9, 24, 9, 30)),
        ("2026-09-24T09:30:11+08:00", dt.datetime(2026, 9, 24, 9, 30)),
        ("2026年9月24日", dt.datetime(2026, 9, 24)),
        ("2026/9/24 8:05", dt.datetime(2026, 9, 24, 8, 5)),
        ("2026.9.24", dt.datetime(2026, 9, 24)),
        ("明天", None),
        ("2026-13-41", None),
        ("", None),
        ("9999-01-01", None),
    ],
)
def test_moments_are_read_as_people_write_them(text: str, at: dt.datetime | None) -> None:
    assert reading.moment(text) == at
