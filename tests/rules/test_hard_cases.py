"""会商与包案: what a hard case wants, when its leaders tell, when it may be struck off."""

from __future__ import annotations

from datetime import date, datetime

import msgspec
import pytest

from app import holidays, words
from app.records import (
    Case,
    CaseFile,
    Consultation,
    LeaderCase,
    LeaderPost,
    LeaderProgress,
    MediationSession,
    Room,
)
from app.rules import hard_cases, mechanism
from app.rules.deadlines import deadlines
from app.rules.lengths import shipped

WAY = mechanism.preset(mechanism.USUAL)
CALENDAR = holidays.load()


@pytest.fixture
def hard() -> CaseFile:
    case = Case(accepted_on=date(2026, 9, 24), tier="hard", difficulty="complex")
    return CaseFile(case, Room(committee_kind="village"))


def take_on(file: CaseFile, *roles: str) -> LeaderCase:
    one = LeaderCase(begun_on=date(2026, 10, 8), due_on=date(2026, 11, 8))
    file.leader_cases.append(one)
    file.leader_posts += [
        LeaderPost(leader_case_id=one.id, role=role, name="林少平") for role in roles
    ]
    return one


def keys(file: CaseFile) -> list[str]:
    return [want.key for want in hard_cases.wants(file, WAY)]


def test_a_hard_case_wants_consultation_and_leaders(hard):
    assert keys(hard) == ["hard.consult", "hard.no_leaders"]
    hard.case.difficulty = "ordinary"
    hard.consultations.append(Consultation())
    assert keys(hard) == []


def test_roles_nobody_is_named_in_are_told_by_name(hard):
    hard.consultations.append(Consultation())
    take_on(hard, "leader", "justice", "grid")
    (want,) = hard_cases.wants(hard, WAY)
    words.speak("zh_CN")
    assert words.say(want.key, **want.facts) == "包案还缺：村级干部、网格民警"


def test_a_place_without_leaders_wants_none(hard):
    none = msgspec.structs.replace(WAY, leaders=mechanism.Leaders(roles=()))
    assert [want.key for want in hard_cases.wants(hard, none)] == ["hard.consult"]


def test_it_may_be_struck_off_once_the_quarrel_is_over(hard):
    one = take_on(hard, *WAY.leaders.roles)
    assert not hard_cases.may_strike(hard)
    hard.sessions.append(MediationSession(at=datetime(2026, 10, 9, 9), outcome="agreed"))
    assert hard_cases.may_strike(hard)
    assert keys(hard) == ["hard.strike"]
    one.struck_on = date(2026, 10, 12)
    assert keys(hard) == []


def test_progress_is_due_in_the_rhythm_of_the_place(hard):
    one = take_on(hard)
    assert hard_cases.progress_due(hard, one, WAY) == date(2026, 10, 15)
    hard.leader_progress.append(LeaderProgress(leader_case_id=one.id, on_day=date(2026, 10, 14)))
    assert hard_cases.progress_due(hard, one, WAY) == date(2026, 10, 21)
    running = {clock.key: clock.due.day for clock in deadlines(hard, CALENDAR, shipped())}
    assert running["deadline.leaders_progress"] == date(2026, 10, 21)
    assert running["deadline.leaders"] == date(2026, 11, 8)
    one.struck_on = date(2026, 10, 20)
    assert hard_cases.progress_due(hard, one, WAY) is None


def test_what_departments_decided_is_due(hard):
    hard.consultations.append(Consultation(due_on=date(2026, 10, 20)))
    running = {clock.key: clock.due.day for clock in deadlines(hard, CALENDAR, shipped())}
    assert running["deadline.consultation"] == date(2026, 10, 20)


def test_a_closed_case_wants_nothing(hard):
    hard.case.closed_on = date(2026, 11, 1)
    assert keys(hard) == []
