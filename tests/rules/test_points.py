"""积分: each fact once for each rule, doubles told the same everywhere."""

from __future__ import annotations

from datetime import date

from app.records import Points
from app.rules.mechanism import Merit
from app.rules.points import Fact, doubles, earned

DAY = date(2026, 3, 2)
AGREED = Merit(code="agreed", zh="调解成功一件", points=5, event="agreed")
BONUS = Merit(code="bonus", zh="加分", points=1, event="agreed")
HAND = Merit(code="help", zh="好人好事", points=2, event="hand")


def fact(row: str, event: str = "agreed") -> Fact:
    return Fact(event, "mediator/a", DAY, row, "柳人调字〔2026〕1号")


def test_a_fact_counts_once_for_each_rule() -> None:
    found = earned([AGREED, BONUS, HAND], [fact("case/1"), fact("case/1")], set())
    assert [(x.rule, x.points) for x in found] == [("agreed", 5), ("bonus", 1)]
    assert found[0].why == "调解成功一件 柳人调字〔2026〕1号"


def test_what_was_given_is_not_proposed_again() -> None:
    found = earned([AGREED, BONUS], [fact("case/1"), fact("case/2")], {("agreed", "case/1")})
    assert [(x.rule, x.fact.of_row) for x in found] == [
        ("bonus", "case/1"),
        ("agreed", "case/2"),
        ("bonus", "case/2"),
    ]


def test_what_is_given_by_hand_is_never_proposed() -> None:
    assert earned([HAND], [fact("case/1", "hand")], set()) == []


def test_of_doubles_every_computer_keeps_the_same_line() -> None:
    rows = [
        Points(id=id_, rule=rule, of_row=row, on_day=DAY, points=5)
        for id_, rule, row in (
            ("b", "agreed", "case/1"),
            ("a", "agreed", "case/1"),
            ("c", "bonus", "case/1"),
            ("d", None, None),
        )
    ]  # fmt: skip
    assert [x.id for x in doubles(rows)] == ["b"]
    assert [x.id for x in doubles(reversed(rows))] == ["b"]
