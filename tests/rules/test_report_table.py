"""The figures of a report: what counts where, what must add up, how periods compare."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from app.rules.report_form import form, forms, holds
from app.rules.report_table import (
    Table,
    TableRow,
    change,
    count,
    imbalances,
    percent,
    ranked,
    shown,
    total_of,
)

NATIONAL = ("situation", "situation_18")


def line(**told):
    usual = {
        "dispute_type": "02", "source": "own", "result": "agreed", "form": "written", "performance": "performed",
        "knotty": 0, "migrants": 0, "confirmation_applied": 0, "confirmed": 0, "prevented": "", "judgment": "",
        "sued": 0, "parties": 2, "amount": 100, "prevented_people": 0, "body": "village",
    }  # fmt: skip
    return {**usual, **told}


def table(name, lines):
    told = form(name)
    figures = count(told, lines)
    row = TableRow("r", "村", figures)
    return Table(
        name, date(2026, 3, 1), date(2026, 3, 31), "accepted", "room", (row,), total_of(told, [row])
    )


@pytest.mark.parametrize("name", NATIONAL)
def test_the_national_table_has_the_columns_in_their_order(name):
    told = form(name)
    keys = [one.key for one in told.columns]
    assert keys[:5] == ["total", "parties", "agreed", "knotty", "amount"]
    assert [one.label for one in told.parts("body")] == [
        "村调委会", "居调委会", "乡镇调委会", "街道调委会", "企事业单位调委会", "社会团体和其他组织调委会",
    ]  # fmt: skip
    assert len(told.parts("type")) == (15 if name == "situation" else 18)
    assert len(told.parts("referral")) == 5
    assert [one.label for one in told.parts("form")] == ["口头", "书面"]


@pytest.mark.parametrize("name", NATIONAL)
def test_every_type_that_can_be_chosen_counts_once(name):
    from app.codes import code_list

    for code in code_list("dispute_type"):
        for migrants in (0, 1):
            told = line(dispute_type=code.code, migrants=migrants)
            counted = [one.key for one in form(name).parts("type") if holds(one.when, told)]
            assert len(counted) == 1, (code.code, migrants, counted)


def test_every_source_counts_once_on_each_level():
    from app.codes import code_list

    for code in code_list("source"):
        told = line(source=code.code)
        tops = [one.key for one in form("situation").parts("source") if holds(one.when, told)]
        assert len(tops) == 1
        below = [one.key for one in form("situation").parts("referral") if holds(one.when, told)]
        assert len(below) == (tops == ["source_referred"] and code.code != "referred")


def test_what_adds_up_is_silent():
    assert (
        imbalances(form("situation"), table("situation", [line(), line(result="ongoing", form="")]))
        == []
    )


@pytest.mark.parametrize(("told", "rule"), [
    ({"dispute_type": ""}, "by_type"),
    ({"source": ""}, "by_source"),
    ({"source": "referred"}, "by_referral"),
    ({"form": ""}, "by_form"),
    ({"body": ""}, "by_body"),
    ({"form": "oral", "confirmation_applied": 1}, "confirmed"),
    ({"confirmed": 1}, "confirmed_applied"),
])  # fmt: skip
def test_what_a_case_leaves_out_is_found_in_its_row_and_in_the_total(told, rule):
    wrong = imbalances(form("situation"), table("situation", [line(**told)]))
    assert {(one.key, one.row) for one in wrong} == {(rule, "r"), (rule, "")}


def test_percent_is_rounded_as_published():
    assert percent(Fraction(842, 869)) == "96.9%"
    assert percent(change(869, 1028), signed=True) == "−15.5%"
    assert percent(change(869, 840), signed=True) == "+3.5%"
    assert percent(change(5, 0), signed=True) == "—"
    assert percent(change(5, 5), signed=True) == "0.0%"


def test_every_form_that_came_with_the_program_is_whole():
    for name in forms():
        told = form(name)
        keys = [one.key for one in told.columns]
        assert len(keys) == len({*keys}), name
        for rule in told.balances:
            assert {rule.whole, rule.least, rule.most} - {""} <= {*keys}
            assert not rule.part or told.parts(rule.part)
        for one in told.columns:
            assert {*one.ratio} <= {*keys}
        assert {*told.compare} <= {*keys}


def test_a_ranking_stands_with_the_best_first():
    told = replace(form("situation"), rank="agreed")
    rows = [
        TableRow(str(n), str(n), {**table("situation", []).total, "agreed": n}) for n in (1, 3, 2)
    ]
    assert [row.name for row in ranked(told, rows)] == ["3", "2", "1"]


def test_a_share_in_a_row_is_told_as_exactly_as_anywhere():
    one = next(one for one in form("ranking_rooms").columns if one.ratio)
    part, whole = one.ratio
    for all_of_them in range(1, 130):
        for some in range(all_of_them + 1):
            told = shown(one, {part: some, whole: all_of_them})
            assert told == percent(Fraction(some, all_of_them))
    assert shown(one, {part: 0, whole: 0}) == "—"


def test_shares_that_differ_by_least_are_ranked_apart():
    rate = next(one for one in form("ranking_rooms").columns if one.ratio)
    told = replace(form("ranking_rooms"), rank=rate.key)
    part, whole = rate.ratio
    many = 10**9 - 1
    pairs = (
        ("c", many - 2, many - 1),
        ("b", many - 1, many),
        ("a", 2 * many - 2, 2 * many),
        ("d", 0, 0),
    )
    rows = [TableRow(name, name, {part: some, whole: of}) for name, some, of in pairs]
    assert [row.name for row in ranked(told, rows)] == ["a", "b", "c", "d"]
