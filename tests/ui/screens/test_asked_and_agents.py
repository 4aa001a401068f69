"""Who was asked and who acts for a party: what the case knows of a person is not typed again."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtWidgets import QWidget

from app.desk import cases, edit, questions
from app.records import Inquiry
from app.ui.screens.case_parts import steps

NOW = datetime(2026, 9, 24, 9, 30)


@pytest.fixture
def case_id(desk):
    told = {"accepted_on": NOW.date(), "dispute_type": "02", "source": "applied"}
    made = desk.do(cases.register_case, desk.shelf.log, NOW.date(), told)
    for role, name in (("applicant", "陈㛃喆"), ("respondent", "欧阳𬭎")):
        desk.do(cases.add_party, made, {"role": role, "name": name, "phone": "13800000001"})
    return made


def turn(player, case_id, part):
    player.frame.go("case", case_id)
    player.turn(steps.KEYS.index(part) + 1)


def shown(player, name):
    return player.sees(QWidget, name)


def inquiries(desk, case_id):
    return desk.look(questions.case_file, case_id).inquiries


def test_a_party_that_was_asked_is_known_by_name_and_asked_nothing_twice(player, case_id, desk):
    turn(player, case_id, "inquiry")
    player.write("inquiry.party_id", "欧阳𬭎")
    (inquiry,) = inquiries(desk, case_id)
    assert inquiry.asked == "欧阳𬭎"
    assert desk.look(questions.case_file, case_id).party(inquiry.party_id).name == "欧阳𬭎"
    for name in ("sex", "age_told", "occupation", "phone", "address"):
        assert not shown(player, f"inquiry.{name}")


def test_who_is_no_party_is_asked_more_once_he_has_a_name(player, case_id):
    turn(player, case_id, "inquiry")
    for told, more in (("于德福", True), ("陈㛃喆", False), ("于德福", True)):
        assert not more or not shown(player, "inquiry.phone")
        player.write("inquiry.asked", told)
        assert shown(player, "inquiry.phone") is more
    player.write("inquiry.phone", "13800000002")
    player.see(QWidget, "inquiry.asked").clear()
    assert shown(player, "inquiry.phone")  # what is written is never hidden
    assert not shown(player, "inquiry.address")


def test_another_party_chosen_brings_its_own_name(player, case_id, desk):
    turn(player, case_id, "inquiry")
    player.write("inquiry.party_id", "欧阳𬭎")
    player.write("inquiry.party_id", "陈㛃喆")
    assert [one.asked for one in inquiries(desk, case_id)] == ["陈㛃喆"]


def test_how_a_person_calls_the_one_asked_stays(player, case_id, desk):
    first = desk.look(questions.case_file, case_id).parties[0]
    desk.do(edit.add, Inquiry, {"case_id": case_id, "asked": "陈㛃喆之夫 于德福"})
    turn(player, case_id, "inquiry")
    player.write("inquiry.party_id", first.name)
    assert [one.asked for one in inquiries(desk, case_id)] == ["陈㛃喆之夫 于德福"]


def test_the_card_of_an_agent_tells_sex_and_age(player, case_id, desk):
    turn(player, case_id, "paperwork")
    player.press("case_page.add_agency")
    assert shown(player, "agency.age_told")
    player.write("agency.id_number", "370181199003154522")
    assert not shown(player, "agency.age_told")
    assert not shown(player, "agency.sex")
    assert not shown(player, "agency.other_power")
    assert desk.look(questions.case_file, case_id).agencies[0].id_number == "370181199003154522"


def test_who_cannot_read_is_marked_with_the_party(player, case_id, desk):
    turn(player, case_id, "parties")
    player.press("party.read_aloud.yes")
    assert [p.read_aloud for p in desk.look(questions.case_file, case_id).parties] == [True, None]
