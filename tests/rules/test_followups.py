"""Which visits are due, by whom, and which visit answers for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import msgspec
import pytest

from app.records import Mediator, PerformanceItem, Relief
from app.rules.followups import RULES, open_visits, visitor, visits_due
from app.rules.lengths import Lengths
from app.rules.mechanism import Visits


def days(case_file, lengths):
    return [visit.due_on for visit in visits_due(case_file, lengths)]


def test_the_reference_case_is_visited_after_each_promise(reference, reference_facts, lengths):
    wanted = [visit["due"] for visit in reference_facts["follow_up"]["visits"] if "due" in visit]
    visits = visits_due(reference, lengths)
    assert [visit.due_on for visit in visits] == wanted
    assert {reference.name_of(visit.by_id) for visit in visits} == {
        reference_facts["follow_up"]["by"]
    }
    assert {visit.made.done_on for visit in visits} == {date(2026, 11, 17)}
    assert open_visits(reference, lengths) == []


def test_on_each_promise_there_is_a_visit(story, lengths):
    """
    2026-03-20 协议
    2026-04-01 应履行 李四 3000元
    2026-05-01 应履行 李四 3000元
    """
    assert days(story, lengths) == [date(2026, 4, 1), date(2026, 5, 1)]
    assert {visit.key for visit in visits_due(story, lengths)} == {"followup.on_each_promise"}


def test_after_agreement_without_dated_promises_there_is_one_visit(story, lengths):
    """
    2026-03-20 协议
    """
    assert [(v.due_on, v.key) for v in visits_due(story, lengths)] == [
        (date(2026, 3, 27), "followup.after_agreement")
    ]
    story.items = [PerformanceItem(what="赔礼道歉", agreement_id=story.agreements[0].id)]
    assert days(story, lengths) == [date(2026, 3, 27)]


def test_a_room_may_visit_later(story, lengths):
    """
    2026-03-20 协议
    2026-04-01 应履行 李四 3000元
    """
    later = replace(lengths, visit_after_item_days=7)
    assert days(story, later) == [date(2026, 4, 8)]


def test_two_promises_of_one_day_are_one_visit(story, lengths):
    """
    2026-03-20 协议
    2026-04-01 应履行 李四 3000元
    2026-04-01 应履行 张三
    """
    (visit,) = visits_due(story, lengths)
    assert visit.item_ids == tuple(item.id for item in story.items)


def test_a_visit_before_the_day_does_not_count(story, lengths):
    """
    2026-03-20 协议
    2026-04-01 应履行 李四 3000元
    2026-05-01 应履行 李四 3000元
    2026-03-25 回访
    2026-04-03 回访
    """
    first, second = visits_due(story, lengths)
    assert first.made is story.visits[1]
    assert second.made is None
    assert open_visits(story, lengths) == [second]


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-01 受理 张三 李四",
        "2026-03-20 未签协议",
        "2026-03-20 未签协议\n2026-04-01 应履行 李四\n2026-03-25 终止",
        "2026-03-20 调解 达成协议",
    ],
)
def test_without_an_agreement_nobody_is_visited(told, lengths, text):
    assert visits_due(told(text), lengths) == []


def test_a_visit_on_the_day_counts_and_the_first_one_answers(story, lengths):
    """
    2026-03-20 协议
    2026-04-01 应履行 李四 3000元
    2026-04-09 回访
    2026-04-01 回访
    """
    (visit,) = visits_due(story, lengths)
    assert visit.made is story.visits[1]


def test_a_closed_case_asks_for_no_visit(story, lengths):
    """
    2026-03-20 协议
    2026-04-01 应履行 李四
    2026-03-21 结案
    """
    assert len(visits_due(story, lengths)) == 1
    assert open_visits(story, lengths) == []


def test_who_settled_it_visits_until_he_leaves(story):
    """
    2026-03-20 协议
    """
    lead = story.mediators[story.case.lead_id]
    other = Mediator(name="王玉珍")
    story.mediators[other.id] = other
    story.case.assist_ids = [other.id]
    assert visitor(story, date(2026, 4, 1)) == lead.id
    lead.left_on = date(2026, 4, 1)
    assert visitor(story, date(2026, 3, 31)) == lead.id
    assert visitor(story, date(2026, 4, 1)) == other.id
    story.case.assist_ids = None
    assert visitor(story, date(2026, 4, 1)) is None


def way(lengths: Lengths, **changes: object) -> Lengths:
    """The usual lengths where the place visits by a rule of its own."""
    return replace(lengths, way=msgspec.structs.replace(lengths.way, visits=Visits(**changes)))


def test_on_days_after_the_agreement_a_place_visits(story, lengths):
    """
    2026-03-20 协议
    2026-04-01 应履行 李四 3000元
    """
    thrice = way(lengths, by_performance=False, after_days=(1, 3, 7))
    assert days(story, thrice) == [date(2026, 3, 21), date(2026, 3, 23), date(2026, 3, 27)]
    both = way(lengths, after_days=(1, 12))
    assert days(story, both) == [date(2026, 3, 21), date(2026, 4, 1)]


def test_tracking_a_key_case_goes_on_after_it_was_closed(story, lengths):
    """
    2026-03-20 协议
    2026-03-27 回访
    2026-04-10 结案
    """
    usual = [date(2026, 3, 27)]
    assert days(story, lengths) == usual
    story.case.key_case = True
    tracked = way(lengths, key_days=10, key_times=3)
    later = [date(2026, 3, 30), date(2026, 4, 9), date(2026, 4, 19)]
    assert days(story, tracked) == usual + later
    assert [visit.due_on for visit in open_visits(story, tracked)] == [date(2026, 4, 19)]
    assert days(story, way(lengths, key_days=0)) == usual


def test_tracking_a_key_case_that_ended_without_agreement(story, lengths):
    """
    2026-03-01 受理 张三 李四
    2026-03-20 终止
    """
    story.case.key_case = True
    assert days(story, way(lengths, key_days=30, key_times=1)) == [date(2026, 4, 19)]


def test_after_reopening_and_peace_once_more_there_is_a_visit(story, lengths):
    """
    2026-03-20 协议
    2026-03-27 回访
    2026-03-28 结案
    2026-05-02 重启
    2026-05-06 调解 达成协议
    """
    (due,) = open_visits(story, lengths)
    assert (due.due_on, due.key) == (date(2026, 5, 13), "followup.after_reopening")
    story.reopenings.clear()
    assert open_visits(story, lengths) == []


def test_who_took_the_case_over_visits_before_any_assistant(story):
    """
    2026-03-20 协议
    """
    lead = story.mediators[story.case.lead_id]
    heir, third = Mediator(name="王玉珍"), Mediator(name="李长河")
    story.mediators |= {heir.id: heir, third.id: third}
    story.case.assist_ids = [third.id]
    lead.left_on = date(2026, 4, 1)
    story.reliefs = [Relief(on_day=date(2026, 4, 1), from_id=lead.id, to_id=heir.id)]
    assert visitor(story, date(2026, 3, 31)) == lead.id
    assert visitor(story, date(2026, 4, 1)) == heir.id
    story.reliefs.append(Relief(on_day=date(2026, 5, 1), from_id=heir.id, to_id=third.id))
    assert visitor(story, date(2026, 4, 30)) == heir.id
    assert visitor(story, date(2026, 5, 1)) == third.id


def test_every_rule_has_a_story():
    stories = [name for name in globals() if name.startswith("test_")]
    for rule in RULES:
        name = rule.key.removeprefix("followup.")
        assert any(story.startswith(f"test_{name}") for story in stories), rule.key
