"""零反复: the figure of a period."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from app.rules.relapse import Peace, relapse_rate

SINCE, UNTIL = date(2026, 7, 1), date(2026, 7, 31)


def test_a_month_without_relapse_is_nought():
    told = [Peace("a", date(2026, 7, 3)), Peace("b", date(2026, 7, 9), (date(2026, 8, 2),))]
    found = relapse_rate(told, SINCE, UNTIL)
    assert (found.settled, found.total, found.rate) == (2, 0, Decimal("0.0"))
    assert found.is_zero


def test_a_case_counts_once_and_an_older_one_apart():
    told = [
        Peace("a", date(2026, 7, 3), (date(2026, 7, 9), date(2026, 7, 20))),
        Peace("b", date(2026, 7, 4)),
        Peace("c", date(2026, 7, 5)),
        Peace("old", date(2026, 3, 5), (date(2026, 7, 6),)),
        Peace("long ago", date(2026, 3, 5), (date(2026, 4, 6),)),
    ]
    found = relapse_rate(told, SINCE, UNTIL)
    assert (found.settled, found.burnt, found.older, found.total) == (3, 1, 1, 2)
    assert found.rate == Decimal("33.3")
    assert found.cases == ("a", "old")


def test_where_nothing_was_settled_there_is_no_rate():
    assert relapse_rate([], SINCE, UNTIL).rate is None
