"""三张清单: what was collected is solved or followed, and nothing else."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from app.records import Matter, MatterStep
from app.rules.matter_states import standing_of
from app.rules.three_lists import Followed, divide
from tests.rules.test_matter_states import histories, step

AT = dt.datetime(2020, 6, 1, 9, 0)


def followed(*steps: MatterStep, case_solved: bool = False, **facts: object) -> Followed:
    matter = Matter(came_at=AT)
    for name, value in facts.items():
        setattr(matter, name, value)
    return Followed(matter, steps, standing_of(matter, steps), case_solved)


matters = st.builds(
    lambda told, case, same, void: followed(*told, case_solved=case, same_as_id=same, void=void),
    histories(),
    st.booleans(),
    st.sampled_from([None, None, "another"]),
    st.sampled_from([None, None, "写错"]),
)


@given(st.lists(matters, max_size=5))
@settings(max_examples=80)
def test_collected_is_solved_and_followed_together_for_any_matters(told: list[Followed]) -> None:
    lists = divide(told)
    ids = [one.matter.id for one in lists.collected]
    back = [one.matter.id for one in lists.told_back]
    assert sorted(ids) == sorted(back)
    assert len(set(back)) == len(back)
    assert {one.matter.id for one in lists.handed} <= set(ids)
    standing = [one for one in told if one.matter.void is None]
    assert len(standing) == len(ids) + lists.doubles


def test_eighteen_collected_are_fifteen_solved_and_three_followed() -> None:
    solved = [followed(step("feedback", solved=True)) for _ in range(14)]
    by_case = [followed(case_solved=True)]
    open_ = [followed(), followed(step("pass")), followed(step("feedback", solved=False))]
    lists = divide([*solved, *by_case, *open_])
    assert lists.balance == "18 = 15 + 3"
    assert len(lists.handed) == 1


def test_what_burns_again_is_followed_again() -> None:
    first = step("feedback", solved=True)
    lists = divide([followed(first, step("reopen", first))])
    assert lists.balance == "1 = 0 + 1"


def test_the_same_number_twice_is_perhaps_one_thing() -> None:
    numbers = ["JN-1", "JN-1 ", "JN-2", None, "", "JN-1"]
    assert divide([followed(outside_no=one) for one in numbers]).maybe_same == 2
    assert (
        divide(
            [followed(outside_no="JN-1"), followed(outside_no="JN-1", same_as_id="x")]
        ).maybe_same
        == 0
    )
