"""提级与包案 on the case page: a case goes up, is consulted on, gets its leaders and loses them with a name."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtWidgets import QWidget

from app import clock
from app.desk import cases, consultations, escalations, handovers, practice, questions
from app.records import Escalation, LeaderCase
from app.ui.kit.rows_form import RowsForm
from app.ui.screens.case_parts import steps
from app.words import say

NOW = datetime(2026, 10, 20, 9, 0)
STEERING = steps.KEYS.index("steering") + 1


@pytest.fixture
def case_id(desk):
    clock.hold(NOW)
    told = {"accepted_on": NOW.date(), "difficulty": "complex", "tier": "hard"}
    return desk.do(cases.register_case, desk.shelf.log, NOW.date(), told)


def tried(desk, case_id, outcome="not_agreed", times=1):
    for _ in range(times):
        desk.do(cases.add_session, case_id, {"at": NOW, "outcome": outcome})


def test_what_comes_next_leads_to_the_level_above(player, desk, case_id):
    tried(desk, case_id, times=3)
    player.frame.go("case", case_id)
    player.press("case_page.go")
    player.write("escalation.to_name", "柳林镇调委会")
    (up,) = desk.look(questions.case_file, case_id).escalations
    assert (up.to_level, up.tries, up.to_name) == ("street", 3, "柳林镇调委会")
    assert player.text("case_page.next").startswith(say("step.await_answer"))
    assert Escalation.kind() in {rows.kind for rows in player.frame.findChildren(RowsForm)}


def test_named_leaders_are_written_down_and_struck_off(player, desk, case_id):
    player.frame.go("case", case_id)
    player.turn(STEERING)
    player.press("case_page.add_leader_case")
    player.write("leader_case.plan", "约谈双方")
    player.press("case_page.add_leader_post")
    player.write("leader_post.role", "司法干部")
    player.write("leader_post.name", "赵明")
    player.press("case_page.add_leader_progress")
    player.write("leader_progress.told", "已约谈")
    player.write("leader_case.struck_by", "周正")
    player.press("leading.strike")
    file = desk.look(questions.case_file, case_id)
    assert [(post.role, post.name) for post in file.leader_posts] == [("justice", "赵明")]
    assert [one.told for one in file.leader_progress] == ["已约谈"]
    assert file.leader_cases[0].struck_on is None, "the quarrel goes on"
    tried(desk, case_id, "agreed")
    player.press("leading.strike")
    (one,) = desk.look(questions.case_file, case_id).leader_cases
    assert isinstance(one, LeaderCase)
    assert (one.struck_on, one.struck_by) == (NOW.date(), "周正")


def test_a_unit_of_the_list_leads_a_consultation(player, desk, case_id):
    unit = desk.do(consultations.called, desk.shelf.log, "柳林司法所")
    player.frame.go("case", case_id)
    player.turn(STEERING)
    player.press("case_page.add_consultation")
    player.write("consultation.lead_unit_id", "司法所")
    player.write("consultation.decided", "三日内放线")
    (held,) = desk.look(questions.case_file, case_id).consultations
    assert (held.lead_unit_id, held.decided, held.on_day) == (unit, "三日内放线", NOW.date())


def test_facts_for_reports_wait_folded_and_are_kept(player, desk, case_id):
    player.frame.go("case", case_id)
    assert not player.sees(QWidget, "case.plot")
    player.press("case_page.more_of_dispute")
    player.write("case.plot", "旧军村27号宅基地")
    player.frame.go("case", (case_id, "case", case_id, "solved_at"))
    player.write("case.solved_at", "网格")
    case = desk.look(questions.case_file, case_id).case
    assert (case.plot, case.solved_at) == ("旧军村27号宅基地", "grid")


def test_both_lists_stand_on_one_page_without_whole_names(player, desk, case_id):
    desk.do(cases.add_party, case_id, {"role": "applicant", "name": "韩冬"})
    player.frame.go("register")
    player.press("hard_lists.open")
    screen = player.frame.screen_up()
    model = screen.table.model()
    assert model.rowCount() == 2, "one case and the total"
    assert model.index(0, 3).data() == "韩某"
    assert screen.listing.rows[0][3] == "韩冬"
    player.press("hard_lists.clocks")
    assert player.text("hard_lists.title") == screen.listing.title
    screen.table.activated.emit(screen.table.model().index(0, 0))
    assert player.frame.screen_up().case.case_id == case_id


def test_a_register_of_leaders_that_is_stopped_says_so_and_stays(player, case_id):
    jobs = player.frame.jobs
    stop = jobs.progressed.connect(lambda *_: jobs.cancel())
    player.frame.go("hard_lists")
    screen = player.frame._screens["hard_lists"]
    assert screen.listing is None
    assert screen.told.text() == say("hard_lists.stopped")
    jobs.progressed.disconnect(stop)
    player.press("hard_lists.leaders")
    assert len(screen.listing.rows) == 1
    assert screen.told.text() == say("hard_lists.told")


def test_from_the_level_above_the_case_is_asked_to_be_handed_over(player, desk, case_id):
    tried(desk, case_id, times=3)
    way = desk.look(practice.standing, desk.shelf.log)
    desk.do(escalations.escalate, case_id, way, {"to_name": "石桥村调解室"})
    player.frame.go("case", case_id)
    player.turn(STEERING)
    player.press("escalation.hand_over")
    player.write("handover.reason", "双方都住石桥村")
    player.press("dispatches.ask")
    (asked,) = desk.look(handovers.of_case, case_id)
    assert (asked.to, asked.reason, asked.waits) == ("石桥村调解室", "双方都住石桥村", True)
    assert "石桥村调解室" in player.text("handover.told")
