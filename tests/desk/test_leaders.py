"""包案, 会商 and 上交 at the desk: taken on, told of, struck off with a name under it."""

from __future__ import annotations

import datetime as dt

import pytest

from app import clock
from app.desk import (
    cases,
    consultations,
    consultations_due,
    edit,
    escalations,
    leaders,
    matters,
    practice,
    questions,
    units,
)
from app.desk import today as todays
from app.desk.desk import Desk
from app.records import Case
from app.rules import hard_cases, ladder
from app.rules.listing import Column, Listing
from app.rules.mechanism import Mechanism, Whom
from app.trouble import Trouble

NOW = dt.datetime(2026, 10, 20, 9, 0)


@pytest.fixture
def case_id(desk: Desk) -> str:
    clock.hold(NOW)
    told = {"accepted_on": dt.date(2026, 10, 8), "difficulty": "complex", "tier": "hard"}
    return desk.do(cases.register_case, desk.shelf.log, NOW.date(), told)


def way(desk: Desk) -> Mechanism:
    return desk.look(practice.standing, desk.shelf.log)


def tried(desk: Desk, case_id: str, outcome: str = "not_agreed", day: int = 9) -> None:
    at = dt.datetime(2026, 10, day, 9)
    desk.do(cases.add_session, case_id, {"at": at, "outcome": outcome})


def test_a_hard_case_is_taken_on_told_of_and_struck_off(desk: Desk, case_id: str) -> None:
    one = desk.do(leaders.take_on, desk.shelf.log, case_id, {"plan": "约谈双方"})
    for role in way(desk).leaders.roles:
        desk.do(leaders.name_leader, one, {"role": role, "name": "林少平"})
    desk.do(leaders.tell_progress, one, {"told": "已约谈", "by_name": "林少平"})
    with pytest.raises(Trouble, match="还没有达成协议"):
        desk.do(leaders.strike, one, {"struck_by": "周正"})
    tried(desk, case_id, "agreed")
    with pytest.raises(Trouble, match="批准人"):
        desk.do(leaders.strike, one, {"struck_told": "已履行"})
    desk.do(leaders.strike, one, {"struck_by": "周正", "struck_told": "已履行"})
    file = desk.look(questions.case_file, case_id)
    (kept,) = file.leader_cases
    assert (kept.number, kept.begun_on, kept.struck_on) == ("2026-001", NOW.date(), NOW.date())
    assert len(file.leader_posts) == 5
    assert [told.on_day for told in file.leader_progress] == [NOW.date()]
    with pytest.raises(Trouble, match="已于"):
        desk.do(leaders.tell_progress, one, {"told": "再说"})
    desk.do(leaders.take_up_again, one)
    assert hard_cases.leader_case(desk.look(questions.case_file, case_id)).struck_by is None


def test_a_case_has_one_at_a_time_and_numbers_go_on(desk: Desk, case_id: str) -> None:
    desk.do(leaders.take_on, desk.shelf.log, case_id, {})
    with pytest.raises(Trouble, match="2026-001"):
        desk.do(leaders.take_on, desk.shelf.log, case_id, {})
    other = desk.do(cases.register_case, desk.shelf.log, NOW.date(), {"difficulty": "major"})
    desk.do(leaders.take_on, desk.shelf.log, other, {})
    assert desk.look(questions.case_file, other).leader_cases[0].number == "2026-002"


def test_the_register_lists_hard_cases_without_leaders(desk: Desk, case_id: str) -> None:
    listing = desk.look(leaders.listing, desk.shelf.log, way(desk))
    (row,) = listing.rows
    assert (row[1], row[-1]) == (None, "未定包案人")
    one = desk.do(leaders.take_on, desk.shelf.log, case_id, {"begun_on": dt.date(2026, 10, 8)})
    desk.do(leaders.name_leader, one, {"role": "leader", "name": "林少平"})
    (row,) = desk.look(leaders.listing, desk.shelf.log, way(desk)).rows
    assert row[8] == "街道班子：林少平"
    assert row[-1] == "进展逾期5天"
    desk.do(edit.edit, Case, case_id, {"difficulty": "ordinary"})
    assert len(desk.look(leaders.listing, desk.shelf.log, way(desk)).rows) == 1


def test_a_case_goes_up_after_three_tries_and_its_answer_comes_back(
    desk: Desk, case_id: str
) -> None:
    for day in (9, 12, 14):
        tried(desk, case_id, day=day)
    up = desk.do(escalations.escalate, case_id, way(desk), {"to_name": "柳林镇调委会"})
    with pytest.raises(Trouble, match="柳林镇调委会"):
        desk.do(escalations.escalate, case_id, way(desk), {})
    (kept,) = desk.look(questions.case_file, case_id).escalations
    assert (kept.to_level, kept.tries, kept.on_day) == ("street", 3, NOW.date())
    letter = desk.do(escalations.send_letter, up)
    desk.do(escalations.answered, up, {"back_told": "请再做一次工作"})
    file = desk.look(questions.case_file, case_id)
    assert [one.organ for one in file.letters if one.id == letter] == ["柳林镇调委会"]
    assert ladder.standing(file) is None
    assert ladder.tries(file) == 0


def test_who_goes_up_early_says_why_and_who_is_done_stays(desk: Desk, case_id: str) -> None:
    with pytest.raises(Trouble, match="3次"):
        desk.do(escalations.escalate, case_id, way(desk), {})
    desk.do(escalations.escalate, case_id, way(desk), {"reason": "涉及两个镇"})
    other = desk.do(cases.register_case, desk.shelf.log, NOW.date(), {})
    tried(desk, other, "agreed")
    with pytest.raises(Trouble, match="已经结束"):
        desk.do(escalations.escalate, other, way(desk), {"reason": "涉及两个镇"})


def test_departments_that_consult_are_named_once(desk: Desk, case_id: str) -> None:
    wanted = Mechanism(units=(Whom("柳林派出所", "police", 2),))
    desk.do(practice.put, desk.shelf.log, NOW.date(), wanted)
    log = desk.shelf.log
    assert desk.look(consultations.choices, log) == [("柳林派出所", "柳林派出所")]
    lead = desk.do(consultations.called, log, "柳林派出所")
    other = desk.do(consultations.called, log, "自然资源所")
    assert desk.do(consultations.called, log, "自然资源所") == other
    told = {"lead_unit_id": lead, "unit_ids": [lead, other], "decided": "到场放线"}
    desk.do(consultations.consult, case_id, told)
    file = desk.look(questions.case_file, case_id)
    (held,) = file.consultations
    assert (held.unit_ids, held.on_day) == ([other], NOW.date())
    assert (file.unit_name(lead), file.unit_name(other)) == ("柳林派出所", "自然资源所")
    assert [one.name for one in desk.look(units.units, log)] == ["柳林派出所", "自然资源所"]
    with pytest.raises(Trouble, match="早于"):
        desk.do(consultations.consult, case_id, {"due_on": dt.date(2026, 10, 1)})


def test_what_a_hard_case_wants_stands_on_today(desk: Desk, case_id: str) -> None:
    def page():
        return desk.look(todays.today, NOW.date(), desk.calendar(), todays.lengths_of(desk))

    assert {one.key for one in page().periods} >= {"hard.consult", "hard.no_leaders"}
    for day in (9, 12, 14):
        tried(desk, case_id, day=day)
    assert [one.key for one in page().no_next_step] == ["step.escalate"]
    desk.do(escalations.escalate, case_id, way(desk), {})
    assert page().no_next_step == []
    later = NOW.date() + dt.timedelta(days=15)
    asked = desk.look(todays.today, later, desk.calendar(), todays.lengths_of(desk)).periods
    assert "deadline.escalation" in {one.key for one in asked}


def test_a_hard_matter_asks_for_a_consultation_until_it_is_held(desk: Desk) -> None:
    clock.hold(NOW)
    log, calendar = desk.shelf.log, desk.calendar()
    told = {"line": "grid", "tier": "hard", "told": "小区停车", "came_at": NOW}
    matter_id = desk.do(matters.write_down, log, NOW, told)

    def asked() -> list[str]:
        found = desk.look(consultations_due.reminders, log, NOW.date(), calendar)
        return [one.sentence() for one in found]

    assert len(asked()) == 1
    desk.do(consultations.consult_on_matter, matter_id, {"decided": "划线"})
    assert asked() == []


def test_a_settled_case_is_given_to_nobody(desk: Desk, case_id: str) -> None:
    tried(desk, case_id, "agreed")
    with pytest.raises(Trouble, match="已经有结果"):
        desk.do(leaders.take_on, desk.shelf.log, case_id, {})
    assert desk.look(questions.case_file, case_id).leader_cases == []


def test_names_are_masked_where_others_may_look_on() -> None:
    columns = [Column(one) for one in ("序号", "包案号", "案件编号", "当事人", "状态")]
    rows = [(1, None, "1号", "解玉珍、欧阳长林", "x"), (2, None, "2号", None, "x")]
    shown = leaders.masked(Listing("包案台账", columns, rows))
    assert [row[3] for row in shown.rows] == ["解某、欧阳某", ""]
