"""What burns again is open again, whatever it had come to before."""

from __future__ import annotations

from datetime import date

from app.rules.reopenings import last_reopening, reopened_since, settled_again_on
from app.rules.results import result_of
from app.rules.stages import next_step, stage_of

AFTER = date(2026, 5, 3)


def test_a_case_that_ended_without_agreement_is_mediated_again(story, lengths):
    """
    2026-03-01 受理 张三 李四
    2026-03-10 调解 未达成一致
    2026-03-20 终止
    2026-03-21 结案
    2026-05-02 重启
    """
    assert result_of(story) == "ongoing"
    assert stage_of(story, lengths) == "mediating"
    story.case.ended_on = date(2026, 5, 20)
    assert result_of(story) == "not_agreed"


def test_a_reopened_case_is_taken_up_at_the_table(story, lengths):
    """
    2026-03-20 协议
    2026-03-27 回访
    2026-03-28 结案
    2026-05-02 重启
    """
    step = next_step(story, AFTER, lengths)
    assert (step.key, step.record, step.field) == (
        "step.take_up_reopened",
        "mediation_session",
        "at",
    )


def test_settled_again_is_the_day_of_the_later_session(story):
    """
    2026-03-20 协议
    2026-03-28 结案
    2026-05-02 重启
    2026-05-06 调解 达成协议
    """
    assert settled_again_on(story) == date(2026, 5, 6)
    assert reopened_since(story, date(2026, 3, 28))
    assert not reopened_since(story, AFTER)
    assert last_reopening(story) is story.reopenings[0]
