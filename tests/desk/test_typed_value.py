"""One line of text stands for a value of its field, or says that it does not."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from app.desk.typed_value import read
from app.records import Case, MediationSession, Record
from app.records.field import fields_of
from app.trouble import Trouble


@pytest.mark.parametrize(
    ("record", "name", "text", "value"),
    [
        (Case, "summary", " 滴水檐 ", "滴水檐"),
        (Case, "summary", " ", None),
        (Case, "requests", "赔钱 | 道歉", ["赔钱", "道歉"]),
        (Case, "source", "依申请", "applied"),
        (Case, "goals", "案结|事了", ["closed", "settled"]),
        (Case, "accepted_on", "2026-03-02", dt.date(2026, 3, 2)),
        (MediationSession, "at", "2026-03-02 09:30", dt.datetime(2026, 3, 2, 9, 30)),
        (MediationSession, "number", "2", 2),
        (Case, "amount", "5500", Decimal(5500)),
        (Case, "told_routes", "是", True),
        (Case, "told_routes", "no", False),
    ],
)
def test_a_text_stands_for_a_value(record: type[Record], name: str, text: str, value: Any) -> None:
    assert read(fields_of(record)[name], text) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("source", "没有的"), ("accepted_on", "哪天"), ("amount", "很多"), ("told_routes", "也许"),
        ("lead_id", "孟广田"),
    ],
)  # fmt: skip
def test_a_text_that_stands_for_nothing_says_so(name: str, text: str) -> None:
    with pytest.raises(Trouble) as why:
        read(fields_of(Case)[name], text)
    assert why.value.key == "conflict.unreadable"
