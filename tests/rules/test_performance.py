"""Promises kept, partly kept and broken."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from app.records import Agreement, Case, CaseFile, PerformanceItem, Room
from app.rules.performance import (
    finished_on,
    item_states,
    money_of,
    open_items,
    performance_of,
)


def test_a_sum_paid_in_parts_is_kept_with_the_last_part(story):
    """
    2026-03-20 协议
    2026-04-01 应履行 李四 3000元
    2026-03-25 履行 1 1000元
    2026-03-30 履行 1 2000元
    """
    (state,) = item_states(story)
    assert (state.paid, state.kept, state.kept_on) == (Decimal(3000), True, date(2026, 3, 30))
    assert performance_of(story, date(2026, 4, 2)) == "performed"


def test_a_part_is_only_a_part(story):
    """
    2026-03-20 协议
    2026-04-01 应履行 李四 3000元
    2026-03-25 履行 1 1000元
    """
    assert len(open_items(story)) == 1
    assert performance_of(story, date(2026, 3, 26)) == "partly"


def test_what_is_done_at_the_table_is_performed_on_the_spot(story):
    """
    2026-03-20 协议
    2026-03-20 应履行 李四 500元
    2026-03-20 履行 1
    """
    assert performance_of(story, date(2026, 3, 20)) == "on_the_spot"


def test_a_promise_is_broken_only_after_its_day(story):
    """
    2026-03-20 协议
    2026-04-01 应履行 李四 3000元
    """
    assert performance_of(story, date(2026, 4, 1)) == "not_due"
    assert performance_of(story, date(2026, 4, 2)) == "not_performed"


def test_some_promises_kept_are_a_part(story):
    """
    2026-03-20 协议
    2026-03-20 应履行 李四 300元
    2026-04-01 应履行 李四 300元
    2026-03-20 履行 1
    """
    assert performance_of(story, date(2026, 4, 2)) == "partly"


def test_only_what_was_all_done_at_the_table_is_on_the_spot(story):
    """
    2026-03-20 协议
    2026-03-20 应履行 李四 300元
    2026-04-01 应履行 李四 300元
    2026-03-20 履行 1
    2026-03-30 履行 2
    """
    assert performance_of(story, date(2026, 4, 2)) == "performed"


def test_one_broken_promise_is_enough(story):
    """
    2026-03-20 协议
    2026-04-01 应履行 李四 300元
    2026-05-01 应履行 李四 300元
    """
    assert performance_of(story, date(2026, 4, 2)) == "not_performed"


def test_payments_count_in_the_order_of_their_days(story):
    """
    2026-03-20 协议
    2026-04-01 应履行 李四 300元
    2026-03-30 履行 1 200元
    2026-03-25 履行 1 100元
    """
    (state,) = item_states(story)
    assert (state.kept, state.kept_on) == (True, date(2026, 3, 30))


def test_a_visit_speaks_for_what_was_due_by_then(story):
    """
    2026-03-20 协议
    2026-04-01 应履行 李四 3000元
    2026-05-01 应履行 李四 3000元
    2026-04-02 回访 已履行
    2026-04-03 履行 2 1000元
    """
    first, second = item_states(story)
    assert (first.kept, first.kept_on, first.seen_on) == (True, None, date(2026, 4, 2))
    assert (second.kept, second.kept_on, second.paid) == (False, None, 1000)


def test_a_visit_on_the_very_day_speaks_and_the_first_proof_counts(story):
    """
    2026-03-20 协议
    2026-04-01 应履行 李四 3000元
    2026-04-01 回访 已履行
    2026-03-30 履行 1
    """
    assert item_states(story)[0].kept_on == date(2026, 3, 30)
    story.performances.clear()
    (state,) = item_states(story)
    assert (state.kept_on, state.seen_on) == (None, date(2026, 4, 1))


def test_the_day_of_a_visit_is_no_day_of_performance_but_ends_the_waiting(story):
    """
    2026-03-20 协议
    2026-03-25 应履行 李四 3000元
    2026-04-02 回访 已履行
    """
    (state,) = item_states(story)
    assert (state.kept_on, state.kept_by) == (None, date(2026, 4, 2))
    assert finished_on(story) == date(2026, 4, 2)


def test_a_visit_that_found_nothing_performed_proves_nothing(story):
    """
    2026-03-20 协议
    2026-04-01 应履行 李四 3000元
    2026-04-02 回访
    """
    assert len(open_items(story)) == 1


def test_kept_on_an_unknown_day_is_kept(story):
    """
    2026-03-20 协议
    2026-04-01 应履行 李四
    2026-03-30 履行 1
    """
    story.performances[0].done_on = None
    (state,) = item_states(story)
    assert (state.kept, state.kept_on) == (True, None)
    assert performance_of(story, date(2026, 4, 2)) == "performed"


def test_promises_kept_before_the_signatures_are_not_on_the_spot(story):
    """
    2026-03-20 未签协议
    2026-03-20 应履行 李四
    2026-03-20 履行 1
    """
    assert performance_of(story, date(2026, 3, 20)) == "performed"
    story.agreements[0].made_on = None
    assert performance_of(story, date(2026, 3, 20)) == "performed"


def test_promises_of_an_earlier_agreement_are_past(story):
    """
    2026-03-20 协议
    2026-04-01 应履行 李四 3000元
    2026-04-10 协议
    2026-05-01 应履行 李四 2000元
    """
    assert [state.item.due_on for state in item_states(story)] == [date(2026, 5, 1)]


def test_an_old_ledger_tells_how_it_ended():
    case_file = CaseFile(Case(performance_told="partly"), Room(), items=[PerformanceItem()])
    assert performance_of(case_file, date(2026, 1, 1)) == "partly"
    case_file.agreements = [Agreement(made_on=date(2020, 1, 2))]
    assert performance_of(case_file, date(2026, 1, 1)) == "not_due"


def test_what_was_paid_is_as_told_and_the_last_payment_is_the_rest(story):
    """
    2026-03-20 协议
    2026-04-01 应履行 李四 3000.05元
    2026-03-25 履行 1 1000元
    2026-03-30 履行 1
    """
    assert [money_of(story, done) for done in story.performances] == [
        Decimal(1000),
        Decimal("2000.05"),
    ]


def test_a_deed_is_no_payment(story):
    """
    2026-03-20 协议
    2026-04-01 应履行 李四
    2026-03-30 履行 1
    """
    assert money_of(story, story.performances[0]) is None


def test_a_case_is_finished_with_its_last_promise(story):
    """
    2026-03-20 协议
    2026-04-01 应履行 李四 3000元
    2026-04-02 应履行 李四 300元
    2026-04-05 履行 2
    2026-03-30 履行 1
    2026-04-20 结案
    """
    assert finished_on(story) == date(2026, 4, 5)
    story.performances = story.performances[:1]
    assert finished_on(story) == date(2026, 4, 20)
