"""Who has a case since it was handed on."""

from __future__ import annotations

from datetime import date

from app.records import Relief
from app.rules.reliefs import relieved_by

DAY = date(2026, 4, 1)


def test_a_ring_of_reliefs_ends(told):
    case_file = told("2026-03-01 受理 张三 李四")
    case_file.reliefs = [
        Relief(on_day=DAY, from_id="a", to_id="b"),
        Relief(on_day=DAY, from_id="b", to_id="a"),
    ]
    assert relieved_by(case_file, "a", DAY) in {"a", "b"}
    assert relieved_by(case_file, "c", DAY) == "c"
    assert relieved_by(case_file, "a", date(2026, 3, 31)) == "a"
