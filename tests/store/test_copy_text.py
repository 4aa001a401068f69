"""What a server spells is read as the values it has; what it cannot have spelt is refused."""

from __future__ import annotations

import pytest
from sqlalchemy import JSON, Boolean, Column, Date, DateTime, Integer, LargeBinary, MetaData, Table
from sqlalchemy import Text as Words

from app.records.field import Listed, Money
from app.store import copy_text
from app.store.copy_text import Lines
from app.trouble import Trouble

TABLE = Table(
    "t", MetaData(),
    Column("text", Words), Column("count", Integer), Column("yes", Boolean), Column("raw", LargeBinary),
    Column("day", Date), Column("at", DateTime), Column("json", JSON), Column("yuan", Money), Column("some", Listed),
)  # fmt: skip


def read(told: bytes, *names: str, step: int = 10**6) -> list[list[object]]:
    lines = Lines(TABLE, names)
    parts = [told[at : at + step] for at in range(0, len(told), step)]
    return [row for part in parts for row in lines.take(part)]


def test_every_kind_of_value_is_as_a_file_keeps_it() -> None:
    told = (
        b'\xe7\x94\xb2\t7\tt\t\\\\x00ff\t2026-03-02\t2026-03-02 09:00:00.5\t{"a": 1}\t1250\t["x"]\n'
    )
    assert read(told, *TABLE.c.keys()) == [
        ["甲", 7, True, b"\x00\xff", "2026-03-02", "2026-03-02 09:00:00.500000", '{"a": 1}', 1250, '["x"]'],
    ]  # fmt: skip
    assert read(b"\\N\t\\N\n", "text", "count") == [[None, None]]
    assert read(b"2026-03-02 09:00:00\n", "at") == [["2026-03-02 09:00:00.000000"]]


def test_signs_that_part_rows_are_spelt_otherwise_inside_them() -> None:
    assert read(b"a\\tb\\nc\\\\N\\b\\f\\r\\v\t1\n\t2\n", "text", "count") == [
        ["a\tb\nc\\N\b\f\r\v", 1],
        ["", 2],
    ]


@pytest.mark.parametrize("step", [1, 2, 3, 7, 100])
def test_rows_come_whole_however_the_bytes_come(step: int) -> None:
    told = "一行\t1\n\\\\\\n二行\t2\n".encode()
    assert read(told, "text", "count", step=step) == [["一行", 1], ["\\\n二行", 2]]


@pytest.mark.parametrize("told", [b"1\t2\t3\n", b"a\tx\n", b"\xff\t1\n", b"a\n"])
def test_what_no_server_spells_is_refused(told: bytes) -> None:
    with pytest.raises(Trouble) as trouble:
        read(told, "text", "count")
    assert trouble.value.key == "backup.torn"


def test_a_row_without_an_end_is_not_gathered_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copy_text, "LONGEST_ROW", 1000)
    with pytest.raises(Trouble):
        read(b"x" * 1200, "text", step=100)
    assert len(read(b"x" * 900 + b"\n" + b"y" * 900 + b"\n", "text", step=100)) == 2
