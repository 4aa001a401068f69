"""A matter is written down in seconds, goes round, and becomes a case without anything typed twice."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from app import holidays
from app.desk import cases, matter_list, matters, questions
from app.desk.desk import Desk
from app.desk.matter_list import Line, Wanted
from app.records import Case, Matter, Unit
from app.trouble import Trouble

AT = dt.datetime(2026, 9, 1, 9, 0)
TOLD = {
    "line": "hotline", "channel": "hotline_12343", "outside_no": "JN-77", "tier": "simple",
    "reporter": "何小满", "phone": "19900001234", "address": "上河村3号", "register_address": "下河村9号",
    "about": "柳林物业", "told": "楼上漏水，三次找物业无人管。", "people_count": 3, "risk": "low",
    "matter_class": "service",
}  # fmt: skip


def written(desk: Desk, at: dt.datetime = AT, **more: Any) -> str:
    return desk.do(matters.write_down, desk.shelf.log, at, {**TOLD, **more})


def step(desk: Desk, matter_id: str, name: str, at: dt.datetime = AT, **more: Any) -> str:
    return desk.do(matters.take_step, at, matter_id, name, more)


def listed(desk: Desk, now: dt.datetime = AT, **wanted: Any) -> list[Line]:
    asked = Wanted(**wanted)
    return desk.look(matter_list.listing, desk.shelf.log, now, holidays.load(), asked).lines


def some_unit(desk: Desk) -> str:
    def list_unit(db: Any) -> str:
        unit = Unit(name="派出所")
        db.add(unit)
        return unit.id

    return desk.do(list_unit)


def test_each_matter_has_a_number_of_its_own_a_year(desk: Desk) -> None:
    ids = [written(desk), written(desk), written(desk, AT.replace(year=2027))]
    with desk.shelf.reading() as db:
        numbers = [db.get(Matter, one).number for one in ids]  # type: ignore[union-attr]
    assert numbers == [
        "（2026）柳人调事字第1号", "（2026）柳人调事字第2号", "（2027）柳人调事字第1号",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("more", "key"),
    [({"told": " "}, "nothing_told"), ({"told": None}, "nothing_told"),
     ({"came_at": AT.replace(year=2030)}, "not_yet"), ({"due_on": dt.date(2026, 8, 31)}, "due_before")],
)  # fmt: skip
def test_a_matter_that_cannot_be_is_refused(desk: Desk, more: dict[str, Any], key: str) -> None:
    with pytest.raises(Trouble) as trouble:
        written(desk, **more)
    assert trouble.value.key == f"matter.{key}"
    assert listed(desk) == []


def test_one_sentence_is_enough(desk: Desk) -> None:
    made = desk.do(matters.write_down, desk.shelf.log, AT, {"told": "两家争晒场。"})
    (line,) = listed(desk)
    assert (line.id, line.standing.state, line.colour) == (made, "report", "none")


def test_a_petition_is_to_be_mediated_first_unless_it_is_told_otherwise(desk: Desk) -> None:
    written(desk, line="petition", channel=None)
    written(desk, line="petition", channel=None, mediation_first=False)
    written(desk)
    assert sorted(one.mediation_first for one in listed(desk)) == [False, False, True]


def test_by_one_key_it_is_a_case_with_all_that_was_told(desk: Desk) -> None:
    matter = written(desk)
    case_id = desk.do(matters.become_case, desk.shelf.log, AT.date(), matter)
    file = desk.look(questions.case_file, case_id)
    case, (reporter, other) = file.case, file.parties
    assert (case.line, case.source, case.tier, case.risk) == (
        "hotline", "hotline_12343", "simple", "low",
    )  # fmt: skip
    assert (case.summary, case.people_count, case.matter_class) == (TOLD["told"], 3, "service")
    assert (reporter.role, reporter.name, reporter.phone) == ("applicant", "何小满", "19900001234")
    assert (reporter.address, reporter.register_address) == ("上河村3号", "下河村9号")
    assert (other.role, other.name) == ("respondent", "柳林物业")
    (line,) = listed(desk)
    assert line.file_no == case.file_no
    with pytest.raises(Trouble) as trouble:
        desk.do(matters.become_case, desk.shelf.log, AT.date(), matter)
    assert trouble.value.key == "matter.has_case"


def test_a_line_without_a_channel_has_the_source_of_its_line(desk: Desk) -> None:
    matter = written(desk, line="petition", channel=None)
    case_id = desk.do(matters.become_case, desk.shelf.log, AT.date(), matter)
    assert desk.look(questions.case_file, case_id).case.source == "referred_petition"


def test_a_matter_joins_an_open_case_and_no_closed_one(desk: Desk) -> None:
    case_id = desk.do(cases.register_case, desk.shelf.log, AT.date(), {})
    matter = written(desk)
    desk.do(matters.join_case, matter, case_id)
    desk.do(matters.leave_case, matter)

    def close(db: Any) -> None:
        db.get(Case, case_id).closed_on = AT.date()

    desk.do(close)
    with pytest.raises(Trouble) as trouble:
        desk.do(matters.join_case, matter, case_id)
    assert trouble.value.key == "matter.case_closed"


def test_a_settled_and_closed_case_solves_its_matter_and_an_ended_one_does_not(desk: Desk) -> None:
    for result in ("agreed", "not_agreed"):
        matter = written(desk)
        case_id = desk.do(matters.become_case, desk.shelf.log, AT.date(), matter)
        told = {"closed_on": AT.date(), "result": result}
        desk.do(cases.close_case, case_id, told, [])
    told = sorted((one.number, one.is_solved) for one in listed(desk, part="all"))
    assert [solved for _, solved in told] == [True, False]


def test_it_goes_to_a_unit_and_comes_back_solved(desk: Desk) -> None:
    matter, unit = written(desk), some_unit(desk)
    step(desk, matter, "pass", to_unit_id=unit)
    (line,) = listed(desk)
    assert (line.standing.state, line.holders) == ("pass", ("派出所",))
    step(desk, matter, "remind")
    step(desk, matter, "handle", told="已上门")
    step(desk, matter, "feedback", solved=True)
    assert listed(desk) == []
    assert [one.is_solved for one in listed(desk, part="solved")] == [True]
    step(desk, matter, "reopen", told="又漏了")
    (line,) = listed(desk)
    assert (line.standing.state, line.standing.reopened) == ("report", 1)


@pytest.mark.parametrize(
    ("name", "values", "key"),
    [
        ("remind", {}, "matter.not_now"),
        ("pass", {}, "matter.to_whom"),
        ("return", {}, "matter.not_now"),
    ],
)
def test_a_step_that_cannot_follow_is_refused(
    desk: Desk, name: str, values: dict[str, Any], key: str
) -> None:
    matter = written(desk)
    with pytest.raises(Trouble) as trouble:
        step(desk, matter, name, **values)
    assert trouble.value.key == key


def test_nothing_comes_back_or_burns_again_without_a_reason(desk: Desk) -> None:
    matter = written(desk)
    step(desk, matter, "feedback", solved=True)
    with pytest.raises(Trouble) as trouble:
        step(desk, matter, "reopen", told="  ")
    assert trouble.value.key == "matter.reason_needed"


def test_a_matter_written_by_mistake_is_struck_out_with_its_reason(desk: Desk) -> None:
    matter = written(desk)
    with pytest.raises(Trouble):
        desk.do(matters.strike_out, matter, " ")
    desk.do(matters.strike_out, matter, "重复登记")
    assert listed(desk, part="all") == []


def test_it_is_found_by_any_of_its_numbers(desk: Desk) -> None:
    matter = written(desk)
    for told in ("（2026）柳人调事字第1号", "JN-77", matter[:8]):
        assert desk.look(matters.by_number, told) == matter
    with pytest.raises(Trouble):
        desk.look(matters.by_number, "没有的号")


@pytest.mark.parametrize(
    ("more", "key"),
    [({"solved": True}, "only_told_back"), ({"satisfaction": "satisfied"}, "only_told_back"),
     ({"solved": False}, "only_told_back"), ({"due_on": dt.date(2026, 9, 9)}, "only_passed_on")],
)  # fmt: skip
def test_what_a_step_cannot_say_is_refused_and_never_passed_over(
    desk: Desk, more: dict[str, Any], key: str
) -> None:
    made = written(desk)
    with pytest.raises(Trouble) as trouble:
        step(desk, made, "handle", **more)
    assert trouble.value.key == f"matter.{key}"
    (line,) = listed(desk)
    assert line.standing.state == "report"


@pytest.mark.parametrize(
    ("at", "key"),
    [(AT - dt.timedelta(days=600), "before_came"), (AT + dt.timedelta(hours=9), "not_yet"),
     (AT + dt.timedelta(hours=1), "before_last")],
)  # fmt: skip
def test_a_step_cannot_be_taken_before_the_matter_came_nor_ahead_nor_before_the_last(
    desk: Desk, at: dt.datetime, key: str
) -> None:
    made, now = written(desk), AT + dt.timedelta(hours=8)
    step(desk, made, "feedback", AT + dt.timedelta(hours=2), solved=True)
    with pytest.raises(Trouble) as trouble:
        desk.do(matters.take_step, at, made, "reopen", {"told": "又漏了"}, now=now)
    assert trouble.value.key == f"matter.step_{key}"
    (line,) = listed(desk, part="all")
    assert line.is_solved
    desk.do(matters.take_step, now, made, "reopen", {"told": "又漏了"}, now=now)
    (line,) = listed(desk, part="all")
    assert not line.is_solved


@pytest.mark.parametrize(
    ("more", "key"),
    [({"came_at": AT + dt.timedelta(days=2)}, "not_yet"), ({"due_on": dt.date(2026, 8, 1)}, "due_before"),
     ({"came_at": AT + dt.timedelta(hours=3)}, "came_after_step"), ({"told": " "}, "nothing_told")],
)  # fmt: skip
def test_a_matter_is_changed_into_nothing_that_cannot_be(
    desk: Desk, more: dict[str, Any], key: str
) -> None:
    made, now = written(desk), AT + dt.timedelta(hours=8)
    step(desk, made, "handle", AT + dt.timedelta(hours=2))
    with pytest.raises(Trouble) as trouble:
        desk.do(matters.change, now, made, more)
    assert trouble.value.key == f"matter.{key}"
    desk.do(matters.change, now, made, {"came_at": AT - dt.timedelta(hours=1), "phone": "1"})
    assert listed(desk)[0].came_at == AT - dt.timedelta(hours=1)
