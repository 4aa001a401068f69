"""A sum in parts: exact to the 分, each with a day that is in the calendar."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.records import Agreement, Case, CaseFile, Party, PerformanceItem, Room
from app.rules.clause_book import Blank
from app.rules.clause_values import read
from app.rules.instalment_plan import MONTHS, clause, plan
from app.trouble import Trouble
from tests.rules.looking import found

PAYER = Party(name="钱二", role="respondent")
CASH = read(Blank("方式", "manner"), "cash")


def days(*told: str) -> list[date]:
    return [date.fromisoformat(one) for one in told]


@settings(max_examples=60)
@given(
    total=st.decimals("0.05", "9999999.99", places=2),
    times=st.integers(2, 5),
    first=st.dates(date(2024, 1, 1), date(2031, 12, 31)),
    every=st.sampled_from(list(MONTHS)),
)
def test_the_parts_are_the_whole_and_their_days_follow(
    total: Decimal, times: int, first: date, every: str
) -> None:
    parts = plan(total, times, first, every)
    assert sum(part.amount for part in parts) == total
    assert all(part.amount > 0 for part in parts)
    assert parts[-1].amount >= parts[0].amount
    assert [part.due_on for part in parts] == sorted({part.due_on for part in parts})
    assert parts[0].due_on == first


def test_the_last_part_takes_what_is_left() -> None:
    assert [part.amount for part in plan(Decimal(100), 3, date(2026, 1, 1))] == [
        Decimal("33.33"), Decimal("33.33"), Decimal("33.34"),
    ]  # fmt: skip


def test_a_month_that_is_too_short_has_its_last_day_and_the_next_is_right_again() -> None:
    parts = plan(Decimal(300), 4, date(2027, 1, 31))
    assert [part.due_on for part in parts] == days(
        "2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"
    )
    assert plan(Decimal(300), 2, date(2028, 1, 31))[1].due_on == date(2028, 2, 29)
    assert plan(Decimal(300), 2, date(2028, 2, 29), "year")[1].due_on == date(2029, 2, 28)


def test_every_quarter_and_half_year_over_the_new_year() -> None:
    assert [p.due_on for p in plan(Decimal(9), 3, date(2026, 8, 31), "half_year")] == days(
        "2026-08-31", "2027-02-28", "2027-08-31"
    )
    assert plan(Decimal(9), 2, date(2026, 11, 30), "quarter")[1].due_on == date(2027, 2, 28)


def test_a_given_day_of_the_month_holds_from_the_second_part_on() -> None:
    parts = plan(Decimal(300), 3, date(2026, 11, 20), on_day=5)
    assert [part.due_on for part in parts] == days("2026-11-20", "2026-12-05", "2027-01-05")


def test_so_much_a_time_until_the_sum_is_there() -> None:
    parts = plan(Decimal(10), 0, date(2026, 11, 20), each=Decimal(3))
    assert [part.amount for part in parts] == [3, 3, 3, 1]
    assert len(plan(Decimal(9), 0, date(2026, 11, 20), each=Decimal(3))) == 3


@pytest.mark.parametrize(
    ("told", "key"),
    [
        ({"total": Decimal(0)}, "clause.plan_sum"),
        ({"times": 1}, "clause.plan_times"),
        ({"times": 121}, "clause.plan_times"),
        ({"each": Decimal(0)}, "clause.plan_times"),
        ({"every": "week"}, "clause.plan_every"),
        ({"on_day": 32}, "clause.plan_day"),
        ({"total": Decimal("0.02"), "times": 3}, "clause.plan_small"),
        ({"first": date(9990, 1, 1), "every": "year", "times": 60}, "clause.plan_day"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_with_a_sentence(
    told: dict[str, object], key: str
) -> None:
    whole = {"total": Decimal(100), "times": 4, "first": date(2026, 1, 1), **told}
    with pytest.raises(Trouble) as why:
        plan(**whole)  # type: ignore[arg-type]
    assert why.value.key == key
    assert str(why.value)


@pytest.mark.parametrize("times", [3, 24])
def test_the_clause_of_a_plan_has_a_promise_for_each_part_and_nobody_objects(times: int) -> None:
    parts = plan(Decimal("10000.01"), times, date(2027, 1, 31))
    done = clause(
        parts,
        payer="钱二",
        payee="赵一",
        what="货款",
        manner=CASH,
        account="农商行",
        parties=[PAYER],
    )
    assert f"钱二分{times}期向赵一支付货款，共计人民币壹万元零壹分（¥10,000.01）" in done.text
    assert (
        "当月没有该日的" in done.text if times == 24 else "第三期于2027年3月31日前支付" in done.text
    )
    assert len(done.items) == times
    assert not done.missing
    assert done.items[0]["what"] == "支付第一期货款"
    assert done.items[0]["party_id"] == PAYER.id
    agreement = Agreement(form="written", made_on=date(2026, 11, 1), terms=[done.text])
    items = [PerformanceItem(agreement_id=agreement.id, **item) for item in done.items]
    file = CaseFile(Case(), Room(), parties=[PAYER], agreements=[agreement], items=items)
    assert not found(file, 13, 14, 16, 18, 24)


def test_an_open_plan_says_what_is_missing() -> None:
    parts = plan(Decimal(10), 2, date(2027, 1, 1))
    empty = read(Blank("方式", "manner"), "")
    done = clause(parts, payer="", payee="", what="", manner=empty)
    assert done.missing == ("payer", "payee", "manner")
    assert done.text.startswith("____分2期向____支付款项，")
