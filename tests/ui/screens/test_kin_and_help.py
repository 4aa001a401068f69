"""On the case page: kin is hinted at where the lead is chosen, and a helper is asked and invited."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from app import clock
from app.desk import cases, helpers, questions
from app.desk.edit import add, edit
from app.desk.room import own_room
from app.records import Mediator, Person, Post
from app.ui.screens.case_parts import steps

NOW = datetime(2026, 10, 20, 9, 0)


@pytest.fixture
def case_id(desk):
    clock.hold(NOW)
    told = {"accepted_on": NOW.date(), "lead_id": desk.user}
    case = desk.do(cases.register_case, desk.shelf.log, NOW.date(), told)
    desk.do(cases.add_party, case, {"role": "applicant", "name": "孟小满", "phone": "19900001234"})
    return case


def test_a_shared_telephone_is_hinted_at_and_hinders_nothing(player, desk, case_id):
    player.frame.go("case", case_id)
    hint = player.frame.findChild(QLabel, "case.ties")
    assert not hint.isVisible()
    desk.do(edit, Mediator, desk.user, {"phone": "199-0000-1234"})
    player.frame.go("case", case_id)
    assert "孟小满" in hint.text()
    assert desk.look(questions.case_file, case_id).case.lead_id == desk.user


def test_a_helper_is_asked_in_the_case_and_invited(player, desk, case_id):
    def adviser(db):
        person = add(db, Person, {"room_id": own_room(db, desk.shelf.log).id, "name": "严守法"})
        add(db, Post, {"person_id": person, "role": "legal_adviser"})
        return person

    person = desk.do(adviser)
    player.frame.go("case", case_id)
    player.turn(steps.KEYS.index("steering") + 1)
    player.press("help.ask")
    player.write("assistance.asked", "界石移动由谁举证")
    (one,) = desk.look(helpers.rows_of, case_id)
    desk.do(edit, type(one), one.id, {"person_id": person})
    next(x for x in player.frame.findChildren(QPushButton, "help.invite") if x.isVisible()).click()
    (session,) = desk.look(questions.case_file, case_id).sessions
    assert session.invited == ["严守法（法律顾问）"]
