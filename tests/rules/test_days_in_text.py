"""Days in texts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.records import Agreement, Case, CaseFile, Room
from app.rules.days_in_text import possible_days


def said(text: str, made_on: date = date(2026, 10, 8)) -> list[str]:
    agreement = Agreement(terms=[text], made_on=made_on)
    return [one.name for one in possible_days(CaseFile(Case(), Room(), agreements=[agreement]))]


@pytest.mark.parametrize(
    "text",
    ["2026年2月30日前付清", "于2月30日付清", "2027-02-29前付清", "2026.13.1前付清", "11月31号前搬走",
     "２０２６年１１月３１日前付清"],
)  # fmt: skip
def test_a_day_on_no_calendar_is_named(text):
    assert said(text) == ["no_such_day"]


@pytest.mark.parametrize(
    "text",
    ["2028年2月29日前付清", "2月29日付清", "电话0531-83500000", "面积12.30平方米", "第10.5条", "1.2.3",
     "2026年10月8日当场付清", "2026年9月1日的借款于2026年12月1日前还清", "2026年9月1日前的工资全部付清"],
)  # fmt: skip
def test_other_figures_are_no_days(text):
    assert said(text) == []


def test_a_term_that_was_over_is_named():
    assert said("欧阳𬭎于2026年9月1日前付清全部款项") == ["day_before_agreement"]
    assert said("于2026-09-01之前，由其自行拆除") == ["day_before_agreement"]


@given(
    st.dates(date(2026, 10, 8), date(2099, 1, 1)),
    st.sampled_from(["{0}年{1}月{2}日", "{0}-{1:02d}-{2:02d}"]),
)
def test_a_day_to_come_is_never_a_fault(day, form):
    assert said(form.format(day.year, day.month, day.day) + "前付清") == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(1, 3000))
def test_a_day_past_always_is_one(days):
    day = date(2026, 10, 8) - timedelta(days=days)
    assert said(f"{day.year}年{day.month}月{day.day}日前付清") == ["day_before_agreement"]
