"""What was handed in comes back as it was, and what differs today is told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from app.rules.frozen_report import (
    changes,
    digest,
    fields,
    frozen,
    moved,
    room_digest,
    seal,
    thawed,
)
from app.rules.listing import Column, Listing
from app.rules.report_form import form
from app.trouble import Trouble


def listing(total=5, rows=(("甲村", 5, Decimal("2873.80"), date(2026, 3, 1), None),)):
    columns = [
        Column("单位"),
        Column("件数", 1, "件", ("来源", "委托")),
        Column("金额"),
        Column("日期"),
        Column("备注"),
    ]
    return Listing(
        "月报", columns, list(rows), above=[("期间", "三月")], below=["注"], signs=["填表人"], bold=True,
        total=("合计", total, None, None, None), chart=(("热线", (("三月", 3),)),),
    )  # fmt: skip


def test_a_table_comes_back_as_it_was():
    told = frozen(listing(), {"by": "room"}, {"r": "x"}, {"c": "y"})
    found = thawed(told)
    assert found["listing"] == listing()
    assert (found["variant"], found["rooms"], found["cases"]) == (
        {"by": "room"},
        {"r": "x"},
        {"c": "y"},
    )
    assert seal(told) == seal(frozen(listing(), {"by": "room"}, {"r": "x"}, {"c": "y"}))


def test_of_very_many_cases_only_their_rooms_are_kept(monkeypatch):
    monkeypatch.setattr("app.rules.frozen_report.MOST_CASES", 1)
    assert thawed(frozen(listing(), {}, {"r": "x"}, {"a": "1", "b": "2"}))["cases"] is None


@pytest.mark.parametrize("told", ["", "[]", "{}", '{"format": 2}', '{"format": 1, "listing": {}}'])
def test_what_cannot_be_read_is_refused(told):
    with pytest.raises(Trouble):
        thawed(told)


def test_every_case_that_differs_is_named():
    found = changes({"a": "1", "b": "1", "c": "1"}, {"b": "1", "c": "2", "d": "1"})
    assert [(one.case_id, one.what) for one in found] == [
        ("d", "added"),
        ("c", "changed"),
        ("a", "gone"),
    ]


def test_every_figure_that_differs_is_told():
    rows = (("乙村", 1, None, None, None), ("甲村", 6, Decimal("2873.80"), date(2026, 3, 1), None))
    found = moved(listing(), listing(7, rows))
    assert [(one.row, one.column, one.then, one.now) for one in found] == [
        ("甲村", "来源 委托 件数", 5, 6), ("合计", "来源 委托 件数", 5, 7), ("乙村", "来源 委托 件数", None, 1),
    ]  # fmt: skip


def test_a_room_comes_to_the_same_in_whatever_order():
    assert room_digest([("a", "1"), ("b", "2")]) == room_digest([("b", "2"), ("a", "1")])
    assert digest([1, None, "x"]) != digest([1, "", "x"])


def test_only_what_a_form_looks_at_is_a_correction():
    names = fields(form("situation"), "room", "accepted")
    assert {"accepted_on", "room_id", "dispute_type", "amount", "parties"} <= {*names}
    assert not {"visits", "satisfaction", "body", "closed_on", "place_id"} & {*names}
    assert "place_id" in fields(form("situation"), "place", "accepted")
