"""Two computers of a room take steps of one matter unheard of each other: the stick loses none, both conclude alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.desk import loop_steps, matter_list, matters, questions, same_case
from app.desk.desk import Desk
from app.desk.edit import get, void
from app.desk.matter_list import Line
from app.records import Case, Matter, MatterStep
from app.rules.matter_states import in_order
from tests.desk.test_mates import Village, rows
from tests.desk.test_matters import AT, some_unit, step, written

HOUR = dt.timedelta(hours=1)
TOLD = {"told": "上门看过，约好周五再谈"}
CROSSED: dict[str, tuple[tuple[str, dict[str, Any]], tuple[str, dict[str, Any]], str, bool]] = {
    # what the first did, what the second did, where it stands then, whether it is solved
    "passed and handled": (("pass", {}), ("handle", TOLD), "handle", False),
    "solved and still followed": (
        ("feedback", {"solved": True}), ("feedback", {"solved": False}), "feedback", False,
    ),
    "solved and handled": (("feedback", {"solved": True}), ("handle", TOLD), "feedback", True),
    "both solved": (("feedback", {"solved": True}), ("feedback", {"solved": True}), "feedback", True),
    "reminded and handled": (("remind", {}), ("handle", TOLD), "handle", False),
    "returned and told back": (("return", {"told": "不归我们管"}), ("feedback", {"solved": True}), "feedback", True),
}  # fmt: skip


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Village, Desk, Desk]]:
    village = Village(tmp_path)
    yield village, village.first, village.come_in()
    village.leave()


def told(desk: Desk, matter: str) -> Line:
    asked = (desk.shelf.log, AT + 9 * HOUR, desk.calendar(), matter)
    return desk.look(matter_list.one, *asked)


def story(desk: Desk, matter: str) -> list[tuple[str, str]]:
    """Every step, in the order it is told."""
    steps = desk.look(loop_steps.steps_of, [matter])[matter]
    return [(one.id, one.step or "") for one in in_order(steps)]


def alike(first: Desk, second: Desk, matter: str) -> Line:
    """Both tell the same story and conclude the same; what they conclude."""
    here, there = told(first, matter), told(second, matter)
    assert (here.standing, here.holders, here.may) == (there.standing, there.holders, there.may)
    assert story(first, matter) == story(second, matter)
    return here


def test_steps_that_cross_are_all_there_and_both_conclude_the_same(
    both: tuple[Village, Desk, Desk],
) -> None:
    village, first, second = both
    unit = some_unit(first)
    to = {"pass": {"to_unit_id": unit}}
    made = {name: written(first) for name in CROSSED}
    given = {one: step(first, one, "pass", to_unit_id=unit) for one in made.values()}
    village.carry(first, second)
    crossed: dict[str, set[str]] = {}
    for name, (here, there, _, _) in CROSSED.items():
        one = made[name]
        # the clock of the second computer is an hour slow: no clock decides
        crossed[one] = {
            step(first, one, here[0], AT + 2 * HOUR, **(to.get(here[0]) or here[1])),
            step(second, one, there[0], AT + HOUR, **there[1]),
        }
    village.carry(first, second, first)
    for name, (_, _, state, solved) in CROSSED.items():
        one = made[name]
        line = alike(first, second, one)
        assert (line.standing.state, line.is_solved) == (state, solved), name
        assert set(line.standing.last) == crossed[one], name
        assert {id_ for id_, _ in story(first, one)} >= crossed[one] | {given[one]}, name
    assert rows(first)["matter_step"] == rows(second)["matter_step"]


def test_the_next_step_follows_both_and_what_one_struck_out_is_out_for_both(
    both: tuple[Village, Desk, Desk],
) -> None:
    village, first, second = both
    matter = written(first)
    village.carry(first, second)
    wrong = step(first, matter, "feedback", AT + HOUR, solved=True)
    right = step(second, matter, "handle", AT + HOUR, **TOLD)
    village.carry(first, second, first)
    second.do(void, MatterStep, wrong, "还没有办结")
    after = step(  # unheard of that it was struck out
        first, matter, "reopen", AT + 2 * HOUR, told="又漏了"
    )
    assert set(first.look(get, MatterStep, after).after_ids or ()) == {wrong, right}
    village.carry(second, first, second)
    line = alike(first, second, matter)
    assert (line.standing.reopened, line.is_solved) == (1, False)
    assert {id_ for id_, _ in story(second, matter)} == {wrong, right, after}


def test_a_matter_two_made_a_case_of_leaves_both_cases_each_told_as_twin(
    both: tuple[Village, Desk, Desk],
) -> None:
    village, first, second = both
    matter = written(first)
    village.carry(first, second)
    made = [
        one.do(matters.become_case, one.shelf.log, AT.date(), matter) for one in (first, second)
    ]
    village.carry(first, second, first)
    for desk in (first, second):
        assert {desk.look(questions.case_file, one).case.summary for one in made} == {
            told(desk, matter).told
        }
        assert all(desk.look(get, Case, one).void is None for one in made)
        assert desk.look(get, Matter, matter).case_id in made
        for here, there in (made, made[::-1]):
            (twin,) = desk.look(same_case.twins, here)
            assert (twin.case_id, twin.why) == (there, same_case.ONE_MATTER)
    second.do(void, Case, made[1], "立重了")
    assert second.look(same_case.twins, made[0]) == []
    assert told(first, matter).case_id == told(second, matter).case_id
